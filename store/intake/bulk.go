package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"runtime"
	"sync"
	"time"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/packet"
	"recordaldesk/store/private"
)

// BulkOptions are what an import of many files needs from around it.
type BulkOptions struct {
	Book  *rules.Book
	Today string // YYYY-MM-DD
	By    string // initials of who takes the files in; may be ""
	Desk  string // whose the filings are from now on; "" to leave that as it is

	// Password is asked for the password of a packet, by the file's path; nil for none.
	// What the function does not know is left.
	Password func(file string) (password string, known bool)

	// Progress is told how far the import is, after each file, never twice at a time.
	Progress func(Progress)

	Now func() time.Time // for the receipts; time.Now when nil
}

// Progress tells how far an import is.
type Progress struct {
	Done, Files      int
	DoneBytes, Bytes int64
}

// Folder takes in all packets, filled workbooks and filings of a folder and those below
// it. It is safe to repeat: what is here already stays as it is. What has become of each
// file the report says; what it calls taken is on the disk.
//
// It ends with ctx, or where the store cannot go on, such as on a full disk; the report
// then says what was done until then.
func Folder(ctx context.Context, s *store.Store, dir string, o BulkOptions) (Report, error) {
	files, more, err := walk(ctx, dir)
	if err != nil {
		return Report{}, err
	}
	report, err := takeAll(ctx, s, files, o)
	report.More = more
	return report, err
}

// Paths does the same with files and folders, as they are dropped on a window. What is
// not there is left, as a file that cannot be opened.
func Paths(ctx context.Context, s *store.Store, paths []string, o BulkOptions) (Report, error) {
	files, more, err := named(ctx, paths)
	if err != nil {
		return Report{}, err
	}
	report, err := takeAll(ctx, s, files, o)
	report.More = more
	return report, err
}

// mostWorkers is how many files are worked on at a time, at the most. There are more of
// them than processors, since they wait for the disk half of the time; beyond these they
// wait for each other.
const mostWorkers = 8

// bulk is an import under way.
type bulk struct {
	s     *store.Store
	o     BulkOptions
	dir   string // for plain copies of packets that have a password
	files []found

	mu       sync.Mutex
	entries  []*Entry       // nil for those that were not looked at
	last     map[string]int // by draft, the last of the files that has been in it
	progress Progress
	failed   error
}

func takeAll(ctx context.Context, s *store.Store, files []found, o BulkOptions) (Report, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	dir, err := private.Temporary(s.Scratch())
	if err != nil {
		return Report{}, err
	}
	b := &bulk{s: s, o: o, dir: dir, files: files, entries: make([]*Entry, len(files)), last: map[string]int{}}
	for _, f := range files {
		b.progress.Files++
		b.progress.Bytes += f.size
	}
	work, stop := context.WithCancel(ctx)
	defer stop()
	queue := make(chan int)
	workers := crash.Group{Stop: stop}
	for range min(2*runtime.GOMAXPROCS(0)+1, mostWorkers, len(files)) {
		workers.Go(func() {
			for i := range queue {
				b.file(work, i, stop)
			}
		})
	}
	workers.Go(func() {
		defer close(queue)
		for i := range files {
			select {
			case queue <- i:
			case <-work.Done():
				return
			}
		}
	})
	workers.Wait()
	report := Report{}
	for _, e := range b.entries {
		if e == nil {
			report.Unseen++
		} else {
			report.Entries = append(report.Entries, *e)
		}
	}
	return report, errors.Join(b.failed, ctx.Err())
}

// file takes in one file and notes what became of it.
func (b *bulk) file(ctx context.Context, i int, stop func()) {
	f := b.files[i]
	entry, err := b.take(ctx, i)
	if ctx.Err() != nil && err != nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if isOfStore(err) {
		b.failed = errors.Join(b.failed, fmt.Errorf("take in files: %w", err))
		stop()
		return
	}
	if err != nil {
		entry = Entry{Outcome: Left, Err: err}
	}
	entry.File = f.shown
	b.entries[i] = &entry
	b.progress.Done++
	b.progress.DoneBytes += f.size
	if b.o.Progress != nil {
		b.o.Progress(b.progress)
	}
}

// isOfStore reports whether an error is one of the store or its disk, so that no other
// file could be taken in either.
func isOfStore(err error) bool {
	for _, one := range []error{
		store.ErrNoSpace, store.ErrReadOnly, store.ErrGone, store.ErrDisk, store.ErrDamaged,
		store.ErrInUse, store.ErrHeld, store.ErrLocked, store.ErrViewing,
	} {
		if errors.Is(err, one) {
			return true
		}
	}
	return false
}

// take takes in one file. On an error nothing of it is kept.
func (b *bulk) take(ctx context.Context, i int) (entry Entry, err error) {
	f := b.files[i]
	switch {
	case f.err != nil:
		return Entry{}, f.err
	case f.size > packet.MaxBytes:
		return Entry{}, &packet.Error{Problem: packet.TooLarge}
	}
	sum, err := hashFile(ctx, f)
	if err != nil {
		return Entry{}, err
	}
	release, err := b.s.Reserve(ctx, "file "+sum) // it may lie there twice
	if err != nil {
		return Entry{}, err
	}
	defer release()
	here, err := b.s.ReceivedIn(ctx, sum)
	switch {
	case err != nil:
		return Entry{}, err
	case here != nil:
		b.saw(here.ID, i)
		return Entry{Outcome: Here, Draft: here.ID, Host: here.HostName}, nil
	}
	a, err := b.open(ctx, f)
	if err != nil {
		return Entry{}, err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if now := look(f.path, f.shown); now.err != nil || now.size != f.size || !now.changed.Equal(f.changed) {
		return Entry{}, errChanging
	}
	return b.arrived(ctx, i, sum, a)
}

// errChanging is the reason of a file that is being written.
var errChanging = errors.New("the file changes while it is read")

// open opens a file, with its password where it has one that is known.
func (b *bulk) open(ctx context.Context, f found) (*Arrival, error) {
	a, err := Open(ctx, f.path, "", b.dir, b.o.Book)
	var refused *packet.Error
	if b.o.Password == nil || !errors.As(err, &refused) || refused.Problem != packet.Encrypted {
		return a, err
	}
	password, known := b.o.Password(f.path)
	if !known {
		return nil, err
	}
	return Open(ctx, f.path, password, b.dir, b.o.Book)
}

// tries is how often a draft that is saved meanwhile is looked at again.
const tries = 3

// arrived keeps what a file has brought, as it is judged.
func (b *bulk) arrived(ctx context.Context, i int, sum string, a *Arrival) (Entry, error) {
	id, err := identify(a.Filing)
	if err != nil {
		return Entry{}, err
	}
	if a.Workbook {
		b.o.Book.Begin(a.Filing, a.Filing.Kind, b.o.Today)
	}
	b.o.Book.Derive(a.Filing, b.o.Today)
	reference := id.reference
	if reference == "" {
		reference = id.follows
	}
	release, err := b.s.Reserve(ctx, "filing "+reference)
	if err != nil {
		return Entry{}, err
	}
	defer release()
	for try := 1; ; try++ {
		entry, err := b.keep(ctx, i, sum, a, id)
		if try == tries || !errors.Is(err, store.ErrConflict) && !errors.Is(err, store.ErrNotFound) {
			return entry, err
		}
	}
}

func (b *bulk) keep(ctx context.Context, i int, sum string, a *Arrival, id identity) (Entry, error) {
	v, err := a.judge(ctx, b.s, id, func(draft string) bool { return b.cameLater(draft, i) })
	if err != nil {
		return Entry{}, err
	}
	entry := Entry{Outcome: v.outcome, Draft: v.draft.ID, Host: a.Filing.Host.Name, Mistakes: a.Mistakes}
	note := b.receipt(i, sum, id, v.outcome != Joined || v.untouch)
	switch v.outcome {
	case Taken, Apart:
		entry.Draft, err = a.keep(ctx, b.s, v.id, note)
	case Updated:
		err = a.update(ctx, b.s, v.draft, a.Filing, v.scans, note)
	case Joined:
		err = a.update(ctx, b.s, v.draft, v.draft.Record.Filing, v.scans, note)
	}
	if err != nil {
		return Entry{}, err
	}
	b.saw(entry.Draft, i)
	return entry, nil
}

// receipt notes in the case of a draft how it came in; untouched says that the draft is
// what the client has sent.
func (b *bulk) receipt(i int, sum string, id identity, untouched bool) noting {
	return func(kept *rules.Filing, c *casework.Case) error {
		now := b.o.Now()
		r := casework.Receipt{At: now, File: path.Base(b.files[i].shown), SHA256: sum, Filing: id.sum}
		if untouched {
			var err error
			if r.Kept, err = sumOf(kept); err != nil {
				return err
			}
		}
		c.Receipts = append(c.Receipts, r)
		if c.Stage().Stage != received {
			c.Reach(casework.Event{Stage: received, At: now, By: b.o.By})
		}
		if b.o.Desk != "" {
			c.Desk = b.o.Desk
		}
		return nil
	}
}

// received is the stage of a filing that has come in.
const received = "received"

// saw notes that a file has been in a draft.
func (b *bulk) saw(draft string, i int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if last, seen := b.last[draft]; !seen || last < i {
		b.last[draft] = i
	}
}

// cameLater reports whether a file behind this one has been in a draft already.
func (b *bulk) cameLater(draft string, i int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	last, seen := b.last[draft]
	return seen && last > i
}

// hashFile is the SHA-256 of a file.
func hashFile(ctx context.Context, f found) (string, error) {
	file, err := os.Open(f.path)
	if err != nil {
		return "", fmt.Errorf("open arrival: %w", err)
	}
	defer file.Close() // was only read
	hash := sha256.New()
	buffer := make([]byte, min(f.size+1, 1<<20))
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := file.Read(buffer)
		hash.Write(buffer[:n])
		switch {
		case err == io.EOF:
			return hex.EncodeToString(hash.Sum(nil)), nil
		case err != nil:
			return "", fmt.Errorf("read arrival: %w", err)
		}
	}
}
