package inbox

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// synced are the folders of several PCs between which a program carries files, some time
// after they were changed. A file that is renamed is, on the other PCs, one that goes
// and one that comes, in any order.
type synced struct {
	t    *testing.T
	dirs []string
	last map[string]bool // the files that all had when it was synchronised last
}

func newSynced(t *testing.T, pcs int) *synced {
	s := &synced{t: t, last: map[string]bool{}}
	for range pcs {
		s.dirs = append(s.dirs, newInbox(t))
	}
	s.sync()
	return s
}

// sync brings all PCs to the same files.
func (s *synced) sync() { s.steps(1 << 30) }

// steps carries at most n changes, in any order.
func (s *synced) steps(n int) {
	s.t.Helper()
	has := map[string][]bool{} // which PCs have a file
	for pc, dir := range s.dirs {
		for _, name := range tree(s.t, dir) {
			if has[name] == nil {
				has[name] = make([]bool, len(s.dirs))
			}
			has[name][pc] = true
		}
	}
	for name := range s.last {
		if has[name] == nil {
			delete(s.last, name) // gone everywhere
		}
	}
	for name, on := range has { // in the random order of a map
		from := slices.Index(on, true)
		if s.last[name] && slices.Contains(on, false) { // one has removed it
			for pc := range on {
				if on[pc] && n > 0 {
					n--
					on[pc] = false
					s.must(os.Remove(filepath.Join(s.dirs[pc], name)))
				}
			}
			if !slices.Contains(on, true) {
				delete(s.last, name)
			}
			continue
		}
		for pc := range on {
			if !on[pc] && n > 0 {
				n--
				on[pc] = true
				s.carry(filepath.Join(s.dirs[from], name), filepath.Join(s.dirs[pc], name))
			}
		}
		if !slices.Contains(on, false) {
			s.last[name] = true
		}
	}
}

// carry copies a file with its time, as such programs do.
func (s *synced) carry(from, to string) {
	data, err := os.ReadFile(from)
	s.must(err)
	info, err := os.Stat(from)
	s.must(err)
	s.must(os.WriteFile(to+".part", data, 0o600))
	s.must(os.Chtimes(to+".part", info.ModTime(), info.ModTime()))
	s.must(os.Rename(to+".part", to))
}

func (s *synced) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// tree lists the files below a folder that a program would carry; the desks' own files
// are of no account here.
func tree(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && filepath.Ext(path) == ending {
			rel, _ := filepath.Rel(dir, path)
			all = append(all, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// desk is the desk at a PC. While it waits for the others, wait is done.
func (s *synced) desk(pc int, wait func()) *Box {
	s.t.Helper()
	b := desk(s.t, s.dirs[pc], pc+1)
	b.settle = time.Minute
	b.pause = func(ctx context.Context, _ time.Duration) error { wait(); return ctx.Err() }
	return b
}

func TestOfTwoClaimsOnASynchronisedFolderOneStays(t *testing.T) {
	for name, hand := range map[string]bool{"put by a desk": false, "dropped in by hand": true} {
		t.Run(name, func(t *testing.T) {
			s := newSynced(t, 2)
			home := t.TempDir()
			one, two := s.desk(0, s.sync), s.desk(1, s.sync)
			path := packetFile(t, home, 1)
			sum := mustSum(t, path)
			if hand {
				s.carry(path, filepath.Join(s.dirs[0], "packet.zip"))
			} else {
				put(t, one, path)
			}
			s.sync()
			later := time.Now().Add(time.Hour)
			two.now = func() time.Time { return later.Add(-time.Hour - 10*time.Second) } // earlier by its clock, and so by its folder's
			a, b := claim(t, one, only(t, one)), claim(t, two, only(t, two))
			_, errA := fetched(t.Context(), a, home)
			_, errB := fetched(t.Context(), b, home)
			if (errA == nil) == (errB == nil) {
				t.Fatalf("one: %v, two: %v; want one to keep it", errA, errB)
			}
			winner, loser, err := a, b, errB
			if errA != nil {
				winner, loser, err = b, a, errA
			}
			want(t, "fetch of the other", err, ErrTaken)
			var other *OtherDeskError
			if !errors.As(err, &other) || other.By != winner.box.desk {
				t.Errorf("it is not said who has it: %v", err)
			}
			want(t, "done by the other", loser.Done(t.Context()), ErrLost)
			if err := winner.Done(t.Context()); err != nil {
				t.Error(err)
			}
			s.sync()
			for _, dir := range s.dirs {
				wantLying(t, dir, sum, done, double)
			}
			if doubles, err := one.Doubles(t.Context()); err != nil || len(doubles) > 0 {
				t.Errorf("told as doubles: %v, %v", doubles, err)
			}
		})
	}
}

// Before a claim is seen to be gone from those that wait it may be seen among those that
// are claimed.
func TestAClaimThatHasArrivedIsSeenBeforeThePacketIsGone(t *testing.T) {
	s := newSynced(t, 2)
	one, two := s.desk(0, s.sync), s.desk(1, s.sync)
	put(t, one, packetFile(t, t.TempDir(), 1))
	s.sync()
	i := only(t, two)
	c := claim(t, one, only(t, one))
	s.carry(filepath.Join(s.dirs[0], c.entry.file), filepath.Join(s.dirs[1], c.entry.file))
	if now := only(t, two); now.Waits() || now.By.Name != "1号窗口" {
		t.Errorf("it is listed as %+v", now)
	}
	_, err := two.Claim(t.Context(), i)
	want(t, "claim", err, ErrTaken)
}

// If the PCs do not hear of one another in time, both take the packet, and both are told
// when they do.
func TestWhatTwoDesksTookWhileTheyWereApartIsFound(t *testing.T) {
	s := newSynced(t, 2)
	home := t.TempDir()
	apart := func() {}
	one, two := s.desk(0, apart), s.desk(1, apart)
	put(t, one, packetFile(t, home, 1))
	s.sync()
	for _, b := range []*Box{one, two} {
		c := claim(t, b, only(t, b))
		if _, err := fetched(t.Context(), c, home); err != nil {
			t.Fatal(err)
		}
		if err := c.Done(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	s.sync()
	for _, b := range []*Box{one, two} {
		doubles, err := b.Doubles(t.Context())
		if err != nil || len(doubles) != 1 || len(doubles[0].By) != 2 || doubles[0].By[0].ID == doubles[0].By[1].ID {
			t.Errorf("found %+v, %v", doubles, err)
		}
	}
}

func TestAClaimTakenOverOnASynchronisedFolderIsNotLost(t *testing.T) {
	s := newSynced(t, 3)
	home := t.TempDir()
	one, two, three := s.desk(0, s.sync), s.desk(1, s.sync), s.desk(2, s.sync)
	path := packetFile(t, home, 1)
	put(t, one, path)
	s.sync()
	claim(t, one, only(t, one))
	s.sync()
	// Two take it over before they hear of one another.
	a, errA := two.TakeOver(t.Context(), only(t, two))
	b, errB := three.TakeOver(t.Context(), only(t, three))
	if err := errors.Join(errA, errB); err != nil {
		t.Fatal(err)
	}
	// The claim that was taken over is still seen where the new one has arrived.
	s.carry(filepath.Join(s.dirs[1], a.entry.file), filepath.Join(s.dirs[0], a.entry.file))
	_, errA = fetched(t.Context(), a, home)
	_, errB = fetched(t.Context(), b, home)
	if (errA == nil) == (errB == nil) {
		t.Fatalf("two: %v, three: %v; want one to keep it", errA, errB)
	}
	s.sync()
	wantLying(t, s.dirs[0], mustSum(t, path), claimed, double)
}

// Three PCs take sixty packets while the folder is synchronised bit by bit: each
// packet is kept once.
func TestASynchronisedFolderInAnyOrder(t *testing.T) {
	s := newSynced(t, 3)
	home := t.TempDir()
	const packets = 60
	for n := range packets {
		put(t, desk(t, s.dirs[0], 1), packetFile(t, home, n))
	}
	s.sync()
	kept := map[string]int{}
	given := 0
	for round := 0; len(kept) < packets; round++ {
		if round > 1000 {
			t.Fatalf("%d packets are kept, want %d", len(kept), packets)
		}
		// All claim some of what they see, and then hear of one another.
		var claims []*Claim
		for pc := range s.dirs {
			b := s.desk(pc, func() { s.steps(rand.N(200)) })
			items := list(t, b)
			for n := 0; n < len(items) && n < 5; n++ {
				c, err := b.Claim(t.Context(), items[rand.N(len(items))])
				if errors.Is(err, ErrTaken) {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				claims = append(claims, c)
				s.steps(rand.N(3))
			}
		}
		rand.Shuffle(len(claims), func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
		// While they wait the folder is synchronised at last, as Settle promises.
		s.steps(rand.N(50))
		s.sync()
		for _, c := range claims {
			sum, err := fetched(t.Context(), c, home)
			switch {
			case errors.Is(err, ErrTaken):
				given++
			case errors.Is(err, ErrLost): // claimed twice in one round by the desk that has it
			case err != nil:
				t.Fatal(err)
			default:
				kept[sum]++
				if err := c.Done(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
		s.sync()
	}
	for sum, n := range kept {
		if n != 1 {
			t.Errorf("%.8s was kept %d times", sum, n)
		}
	}
	if given == 0 {
		t.Error("no two claimed one packet; the test has lost its grip")
	}
	t.Log(fmt.Sprint(given, " claims were given back"))
	one := desk(t, s.dirs[0], 1)
	if left := list(t, one); len(left) > 0 {
		t.Errorf("left are %v", left)
	}
	if doubles, err := one.Doubles(t.Context()); err != nil || len(doubles) > 0 {
		t.Errorf("told as doubles: %v, %v", doubles, err)
	}
}
