package inbox

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"

	"recordaldesk/store/packet"
)

// Put puts a copy of the packet at the path into the inbox and returns it as it waits
// there. The packet itself stays where it is: only when Put has succeeded do the other
// desks have it. One that is in the inbox already, the same bytes, is not put in again;
// its item says who has it, or has done it. To have one done again, a person moves it
// from the folder done back to those that wait.
func (b *Box) Put(ctx context.Context, packetPath string) (Item, error) {
	item, err := b.put(ctx, packetPath)
	return item, wrap("put packet into inbox", err)
}

func (b *Box) put(ctx context.Context, packetPath string) (Item, error) {
	// What is wrong with the sender's own file is not the inbox's fault.
	if err := prove(ctx, packetPath); err != nil {
		return Item{}, err
	}
	source, err := os.Open(packetPath)
	if err != nil {
		return Item{}, &packet.Error{Problem: packet.Unreadable, Err: err}
	}
	defer source.Close() // was only read
	sum, size, err := digest(ctx, source, io.Discard)
	if err != nil && ctx.Err() == nil {
		return Item{}, &packet.Error{Problem: packet.Unreadable, Err: err}
	}
	f, err := b.open(ctx)
	if err != nil {
		return Item{}, err
	}
	defer f.close()
	if item, there, err := b.find(ctx, f, sum, size); there || err != nil {
		return item, err
	}
	// One that has been in an inbox before has its mark in the name.
	l, _ := parse(filepath.Base(packetPath))
	l = label{title: cmp.Or(l.title, safeTitle(filepath.Base(packetPath))), mark: mark(sum, random(8))}
	if err := b.copyIn(ctx, f, source, sum, l.waiting()); err != nil {
		return Item{}, err
	}
	return Item{Title: l.title, Size: size, entry: entry{l.waiting(), l}}, nil
}

// prove reads a packet through. One with a password is proved by who has the password.
func prove(ctx context.Context, path string) error {
	_, err := packet.Verify(ctx, path)
	return orEncrypted(err)
}

func orEncrypted(err error) error {
	var refused *packet.Error
	if errors.As(err, &refused) && refused.Problem == packet.Encrypted {
		return nil
	}
	return err
}

// find looks for the same bytes among those that wait, are claimed, or are done: a
// sender that died may not know that it had put them. A packet only goes that way on,
// so looked for in this order it is not missed.
func (b *Box) find(ctx context.Context, f *folder, sum string, size int64) (item Item, there bool, err error) {
	errFound := errors.New("found")
	for _, part := range []string{waiting, claimed, done} {
		err := f.each(ctx, part, func(e entry) error {
			if e.sum() != sum[:sumDigits] {
				return nil
			}
			file, info, err := f.read(e.file)
			if errors.Is(err, errMissing) {
				return nil
			}
			if err != nil {
				return err
			}
			defer file.Close() // was only read
			if other, _, err := digest(ctx, file, io.Discard); err != nil || other != sum || info.Size() != size {
				return err // the name does not say what it is
			}
			item, there = Item{Title: e.title, Size: size, entry: e}, true
			if !item.Waits() {
				item.By = b.holder(e, nil)
			}
			return errFound
		})
		if err != nil && !errors.Is(err, errFound) {
			return Item{}, false, err
		}
		if there {
			break
		}
	}
	return item, there, nil
}

// copyIn writes the packet beside those that wait, brings it to the disk, and only then
// gives it its name among them.
func (b *Box) copyIn(ctx context.Context, f *folder, source io.ReadSeeker, sum, name string) error {
	if _, err := source.Seek(0, io.SeekStart); err != nil {
		return err
	}
	partial := path.Join(incoming, random(8)+partialEnding)
	file, err := f.root.OpenFile(partial, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	written, _, err := digest(ctx, source, file)
	if err == nil && written != sum {
		err = ErrIncomplete // the sender's file was changed meanwhile
	}
	if err == nil {
		err = file.Sync()
	}
	err = errors.Join(err, file.Close())
	if err == nil {
		err = f.move(partial, name)
	}
	if err != nil {
		// As far as the folder still lets it; Sweep does the rest.
		if removed := f.root.Remove(partial); removed != nil && !errors.Is(removed, fs.ErrNotExist) {
			err = errors.Join(err, removed)
		}
		return err
	}
	return nil
}

const (
	partialEnding = ".part"
	staleAfter    = 24 * time.Hour // nobody writes one packet for so long
	copyBuffer    = 256 << 10
)

var errTooLarge = &packet.Error{Problem: packet.TooLarge, Err: errors.New("larger than any packet")}

// digest copies a packet and returns its SHA-256 and size. More than a packet can have is
// not read.
func digest(ctx context.Context, from io.Reader, to io.Writer) (sum string, size int64, err error) {
	hash := sha256.New()
	buffer := make([]byte, copyBuffer)
	for {
		if err := ctx.Err(); err != nil {
			return "", 0, err
		}
		n, err := from.Read(buffer)
		hash.Write(buffer[:n])
		if _, err := to.Write(buffer[:n]); err != nil {
			return "", 0, err
		}
		if size += int64(n); size > packet.MaxBytes {
			return "", 0, errTooLarge
		}
		if errors.Is(err, io.EOF) {
			return hex.EncodeToString(hash.Sum(nil)), size, nil
		}
		if err != nil {
			return "", 0, err
		}
	}
}

// Sweep removes what is done, or was given back as a double, and was claimed longer than
// keep ago, and what killed programs have left half-written. It returns how many packets
// it removed. Packets hold personal data: what the desks have in their stores need not
// stay for all to read.
func (b *Box) Sweep(ctx context.Context, keep time.Duration) (int, error) {
	f, err := b.open(ctx)
	if err != nil {
		return 0, wrap("sweep inbox", err)
	}
	defer f.close()
	if err := b.beat(f); err != nil {
		return 0, wrap("sweep inbox", err)
	}
	now, removed := b.folderTime(), 0
	for _, part := range []string{done, double} {
		err := f.each(ctx, part, func(e entry) error {
			if e.at.IsZero() || now.Sub(e.at) < keep {
				return nil
			}
			err := f.root.Remove(e.file)
			if err == nil {
				removed++
			}
			return ignoreMissing(err)
		})
		if err != nil {
			return removed, wrap("sweep inbox", err)
		}
	}
	for part, suffix := range map[string]string{incoming: partialEnding, desks: ".tmp"} {
		if err := f.sweepPartial(part, suffix, now); err != nil {
			return removed, wrap("sweep inbox", err)
		}
	}
	return removed, nil
}

// sweepPartial removes what was begun a day ago and not finished.
func (f *folder) sweepPartial(part, suffix string, now time.Time) error {
	dir, err := f.root.Open(part)
	if err != nil {
		return err
	}
	defer dir.Close() // was only read
	found, err := dir.ReadDir(mostEntries)
	if errors.Is(err, io.EOF) {
		return nil
	}
	for _, d := range found {
		name := path.Join(part, d.Name())
		info, err := f.root.Lstat(name)
		if err != nil || path.Ext(name) != suffix || !info.Mode().IsRegular() || now.Sub(info.ModTime()) < staleAfter {
			continue // moved meanwhile, not ours, or still written
		}
		if err := ignoreMissing(f.root.Remove(name)); err != nil {
			return err
		}
	}
	return err
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
