package store_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/rules/casework"
	"recordaldesk/store"
)

// fixture copies the data folder that a program with some layout left: three drafts of
// invented companies, one exported, three scans of which two drafts share one, a
// thumbnail, settings, from the second layout on a blank, from the third a change of the newest
// draft's address, and in the fourth what a desk noted about it.
func fixture(t testing.TB, layout int) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", fmt.Sprintf("schema%d", layout)))); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestDataFoldersOfEarlierLayoutsAreBroughtUp(t *testing.T) {
	for _, layout := range []int{1, 2, 3} {
		t.Run(fmt.Sprint(layout), func(t *testing.T) {
			dir := fixture(t, layout)
			for range 2 { // the second time there is nothing to do
				s, err := store.Open(t.Context(), dir, store.Options{})
				if err != nil {
					t.Fatal(err)
				}
				hasAllOfTheFixture(t, s, layout)
				if _, err := s.Sweep(t.Context()); err != nil {
					t.Error(err)
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			// What lay in the clear before does only in the backup, and with a
			// passphrase nowhere.
			words := []string{"杭州青禾示例科技有限公司", "欧阳示例", "13800138000", "qinghe-example1.cn", "a small picture", "what is made from filings"}
			backups, elsewhere := filepath.Join(dir, "backups"), filepath.Join(t.TempDir(), "backups")
			if err := os.Rename(backups, elsewhere); err != nil {
				t.Fatal(err)
			}
			if found := planted(t, dir, words); len(found) > 0 {
				t.Errorf("in the files still stand %q", found)
			}
			if err := os.Rename(elsewhere, backups); err != nil {
				t.Fatal(err)
			}
			s := openWith(t, dir, store.Options{})
			if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
				t.Fatal(err)
			}
			shut(t, s)
			if found := planted(t, dir, words); len(found) > 0 {
				t.Errorf("with a passphrase there still stand %q", found)
			}
		})
	}
}

// The layout of today is kept as well, for the day when it is an earlier one.
func TestADataFolderOfThisLayoutOpensAsItIs(t *testing.T) {
	dir := fixture(t, 4)
	s := open(t, dir)
	hasAllOfTheFixture(t, s, 4)
	newest := must(s.Drafts(t.Context()))(t)[0]
	d := must(s.Load(t.Context(), newest.ID))(t)
	if history := must(s.History(t.Context(), d.ID))(t); len(history) != 1 || history[0].By != "二号窗口" {
		t.Errorf("the history is %+v", history)
	}
	noted := must(s.Case(t.Context(), d.ID))(t)
	if mark, ok := noted.MarkAt(casework.FieldPlace("host.name")); !ok || mark.By != "甲" || !mark.Stands(d.Record.Filing) {
		t.Errorf("the desk has noted %+v", noted)
	}
	if !noted.Received(abc) || len(noted.Originals) != 1 {
		t.Errorf("the desk has received %+v and compared %+v", noted.Receipts, noted.Originals)
	}
	if newest.Case.Stage().Stage != "received" || newest.Case.Desk != "二号窗口" {
		t.Errorf("the list shows %+v", newest.Case)
	}
	before, _, err := s.Undo(t.Context(), d.ID, d.Seq)
	if err != nil {
		t.Fatal(err)
	}
	if was, is := before.Record.Filing.Host.Address, d.Record.Filing.Host.Address; was+"（东门）" != is {
		t.Errorf("undone, the address is %q; it was %q", was, is)
	}
	if _, err := os.Stat(filepath.Join(dir, "backups")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it is backed up as before a change of the layout: %v", err)
	}
}

func hasAllOfTheFixture(t *testing.T, s *store.Store, layout int) {
	t.Helper()
	ctx := t.Context()
	drafts, err := s.Drafts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"𠮷林旧样示例商行", "北京星禾云图示例有限公司", "杭州青禾示例科技有限公司"}
	if diff := cmp.Diff(want, names(drafts)); diff != "" {
		t.Fatalf("drafts (-want +got):\n%s", diff)
	}
	scans := []int{0, 2, 2}
	for i, m := range drafts {
		d, err := s.Load(ctx, m.ID)
		if err != nil {
			t.Fatal(err)
		}
		if remark := strings.Repeat("备注 ", 10+(2-i)*1000); d.Record.Filing.Host.Remark != remark {
			t.Errorf("%s: a remark of %d bytes", m.HostName, len(d.Record.Filing.Host.Remark))
		}
		if d.Updated.Year() != 2026 || !d.Created.Before(d.Updated) {
			t.Errorf("%s: created %v, updated %v", m.HostName, d.Created, d.Updated)
		}
		list, err := s.Scans(ctx, m.ID)
		if err != nil || len(list) != scans[i] {
			t.Errorf("%s: %d scans, %v", m.HostName, len(list), err)
		}
		for _, scan := range list {
			if err := s.VerifyScan(ctx, m.ID, scan.SHA256); err != nil {
				t.Errorf("%s: %v", m.HostName, err)
			}
		}
	}
	if drafts[1].State != store.StateExported || drafts[1].Rulebook != "2026.11.1" {
		t.Errorf("the exported draft is listed as %+v", drafts[1])
	}
	if small, err := s.Derivative(ctx, abc, "thumbnail"); err != nil || string(small) != "a small picture" {
		t.Errorf("thumbnail %q, %v", small, err)
	}
	if language, err := s.Setting(ctx, "language"); language != "zh" || err != nil {
		t.Errorf("language %q, %v", language, err)
	}
	if made, err := s.Sealed(ctx, "verdicts"); string(made) != "what is made from filings" || err != nil {
		t.Errorf("sealed setting %q, %v", made, err)
	}
	if blank, err := s.Blank(ctx, "check_list"); layout > 1 && (err != nil || string(blank.PDF) != "%PDF-1.7 a blank") {
		t.Errorf("blank %q, %v", blank.PDF, err)
	}
	if damage, err := s.Audit(ctx); err != nil || !damage.None() {
		t.Errorf("damage: %+v, %v", damage, err)
	}
	if err := s.Check(ctx); err != nil {
		t.Error(err)
	}
}
