package inbox

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// disturbances take an inbox away and bring it back.
var disturbances = []struct {
	name string
	take func(dir, away string) error
	back func(dir, away string) error
	want error
}{
	{"taken away", os.Rename, moveBack, ErrGone},
	{"a file in its place", func(dir, away string) error {
		return errors.Join(os.Rename(dir, away), os.WriteFile(dir, nil, 0o600))
	}, func(dir, away string) error {
		return errors.Join(os.Remove(dir), moveBack(dir, away))
	}, ErrNotInbox},
	{"an empty folder in its place", func(dir, away string) error {
		return errors.Join(os.Rename(dir, away), os.Mkdir(dir, 0o700))
	}, func(dir, away string) error { // which is still empty
		return errors.Join(os.Remove(dir), moveBack(dir, away))
	}, ErrNotInbox},
	{"a file in the place of a part", func(dir, away string) error {
		return errors.Join(os.Rename(filepath.Join(dir, claimed), away), os.WriteFile(filepath.Join(dir, claimed), nil, 0o600))
	}, func(dir, away string) error {
		return errors.Join(os.Remove(filepath.Join(dir, claimed)), moveBack(filepath.Join(dir, claimed), away))
	}, ErrNotInbox},
}

func moveBack(dir, away string) error { return os.Rename(away, dir) }

func TestWhatIsDoneWhileTheFolderIsAwayFailsPlainlyAndLosesNothing(t *testing.T) {
	for _, d := range disturbances {
		t.Run(d.name, func(t *testing.T) {
			dir, home := newInbox(t), t.TempDir()
			away := filepath.Join(filepath.Dir(dir), "away")
			one, two := desk(t, dir, 1), desk(t, dir, 2)
			put(t, one, packetFile(t, home, 1))
			mine := claim(t, one, only(t, one))
			put(t, one, packetFile(t, home, 2))
			var waits, held Item
			for _, i := range list(t, two) {
				if i.Waits() {
					waits = i
				} else {
					held = i
				}
			}
			path := packetFile(t, home, 3)
			before := lying(t, dir)
			if err := d.take(dir, away); err != nil {
				t.Fatal(err)
			}
			ctx := t.Context()
			for doing, do := range map[string]func() error{
				"put":       func() error { _, err := two.Put(ctx, path); return err },
				"list":      func() error { _, err := two.List(ctx); return err },
				"claim":     func() error { _, err := two.Claim(ctx, waits); return err },
				"take over": func() error { _, err := two.TakeOver(ctx, held); return err },
				"fetch":     func() error { _, _, err := mine.Fetch(ctx, home); return err },
				"done":      func() error { return mine.Done(ctx) },
				"release":   func() error { return mine.Release(ctx) },
				"mine":      func() error { _, err := one.Mine(ctx); return err },
				"doubles":   func() error { _, err := one.Doubles(ctx); return err },
				"sweep":     func() error { _, err := one.Sweep(ctx, 0); return err },
			} {
				err := do()
				want(t, doing, err, d.want)
				if text := fmt.Sprint(err); strings.Contains(text, "示例公司") || strings.Contains(text, home) {
					t.Errorf("%s: a log would say %s", doing, text)
				}
			}
			if err := d.back(dir, away); err != nil {
				t.Fatal(err)
			}
			after := lying(t, dir)
			if len(after) != len(before) {
				t.Errorf("%d packets are there, and there were %d", len(after), len(before))
			}
			for sum, parts := range before {
				wantLying(t, dir, sum, parts...)
			}
			if left := files(t, home); len(left) != 3 { // the packets
				t.Errorf("left behind are %v", left)
			}
			put(t, two, path)
			if _, err := fetched(ctx, mine, home); err != nil {
				t.Error(err)
			}
			if err := mine.Done(ctx); err != nil {
				t.Error(err)
			}
			claim(t, two, waits)
		})
	}
}

// Errors go to logs, and names of packets are those of companies.
func TestErrorsNameNoCompany(t *testing.T) {
	dir, home := newInbox(t), t.TempDir()
	b := desk(t, dir, 1)
	put(t, b, packetFile(t, home, 1))
	i := only(t, b)
	c := claim(t, b, i)
	if err := os.Rename(filepath.Join(dir, c.entry.file), filepath.Join(home, "moved.zip")); err != nil {
		t.Fatal(err)
	}
	_, errPut := b.Put(t.Context(), filepath.Join(home, "示例公司.zip"))
	_, errClaim := b.Claim(t.Context(), i)
	_, _, errFetch := c.Fetch(t.Context(), home)
	_, _, errLocal := c.Fetch(t.Context(), filepath.Join(home, "示例公司"))
	for doing, err := range map[string]error{"put": errPut, "claim": errClaim, "fetch": errFetch, "fetch to nowhere": errLocal, "done": c.Done(t.Context())} {
		if err == nil || strings.Contains(err.Error(), "示例公司") {
			t.Errorf("%s: a log would say %v", doing, err)
		}
	}
	want(t, "fetch to a folder that is not there", errLocal, ErrLocal)
}

// TestNothingIsPutWhereNoInboxIs: an empty folder may stand where a file server was
// connected, and nobody would look into it.
func TestNothingIsPutWhereNoInboxIs(t *testing.T) {
	dir := t.TempDir()
	_, err := desk(t, dir, 1).Put(t.Context(), packetFile(t, t.TempDir(), 1))
	want(t, "put", err, ErrNotInbox)
	if left := files(t, dir); len(left) > 0 {
		t.Errorf("there is %v", left)
	}
	want(t, "make an inbox of nothing", Create(filepath.Join(dir, "none")), ErrGone)
	want(t, "make an inbox of a file", Create(written(t, filepath.Join(dir, "file"), "")), ErrNotInbox)
	for range 2 {
		if err := Create(dir); err != nil {
			t.Error(err)
		}
	}
	note, err := os.ReadFile(filepath.Join(dir, noteFile))
	if err != nil || !strings.Contains(string(note), "收件文件夹") || !strings.Contains(string(note), "inbox of Recordal Desk") {
		t.Errorf("the note says %q, %v", note, err)
	}
	// A part that a program for synchronising left out is made again.
	if err := os.Remove(filepath.Join(dir, done)); err != nil {
		t.Fatal(err)
	}
	list(t, desk(t, dir, 1))
}

func init() {
	children["take on"] = func(w *worker) error { return w.goOn(w.takeAll) }
	children["put on"] = func(w *worker) error { return w.goOn(w.putAll) }
}

// goOn does its work again and again, and says what went wrong.
func (w *worker) goOn(work func() error) error {
	for {
		err := work()
		if err == nil {
			_, err = w.box.List(context.Background())
		}
		if err != nil {
			id, _ := MessageID(err)
			fmt.Println("problem", id, err)
		}
		time.Sleep(time.Millisecond) // a desk looks every few seconds
	}
}

func TestDesksWhoseFolderIsTakenAwayGoOnWhenItIsBack(t *testing.T) {
	const packets = 60
	dir, root := newInbox(t), t.TempDir()
	away := filepath.Join(filepath.Dir(dir), "away")
	roles := []string{"put on", "take on", "take on", "take on"}
	ctx, kill := context.WithCancel(t.Context())
	defer kill()
	var cmds []*exec.Cmd
	var homes []string
	for n, role := range roles {
		homes = append(homes, filepath.Join(root, fmt.Sprint("desk", n)))
		cmds = append(cmds, child(ctx, t, role, dir, homes[n], n))
	}
	sums := map[string]bool{}
	for n := range packets {
		sums[mustSum(t, packetFile(t, filepath.Join(homes[0], "outbox"), n))] = true
	}
	all := begin(t, cmds...)
	// Until each has had to do with it.
	told := func(r running) string {
		for line := range r.lines {
			if strings.HasPrefix(line, "problem ") {
				return line
			}
		}
		return "the desk has ended"
	}
	<-all[0].lines // the first is put
	for _, d := range disturbances {
		if err := d.take(dir, away); err != nil {
			t.Fatal(err)
		}
		for _, r := range all {
			id, _ := MessageID(d.want)
			gone, _ := MessageID(ErrGone) // seen while it was being exchanged
			if line := told(r); !strings.HasPrefix(line, "problem "+id) && !strings.HasPrefix(line, "problem "+gone) {
				t.Errorf("%s: a desk says %q, want %q", d.name, line, id)
			}
		}
		if err := d.back(dir, away); err != nil {
			t.Fatal(err)
		}
	}
	// Until nothing is put and nothing taken any more.
	look := desk(t, dir, 100)
	guard := time.After(time.Minute)
	for len(files(t, filepath.Join(homes[0], "outbox"))) > 0 || len(list(t, look)) > 0 {
		select {
		case _, open := <-all[1].lines: // a packet, or what was said while the folder was away
			if !open {
				t.Fatal("a desk has ended")
			}
		case <-time.After(time.Millisecond):
		case <-guard:
			t.Fatalf("still there are %v", list(t, look))
		}
	}
	kill()
	for _, r := range all {
		for range r.lines {
		}
		_ = r.Wait() // killed, which is an error
	}
	by := kept(t, homes...)
	for sum := range sums {
		if len(by[sum]) != 1 {
			t.Errorf("%.8s was taken by %v", sum, by[sum])
		}
		wantLying(t, dir, sum, done)
	}
}
