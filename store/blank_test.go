package store_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/store"
)

func TestABlankComesBackAndIsReplacedAndForgotten(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	pdf := bytes.Repeat([]byte("%PDF-1.7 \x00\xff"), 100_000)
	for _, b := range []store.Blank{
		{"responsibility_letter", []byte("a letter"), []byte("[]")},
		{"check_list", []byte("an old list"), []byte("[]")},
		{"check_list", pdf, []byte(`[{"value":"host.name"}]`)},
	} {
		if err := s.PutBlank(t.Context(), b.Material, b.PDF, b.Places); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	want := store.Blank{Material: "check_list", PDF: pdf, Places: []byte(`[{"value":"host.name"}]`)}
	got, err := s.Blank(t.Context(), "check_list")
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	all, err := s.Blanks(t.Context())
	if diff := cmp.Diff([]store.Blank{want, {"responsibility_letter", []byte("a letter"), []byte("[]")}}, all); err != nil || diff != "" {
		t.Errorf("all: %v (-want +got):\n%s", err, diff)
	}
	if err := s.DeleteBlank(t.Context(), "check_list"); err != nil {
		t.Error(err)
	}
	wantError(t, s.DeleteBlank(t.Context(), "check_list"), store.ErrNotFound)
	_, err = s.Blank(t.Context(), "check_list")
	wantError(t, err, store.ErrNotFound)
	if all, err := s.Blanks(t.Context()); len(all) != 1 || err != nil {
		t.Errorf("%d blanks left, %v", len(all), err)
	}
}

func TestABlankThatCannotBeReadIsDamaged(t *testing.T) {
	for _, column := range []string{"value", "places"} {
		s := open(t, t.TempDir())
		if err := s.PutBlank(t.Context(), "check_list", []byte("pdf"), []byte("[]")); err != nil {
			t.Fatal(err)
		}
		s.Exec(t, "UPDATE blank SET "+column+" = x'09'")
		_, err := s.Blank(t.Context(), "check_list")
		wantError(t, err, store.ErrDamaged)
		_, err = s.Blanks(t.Context())
		wantError(t, err, store.ErrDamaged)
	}
}
