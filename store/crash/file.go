package crash

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"
)

// folder is where crash files lie, below the data folder.
const folder = "crash"

// kept is how many crash files are kept, the newest.
const kept = 10

// write writes the crash file of a panic whose deferred functions are running, and
// returns its path; "" where it cannot be written.
func (c *catcher) write(v any) (path string) {
	now := time.Now()
	path, err := c.put(now, c.report(now, v))
	if err != nil {
		slog.Error("write a crash file", "err", err)
		return ""
	}
	slog.Error("a panic was caught", "file", path)
	return path
}

// report says what happened and where.
func (c *catcher) report(now time.Time, v any) string {
	stack := callers()
	if r, ok := v.(*relayed); ok {
		v, stack = r.value, r.callers
	}
	var text strings.Builder
	fmt.Fprintf(&text, "time     %s\nprogram  %s\nsystem   %s/%s, %s\nwhat     %s\n\nwhere\n",
		now.Format(time.RFC3339), c.version, runtime.GOOS, runtime.GOARCH, runtime.Version(), harmless(v))
	frames := runtime.CallersFrames(stack)
	for {
		frame, more := frames.Next()
		if frame.Function != "" {
			// Of the path two parts: the rest is the folder of whoever built the program.
			dir, file := filepath.Split(frame.File)
			fmt.Fprintf(&text, "  %s  %s:%d\n", frame.Function, filepath.Base(dir)+"/"+file, frame.Line)
		}
		if !more {
			return text.String()
		}
	}
}

// What in the text of a panic of Go itself may come from data: numbers, and whatever
// stands in quotation marks.
var (
	number = regexp.MustCompile(`[0-9]+`)
	quoted = regexp.MustCompile("\"[^\"]*\"?|`[^`]*`?|'[^']*'?")
)

// harmless says what kind of panic it was. Only what Go itself says is taken into the
// file, and from it what may be data is left out; the text of an error may hold
// anything.
func harmless(v any) string {
	err, ok := v.(error)
	var own runtime.Error
	if !ok || !errors.As(err, &own) {
		return fmt.Sprintf("%T", v)
	}
	return number.ReplaceAllString(quoted.ReplaceAllString(own.Error(), "…"), "#")
}

// put writes a new crash file and removes the oldest ones.
func (c *catcher) put(now time.Time, text string) (path string, err error) {
	dir := filepath.Join(c.dir, folder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	path = filepath.Join(dir, now.Format("crash-20060102-150405.000000")+".txt")
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	_, err = file.WriteString(text)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return "", err
	}
	all, err := files(c.dir)
	for len(all) > kept {
		err = errors.Join(err, os.Remove(all[0]))
		all = all[1:]
	}
	return path, err
}

// files lists the crash files of the data folder, the oldest first.
func files(dir string) ([]string, error) {
	found, err := os.ReadDir(filepath.Join(dir, folder)) // by name, and so by time
	var all []string
	for _, f := range found {
		if strings.HasPrefix(f.Name(), "crash-") && f.Type().IsRegular() {
			all = append(all, filepath.Join(dir, folder, f.Name()))
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return all, err
}

// Newest is the path of the last crash file of the data folder; "" where there is
// none.
func Newest(dir string) string {
	all, err := files(dir)
	if err != nil || len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}
