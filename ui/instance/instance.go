// Package instance keeps the program to one window for each data folder. The
// program that has the folder open listens ([Listen]); one that is started later
// knocks ([Knock]), hands over the files it was given and ends.
//
// They speak through a socket in a private folder of the user, on Windows through a named
// pipe that only the user may open, never through the network. All that can be said is "show yourself", with the names of files. It is
// taken only from the same user, whole within a second and within [MaxMessage] and
// [MaxFiles]; anything else is closed without an answer. A name is looked at before
// it is handed on: it must be the absolute path of a regular file.
package instance

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"
)

// The limits of what is listened to.
const (
	MaxMessage     = 64 << 10 // bytes
	MaxFiles       = 64
	maxConnections = 4           // at a time
	patience       = time.Second // with one connection, or one answer
)

// ErrNobody is returned where no program answers for the data folder.
var ErrNobody = errors.New("no program answers for the data folder")

// tryEvery is how long a knock waits for the next try: the other program may have
// been started a moment ago.
const tryEvery = 50 * time.Millisecond

// Knock asks the program that has the data folder dir open to show itself and to
// open the files, until it answers or ctx is done. It fails with [ErrNobody] where
// none answered. The files are as [Files] returns them.
func Knock(ctx context.Context, dir string, files []string) error {
	message := compose(files)
	for {
		for _, path := range places(dir) {
			if knock(path, message) == nil {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return ErrNobody
		case <-time.After(tryEvery):
		}
	}
}

// knock says the message at one place and waits for the answer.
func knock(path string, message []byte) error {
	c, err := dial(path)
	if err != nil {
		return err
	}
	defer c.Close() // everything was said, or nothing
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if _, err := c.Write(framed(message)); err != nil {
		return err
	}
	said, err := io.ReadAll(io.LimitReader(c, int64(len(answer))))
	if err != nil {
		return err
	}
	if string(said) != answer {
		return ErrNobody
	}
	return nil
}

// Files makes the names a program was started with absolute and parts them: files
// can be opened, others are no regular files.
func Files(names []string) (files, others []string) {
	for _, name := range names {
		path, err := filepath.Abs(name)
		if err != nil || check(path) != nil {
			others = append(others, name)
			continue
		}
		files = append(files, path)
	}
	return files, others
}

// check fails unless the path is absolute and leads to a regular file: opening a
// device or a pipe may have effects, or no end.
func check(path string) error {
	if !filepath.IsAbs(path) {
		return errors.New("not an absolute path")
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errors.New("not a regular file")
	}
	return nil
}
