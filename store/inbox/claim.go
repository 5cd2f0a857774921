package inbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"time"

	"recordaldesk/store/packet"
)

// Claim is a packet that this desk has taken. It ends with Done or Release; until then
// it stays with the desk, also if the program dies.
type Claim struct {
	box   *Box
	entry entry
	size  int64 // as it was listed
}

// Size is how many bytes the packet had when it was listed.
func (c *Claim) Size() int64 { return c.size }

// Title is what the packet is called.
func (c *Claim) Title() string { return c.entry.title }

// Claim takes a packet that waits; one that this desk has claimed before is its claim
// again. The error is [ErrTaken] where another desk was first;
// [ErrIncomplete] where a packet that was dropped in by hand is not whole yet, or is
// none.
func (b *Box) Claim(ctx context.Context, i Item) (*Claim, error) {
	switch {
	case i.By.Mine && !i.Done():
		return &Claim{b, i.entry, i.Size}, nil
	case !i.Waits():
		return nil, wrap("claim packet", taken(i.By.Desk))
	}
	c, err := b.take(ctx, i)
	return c, wrap("claim packet", err)
}

// TakeOver takes a packet that another desk has claimed. It is for a person who knows
// that the other desk does not go on with it. The other desk is told [ErrLost] at its
// next step; if it has the packet in its store already, both have it.
func (b *Box) TakeOver(ctx context.Context, i Item) (*Claim, error) {
	if i.Waits() || i.By.Mine || i.Done() {
		return b.Claim(ctx, i)
	}
	c, err := b.take(ctx, i)
	return c, wrap("take packet over", err)
}

// take renames the packet to a claim of this desk.
func (b *Box) take(ctx context.Context, i Item) (*Claim, error) {
	f, err := b.open(ctx)
	if err != nil {
		return nil, err
	}
	defer f.close()
	if err := b.beat(f); err != nil {
		return nil, err
	}
	mine := label{title: i.entry.title, mark: i.entry.mark}
	switch {
	case mine.mark == "":
		if mine.mark, err = f.markOf(ctx, i.entry.file); err != nil {
			return nil, f.orTaken(ctx, mine.sum(), err)
		}
	case !i.Waits():
		// A new mark, or on a synchronised folder the old claim, should it be seen once
		// more, would go before this one. Desks that take it over at once come to the
		// same.
		mine.mark = mark(mine.mark, i.entry.file)
	}
	if b.settle > 0 {
		rival, found, err := f.rival(ctx, mine)
		if err != nil {
			return nil, err
		}
		if found {
			return nil, taken(rival.desk)
		}
	}
	mine.at, mine.once, mine.desk = b.folderTime().UTC().Truncate(time.Second), random(4), b.desk
	to := entry{path.Join(claimed, mine.claimed()), mine}
	if err := f.move(i.entry.file, to.file); err != nil {
		return nil, f.orTaken(ctx, mine.sum(), err)
	}
	return &Claim{b, to, i.Size}, nil
}

// markOf makes the mark of a packet that was dropped in by hand, if it is whole and does
// not change while it is read.
func (f *folder) markOf(ctx context.Context, name string) (string, error) {
	file, before, err := f.read(name)
	if err != nil {
		return "", err
	}
	defer file.Close() // was only read
	if _, err := packet.VerifyReader(ctx, file, before.Size()); orEncrypted(err) != nil {
		return "", orIncomplete(err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	sum, size, err := digest(ctx, file, io.Discard)
	if err != nil {
		return "", err
	}
	after, err := f.root.Lstat(name)
	if err != nil {
		return "", f.missing(err)
	}
	if size != before.Size() || after.Size() != size || !after.ModTime().Equal(before.ModTime()) {
		return "", ErrIncomplete
	}
	// Bytes, name and time are the same on all PCs that synchronise the folder. As JSON
	// the two cannot run into one another.
	from, err := json.Marshal([]any{[]byte(path.Base(name)), before.ModTime().Unix()})
	return mark(sum, string(from)), err
}

// orIncomplete says of a file that is no good packet that it may not be whole yet: what
// stands in the space that Windows reserves for a file can look like anything.
func orIncomplete(err error) error {
	var refused *packet.Error
	if !errors.As(err, &refused) {
		return err
	}
	switch refused.Problem {
	case packet.Newer, packet.Repacked, packet.TooLarge: // only a whole one can be that
		return err
	}
	return fmt.Errorf("%w: %w", ErrIncomplete, err)
}

// orTaken says of a packet that is not where it was who has it.
func (f *folder) orTaken(ctx context.Context, sum string, err error) error {
	if !errors.Is(err, errMissing) {
		return err
	}
	by, err := f.holderOf(ctx, sum)
	if err != nil {
		return err
	}
	return taken(by)
}

func taken(by Desk) error { return &OtherDeskError{by, ErrTaken} }

// holderOf finds the desk that has claimed the packet; the empty Desk if none has.
func (f *folder) holderOf(ctx context.Context, sum string) (by Desk, err error) {
	err = f.each(ctx, claimed, func(e entry) error {
		if sum != "" && e.sum() == sum {
			by = e.desk
		}
		return nil
	})
	return by, err
}

// Mine returns the claims of this desk: after a start, what it had before. Some may be
// in its store already.
func (b *Box) Mine(ctx context.Context) ([]*Claim, error) {
	f, err := b.open(ctx)
	if err != nil {
		return nil, wrap("list claims", err)
	}
	defer f.close()
	var mine []*Claim
	err = f.each(ctx, claimed, func(e entry) error {
		if e.desk.ID != b.desk.ID {
			return nil
		}
		size, err := f.size(e)
		if err == nil {
			mine = append(mine, &Claim{b, e, size})
		}
		return ignoreMissing(err)
	})
	return mine, wrap("list claims", err)
}

// Fetch copies the packet into a folder of its own in dir, which is on this PC, and
// proves it. It returns the copy's path, and what removes it when it is in the store; a
// copy that a killed program leaves is removed by packet.Sweep. On a synchronised folder
// Fetch waits until the claim is sure, see the package; the error is [ErrTaken] where
// another desk has it, and the claim is then given back. After [ErrLost] the packet is
// not this desk's. After another error the claim stands: try again or Release it.
func (c *Claim) Fetch(ctx context.Context, dir string) (copied string, remove func() error, err error) {
	stage, remove, err := packet.Stage(dir)
	if err != nil {
		return "", nil, wrap("fetch packet", fmt.Errorf("%w: %w", ErrLocal, err))
	}
	copied = filepath.Join(stage, c.entry.title+ending)
	err = c.copyOut(ctx, copied)
	if err == nil {
		err = prove(ctx, copied)
	}
	if err == nil {
		err = c.settle(ctx)
	}
	if err != nil {
		return "", nil, wrap("fetch packet", errors.Join(err, remove()))
	}
	return copied, remove, nil
}

// copyOut copies the packet to a path on this PC.
func (c *Claim) copyOut(ctx context.Context, to string) error {
	f, err := c.box.open(ctx)
	if err != nil {
		return err
	}
	defer f.close()
	from, info, err := f.read(c.entry.file)
	if err != nil {
		return c.orLost(ctx, f, err)
	}
	defer from.Close() // was only read
	if info.Size() > packet.MaxBytes {
		return errTooLarge
	}
	file, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrLocal, err)
	}
	sum, _, err := digest(ctx, from, local{file})
	if closed := file.Close(); err == nil && closed != nil {
		err = fmt.Errorf("%w: %w", ErrLocal, closed)
	}
	if err == nil && sum[:sumDigits] != c.entry.sum() {
		err = ErrIncomplete
	}
	return err
}

// local is a file on this PC: that it cannot be written is not the inbox's fault.
type local struct{ io.Writer }

func (l local) Write(p []byte) (int, error) {
	n, err := l.Writer.Write(p)
	if err != nil {
		err = fmt.Errorf("%w: %w", ErrLocal, err)
	}
	return n, err
}

// Done says that the packet is in this desk's store. It may be called again after an
// error. The error is [ErrLost] where another desk has taken the packet over.
func (c *Claim) Done(ctx context.Context) error {
	f, err := c.box.open(ctx)
	if err != nil {
		return wrap("finish packet", err)
	}
	defer f.close()
	err = f.move(c.entry.file, path.Join(done, path.Base(c.entry.file)))
	return wrap("finish packet", c.orLost(ctx, f, err))
}

// Release gives the packet back to those that wait.
func (c *Claim) Release(ctx context.Context) error {
	f, err := c.box.open(ctx)
	if err != nil {
		return wrap("give packet back", err)
	}
	defer f.close()
	// Under a mark of its own: the name it had may be another packet's by now.
	back := label{title: c.entry.title, mark: mark(c.entry.mark, random(8))}
	err = f.move(c.entry.file, back.waiting())
	return wrap("give packet back", c.orLost(ctx, f, err))
}

// orLost says of a claim that is not there who has the packet.
func (c *Claim) orLost(ctx context.Context, f *folder, err error) error {
	if !errors.Is(err, errMissing) {
		return err
	}
	by, err := f.holderOf(ctx, c.entry.sum())
	if err != nil {
		return err
	}
	return &OtherDeskError{by, ErrLost}
}

// settle looks again for other claims of the packet until the PCs that synchronise the
// folder must have heard of one another.
func (c *Claim) settle(ctx context.Context) error {
	const looks = 4
	for look := 0; ; look++ {
		if err := c.look(ctx); err != nil || c.box.settle == 0 || look == looks {
			return err
		}
		if err := c.box.pause(ctx, c.box.settle/looks); err != nil {
			return err
		}
	}
}

// look sees whether the claim is still there, and gives the packet back where another
// desk's goes before it.
func (c *Claim) look(ctx context.Context) error {
	f, err := c.box.open(ctx)
	if err != nil {
		return err
	}
	defer f.close()
	if _, err := f.root.Lstat(c.entry.file); err != nil {
		return c.orLost(ctx, f, f.missing(err))
	}
	if c.box.settle == 0 {
		return nil
	}
	rival, found, err := f.rival(ctx, c.entry.label)
	if err != nil || !found {
		return err
	}
	back := path.Join(double, path.Base(c.entry.file))
	return errors.Join(taken(rival.desk), f.move(c.entry.file, back))
}

// rival finds what another desk has done with the very packet and goes before a claim:
// it is done, or its claim stays.
func (f *folder) rival(ctx context.Context, mine label) (rival label, found bool, err error) {
	for _, part := range []string{done, claimed} {
		err := f.each(ctx, part, func(e entry) error {
			if e.mark == mine.mark && e.desk.ID != mine.desk.ID && (part == done || mine.at.IsZero() || e.before(mine)) {
				rival, found = e.label, true
			}
			return nil
		})
		if err != nil {
			return label{}, false, err
		}
	}
	return rival, found, nil
}
