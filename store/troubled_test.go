package store_test

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"recordaldesk/store"
	"recordaldesk/store/storetest"
)

func TestWhatIsKnownOfAFolderThatDoesNotOpen(t *testing.T) {
	dir, stick := t.TempDir(), t.TempDir()
	s := openWith(t, dir, store.Options{})
	create(t, s, "first")
	for key, value := range map[string]string{"language": "en", "variant": "dark"} {
		if err := s.SetSetting(t.Context(), key, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.SetBackupFolder(t.Context(), stick); err != nil {
		t.Fatal(err)
	}
	made := must(s.Backup(t.Context(), nil))(t)
	shut(t, s)
	if err := change(filepath.Join(dir, "recordal.db"), "PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), dir, store.Options{}); store.MessageID(err) != "store.problem.newer_schema" {
		t.Fatal(err)
	}
	before := storetest.Contents(t, dir)
	if !store.HasFilings(dir) || store.HasFilings(stick) {
		t.Error("where filings are is not told")
	}
	keys := []string{"language", "variant", "other"}
	if got := store.SettingsOf(t.Context(), dir, keys...); got["language"] != "en" || got["variant"] != "dark" || len(got) != 2 {
		t.Errorf("settings: %v", got)
	}
	if all := must(store.BackupsOf(t.Context(), dir))(t); len(all) != 2 || !all[0].Sound || !all[1].Sound || all[0].Drafts != 1 {
		t.Errorf("backups: %+v", all)
	}
	for folder, want := range map[string]int{
		dir: 1, filepath.Join(dir, "backups"): 1, made.Path: 1, stick: 1, // all that a person can mean
	} {
		if all, err := store.BackupsIn(t.Context(), folder); err != nil || len(all) != want {
			t.Errorf("in %s: %+v, %v", folder, all, err)
		}
	}
	elsewhere := t.TempDir()
	_, err := store.BackupsIn(t.Context(), elsewhere)
	wantError(t, err, store.ErrNoBackup)
	// A store that never had a folder chosen is backed up there by recordalctl.
	other := t.TempDir()
	s = openWith(t, other, store.Options{})
	create(t, s, "second")
	shut(t, s)
	apart := must(store.BackUp(t.Context(), other, elsewhere))(t)
	if all, err := store.BackupsIn(t.Context(), elsewhere); err != nil || len(all) != 1 || all[0].Path != apart.Path {
		t.Errorf("of a store without a folder of its own: %+v, %v", all, err)
	}
	if after := storetest.Contents(t, dir); !maps.Equal(before, after) {
		t.Error("the folder was changed")
	}

	data, err := os.ReadFile(filepath.Join(dir, "recordal.db"))
	if err != nil {
		t.Fatal(err)
	}
	clear(data[:pageSize]) // where the tables are is not known any more
	if err := os.WriteFile(filepath.Join(dir, "recordal.db"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := store.SettingsOf(t.Context(), dir, keys...); got["language"] != "en" || got["variant"] != "dark" {
		t.Errorf("settings of a damaged database: %v", got)
	}
	if all := must(store.BackupsOf(t.Context(), dir))(t); len(all) != 1 { // nobody knows the stick any more
		t.Errorf("backups: %+v", all)
	}
}
