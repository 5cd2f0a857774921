package store

import (
	"fmt"
	"testing"

	"recordaldesk/rules"
)

// A summary that an earlier version of the program has written does not say the
// reference, so that the draft is read once.
func TestADraftWhoseSummaryDoesNotSayItsReferenceIsFound(t *testing.T) {
	ctx := t.Context()
	s, err := Open(ctx, t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	f := rules.New("new_recordal")
	f.Reference = "ONE"
	d, err := s.Create(ctx, Record{Filing: f})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Drafts(ctx); err != nil {
		t.Fatal(err)
	}
	earlier := *s.list.byID[d.ID]
	plain, err := encodeSummary(Summary{HostName: "甲"})
	if err != nil {
		t.Fatal(err)
	}
	if m, err := decodeSummary(d.columns(), plain); err != nil || m.reference != nil {
		t.Fatalf("a summary without a reference says %v, %v", m.reference, err)
	}
	earlier.reference = nil
	s.list.byID[d.ID] = &earlier
	s.list.texts.of[earlier.at] = &earlier
	for range 2 {
		if found, err := s.WithReference(ctx, "ONE"); err != nil || len(found) != 1 || found[0].ID != d.ID {
			t.Errorf("found %v, %v", found, err)
		}
	}
	if s.Search("")[0] != s.list.byID[d.ID] {
		t.Error("the list and what is searched hold two summaries of one draft")
	}
}

// BenchmarkKnown has what an import looks drafts up in made of a hundred thousand
// summaries, which happens once, and then looks one up.
func BenchmarkKnown(b *testing.B) {
	const drafts = 100_000
	l := newList()
	for i := range drafts {
		id, reference := fmt.Sprintf("%036d", i), fmt.Sprintf("%08d", i)
		l.put(Summary{ID: id, Seq: int64(i + 1), reference: &reference, files: []fileMark{{byte(i), byte(i >> 8), byte(i >> 16)}}})
	}
	l.complete()
	b.Run("made", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			l.known = nil
			l.know()
		}
	})
	b.Run("looked up", func(b *testing.B) {
		l.knewAll()
		for b.Loop() {
			if got := l.withReference("00054321"); len(got) != 1 {
				b.Fatal(got)
			}
		}
	})
}
