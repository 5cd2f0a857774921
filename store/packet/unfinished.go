package packet

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
)

// unfinished is a file on its way: it has a name that says so until it is whole
// and on the disk.
type unfinished struct {
	disk disk
	file file // nil once closed
	path string
	*bufio.Writer
}

func newUnfinished(d disk, dir string) (*unfinished, error) {
	f, err := d.create(dir, unfinishedPattern())
	if err != nil {
		return nil, fmt.Errorf("create file: %w", err)
	}
	inWork.Store(filepath.Base(f.Name()), true)
	return &unfinished{disk: d, file: f, path: f.Name(), Writer: bufio.NewWriterSize(f, copyBuffer)}, nil
}

// finish puts everything written on the disk and closes the file.
func (u *unfinished) finish() error {
	if err := u.Flush(); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	if err := u.file.Sync(); err != nil {
		return fmt.Errorf("sync file: %w", err)
	}
	err := u.file.Close()
	u.file = nil
	if err != nil {
		return fmt.Errorf("close file: %w", err)
	}
	return nil
}

// discard removes the file. It is called where something else has failed, which
// is what the person is told; what cannot be removed is left to [Sweep].
func (u *unfinished) discard() {
	if u.file != nil {
		_ = u.file.Close()
		u.file = nil
	}
	_ = u.disk.remove(u.path)
	inWork.Delete(filepath.Base(u.path))
}

// remove removes the file for good. It is called where the file must not stay.
func (u *unfinished) remove() error {
	if err := u.disk.remove(u.path); err != nil {
		return fmt.Errorf("remove file: %w", err)
	}
	inWork.Delete(filepath.Base(u.path))
	return nil
}

// give gives the file its name. The caller has seen that nothing stands there.
func (u *unfinished) give(path string) error {
	if err := u.disk.rename(u.path, path); err != nil {
		return fmt.Errorf("name file: %w", err)
	}
	inWork.Delete(filepath.Base(u.path))
	u.path = path // what discard removes from now on
	return nil
}

// occupant is what stands under a name that is wanted.
type occupant int

const (
	nobody occupant = iota
	itself          // a file with the same bytes
	another
)

// occupantOf tells what stands at path, where the file one shall go. What cannot
// be read is another.
func occupantOf(d disk, one, path string) (occupant, error) {
	b, err := d.open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nobody, nil
	case err != nil:
		return another, nil
	}
	defer b.Close() // was only read
	a, err := d.open(one)
	if err != nil {
		return nobody, fmt.Errorf("read file: %w", err)
	}
	defer a.Close() // was only read
	infoA, errA := a.Stat()
	infoB, errB := b.Stat()
	if errA != nil || errB != nil || infoA.Size() != infoB.Size() || !infoB.Mode().IsRegular() {
		return another, nil
	}
	readA, readB := io.NewSectionReader(a, 0, infoA.Size()), io.NewSectionReader(b, 0, infoB.Size())
	bufferA, bufferB := make([]byte, copyBuffer), make([]byte, copyBuffer)
	for {
		n, errA := io.ReadFull(readA, bufferA)
		m, errB := io.ReadFull(readB, bufferB)
		switch {
		case !bytes.Equal(bufferA[:n], bufferB[:m]), errA != errB:
			return another, nil
		case errA != nil: // both have ended
			return itself, nil
		}
	}
}
