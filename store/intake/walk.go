package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// How far a folder is looked through: more than any desk has, and little enough that a
// whole disk chosen by mistake comes to an end.
const (
	deepest   = 12
	mostFiles = 20_000
)

// found is a file that may come in.
type found struct {
	path    string
	shown   string // relative to the folder, with slashes
	size    int64
	changed time.Time
	err     error // why it is left without a look at it
}

// errOtherType is the reason of a file that cannot be a filing, by its name.
var errOtherType = errors.New("neither a packet nor a workbook nor a filing")

// walk lists the files of a folder and those below it, those changed last behind, since
// of two versions of a filing the later shall stay. Hidden and temporary files are left
// out, links are not followed. more reports that there are more than are listed.
func walk(ctx context.Context, dir string) (all []found, more bool, err error) {
	root := filepath.Clean(dir)
	if real, err := filepath.EvalSymlinks(root); err == nil {
		root = real // the folder itself may be a link
	}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		relative, failed := filepath.Rel(root, path)
		switch {
		case path == root && err != nil:
			return err
		case path == root && !d.IsDir():
			return &fs.PathError{Op: "open", Path: path, Err: fs.ErrInvalid}
		case path == root:
			return nil
		case failed != nil:
			return failed
		case isPassing(d.Name()):
			return skip(d)
		case err != nil: // a folder below that may not be read
			all = append(all, found{path: path, shown: filepath.ToSlash(relative), err: err})
			return skip(d)
		case len(all) >= mostFiles, strings.Count(relative, string(filepath.Separator)) >= deepest:
			more = true
			return skip(d)
		case d.IsDir():
			return nil
		case d.Type().IsRegular():
			all = append(all, look(path, filepath.ToSlash(relative)))
		}
		return nil
	})
	if err != nil {
		return nil, false, fmt.Errorf("look through the folder: %w", err)
	}
	return inOrder(all), more, nil
}

func skip(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return filepath.SkipDir
	}
	return nil
}

// named lists the files with the paths, and those of the folders among them.
func named(ctx context.Context, paths []string) (all []found, more bool, err error) {
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			all = append(all, look(path, filepath.Base(path)))
			continue
		}
		within, deeper, err := walk(ctx, path)
		if err != nil {
			return nil, false, err
		}
		for i := range within {
			within[i].shown = filepath.Base(path) + "/" + within[i].shown
		}
		all, more = append(all, within...), more || deeper
	}
	return inOrder(all), more, nil
}

// look looks at a file without opening it.
func look(path, shown string) found {
	f := found{path: path, shown: shown}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		f.err = err
	case !info.Mode().IsRegular() || !isOurs(path):
		f.err = errOtherType
	default:
		f.size, f.changed = info.Size(), info.ModTime()
	}
	return f
}

// inOrder brings files into the order in which they are taken in, and leaves out the
// mails that were made with a packet and lie beside it.
func inOrder(all []found) []found {
	packets := map[string]bool{}
	for _, f := range all {
		if stem, ok := cutEnding(f.path, ".zip"); ok {
			packets[stem] = true
		}
	}
	all = slices.DeleteFunc(all, func(f found) bool {
		stem, ok := cutEnding(f.path, ".eml")
		return ok && packets[stem]
	})
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(a.changed.Compare(b.changed), cmp.Compare(a.path, b.path))
	})
	return slices.CompactFunc(all, func(a, b found) bool { return a.path == b.path })
}

func cutEnding(path, ending string) (stem string, ok bool) {
	if !strings.EqualFold(filepath.Ext(path), ending) {
		return "", false
	}
	return path[:len(path)-len(ending)], true
}

// isPassing reports whether a file or folder is one that systems and programs keep for
// themselves, by its name.
func isPassing(name string) bool {
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "~"), strings.HasSuffix(name, "~"), strings.HasPrefix(name, "$"):
		return true
	case lower == "thumbs.db", lower == "desktop.ini", lower == "__macosx", lower == "system volume information":
		return true
	}
	switch filepath.Ext(lower) {
	case ".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".!ut", ".lock":
		return true
	}
	return false
}

// isOurs reports whether a file may hold a filing, by the ending of its name. Workbooks
// of other formats are among them, because there is more to say of them.
func isOurs(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".zip", ".json":
		return true
	}
	return isWorkbook(path)
}

// isWorkbook reports whether a file is named as workbooks are.
func isWorkbook(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx", ".xlsm", ".xls":
		return true
	}
	return false
}
