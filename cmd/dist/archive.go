package main

import (
	"archive/tar"
	"archive/zip"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// each calls do for every file and folder below dir, sorted, with its path there.
func each(dir string, do func(name string, info fs.FileInfo) error) error {
	return filepath.WalkDir(dir, func(full string, d fs.DirEntry, err error) error {
		if err != nil || full == dir {
			return err
		}
		name, err := filepath.Rel(dir, full)
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		return do(filepath.ToSlash(name), info)
	})
}

// stamp gives all files below dir the day of the commit, and rights that do not depend
// on the user's umask.
func (w *work) stamp(dir string) error {
	return each(dir, func(name string, info fs.FileInfo) error {
		full := filepath.Join(dir, name)
		mode := fs.FileMode(0o644)
		if info.IsDir() || info.Mode()&0o100 != 0 {
			mode = 0o755
		}
		return errors.Join(os.Chmod(full, mode), os.Chtimes(full, w.when, w.when))
	})
}

// zip packs the files below dir into an archive, within a folder, beside empty ones.
func (w *work) zip(file, dir, within string, empty ...string) error {
	return create(file, func(out io.Writer) error {
		z := zip.NewWriter(out)
		z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
			return flate.NewWriter(out, flate.BestCompression)
		})
		err := each(dir, func(name string, info fs.FileInfo) error {
			if info.IsDir() {
				return nil
			}
			part, err := z.CreateHeader(&zip.FileHeader{Name: path.Join(within, name), Method: zip.Deflate, Modified: w.when})
			if err != nil {
				return err
			}
			return copyInto(part, filepath.Join(dir, name))
		})
		for _, name := range empty {
			if err == nil {
				_, err = z.CreateHeader(&zip.FileHeader{Name: within + "/" + name, Modified: w.when})
			}
		}
		return errors.Join(err, z.Close())
	})
}

// tarball packs the files below dir into a .tar.gz, within a folder.
func (w *work) tarball(file, dir, within string) error {
	return create(file, func(out io.Writer) error {
		g, err := gzip.NewWriterLevel(out, gzip.BestCompression)
		if err != nil {
			return err
		}
		t := tar.NewWriter(g)
		err = each(dir, func(name string, info fs.FileInfo) error {
			h := &tar.Header{Name: path.Join(within, name), Mode: int64(info.Mode().Perm()), ModTime: w.when, Size: info.Size(), Typeflag: tar.TypeReg, Format: tar.FormatPAX}
			if info.IsDir() {
				h.Name, h.Size, h.Typeflag = h.Name+"/", 0, tar.TypeDir
			}
			if err := t.WriteHeader(h); err != nil || info.IsDir() {
				return err
			}
			return copyInto(t, filepath.Join(dir, name))
		})
		return errors.Join(err, t.Close(), g.Close())
	})
}

func create(name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

func copyInto(out io.Writer, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(out, f)
	return err
}

// sizeOf returns how much the files below dir take, in kilobytes.
func sizeOf(dir string) (kilobytes int64, err error) {
	err = each(dir, func(_ string, info fs.FileInfo) error {
		if !info.IsDir() {
			kilobytes += (info.Size() + 1023) / 1024
		}
		return nil
	})
	return kilobytes, err
}

// place writes a file below dir, with the folders above it.
func place(dir, name string, data []byte, mode fs.FileMode) error {
	full := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(name, "/")))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return err
	}
	return os.WriteFile(full, data, mode)
}
