package fault

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"

	"recordaldesk/store"
)

const flips = 400

// kept is what a store gives back.
type kept struct {
	list   []*store.Summary
	drafts map[string]store.Draft
}

// A disk or a memory that turns one bit of the database over must not turn a filing
// into another one unnoticed. (For packets, the test is in package packet.)
func TestEveryFlippedBitOfTheDatabaseIsNoticed(t *testing.T) {
	unhurried(t)
	t.Parallel()
	dir := t.TempDir()
	const filings = 20
	makeFilings(t, dir, filings)
	data, err := os.ReadFile(filepath.Join(dir, "recordal.db"))
	if err != nil {
		t.Fatal(err)
	}
	want, noticed := lookAt(t.Context(), dir)
	if len(noticed) > 0 || len(want.drafts) != filings {
		t.Fatalf("before any flip: %v, %d filings", noticed, len(want.drafts))
	}
	line := Line{Fault: "bit flipped in the database", Acknowledged: filings}
	images := t.TempDir()
	for range times(t, "RECORDAL_FLIPS", flips) {
		bit := rand.IntN(len(data) * 8)
		image := filepath.Join(images, strconv.Itoa(bit))
		flipped := append([]byte(nil), data...)
		flipped[bit/8] ^= 1 << (bit % 8)
		if err := os.Mkdir(image, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(image, "recordal.db"), flipped, 0o600); err != nil {
			t.Fatal(err)
		}
		got, noticed := lookAt(t.Context(), image)
		line.Tries++
		for _, err := range noticed {
			line.Said = append(line.Said, told(t, fmt.Sprint("bit ", bit), err))
		}
		if len(noticed) == 0 && changes(want, got) > 0 {
			line.Damaged++
			t.Errorf("bit %d changed a filing unnoticed", bit)
		}
		if err := os.RemoveAll(image); err != nil {
			t.Fatal(err)
		}
	}
	table.Add(line)
}

// makeFilings makes a store with filings that each have saved a few times.
func makeFilings(t *testing.T, dir string, filings int) {
	t.Helper()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range filings {
		d, err := s.Create(t.Context(), called(fmt.Sprintf("第%d家示例公司", i)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range 3 {
			write(&d.Record, n)
			if d.Seq, err = s.Save(t.Context(), d.ID, d.Seq, d.Record); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// lookAt returns what a store gives back, and all that it says is wrong with it.
func lookAt(ctx context.Context, dir string) (k kept, noticed []error) {
	note := func(err error) bool {
		if err != nil {
			noticed = append(noticed, err)
		}
		return err == nil
	}
	k.drafts = map[string]store.Draft{}
	s, err := store.Open(ctx, dir, store.Options{})
	if !note(err) {
		return k, noticed
	}
	note(s.Check(ctx))
	k.list, err = s.Drafts(ctx)
	note(err)
	for _, m := range k.list {
		if m.Damaged {
			note(store.ErrDraftDamaged)
		}
		d, err := s.Load(ctx, m.ID)
		if note(err) {
			k.drafts[m.ID] = d
		}
	}
	note(s.Close())
	return k, noticed
}

// changes counts the filings that are not given back as before, in the list or
// opened. One that is not there at all is one of them.
func changes(want, got kept) (n int) {
	listed := map[string]*store.Summary{}
	for _, m := range got.list {
		listed[m.ID] = m
	}
	for _, m := range want.list {
		if !reflect.DeepEqual(listed[m.ID], m) || !reflect.DeepEqual(got.drafts[m.ID], want.drafts[m.ID]) {
			n++
		}
	}
	return n
}

func TestEveryFlippedBitOfAScanIsNoticed(t *testing.T) {
	unhurried(t)
	t.Parallel()
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Create(t.Context(), sample())
	if err != nil {
		t.Fatal(err)
	}
	scan, err := s.AddScan(t.Context(), d.ID, &pattern{seed: "flip", left: scanBytes})
	if err != nil {
		t.Fatal(err)
	}
	files := scanFiles(dir)
	if len(files) != 1 {
		t.Fatalf("one scan lies in %v", files)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	line := Line{Fault: "bit flipped in a scan", Acknowledged: 1}
	for range times(t, "RECORDAL_FLIPS", flips) {
		bit := rand.IntN(len(data) * 8)
		data[bit/8] ^= 1 << (bit % 8)
		if err := os.WriteFile(files[0], data, 0o600); err != nil {
			t.Fatal(err)
		}
		line.Tries++
		if err := s.VerifyScan(t.Context(), d.ID, scan.SHA256); err == nil {
			line.Damaged++
			t.Errorf("bit %d of the scan is flipped unnoticed", bit)
		} else {
			line.Said = append(line.Said, sentenceOf(err))
		}
		data[bit/8] ^= 1 << (bit % 8)
	}
	if err := os.WriteFile(files[0], data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.VerifyScan(t.Context(), d.ID, scan.SHA256); err != nil {
		t.Errorf("with all bits in place: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	table.Add(line)
}
