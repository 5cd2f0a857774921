package inbox

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"recordaldesk/store/packet"
	"recordaldesk/translations"
)

// The folder's clock is that of the file server, which is this machine's here; the
// desks' clocks are hours before and behind it.
func TestEachDeskIsToldTimesByItsOwnClock(t *testing.T) {
	dir := newInbox(t)
	one, two := desk(t, dir, 1), desk(t, dir, 2)
	ahead := func(b *Box, d time.Duration) { b.now = func() time.Time { return time.Now().Add(d) } }
	ahead(one, 5*time.Hour)
	ahead(two, -3*time.Hour)
	put(t, one, packetFile(t, t.TempDir(), 1))
	begun := time.Now()
	claim(t, one, only(t, one))
	ended := time.Now()
	const exact = 3 * time.Second // a name has whole seconds, and file systems round as well
	for b, d := range map[*Box]time.Duration{one: 5 * time.Hour, two: -3 * time.Hour} {
		by := only(t, b).By
		for what, at := range map[string]time.Time{"since": by.Since, "seen": by.Seen} {
			if at.Before(begun.Add(d-exact)) || at.After(ended.Add(d+exact)) {
				t.Errorf("%s says %s %v, want %v by its clock", b.desk.Name, what, at, begun.Add(d))
			}
		}
	}
}

func TestADeskThatIsNotHeardOfAnyMoreIsSeenToBe(t *testing.T) {
	dir := newInbox(t)
	one, two := desk(t, dir, 1), desk(t, dir, 2)
	put(t, one, packetFile(t, t.TempDir(), 1))
	claim(t, one, only(t, one))
	before := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(filepath.Join(dir, deskFile(one.desk.ID)), before, before); err != nil {
		t.Fatal(err)
	}
	if by := only(t, two).By; time.Since(by.Seen) < time.Hour {
		t.Errorf("it is seen at %v", by.Seen)
	}
	list(t, one) // less than a minute after the last time
	if by := only(t, two).By; time.Since(by.Seen) < time.Hour {
		t.Error("the desk writes its file each time")
	}
	one.now = func() time.Time { return time.Now().Add(beatEvery + time.Second) }
	list(t, one)
	if by := only(t, two).By; time.Since(by.Seen) > time.Hour {
		t.Errorf("it lists again, and is seen at %v", by.Seen)
	}
}

// Watch tells what is new, and looks less often while the folder is away.
func TestWatchTellsWhatIsDifferent(t *testing.T) {
	dir, home := newInbox(t), t.TempDir()
	away := filepath.Join(filepath.Dir(dir), "away")
	other := desk(t, dir, 2)
	b := desk(t, dir, 1)
	ctx, stop := context.WithCancel(t.Context())
	var waits []time.Duration
	path := packetFile(t, home, 1)
	steps := []func(){
		func() {}, // nothing is new
		func() { put(t, other, path) },
		func() { claim(t, other, only(t, other)) },
		func() { mustDo(t, os.Rename(dir, away)) },
		func() {}, func() {}, func() {}, func() {}, func() {}, // still away
		func() { mustDo(t, os.Rename(away, dir)) },
		stop,
	}
	b.pause = func(ctx context.Context, d time.Duration) error {
		waits = append(waits, d)
		steps[len(waits)-1]()
		return ctx.Err()
	}
	var told []string
	b.Watch(ctx, func(items []Item, err error) {
		said := fmt.Sprint(len(items))
		if len(items) > 0 {
			said += " " + items[0].By.Name
		}
		if err != nil {
			said, _ = MessageID(err)
		}
		told = append(told, said)
	})
	if want := []string{"0", "1 ", "1 2号窗口", "inbox.problem.gone", "1 2号窗口"}; !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	s := time.Second
	if want := []time.Duration{5 * s, 5 * s, 5 * s, 5 * s, 10 * s, 20 * s, 40 * s, 60 * s, 60 * s, 60 * s, 5 * s}; !slices.Equal(waits, want) {
		t.Errorf("waited %v, want %v", waits, want)
	}
}

func mustDo(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAStoppedCallSaysNothing(t *testing.T) {
	dir, home := newInbox(t), t.TempDir()
	b := desk(t, dir, 1)
	path := packetFile(t, home, 1)
	put(t, b, path)
	c := claim(t, b, only(t, b))
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, errPut := b.Put(ctx, path)
	_, errList := b.List(ctx)
	_, _, errFetch := c.Fetch(ctx, home)
	for doing, err := range map[string]error{"put": errPut, "list": errList, "fetch": errFetch} {
		if id, _ := MessageID(err); !errors.Is(err, context.Canceled) || id != "" {
			t.Errorf("%s: %v, told as %q", doing, err, id)
		}
	}
	if _, err := fetched(t.Context(), c, home); err != nil {
		t.Errorf("after it was stopped: %v", err)
	}
}

func TestEveryProblemHasItsSentenceInBothLanguages(t *testing.T) {
	said := map[string]error{}
	all := []error{os.ErrProcessDone, &OtherDeskError{Desk{Name: "2号窗口"}, ErrTaken}, &OtherDeskError{Desk{Name: "2号窗口"}, ErrLost}, &packet.Error{Problem: packet.Newer}}
	for _, err := range append(all, Problems()...) {
		for _, l := range translations.Languages {
			text := Message(l, wrap("try", err))
			if other, taken := said[text]; taken || text == "" || text[0] == '[' {
				t.Errorf("%v is told as %q, as is %v", err, text, other)
			}
			said[text] = err
		}
	}
	for _, quiet := range []error{nil, context.Canceled} {
		if text := Message(translations.Chinese, quiet); text != "" {
			t.Errorf("%v is told as %q, want nothing", quiet, text)
		}
	}
}
