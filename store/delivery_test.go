package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
)

// came notes that a filing came in as a file.
func came(sha256 string) func(*casework.Case) error {
	return func(c *casework.Case) error {
		c.Receipts = append(c.Receipts, casework.Receipt{At: monday, File: "a.zip", SHA256: sha256})
		c.Reach(casework.Event{Stage: "received", At: monday})
		return nil
	}
}

// arriving is the record of a filing with a reference.
func arriving(name, reference string) store.Record {
	f := rules.New("new_recordal")
	f.Host.Name, f.Reference = name, reference
	return store.Record{Filing: f}
}

// filesOfScans are the files that lie in the folder of the scans.
func filesOfScans(t *testing.T, dir string) []string {
	t.Helper()
	return must(filepath.Glob(filepath.Join(dir, "scans", "*", "*")))(t)
}

func TestADeliveryIsKeptWithItsScansAndWhatIsNoted(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	delivery := s.Deliver()
	scan := must(delivery.Add(t.Context(), strings.NewReader("a scan")))(t)
	same := must(delivery.Add(t.Context(), strings.NewReader("a scan")))(t)
	if scan != same {
		t.Errorf("one scan is %v and %v", scan, same)
	}
	d := must(delivery.Create(t.Context(), arriving("甲公司", "REF"), store.Imported, came(strings.Repeat("ab", 32))))(t)
	if err := delivery.Close(); err != nil {
		t.Fatal(err)
	}
	next := s.Deliver()
	other := must(next.Add(t.Context(), strings.NewReader("another")))(t)
	next.Drop(scan.SHA256)
	if _, err := next.Save(t.Context(), d.ID, d.Seq, arriving("甲公司（新）", "REF"), store.Returned, came(strings.Repeat("cd", 32))); err != nil {
		t.Fatal(err)
	}
	if err := next.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if scans := must(s.Scans(t.Context(), d.ID))(t); len(scans) != 1 || scans[0] != other {
			t.Errorf("the scans are %v", scans)
		}
		if err := s.VerifyScan(t.Context(), d.ID, other.SHA256); err != nil {
			t.Error(err)
		}
		if stage, _, line := noted(t, s, d.ID); stage != "received" || !line.Received.Equal(monday) {
			t.Errorf("noted is %q, the list shows %+v", stage, line)
		}
		for _, sum := range []string{"ab", "cd"} {
			if m := must(s.ReceivedIn(t.Context(), strings.Repeat(sum, 32)))(t); m == nil || m.ID != d.ID || m.HostName != "甲公司（新）" {
				t.Errorf("of the file %s… came %+v", sum, m)
			}
		}
		shut(t, s)
		s = openWith(t, dir, store.Options{})
	}
	shut(t, s)
}

func TestOfADeliveryThatFailsNothingIsKept(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	defer shut(t, s)
	d := create(t, s, "乙公司")
	shared := must(s.AddScan(t.Context(), d.ID, strings.NewReader("a scan that is here")))(t)
	before := len(filesOfScans(t, dir))
	refused := errors.New("no")
	for _, fail := range []func(*store.Delivery) error{
		func(v *store.Delivery) error {
			_, err := v.Create(t.Context(), arriving("甲公司", "REF"), store.Imported, func(*casework.Case) error { return refused })
			return err
		},
		func(v *store.Delivery) error {
			_, err := v.Save(t.Context(), d.ID, d.Seq+1, d.Record, store.Imported, came(strings.Repeat("ab", 32)))
			return err
		},
		func(*store.Delivery) error { return refused }, // never kept
	} {
		delivery := s.Deliver()
		for _, text := range []string{"one", "two", "a scan that is here"} {
			must(delivery.Add(t.Context(), strings.NewReader(text)))(t)
		}
		if err := fail(delivery); !errors.Is(err, refused) && !errors.Is(err, store.ErrConflict) {
			t.Errorf("failed with %v", err)
		}
		if err := delivery.Close(); err != nil {
			t.Error(err)
		}
		if files := filesOfScans(t, dir); len(files) != before {
			t.Errorf("left are %v", files)
		}
		if left := must(filepath.Glob(filepath.Join(dir, "scans", "*.tmp")))(t); len(left) > 0 {
			t.Errorf("left are %v", left)
		}
	}
	if n := must(s.Count(t.Context()))(t); n != 1 {
		t.Errorf("there are %d drafts", n)
	}
	if err := s.VerifyScan(t.Context(), d.ID, shared.SHA256); err != nil {
		t.Errorf("a scan that both have: %v", err)
	}
	if m := must(s.ReceivedIn(t.Context(), strings.Repeat("ab", 32)))(t); m != nil {
		t.Errorf("%s is said to be received", m.HostName)
	}
}

func TestDraftsAreFoundByTheReferenceOfNow(t *testing.T) {
	s := open(t, t.TempDir())
	var ids []string
	for _, name := range []string{"甲", "乙", "丙"} {
		ids = append(ids, must(s.Create(t.Context(), arriving(name, "ONE")))(t).ID)
	}
	found := func(reference string) (all []string) {
		for _, m := range must(s.WithReference(t.Context(), reference))(t) {
			all = append(all, m.HostName)
		}
		return all
	}
	if got := found("ONE"); strings.Join(got, "") != "丙乙甲" {
		t.Errorf("found %v, want the one saved last first", got)
	}
	d := must(s.Load(t.Context(), ids[2]))(t)
	if _, err := s.Save(t.Context(), d.ID, d.Seq, arriving("丙", "TWO")); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(t.Context(), ids[0]); err != nil {
		t.Fatal(err)
	}
	if one, two := found("ONE"), found("TWO"); strings.Join(one, "") != "乙" || strings.Join(two, "") != "丙" {
		t.Errorf("found %v and %v", one, two)
	}
	if got := found(""); len(got) > 0 {
		t.Errorf("without a reference is found %v", got)
	}
}

func TestNothingIsFoundInALockedStore(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	if _, err := s.Create(t.Context(), arriving("甲", "ONE")); err != nil {
		t.Fatal(err)
	}
	must(s.WithReference(t.Context(), "ONE"))(t)
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	if err := s.Lock(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err := s.WithReference(t.Context(), "ONE")
	wantError(t, err, store.ErrLocked)
	if err := s.Unlock(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	if got := must(s.WithReference(t.Context(), "ONE"))(t); len(got) != 1 {
		t.Errorf("unlocked again, found %v", got)
	}
	shut(t, s)
}

func TestWhatIsReservedIsForOneAtATime(t *testing.T) {
	s := open(t, t.TempDir())
	release := must(s.Reserve(t.Context(), "a"))(t)
	must(s.Reserve(t.Context(), "b"))(t)() // others do not wait
	gone, leave := context.WithCancel(t.Context())
	leave()
	_, err := s.Reserve(gone, "a")
	wantError(t, err, context.Canceled)
	var holders atomic.Int32
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			release, err := s.Reserve(t.Context(), "a")
			if err != nil {
				t.Error(err)
				return
			}
			if holders.Add(1) > 1 {
				t.Error("two have it at once")
			}
			runtime.Gosched()
			holders.Add(-1)
			release()
		})
	}
	release()
	all.Wait()
}
