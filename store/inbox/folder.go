package inbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"recordaldesk/store/held"
)

// The parts of the folder.
const (
	noteFile = "recordal-inbox.txt"
	waiting  = "."
	claimed  = "claimed"
	done     = "done"
	double   = "double"
	incoming = "incoming"
	desks    = "desks"
)

var subfolders = []string{claimed, done, double, incoming, desks}

// Who may read and write is for the folder to say: the umask and the file server
// decide.
const (
	fileMode   fs.FileMode = 0o666
	folderMode fs.FileMode = 0o777
)

// mostEntries bounds how much of a part is read. A desk takes a hundred filings a day.
const mostEntries = 50_000

// folder is the inbox while something is done in it. No name leads out of it.
type folder struct {
	root *os.Root
	path string
	most int // entries of a part that are read

	listed map[string]listed
}

// open opens the folder if it is an inbox.
func (b *Box) open(ctx context.Context) (*folder, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := isInbox(b.dir); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(b.dir)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	f := &folder{root, b.dir, mostEntries, b.listed}
	b.mu.Unlock()
	for _, name := range subfolders {
		if err := f.part(name); err != nil {
			return nil, errors.Join(err, root.Close())
		}
	}
	return f, nil
}

// isInbox fails where the folder is gone, or is none that a person has made an inbox.
func isInbox(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return ErrNotInbox
	}
	info, err = os.Lstat(filepath.Join(dir, noteFile))
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		if _, err := os.Stat(dir); err != nil {
			return err // it went between the two looks
		}
		return ErrNotInbox
	}
	return err
}

// part sees that a part of the folder is there and no link. Somebody may tidy up and
// remove an empty one, which is made again; but where the claims are gone, someone has
// moved them, and nobody must go on as if there were none.
func (f *folder) part(name string) error {
	info, err := f.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		if name == claimed {
			return f.notFound(err)
		}
		if err := f.root.Mkdir(name, folderMode); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		info, err = f.root.Lstat(name)
	}
	if err == nil && !info.IsDir() {
		return ErrNotInbox
	}
	return err
}

// notFound tells a folder without claims from one that is gone.
func (f *folder) notFound(err error) error {
	if gone := isInbox(f.path); gone != nil {
		return gone
	}
	return fmt.Errorf("%w: %w", ErrNotInbox, err)
}

func (f *folder) close() { _ = f.root.Close() } // what was written is on the disk by then

// errMissing is that a file is not where it was, in a folder that is there.
var errMissing = errors.New("the file is not there any more")

// missing tells a file that was moved from a folder that is gone.
func (f *folder) missing(err error) error {
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if gone := isInbox(f.path); gone != nil {
		return gone
	}
	return fmt.Errorf("%w: %w", errMissing, err)
}

// move renames a packet. The name to which it goes must be one that nobody else gives;
// so it is moved if it is seen there, even where the file server's answer was lost. The
// error is errMissing where another desk was first.
func (f *folder) move(from, to string) error {
	err := held.Wait(func() error { return f.root.Rename(from, to) })
	if err != nil {
		if _, unseen := f.root.Lstat(to); unseen != nil {
			return f.missing(err)
		}
	}
	return errors.Join(f.sync(path.Dir(to)), f.sync(path.Dir(from)))
}

// sync makes a rename last through a power cut. Windows has no such call and keeps its
// folders in a journal; many network file systems have none either.
func (f *folder) sync(name string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	dir, err := f.root.Open(name)
	if err != nil {
		return err
	}
	err = dir.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, dir.Close())
}

// read opens a packet to be read, if it is a regular file. A pipe in its place must not
// be waited for.
func (f *folder) read(name string) (*os.File, fs.FileInfo, error) {
	info, err := f.root.Lstat(name)
	if err != nil {
		return nil, nil, f.missing(err)
	}
	if !info.Mode().IsRegular() {
		return nil, nil, ErrIncomplete
	}
	var file *os.File
	err = held.Wait(func() error {
		file, err = f.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
		return err
	})
	if err != nil {
		return nil, nil, f.missing(err)
	}
	info, err = file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = ErrIncomplete
	}
	if err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	return file, info, nil
}

// entry is a regular file of a part.
type entry struct {
	file string // below the folder
	label
}

// each calls do for every packet of a part. Of a part that has more
// entries than are read, the error is then ErrTooMany.
func (f *folder) each(ctx context.Context, part string, do func(e entry) error) error {
	dir, err := f.root.Open(part)
	if err != nil {
		return err
	}
	defer dir.Close() // was only read
	for read := 0; ; {
		found, err := dir.ReadDir(1000)
		for _, d := range found {
			if read++; read > f.most {
				return ErrTooMany
			}
			if !d.Type().IsRegular() {
				continue
			}
			file := path.Join(part, d.Name())
			known, ok := f.listed[file]
			if !ok {
				known.label, ok = parse(d.Name())
			}
			if !ok {
				continue
			}
			if err := do(entry{file, known.label}); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return isInbox(f.path) // in a folder that was taken away nothing is found
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		}
	}
}

// beatEvery is how often a desk says that it is there.
const beatEvery = time.Minute

// beat writes the desk's file if that is due, and learns from its time what the folder's
// clock says. A name of its own is written and renamed: whatever stands under the desk's
// name is not followed.
func (b *Box) beat(f *folder) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if since := b.now().Sub(b.beaten); since >= 0 && since < beatEvery {
		return nil
	}
	name := path.Join(desks, random(8)+".tmp")
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	_, err = file.WriteString(b.desk.Name + "\r\n")
	if err := errors.Join(err, file.Close()); err != nil {
		return errors.Join(err, f.root.Remove(name))
	}
	info, err := f.root.Lstat(name)
	if err != nil {
		return err
	}
	now := b.now()
	if err := held.Wait(func() error { return f.root.Rename(name, deskFile(b.desk.ID)) }); err != nil {
		return errors.Join(err, f.root.Remove(name))
	}
	b.offset, b.beaten = info.ModTime().Sub(now), now
	return nil
}

func deskFile(id string) string { return path.Join(desks, id+".txt") }

// folderTime is what the folder's clock says now.
func (b *Box) folderTime() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.now().Add(b.offset)
}

// local turns a time of the folder's clock into one of this PC's.
func (b *Box) local(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return t.Add(-b.offset).Local()
}
