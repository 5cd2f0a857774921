package journal

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/scan/pdfpage"
)

// Kind says what kind of error it is without quoting it: the errors it is made of as
// far as their texts are written in a program's source, the operation on a file and
// in which folder, and else the type. dataFolder is as in [NewHandler].
func Kind(err error, dataFolder string) string { return kind(err, places(dataFolder)) }

// known are errors whose texts never change.
var known = append(store.Problems(),
	context.Canceled, context.DeadlineExceeded, io.EOF, io.ErrUnexpectedEOF, io.ErrShortWrite, io.ErrClosedPipe,
	fs.ErrClosed, fs.ErrExist, fs.ErrInvalid, fs.ErrNotExist, fs.ErrPermission, os.ErrDeadlineExceeded, exec.ErrNotFound,
	rules.ErrNotJSON, rules.ErrNotFiling, rules.ErrNewerSchema, rules.ErrFilingTooLong, pdfpage.ErrClosed,
	casework.ErrNotReturn, casework.ErrNewerReturn, casework.ErrReturnTooLong, casework.ErrReturnDamaged,
)

// most bounds how many errors one is taken apart into.
const most = 32

func kind(err error, in []place) string {
	var said []string
	left := most
	var walk func(error)
	walk = func(err error) {
		if err == nil || left == 0 {
			return
		}
		left--
		what, leaf := one(err, in)
		if what != "" && !slices.Contains(said, what) {
			said = append(said, what)
		}
		if leaf {
			return
		}
		switch e := err.(type) {
		case interface{ Unwrap() error }:
			walk(e.Unwrap())
		case interface{ Unwrap() []error }:
			for _, part := range e.Unwrap() {
				walk(part)
			}
		}
	}
	walk(err)
	return strings.Join(said, ": ")
}

// one says an error by itself; leaf is true where nothing within it is to be said.
func one(err error, in []place) (what string, leaf bool) {
	for _, k := range known {
		if err == k { //nolint:errorlint // each of the chain is looked at
			return k.Error(), true
		}
	}
	switch e := err.(type) {
	case syscall.Errno:
		return e.Error(), true
	case *fs.PathError:
		return e.Op + " in " + where(e.Path, in), false
	case *os.LinkError:
		return e.Op + " in " + where(e.Old, in) + " to " + where(e.New, in), false
	case *os.SyscallError:
		return e.Syscall, false
	case *exec.ExitError:
		return "exit code " + strconv.Itoa(e.ExitCode()), true
	case interface{ Code() int }: // SQLite's
		return fmt.Sprintf("%T %d", err, e.Code()), true
	}
	if problem := problemOf(err); problem != "" {
		return problem, false
	}
	switch err.(type) {
	case interface{ Unwrap() error }, interface{ Unwrap() []error }:
		return "", false // what it adds is prose, which may quote
	}
	return fmt.Sprintf("%T", err), true
}

// problemOf reads the field Problem that errors of this program have: one of a list
// of constants.
func problemOf(err error) string {
	v := reflect.ValueOf(err)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct || !strings.HasPrefix(v.Type().PkgPath(), "recordaldesk/") {
		return ""
	}
	p := v.FieldByName("Problem")
	if !p.IsValid() || p.Kind() != reflect.String || p.Type().PkgPath() == "" {
		return ""
	}
	return p.Type().String() + " " + p.String()
}

// place is a folder, and what it is called in the log.
type place struct{ folder, name string }

// places are the folders that the log tells apart, the innermost first.
func places(dataFolder string) []place {
	var all []place
	add := func(folder, name string) {
		if folder != "" {
			all = append(all, place{filepath.Clean(folder), name})
		}
	}
	if dataFolder != "" {
		for _, name := range []string{"scans", "print", "cache", "temporary", "backups"} {
			add(filepath.Join(dataFolder, name), "the data folder's "+name)
		}
		add(dataFolder, "the data folder")
	}
	add(os.TempDir(), "the temporary folder")
	if home, err := os.UserHomeDir(); err == nil {
		add(home, "the home folder")
	}
	return all
}

// endings are of the files that the program reads and writes.
var endings = []string{".zip", ".eml", ".json", ".xlsx", ".toml", ".pdf", ".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp", ".db", ".tmp"}

// where says in what folder a file lies, and its ending: its name, and those of the
// folders on the way, may be a client's.
func where(path string, in []place) string {
	said := "another folder"
	if !filepath.IsAbs(path) {
		said = "the current folder"
	}
	for _, p := range in {
		if path == p.folder || strings.HasPrefix(path, strings.TrimSuffix(p.folder, string(filepath.Separator))+string(filepath.Separator)) {
			said = p.name
			break
		}
	}
	if ending := strings.ToLower(filepath.Ext(path)); slices.Contains(endings, ending) {
		said += " (" + ending + ")"
	}
	return said
}
