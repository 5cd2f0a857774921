package inbox

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recordaldesk/store/packet"
)

func TestAPacketGoesFromOneDeskToAnother(t *testing.T) {
	dir, home := newInbox(t), t.TempDir()
	one, two := desk(t, dir, 1), desk(t, dir, 2)
	path := packetFile(t, home, 1)
	sum := mustSum(t, path)
	put(t, one, path)
	i := only(t, two)
	if i.Title != "ICP备案_示例公司1_新增备案_2026-11-23" || !i.Waits() || i.By != (Holder{}) || i.Size == 0 {
		t.Errorf("it waits as %+v", i)
	}
	c := claim(t, two, i)
	if by := only(t, one).By; by.Name != "2号窗口" || by.Mine || by.Since.IsZero() || by.Seen.IsZero() {
		t.Errorf("one sees it at %+v", by)
	}
	_, err := one.Claim(t.Context(), i)
	want(t, "claim what another desk has", err, ErrTaken)
	var other *OtherDeskError
	if !errors.As(err, &other) || other.By.Name != "2号窗口" {
		t.Errorf("it is not said who has it: %v", err)
	}
	_, err = one.Claim(t.Context(), only(t, one))
	want(t, "claim what is listed as another desk's", err, ErrTaken)
	copied, remove, err := c.Fetch(t.Context(), home)
	if err != nil || mustSum(t, copied) != sum || filepath.Base(copied) != i.Title+".zip" {
		t.Errorf("fetched to %q, %v", copied, err)
	}
	if err := remove(); err != nil {
		t.Error(err)
	}
	wantLying(t, dir, sum, claimed)
	for range 2 { // a second time after an error, say
		if err := c.Done(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if len(list(t, one)) > 0 {
		t.Error("what is done is still listed")
	}
	wantLying(t, dir, sum, done)
	if mustSum(t, path) != sum {
		t.Error("the sender's file is not what it was")
	}
}

func TestAClaimStaysWithTheDeskThroughARestart(t *testing.T) {
	dir, home := newInbox(t), t.TempDir()
	put(t, desk(t, dir, 1), packetFile(t, home, 1))
	claim(t, desk(t, dir, 2), only(t, desk(t, dir, 2)))
	again := desk(t, dir, 2)
	if i := only(t, again); !i.By.Mine {
		t.Errorf("after a start it is at %+v", i.By)
	}
	mine, err := again.Mine(t.Context())
	if err != nil || len(mine) != 1 {
		t.Fatalf("%d claims, %v", len(mine), err)
	}
	if others, err := desk(t, dir, 1).Mine(t.Context()); err != nil || len(others) > 0 {
		t.Errorf("the other desk has %v, %v", others, err)
	}
	c := claim(t, again, only(t, again)) // as the list offers it
	if _, err := fetched(t.Context(), c, home); err != nil {
		t.Error(err)
	}
	if err := mine[0].Done(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestWhatIsGivenBackWaitsAgain(t *testing.T) {
	dir, home := newInbox(t), t.TempDir()
	one, two := desk(t, dir, 1), desk(t, dir, 2)
	path := packetFile(t, home, 1)
	first := put(t, one, path)
	c := claim(t, one, first)
	if err := c.Release(t.Context()); err != nil {
		t.Fatal(err)
	}
	i := only(t, two)
	if !i.Waits() || i.Title != first.Title {
		t.Errorf("given back as %+v", i)
	}
	_, err := two.Claim(t.Context(), first)
	want(t, "claim under the name it had", err, ErrTaken)
	if sum, err := fetched(t.Context(), claim(t, two, i), home); err != nil || sum != mustSum(t, path) {
		t.Errorf("fetched %s, %v", sum, err)
	}
	want(t, "give back twice", c.Release(t.Context()), ErrLost)
}

func TestAPersonCanTakeAClaimOver(t *testing.T) {
	dir, home := newInbox(t), t.TempDir()
	one, two := desk(t, dir, 1), desk(t, dir, 2)
	path := packetFile(t, home, 1)
	put(t, one, path)
	before := claim(t, one, only(t, one))
	c, err := two.TakeOver(t.Context(), only(t, two))
	if err != nil {
		t.Fatal(err)
	}
	want(t, "done by who had it", before.Done(t.Context()), ErrLost)
	want(t, "given back by who had it", before.Release(t.Context()), ErrLost)
	_, err = fetched(t.Context(), before, home)
	want(t, "fetched by who had it", err, ErrLost)
	var other *OtherDeskError
	if !errors.As(err, &other) || other.By.Name != "2号窗口" {
		t.Errorf("it is not said who has it: %v", err)
	}
	if _, err := fetched(t.Context(), c, home); err != nil {
		t.Error(err)
	}
	if err := c.Done(t.Context()); err != nil {
		t.Error(err)
	}
	wantLying(t, dir, mustSum(t, path), done)
}

func TestTheSameBytesWaitOnce(t *testing.T) {
	dir, home := newInbox(t), t.TempDir()
	one, two := desk(t, dir, 1), desk(t, dir, 2)
	path := packetFile(t, home, 1)
	sum := mustSum(t, path)
	put(t, one, path)
	put(t, two, path)
	wantLying(t, dir, sum, waiting)
	c := claim(t, one, only(t, one))
	if i := put(t, two, path); i.By.Name != "1号窗口" {
		t.Errorf("put while another desk has it: %+v", i)
	}
	wantLying(t, dir, sum, claimed)
	if err := c.Done(t.Context()); err != nil {
		t.Fatal(err)
	}
	// A sender that died before it knew that it had put the packet puts it again.
	if i := put(t, two, path); i.By.Name != "1号窗口" || !i.Done() || i.Waits() {
		t.Errorf("put when it is done: %+v", i)
	}
	_, err := two.Claim(t.Context(), put(t, two, path))
	want(t, "claim what is done", err, ErrTaken)
	wantLying(t, dir, sum, done)
	// A person wants it done again.
	if err := os.Rename(filepath.Join(dir, done, filepath.Base(c.entry.file)), filepath.Join(dir, filepath.Base(c.entry.file))); err != nil {
		t.Fatal(err)
	}
	if err := claim(t, two, only(t, two)).Done(t.Context()); err != nil {
		t.Error(err)
	}
	wantLying(t, dir, sum, done)
	// A name that does not say what it is keeps nothing out.
	other := packetFile(t, home, 2)
	sum = mustSum(t, other)
	named(t, dir, "x~"+mark(sum, "")+".zip", 3)
	put(t, one, other)
	wantLying(t, dir, sum, waiting)
}

func TestPacketsOfOneNameDoNotMeet(t *testing.T) {
	dir := newInbox(t)
	b := desk(t, dir, 1)
	sums := map[string]bool{}
	for n := range 5 {
		path := named(t, t.TempDir(), "packet.zip", n)
		sums[mustSum(t, path)] = true
		put(t, b, path)
	}
	items := list(t, b)
	if len(items) != 5 {
		t.Fatalf("%d wait, want 5", len(items))
	}
	for round := range 2 {
		for _, i := range list(t, b) {
			c := claim(t, b, i)
			if i.Title != "packet" {
				t.Errorf("it is called %q", i.Title)
			}
			if round == 0 {
				if err := c.Release(t.Context()); err != nil {
					t.Error(err)
				}
				continue
			}
			sum, err := fetched(t.Context(), c, t.TempDir())
			if err != nil || !sums[sum] {
				t.Errorf("fetched %s, %v", sum, err)
			}
			delete(sums, sum)
		}
	}
	if len(sums) > 0 {
		t.Errorf("%d packets are gone", len(sums))
	}
}

func TestAPacketThatWasDroppedInByHandIsTakenOnceItIsWhole(t *testing.T) {
	dir, home := newInbox(t), t.TempDir()
	one, two := desk(t, dir, 1), desk(t, dir, 2)
	data, err := samplePacket(1)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("长", 80) + ".ZIP"
	dropped := filepath.Join(dir, long)
	for _, part := range []int{0, 10, len(data) / 2, len(data) - 8} {
		written(t, dropped, string(data[:part]))
		_, err := one.Claim(t.Context(), only(t, one))
		want(t, "claim what is half copied", err, ErrIncomplete)
		written(t, dropped, string(data[:part])+strings.Repeat("\x00", len(data)-part)) // as Windows reserves the space
		_, err = one.Claim(t.Context(), only(t, one))
		want(t, "claim what is reserved", err, ErrIncomplete)
		if !only(t, two).Waits() {
			t.Fatal("it does not wait any more")
		}
	}
	written(t, dropped, string(data))
	i := only(t, two)
	c := claim(t, one, only(t, one))
	_, err = two.Claim(t.Context(), i)
	want(t, "claim after another desk", err, ErrTaken)
	_, err = two.Claim(t.Context(), only(t, two))
	want(t, "claim what is listed as another desk's", err, ErrTaken)
	sum, err := fetched(t.Context(), c, home)
	if err != nil || sum != mustSum(t, filepath.Join(dir, c.entry.file)) {
		t.Errorf("fetched %s, %v", sum, err)
	}
	// The next packet may have the same name, and the first comes back beside it.
	named(t, dir, long, 2)
	if err := c.Release(t.Context()); err != nil || len(list(t, one)) != 2 {
		t.Errorf("%v; %d packets wait, want 2", err, len(list(t, one)))
	}
}

// The name that a sender's file has does not keep the packet from the other desks.
func TestAPacketOfAnyNameIsSeenByTheOthers(t *testing.T) {
	dir := newInbox(t)
	b := desk(t, dir, 1)
	for n, name := range []string{".hidden.zip", "~$x.zip", "no ending", "\u200b.zip", "zip", "x.ZIP", strings.Repeat("长", 84) + "zip"} {
		put(t, b, named(t, t.TempDir(), name, n))
		i := only(t, b)
		if _, err := fetched(t.Context(), claim(t, b, i), t.TempDir()); err != nil {
			t.Errorf("%q: %v", name, err)
		}
		if err := claim(t, b, only(t, b)).Done(t.Context()); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestAPacketWithAPasswordIsHandedOnAsItIs(t *testing.T) {
	const locked = "../hostile/testdata/packet/encrypted-aes.zip"
	dir := newInbox(t)
	one, two := desk(t, dir, 1), desk(t, dir, 2)
	put(t, one, locked)
	if sum, err := fetched(t.Context(), claim(t, two, only(t, two)), t.TempDir()); err != nil || sum != mustSum(t, locked) {
		t.Errorf("fetched %s, %v", sum, err)
	}
}

func TestWhatIsNoPacketIsNotPut(t *testing.T) {
	dir, home := newInbox(t), t.TempDir()
	b := desk(t, dir, 1)
	for name, problem := range map[string]packet.Problem{
		"cut-by-a-byte.zip": packet.Damaged, "fifo.zip": packet.Unsafe, "manifest-newer.zip": packet.Newer, "content-changed.zip": packet.Changed,
	} {
		_, err := b.Put(t.Context(), filepath.Join("../hostile/testdata/packet", name))
		wantOf(t, name, err, problem)
	}
	_, err := b.Put(t.Context(), filepath.Join(home, "none.zip"))
	wantOf(t, "a file that is not there", err, packet.NotFound)
	if items := list(t, b); len(items) > 0 {
		t.Errorf("put were %v", items)
	}
}

func TestBytesThatChangedInTheFolderAreNotTaken(t *testing.T) {
	dir, home := newInbox(t), t.TempDir()
	b := desk(t, dir, 1)
	put(t, b, packetFile(t, home, 1))
	c := claim(t, b, only(t, b))
	named(t, dir, c.entry.file, 2) // a good packet, and another
	_, err := fetched(t.Context(), c, home)
	want(t, "fetch what was changed", err, ErrIncomplete)
	left, err := os.ReadDir(home)
	if err != nil || len(left) != 1 { // the sender's file
		t.Errorf("left behind are %v, %v", left, err)
	}
}

func TestADeskNeedsAnIDAndAName(t *testing.T) {
	for _, d := range []Desk{{}, {ID: NewDeskID()}, {Name: "1号窗口"}, {ID: "../../x", Name: "1号窗口"}, {ID: NewDeskID(), Name: " . \u200b"}} {
		_, err := New(t.TempDir(), d, Options{})
		want(t, d.ID+" "+d.Name, err, ErrDesk)
	}
	b, err := New(t.TempDir(), Desk{ID: NewDeskID(), Name: "1~号/窗口\u202e" + strings.Repeat("长", 50)}, Options{})
	if err != nil || !strings.HasPrefix(b.desk.Name, "1-号_窗口长") || len(b.desk.Name) > maxDesk {
		t.Errorf("the desk is called %q, %v", b.desk.Name, err)
	}
}

func TestSweepRemovesWhatIsDoneLongAgo(t *testing.T) {
	dir, home := newInbox(t), t.TempDir()
	b := desk(t, dir, 1)
	old, fresh, held := packetFile(t, home, 1), packetFile(t, home, 2), packetFile(t, home, 3)
	clock := time.Now().Add(-40 * 24 * time.Hour)
	for _, path := range []string{old, held, fresh} {
		put(t, b, path)
		for _, i := range list(t, b) {
			if !i.Waits() {
				continue
			}
			if path == fresh {
				clock = time.Now()
			}
			c := claim(t, b, i)
			// As if the folder's clock had said so.
			c.entry.at = clock
			to := filepath.Join(claimed, c.entry.claimed())
			if err := os.Rename(filepath.Join(dir, c.entry.file), filepath.Join(dir, to)); err != nil {
				t.Fatal(err)
			}
			c.entry.file = filepath.ToSlash(to)
			if path != held {
				if err := c.Done(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	partial := written(t, filepath.Join(dir, incoming, "0123456789abcdef.part"), "half")
	yesterday := time.Now().Add(-2 * staleAfter)
	if err := os.Chtimes(partial, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	busy := written(t, filepath.Join(dir, incoming, "fedcba9876543210.part"), "half")
	n, err := b.Sweep(t.Context(), 30*24*time.Hour)
	if n != 1 || err != nil {
		t.Errorf("removed %d, %v; want 1", n, err)
	}
	wantLying(t, dir, mustSum(t, old))
	wantLying(t, dir, mustSum(t, fresh), done)
	wantLying(t, dir, mustSum(t, held), claimed)
	if _, err := os.Stat(partial); err == nil {
		t.Error("what a killed program left is still there")
	}
	if _, err := os.Stat(busy); err != nil {
		t.Error("what may still be written is gone")
	}
}
