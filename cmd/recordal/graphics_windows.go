package main

import (
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"

	"golang.org/x/sys/windows"

	"recordaldesk/store"
)

// onDisplay tells that Windows always has a desktop.
func onDisplay() bool { return true }

// isSafe reports whether this process paints without a graphics card.
func isSafe() bool {
	self, err := os.Executable()
	return err == nil && filepath.Base(filepath.Dir(self)) == store.SafeGraphics
}

// paintHere tells that the OpenGL of a process is chosen before its first line runs: the
// opengl32.dll in the program's own folder, or else the system's.
func paintHere() bool { return false }

// safeProgram returns the program that takes the OpenGL in the folder beside this one, nil
// where there is none. It is this very program, under a second name or as a copy in that
// folder.
func safeProgram() *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		return nil
	}
	folder := filepath.Join(filepath.Dir(self), store.SafeGraphics)
	if _, err := os.Stat(filepath.Join(folder, "opengl32.dll")); err != nil {
		return nil
	}
	second := filepath.Join(folder, filepath.Base(self))
	if err := putBeside(self, second); err != nil {
		slog.Error("prepare safe graphics", "err", err)
		return nil
	}
	return exec.Command(second)
}

// putBeside sees to it that second is the program as well.
func putBeside(self, second string) error {
	have, err := os.Stat(self)
	if err != nil {
		return err
	}
	if there, err := os.Stat(second); err == nil {
		if os.SameFile(have, there) || (have.Size() == there.Size() && have.ModTime().Equal(there.ModTime())) {
			return nil
		}
		if err := os.Remove(second); err != nil {
			return err
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if os.Link(self, second) == nil {
		return nil
	}
	return copyProgram(self, second, have) // a stick's file system has no second names
}

func copyProgram(self, second string, info fs.FileInfo) (err error) {
	from, err := os.Open(self)
	if err != nil {
		return err
	}
	defer from.Close()
	half := second + ".new"
	to, err := os.Create(half)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	err = errors.Join(err, to.Close())
	if err == nil {
		err = errors.Join(os.Chtimes(half, info.ModTime(), info.ModTime()), os.Rename(half, second))
	}
	if err != nil {
		return errors.Join(err, os.Remove(half))
	}
	return nil
}

// showBox shows a box of Windows' own and waits until it is closed.
func showBox(title, text string) {
	t, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	b, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	if _, err := windows.MessageBox(0, b, t, windows.MB_OK|windows.MB_ICONWARNING|windows.MB_SETFOREGROUND); err != nil {
		slog.Error("show a box", "err", err)
	}
}
