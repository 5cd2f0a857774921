package store_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"recordaldesk/store"
	"recordaldesk/store/salvage"
	"recordaldesk/store/seal"
)

const pageSize = 4096

// spoiledStore is a folder with drafts of several sizes, scans, history and settings,
// and the bytes of its database.
func spoiledStore(t *testing.T, drafts int) (dir string, database []byte) {
	t.Helper()
	dir = t.TempDir()
	s := openWith(t, dir, store.Options{})
	for n := range drafts {
		d := create(t, s, fmt.Sprint("公司", n))
		d.Record.Filing.Host.Remark = strings.Repeat("备注", n*n%3000)
		save(t, s, &d)
		addScan(t, s, d.ID, d.ID)
	}
	if err := s.SetSetting(t.Context(), "language", "zh"); err != nil {
		t.Fatal(err)
	}
	if err := s.PutBlank(t.Context(), "check_list", []byte("%PDF a blank"), []byte("[]")); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	database, err := os.ReadFile(filepath.Join(dir, "recordal.db"))
	if err != nil {
		t.Fatal(err)
	}
	return dir, database
}

// standing tells on which pages of a sound database rows of the kind stand, and how
// many: those with so many values, the first of which is a text that fits.
func standing(t *testing.T, database []byte, values int, fits func(string) bool) map[uint32]int {
	t.Helper()
	on := map[uint32]int{}
	file := io.NewSectionReader(strings.NewReader(string(database)), 0, int64(len(database)))
	_, err := salvage.Read(t.Context(), file, nil, func(row salvage.Row) error {
		if first, ok := row.Values[0].(string); ok && len(row.Values) == values && fits(first) {
			on[row.Page]++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return on
}

// spoil writes a database with some pages full of rubbish.
func spoil(t *testing.T, dir string, database []byte, pages ...uint32) []byte {
	t.Helper()
	spoiled := slices.Clone(database)
	random := rand.New(rand.NewPCG(1, 2))
	for _, page := range pages {
		for i := range pageSize {
			spoiled[(int(page)-1)*pageSize+i] = byte(random.Uint32())
		}
	}
	path := filepath.Join(dir, "recordal.db")
	for _, name := range []string{path + "-wal", path + "-shm"} {
		if err := os.RemoveAll(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path, spoiled, 0o600); err != nil {
		t.Fatal(err)
	}
	return spoiled
}

func salvaged(t *testing.T, dir string, o store.SalvageOptions) store.Salvaged {
	t.Helper()
	done, err := store.Salvage(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// One page full of rubbish, whichever it is, costs the drafts that stand on it, in part
// or wholly, and no other: the keys stand twice.
func TestADamagedPageCostsTheDraftsOnIt(t *testing.T) {
	const drafts = 60
	dir, database := spoiledStore(t, drafts)
	rows := standing(t, database, 8, func(string) bool { return true })
	keys := standing(t, database, 2, func(name string) bool { return name == "store" || name == "open" })
	pages := []uint32{1, 2, 3}
	for page := range keys {
		pages = append(pages, page)
	}
	if len(keys) != 2 {
		t.Fatalf("the keys stand on %v", keys)
	}
	for page := 4; page < len(database)/pageSize; page += len(database) / pageSize / 14 {
		pages = append(pages, uint32(page))
	}
	lost := 0
	for _, page := range pages {
		spoiled := spoil(t, dir, database, page)
		done := salvaged(t, dir, store.SalvageOptions{})
		if most := max(rows[page], 1); done.Saved < drafts-most {
			t.Errorf("page %d, on which %d drafts begin: %d of %d saved", page, rows[page], done.Saved, drafts)
		}
		lost += drafts - done.Saved
		if got, err := os.ReadFile(filepath.Join(done.Aside, "recordal.db")); err != nil || string(got) != string(spoiled) {
			t.Errorf("page %d: the database was not set aside as it was: %v", page, err)
		}
		s := openWith(t, dir, store.Options{})
		found, err := s.Drafts(t.Context())
		if err != nil || len(found) != done.Saved {
			t.Errorf("page %d: %d drafts of %d, %v", page, len(found), done.Saved, err)
		}
		if damage, err := s.Audit(t.Context()); err != nil || !damage.None() {
			t.Errorf("page %d: damage %+v, %v", page, damage, err)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
		whole := 0
		for _, m := range found {
			for _, scan := range must(s.Scans(t.Context(), m.ID))(t) {
				if err := s.VerifyScan(t.Context(), m.ID, scan.SHA256); err != nil {
					t.Error(err)
				}
				whole++
			}
		}
		if whole < done.Scans || whole < len(found)-40 { // rows of scans are short
			t.Errorf("page %d: %d scans, said %d", page, whole, done.Scans)
		}
		shut(t, s)
		noLeftovers(t, dir)
	}
	t.Logf("%d pages, %d drafts lost", len(pages), lost)
	if lost == 0 {
		t.Error("no page cost anything: this test could not fail")
	}
}

// What is lost of the database is in the newest backup that can be read, in an earlier
// version.
func TestSalvageTakesFromTheBackupWhatIsLost(t *testing.T) {
	dir, _ := spoiledStore(t, 12)
	s := openWith(t, dir, store.Options{})
	backUp(t, s)
	if err := os.Truncate(filepath.Join(backUp(t, s).Path, "recordal.db"), 5<<30); err != nil { // cannot be read at all
		t.Fatal(err)
	}
	all := must(s.Drafts(t.Context()))(t)
	gone := all[0]
	if err := s.Delete(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	for _, m := range all[1:] {
		d := must(s.Load(t.Context(), m.ID))(t)
		d.Record.Field = "websites[0].name"
		save(t, s, &d)
	}
	shut(t, s)
	database, err := os.ReadFile(filepath.Join(dir, "recordal.db"))
	if err != nil {
		t.Fatal(err)
	}
	var pages []uint32
	for page := range standing(t, database, 8, func(id string) bool { return id == all[3].ID }) {
		pages = append(pages, page)
	}
	for page := range standing(t, database, 2, func(name string) bool { return name == "store" }) {
		pages = append(pages, page) // both times the keys stand there
	}
	spoil(t, dir, database, pages...)
	done := salvaged(t, dir, store.SalvageOptions{})
	older := 0
	for _, d := range done.Drafts {
		if d.Older {
			older++
		}
		if d.ID == gone.ID {
			t.Error("a deleted draft came back from the backup")
		}
	}
	if done.Saved != 11 || older == 0 || older > 3 || done.Missing > 0 {
		t.Errorf("salvaged %d, %d of them in an earlier version, %d scans missing", done.Saved, older, done.Missing)
	}
}

func TestSalvageAsksForThePassphraseAndChangesNothingWithoutIt(t *testing.T) {
	dir, _ := spoiledStore(t, 10)
	s := openWith(t, dir, store.Options{})
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	code, err := s.NewRecoveryCode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	database, err := os.ReadFile(filepath.Join(dir, "recordal.db"))
	if err != nil {
		t.Fatal(err)
	}
	spoiled := spoil(t, dir, database, 1)
	_, anotherCode := seal.NewCode()
	answer := func(text string, err error) func() (string, error) {
		return func() (string, error) { return text, err }
	}
	refused := errors.New("nobody answers")
	for _, one := range []struct {
		ask  func() (string, error)
		want error
	}{
		{nil, store.ErrLocked}, {answer("", refused), refused},
		{answer("another passphrase", nil), store.ErrWrongPassphrase}, {answer(anotherCode, nil), store.ErrWrongPassphrase},
	} {
		_, err := store.Salvage(t.Context(), dir, store.SalvageOptions{Passphrase: one.ask})
		wantError(t, err, one.want)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "recordal.db")); err != nil || string(got) != string(spoiled) {
		t.Fatalf("it was changed, %v", err)
	}
	for what, opens := range map[string]string{"by the passphrase": passphrase, "by the recovery code": code} {
		spoil(t, dir, database, 1)
		done := salvaged(t, dir, store.SalvageOptions{Passphrase: answer(opens, nil)})
		if done.Saved != 10 || done.Scans != 10 || done.Missing != 0 {
			t.Errorf("%s: salvaged %+v", what, done)
		}
		s = openWith(t, dir, store.Options{})
		if err := s.Unlock(t.Context(), passphrase); err != nil {
			t.Errorf("%s, then the passphrase: %v", what, err)
		}
		if err := s.UnlockWithCode(t.Context(), code); err != nil {
			t.Errorf("%s, then the code: %v", what, err)
		}
		shut(t, s)
	}
}

func TestWhatHoldsNoDraftIsLeftAsItIs(t *testing.T) {
	dir := fixture(t, 2) // in a layout before there were keys
	path := filepath.Join(dir, "recordal.db")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.Salvage(t.Context(), dir, store.SalvageOptions{})
	wantError(t, err, store.ErrDamaged)
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("it was changed, %v", err)
	}
	noLeftovers(t, dir)
}

// A log that a killed program left has the last versions.
func TestSalvageReadsTheLog(t *testing.T) {
	dir := t.TempDir()
	last := killed(t, "type", dir)
	database, err := os.ReadFile(filepath.Join(dir, "recordal.db"))
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(filepath.Join(dir, "recordal.db-wal"))
	if err != nil {
		t.Fatal(err)
	}
	spoil(t, dir, database)
	if err := os.WriteFile(filepath.Join(dir, "recordal.db-wal"), log, 0o600); err != nil {
		t.Fatal(err)
	}
	salvaged(t, dir, store.SalvageOptions{})
	s := open(t, dir)
	d := must(s.Load(t.Context(), must(s.Drafts(t.Context()))(t)[0].ID))(t)
	var acknowledged, stored int
	if _, err := fmt.Sscan(last, &acknowledged); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscan(d.Record.Field, &stored); err != nil || stored < acknowledged {
		t.Errorf("save %d was acknowledged, %d is salvaged, %v", acknowledged, stored, err)
	}
}
