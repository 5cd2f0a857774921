package store_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
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

// Whoever has filings from before there were blanks keeps them.
func TestADataFolderOfTheFirstLayoutIsBroughtUp(t *testing.T) {
	dir := t.TempDir()
	first, err := os.ReadFile("migrations/0001_drafts.sql")
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "recordal.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []string{string(first), "PRAGMA user_version = 1", "INSERT INTO setting VALUES ('language', 'zh')"} {
		if _, err := db.Exec(step); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir)
	if language, err := s.Setting(t.Context(), "language"); language != "zh" || err != nil {
		t.Errorf("the setting is %q, %v", language, err)
	}
	if err := s.PutBlank(t.Context(), "check_list", []byte("pdf"), []byte("[]")); err != nil {
		t.Error(err)
	}
	if version := s.Pragma(t, "write", "user_version"); version != "2" {
		t.Errorf("version %s of the layout", version)
	}
}
