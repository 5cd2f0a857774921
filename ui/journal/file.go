package journal

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// The log as a file, for where nobody sees what a program says.
const (
	fileName = "recordal.log"
	oldName  = "recordal.old.log"
	maxFile  = 1 << 20 // bytes; what is older is in one more file, or gone
)

// file appends to the log in a folder, which it opens for the first line. Where the folder is
// not there yet, or may not be written into, the line is lost: to say so there is no place.
type file struct {
	dir  string
	mu   sync.Mutex
	open *os.File
	size int64
}

// Write appends a line.
func (f *file) Write(line []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.size+int64(len(line)) > maxFile && f.open != nil {
		err := f.open.Close()
		f.open = nil
		if err = errors.Join(err, os.Rename(filepath.Join(f.dir, fileName), filepath.Join(f.dir, oldName))); err != nil {
			return 0, err
		}
	}
	if f.open == nil {
		var err error
		if f.open, err = os.OpenFile(filepath.Join(f.dir, fileName), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600); err != nil {
			f.open = nil
			return 0, err
		}
		info, err := f.open.Stat()
		if err != nil {
			return 0, err
		}
		f.size = info.Size()
	}
	n, err := f.open.Write(line)
	f.size += int64(n)
	return n, err
}

// Stream is where the log goes: to who started the program, or where that is no console into
// a file in the data folder dir, as on Windows from the desktop.
func Stream(dir string) io.Writer {
	if _, err := os.Stderr.Stat(); err == nil || dir == "" {
		return os.Stderr
	}
	return &file{dir: dir}
}
