// Package storetest looks into data folders, and spoils them, for the tests of the
// packages that open them.
package storetest

import (
	"bytes"
	"crypto/rand"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"recordaldesk/store/salvage"
)

// Contents are all files in a folder, as they are, by their paths.
func Contents(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const (
	pageSize     = 4096 // of the database
	draftColumns = 8    // of a draft's row, the first of which is its id
)

// Spoil fills pages of the database in a data folder, which nobody has open, with
// rubbish: those named, counted from 1, which tells where the tables are, and those on
// which the drafts stand.
func Spoil(t testing.TB, dir string, drafts []string, pages ...uint32) {
	t.Helper()
	path := filepath.Join(dir, "recordal.db")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found := map[any]bool{}
	_, err = salvage.Read(t.Context(), io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))), nil, func(row salvage.Row) error {
		if len(row.Values) != draftColumns {
			return nil
		}
		if id, is := row.Values[0].(string); is && slices.Contains(drafts, id) {
			pages = append(pages, row.Page)
			found[id] = true
		}
		return nil
	})
	if err != nil || len(found) != len(drafts) {
		t.Fatalf("%d of %d drafts are on pages of the database, %v", len(found), len(drafts), err)
	}
	for _, n := range pages {
		rand.Read(data[(n-1)*pageSize : n*pageSize]) // it cannot fail
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
