package packet

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"recordaldesk/store/crash"
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
func (u *unfinished) finish() error { return u.finishDuring(func() error { return nil }) }

// finishDuring is finish with something to do meanwhile, which may read the file: most
// of the time the disk is waited for, not the processor.
func (u *unfinished) finishDuring(do func() error) error {
	if err := u.Flush(); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	var syncing crash.Group
	var failed error
	syncing.Go(func() { failed = u.file.Sync() })
	err := do()
	syncing.Wait()
	if failed != nil {
		err = errors.Join(err, fmt.Errorf("sync file: %w", failed))
	}
	failed = u.file.Close()
	u.file = nil
	if failed != nil {
		err = errors.Join(err, fmt.Errorf("close file: %w", failed))
	}
	return err
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

// unfinishedFolder is a folder on its way, with the files in it.
type unfinishedFolder struct {
	disk  disk
	path  string
	files []*unfinished // those that are there
}

func newUnfinishedFolder(d disk, dir string) (*unfinishedFolder, error) {
	path, err := d.createFolder(dir, unfinishedPattern())
	if err != nil {
		return nil, fmt.Errorf("create folder: %w", err)
	}
	inWork.Store(filepath.Base(path), true)
	return &unfinishedFolder{disk: d, path: path}, nil
}

// Stage makes a folder in dir for files that are to get their names together, and
// returns it with what removes it and the files that are still in it. One that a killed
// program leaves is removed by [Sweep].
func Stage(dir string) (path string, done func() error, err error) {
	f, err := newUnfinishedFolder(realDisk{}, dir)
	if err != nil {
		return "", nil, err
	}
	return f.path, func() error {
		err := removeLeftOver(f.path, true)
		if err == nil {
			inWork.Delete(filepath.Base(f.path))
		}
		return err
	}, nil
}

// add writes a file whole into the folder.
func (f *unfinishedFolder) add(name string, data []byte) error {
	u, err := newUnfinished(f.disk, f.path)
	if err != nil {
		return err
	}
	f.files = append(f.files, u)
	if _, err := u.Write(data); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	if err := u.finish(); err != nil {
		return err
	}
	return u.give(filepath.Join(f.path, name))
}

// discard removes the folder with its files.
func (f *unfinishedFolder) discard() {
	for _, u := range f.files {
		u.discard()
	}
	_ = f.disk.remove(f.path)
	inWork.Delete(filepath.Base(f.path))
}

// give gives the folder its name. The caller has seen that nothing stands there.
func (f *unfinishedFolder) give(path string) error {
	if err := f.disk.syncFolder(f.path); err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	if err := f.disk.rename(f.path, path); err != nil {
		return fmt.Errorf("name folder: %w", err)
	}
	inWork.Delete(filepath.Base(f.path))
	for _, u := range f.files { // what discard removes from now on
		u.path = filepath.Join(path, filepath.Base(u.path))
	}
	f.path = path
	return nil
}

// occupantOf tells what stands at path, where the folder shall go.
func (f *unfinishedFolder) occupantOf(path string) (occupant, error) {
	inside, err := os.ReadDir(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nobody, nil
	case err != nil || len(inside) != len(f.files):
		return another, nil
	}
	for _, u := range f.files {
		who, err := occupantOf(f.disk, u.path, filepath.Join(path, filepath.Base(u.path)))
		switch {
		case err != nil:
			return another, err
		case who != itself:
			return another, nil
		}
	}
	return itself, nil
}
