package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"recordaldesk/store"
)

// each gathers what Each gives.
func each(t testing.TB, s *store.Store) (drafts []store.Draft, damaged []string) {
	t.Helper()
	err := s.Each(t.Context(), func(d store.Draft, err error) error {
		switch {
		case errors.Is(err, store.ErrDraftDamaged):
			damaged = append(damaged, d.ID)
		case err != nil:
			return err
		default:
			drafts = append(drafts, d)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return drafts, damaged
}

func TestEachGivesEveryDraftAsItIs(t *testing.T) {
	for _, n := range []int{0, 1, 64, 200} { // a batch is 64
		s := open(t, t.TempDir())
		var want []store.Draft
		for i := range n {
			d := create(t, s, strings.Repeat("甲", i+1))
			if i%3 == 0 {
				var err error
				if d.Seq, err = s.Save(t.Context(), d.ID, d.Seq, d.Record); err != nil {
					t.Fatal(err)
				}
			}
			want = append(want, d)
		}
		got, damaged := each(t, s)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(store.Draft{}, "Created", "Updated")); diff != "" || len(damaged) > 0 {
			t.Errorf("%d drafts: %d damaged (-want +got):\n%s", n, len(damaged), diff)
		}
		for _, d := range got {
			if loaded, err := s.Load(t.Context(), d.ID); err != nil || !cmp.Equal(loaded, d) {
				t.Errorf("%s: differs from what Load gives (%v)", d.ID, err)
			}
		}
		if count, err := s.Count(t.Context()); count != n || err != nil {
			t.Errorf("%d drafts, %v; want %d", count, err, n)
		}
	}
}

// Drafts with much in them come in smaller batches.
func TestEachGivesLargeDrafts(t *testing.T) {
	s := open(t, t.TempDir())
	const n = 12
	for range n {
		r := sample()
		r.Filing.Host.Remark = strings.Repeat("长", 1<<19)
		if _, err := s.Create(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := each(t, s); len(got) != n {
		t.Errorf("got %d, want %d", len(got), n)
	}
}

func TestEachGoesOnPastADamagedDraft(t *testing.T) {
	s := open(t, t.TempDir())
	create(t, s, "甲公司")
	broken := create(t, s, "乙公司")
	create(t, s, "丙公司")
	s.Exec(t, "UPDATE draft SET value = substr(value, 1, 99) WHERE id = ?", broken.ID)
	drafts, damaged := each(t, s)
	if len(drafts) != 2 || !cmp.Equal(damaged, []string{broken.ID}) {
		t.Errorf("%d drafts, damaged are %v", len(drafts), damaged)
	}
}

// The window goes on saving, making and deleting while all drafts are read.
func TestEachHoldsNobodyUp(t *testing.T) {
	s := open(t, t.TempDir())
	many(t, s, 70)
	seen := map[string]bool{}
	var made, deleted string
	err := s.Each(t.Context(), func(d store.Draft, err error) error {
		if err != nil || seen[d.ID] {
			t.Errorf("%s: %v, came before: %v", d.ID, err, seen[d.ID])
		}
		seen[d.ID] = true
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		if len(seen)%20 != 1 {
			return nil
		}
		if _, err := s.Save(ctx, d.ID, d.Seq, d.Record); err != nil {
			t.Errorf("save: %v", err)
		}
		if made == "" {
			made = create(t, s, "新公司").ID
			last, err := s.Create(ctx, d.Record)
			if err != nil {
				t.Error(err)
			}
			deleted = last.ID
			if err := s.Delete(ctx, deleted); err != nil {
				t.Errorf("delete: %v", err)
			}
		}
		return nil
	})
	if err != nil || len(seen) != 71 || !seen[made] || seen[deleted] {
		t.Errorf("%d came, %v; the one made meanwhile: %v; the deleted one: %v", len(seen), err, seen[made], seen[deleted])
	}
}

func TestEachStops(t *testing.T) {
	s := open(t, t.TempDir())
	many(t, s, 100)
	enough := errors.New("enough")
	count := 0
	err := s.Each(t.Context(), func(store.Draft, error) error {
		if count++; count == 10 {
			return enough
		}
		return nil
	})
	if err != enough || count != 10 {
		t.Errorf("got %d and %v, want 10 and the error itself", count, err)
	}
	for _, at := range []int{10, 64} { // within a batch, and between two
		ctx, cancel := context.WithCancel(t.Context())
		count = 0
		err = s.Each(ctx, func(store.Draft, error) error {
			if count++; count == at {
				cancel()
			}
			return nil
		})
		if !errors.Is(err, context.Canceled) || store.MessageID(err) != "" || count != at {
			t.Errorf("got %d and %v, want %d and that it was stopped", count, err, at)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Each(ctx, func(store.Draft, error) error { return enough }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
