package inbox

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// Item is a packet in the inbox.
type Item struct {
	Title string // what it is called, safe to show
	Size  int64  // in bytes
	By    Holder // who has claimed or done it; the zero Holder while it waits

	entry entry
}

// Holder is a desk that has claimed a packet. All times are by this PC's clock.
type Holder struct {
	Desk       // empty where somebody has put the packet among the claimed ones by hand
	Mine  bool // it is this desk
	Since time.Time
	Seen  time.Time // when the desk was last heard of; zero if never
}

// Waits reports whether the packet can be claimed.
func (i Item) Waits() bool { return path.Dir(i.entry.file) == waiting }

// Done reports whether a desk has the packet in its store. Such are not listed; Put may
// find one.
func (i Item) Done() bool { return path.Dir(i.entry.file) == done }

// List returns the packets that wait and those that are claimed, by title. Where there
// are more than 50,000, that many come with [ErrTooMany].
func (b *Box) List(ctx context.Context) ([]Item, error) {
	items, err := b.list(ctx)
	if err != nil && !errors.Is(err, ErrTooMany) {
		items = nil
	}
	return items, wrap("list inbox", err)
}

func (b *Box) list(ctx context.Context) ([]Item, error) {
	f, err := b.open(ctx)
	if err != nil {
		return nil, err
	}
	defer f.close()
	_ = b.beat(f) // a folder that may only be read can be listed
	seen, err := f.heartbeats(ctx)
	if err != nil {
		return nil, err
	}
	var items []Item
	next := map[string]listed{}
	marks := map[string]bool{} // of claimed packets
	add := func(e entry) error {
		if path.Dir(e.file) == waiting && marks[e.mark] {
			// A synchronised folder has shown the claim before it took the packet
			// from those that wait.
			return nil
		}
		size, err := f.size(e)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // moved meanwhile
		}
		if err != nil {
			return err
		}
		if e.mark != "" {
			next[e.file], marks[e.mark] = listed{e.label, size}, true
		}
		item := Item{Title: e.title, Size: size, entry: e}
		if !item.Waits() {
			item.By = b.holder(e, seen)
		}
		items = append(items, item)
		return nil
	}
	// What is claimed comes first: a packet that is claimed meanwhile is then not seen
	// at all, rather than twice.
	for _, part := range []string{claimed, waiting} {
		if err = f.each(ctx, part, add); err != nil {
			break
		}
	}
	b.mu.Lock()
	b.listed = next
	b.mu.Unlock()
	slices.SortFunc(items, func(a, b Item) int {
		return cmp.Or(strings.Compare(a.Title, b.Title), strings.Compare(a.entry.file, b.entry.file))
	})
	return items, err
}

// listed is what is known of a packet that a desk has put. It does not change, and each
// file that a file server is asked about costs a way there and back.
type listed struct {
	label
	size int64
}

// size is how large the packet is.
func (f *folder) size(e entry) (int64, error) {
	if known, ok := f.listed[e.file]; ok {
		return known.size, nil
	}
	info, err := f.root.Lstat(e.file)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func (b *Box) holder(e entry, seen map[string]time.Time) Holder {
	return Holder{Desk: e.desk, Mine: e.desk.ID == b.desk.ID, Since: b.local(e.at), Seen: b.local(seen[e.desk.ID])}
}

// mostDesks bounds how many desks' files are looked at.
const mostDesks = 1000

// heartbeats returns when each desk wrote its file last, by the folder's clock.
func (f *folder) heartbeats(ctx context.Context) (map[string]time.Time, error) {
	dir, err := f.root.Open(desks)
	if err != nil {
		return nil, err
	}
	defer dir.Close() // was only read
	found, err := dir.ReadDir(mostDesks)
	seen := map[string]time.Time{}
	for _, d := range found {
		id := strings.TrimSuffix(d.Name(), ".txt")
		if deskFile(id) != path.Join(desks, d.Name()) || !deskID.MatchString(id) || ctx.Err() != nil {
			continue
		}
		if info, err := f.root.Lstat(deskFile(id)); err == nil {
			seen[id] = info.ModTime()
		}
	}
	if len(found) > 0 {
		err = nil // with none, the end of the folder is an error
	}
	if errors.Is(err, fs.ErrNotExist) || len(found) == 0 {
		return seen, isInbox(f.path)
	}
	return seen, cmp.Or(err, ctx.Err())
}

// How often Watch looks.
const (
	lookEvery = 5 * time.Second
	longest   = time.Minute // between two looks while the folder is away
)

// Watch looks at the inbox every few seconds until the context ends, and calls tell with
// the first look and whenever something is different from the last. It asks the folder:
// file servers do not say by themselves that something has changed. While the folder is
// away it looks less and less often, at last every minute. It also says to the other
// desks that this one is there. It works, and calls tell, on the caller's goroutine, which
// is one of crash.Go.
func (b *Box) Watch(ctx context.Context, tell func([]Item, error)) {
	var last []Item
	var lastErr error
	wait := lookEvery
	for first := true; ; first = false {
		items, err := b.List(ctx)
		if ctx.Err() != nil {
			return
		}
		if first || sentence(err) != sentence(lastErr) || !slices.Equal(items, last) {
			tell(items, err)
		}
		last, lastErr = items, err
		if wait = min(2*wait, longest); err == nil {
			wait = lookEvery
		}
		if b.pause(ctx, wait) != nil {
			return
		}
	}
}

// sentence is what a person would be told of an error.
func sentence(err error) string {
	id, _ := MessageID(err)
	return id
}

// Double is a packet that two desks or more have claimed, or taken, at once or one after
// the other.
type Double struct {
	Title string
	By    []Holder // the earliest first
}

// Doubles returns the packets that more than one desk has: on a synchronised folder two
// can have kept one before they heard of each other, and a packet that somebody put in
// a second time may have gone to another desk.
func (b *Box) Doubles(ctx context.Context) ([]Double, error) {
	f, err := b.open(ctx)
	if err != nil {
		return nil, wrap("look for doubles", err)
	}
	defer f.close()
	taken := map[string]map[string]entry{} // by packet and desk
	for _, part := range []string{claimed, done} {
		err := f.each(ctx, part, func(e entry) error {
			if e.desk.ID == "" {
				return nil
			}
			if taken[e.sum()] == nil {
				taken[e.sum()] = map[string]entry{}
			}
			taken[e.sum()][e.desk.ID] = e
			return nil
		})
		if err != nil {
			return nil, wrap("look for doubles", err)
		}
	}
	var all []Double
	for _, by := range taken {
		if len(by) < 2 {
			continue
		}
		order := slices.SortedFunc(maps.Values(by), func(a, b entry) int { return a.at.Compare(b.at) })
		d := Double{Title: order[0].title}
		for _, e := range order {
			d.By = append(d.By, b.holder(e, nil))
		}
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b Double) int { return strings.Compare(a.Title, b.Title) })
	return all, nil
}
