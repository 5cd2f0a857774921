// Package inbox lets several desks hand filings to one another: packets in a folder
// that all of them reach, on a file server or synchronised between their PCs. Each desk
// keeps a database of its own; only packets are shared.
//
//	<folder>/recordal-inbox.txt   says what the folder is, in both languages
//	<folder>/….zip                packets that wait
//	<folder>/claimed/             packets that a desk has taken, with the desk in the name
//	<folder>/done/                packets that a desk has kept in its own store
//	<folder>/double/              packets given back because another desk had them too
//	<folder>/incoming/            packets that are being written
//	<folder>/desks/               one small file a desk, written every minute
//
// # How a packet goes
//
// [Box.Put] writes a copy into incoming, brings it to the disk and renames it into the
// folder; until that is done the sender has the packet and is told that it failed. A
// person may as well drop a packet into the folder by hand. [Box.Claim] renames it into
// claimed, under a name that says which desk and when: of several that try only one
// finds the old name. [Claim.Fetch] copies it to this PC and proves the copy. When the
// caller has it in the store, [Claim.Done] renames it into done.
//
// A packet is never written over and never deleted on the way, only renamed, and each
// rename goes to a name that nobody else can choose. So wherever a program dies or the
// folder goes away, the packet lies whole under one name. A desk that starts again
// finds its claims with [Box.Mine]. It may have kept a packet and died before Done: the
// caller must know by the SHA-256 of the file that it has it, and only call Done.
//
// Nobody loses a claim by waiting. [Box.TakeOver] is for a person who knows that the
// other desk will not go on with it; [Holder] says since when it has the packet and when
// it was last heard of.
//
// # Clocks
//
// The desks' clocks may differ. Times in names are by the folder's clock: a desk
// compares the time that the folder gives its file in desks with its own clock, and
// adds the difference.
//
// # Synchronised folders
//
// On a file server a rename is one step for all. Between PCs that synchronise a folder
// it is not: two desks can claim a packet before they hear of one another. Then both
// claims appear, with one mark in their names. With [Options].Settle, Fetch waits that
// long and looks again. Of two claims the one with the earlier time stays, at the same
// time the one with the smaller id of the desk, and what is done already goes before
// both; the other desk gives its packet back into double, and is told who has it.
//
// What that cannot do: if the PCs do not synchronise within Settle, say because one of
// them is offline, both keep the packet. Nothing is lost then, but two desks work on one
// filing. [Box.Doubles] finds it as soon as the folder is the same on both.
//
// # Who can read it
//
// Packets lie in the folder as they are: whoever may read the folder may read them, and
// whoever may write to it may take or delete them. Packets with a password keep it. What
// is done stays until [Box.Sweep] removes it. The folder's rights are for whoever runs
// the file server; this package sets none.
//
// What is read from the folder is not trusted: names are taken apart by a fixed pattern
// and made safe before anybody sees them, links are not followed out of the folder, only
// regular files of a packet's size are read, and all goes through packet.Verify.
//
// Calls to a file server that does not answer can block for as long as the operating
// system lets them, whatever the context says. Call nothing of this from the window's
// own goroutine.
package inbox

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"time"

	"recordaldesk/translations"
)

// Desk is who takes packets: one running program with its store.
type Desk struct {
	ID   string // made once by [NewDeskID] and kept by the caller
	Name string // what people call it: "1号窗口"
}

// NewDeskID makes an id that no other desk has.
func NewDeskID() string { return random(4) }

var deskID = regexp.MustCompile(`^[0-9a-f]{8}$`)

// Options say what kind of folder it is.
type Options struct {
	// Settle is, where PCs synchronise the folder, at least twice the time that a change
	// takes from one to another; 0 on a file server, where all see the same.
	Settle time.Duration
}

// Box is the folder as one desk uses it. Its methods may be called from several
// goroutines. It keeps nothing open: the folder may go away and come back.
type Box struct {
	dir    string
	desk   Desk
	settle time.Duration

	now   func() time.Time                           // this PC's clock
	pause func(context.Context, time.Duration) error // waits, or returns the context's error

	mu     sync.Mutex
	offset time.Duration     // what the folder's clock is ahead of this PC's
	beaten time.Time         // when the desk's file was written last
	listed map[string]listed // by file, what was listed last; it is replaced, not changed
}

// New returns the inbox in the folder dir for a desk. It does not touch the folder; the
// error is [ErrDesk] where the desk has no proper id or name.
func New(dir string, desk Desk, o Options) (*Box, error) {
	desk.Name = safeDesk(desk.Name)
	if !deskID.MatchString(desk.ID) || desk.Name == "" {
		return nil, fmt.Errorf("open inbox: %w", ErrDesk)
	}
	return &Box{dir: dir, desk: desk, settle: o.Settle, now: time.Now, pause: pause}, nil
}

// Create makes the folder an inbox; one that is an inbox already stays as it is. Only a
// person who has chosen the folder asks for it: where a file server is not connected, an
// empty folder may stand in its place, and what were put there would be seen by nobody.
func Create(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return wrap("make inbox", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("make inbox: %w", ErrNotInbox)
	}
	for _, name := range subfolders {
		if err := os.Mkdir(filepath.Join(dir, name), folderMode); err != nil && !errors.Is(err, fs.ErrExist) {
			return wrap("make inbox", err)
		}
	}
	note := translations.Text(translations.Chinese, "inbox.note") + "\r\n\r\n" + translations.Text(translations.English, "inbox.note") + "\r\n"
	f, err := os.OpenFile(filepath.Join(dir, noteFile), os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return wrap("make inbox", err)
	}
	_, err = f.WriteString("\ufeff" + note) // old editors of Windows know by the mark that it is UTF-8
	return wrap("make inbox", errors.Join(err, f.Sync(), f.Close()))
}

// pause waits for d or until the context ends.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// random returns n random bytes in hexadecimal.
func random(n int) string {
	b := make([]byte, n)
	rand.Read(b) // never fails
	return hex.EncodeToString(b)
}
