package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"recordaldesk/store/packet"
)

// folder is where a command puts its files.
type folder struct {
	path string
	made bool // by this run
}

// openFolder returns the folder at path. Where it is missing it is made, its
// parents are not: a mistyped path should not grow a tree.
func openFolder(path string) (folder, error) {
	err := os.Mkdir(path, 0o700)
	switch {
	case err == nil:
		return folder{path: path, made: true}, nil
	case !errors.Is(err, fs.ErrExist):
		if within := filepath.Dir(path); isFile(within) {
			return folder{}, &problem{id: "ctl.problem.no_folder", args: map[string]string{"file": shown(within)}}
		}
		return folder{}, fmt.Errorf("make folder: %w", err)
	case isFile(path):
		return folder{}, &problem{id: "ctl.problem.no_folder", args: map[string]string{"file": shown(path)}}
	}
	if _, err := os.Stat(path); err != nil {
		return folder{}, fmt.Errorf("open folder: %w", err)
	}
	return folder{path: path}, nil
}

// isFile reports whether something that is no folder has the path.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// undo removes the folder if this run made it. It is called after a failure that
// left nothing in it.
func (d folder) undo() error {
	if !d.made {
		return nil
	}
	if err := os.Remove(d.path); err != nil {
		return fmt.Errorf("remove folder: %w", err)
	}
	return nil
}

// file is a file to be written, its name relative to the folder.
type file struct {
	name string
	data []byte
}

// write puts the files into the folder, all of them or none. A file that is
// there already with the same content is left alone; with other content it is
// never overwritten: it may be somebody's signed scan.
func (d folder) write(files []file) (err error) {
	// What a run that was killed left here is gone first, as far as it can be removed.
	_, _ = packet.Sweep(d.path)
	stage, unstage, err := packet.Stage(d.path)
	if err != nil {
		return errors.Join(fmt.Errorf("write files: %w", err), d.undo())
	}
	var given []string
	defer func() {
		if err != nil {
			for _, path := range given {
				err = errors.Join(err, os.Remove(path))
			}
		}
		err = errors.Join(err, unstage())
		if err != nil {
			err = errors.Join(err, d.undo())
		}
	}()
	for _, f := range files {
		if err := writeWhole(filepath.Join(stage, f.name), f.data); err != nil {
			return err
		}
	}
	for _, f := range files {
		path := filepath.Join(d.path, f.name)
		there, err := d.has(f)
		switch {
		case err != nil:
			return err
		case there:
			continue
		}
		if err := os.Rename(filepath.Join(stage, f.name), path); err != nil {
			return fmt.Errorf("name file: %w", err)
		}
		given = append(given, path)
	}
	return nil
}

// has reports whether the file is in the folder already, and fails if another
// one has its name.
func (d folder) has(f file) (bool, error) {
	data, err := os.ReadFile(filepath.Join(d.path, f.name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err == nil && bytes.Equal(data, f.data):
		return true, nil
	}
	return false, &problem{id: "ctl.problem.file_exists", args: map[string]string{"file": shown(f.name)}, err: err}
}

// writeWhole writes a new file and sees that it is on the disk.
func writeWhole(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("create file: %w", err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	return nil
}
