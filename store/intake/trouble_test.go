package intake_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store/crash"
	"recordaldesk/store/hostile"
	"recordaldesk/store/intake"
	"recordaldesk/store/packet"
	"recordaldesk/store/workbook"
)

func TestAPacketWithAPasswordIsTakenWhereItIsKnown(t *testing.T) {
	s, there := open(t), open(t)
	d := draft(t, s)
	r := packed(t, s, d, func(in *packet.Input) { in.Password = "correct horse" })
	dir := filepath.Dir(r.Zip)
	name := filepath.Base(r.Zip)
	wantOutcomes(t, imported(t, there, dir), map[string]intake.Outcome{name: intake.Left})
	for i, want := range []intake.Outcome{intake.Left, intake.Left, intake.Taken, intake.Here} {
		o := bulk()
		o.Password = func(string) (string, bool) { return []string{"", "wrong", "correct horse", "wrong"}[i], i > 0 }
		report, err := intake.Folder(t.Context(), there, dir, o)
		if err != nil {
			t.Fatal(err)
		}
		wantOutcomes(t, outcomes(report), map[string]intake.Outcome{name: want})
	}
	if plain, err := filepath.Glob(filepath.Join(there.Dir(), "temporary", "*")); err != nil || len(plain) > 0 {
		t.Errorf("left in plain: %v, %v", plain, err)
	}
}

func TestWhatIsBrokenOrHostileKeepsNobodyBack(t *testing.T) {
	s, dir := open(t), t.TempDir()
	whole := client{number: 1}.packet()
	put(t, dir, "a cut.zip", whole[:len(whole)/2])
	flipped := bytes.Clone(whole)
	flipped[len(flipped)/2] ^= 1
	put(t, dir, "b changed.zip", flipped)
	put(t, dir, "c outside.zip", hostile.Zip([]hostile.Entry{{Name: "../../etc/passwd", Data: []byte("x")}}))
	put(t, dir, "d empty.zip", nil)
	put(t, dir, "e other.json", []byte(`{"name": "left-pad"}`))
	put(t, dir, "f old.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	put(t, dir, "g newer.json", []byte(`{"schema": "recordal.filing/9"}`))
	put(t, dir, "h good.zip", whole)
	report, err := intake.Folder(t.Context(), s, dir, bulk())
	if err != nil {
		t.Fatal(err)
	}
	if report.Count(intake.Left) != 7 || report.Count(intake.Taken) != 1 || report.Whole() {
		t.Errorf("%v", outcomes(report))
	}
	said := map[string]bool{}
	for _, e := range report.Entries {
		zh, en := e.Message("zh", "文件"), e.Message("en", "file")
		if zh == "" || en == "" || strings.Contains(en, "import.") || strings.Contains(en, "intake") {
			t.Errorf("%s: %q, %q", e.File, zh, en)
		}
		said[en] = true
	}
	if len(said) < 6 {
		t.Errorf("of eight files only %d things are said", len(said))
	}
	only(t, s, client{number: 1})
	noLeftovers(t, s.Dir())
}

// noLeftovers looks for files on their way in a data folder.
func noLeftovers(t *testing.T, data string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(data, "scans", "*.tmp"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestAWorkbookSaysHowManyCellsDoNotFit(t *testing.T) {
	s, dir := open(t), t.TempDir()
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	data, err := workbook.Blank(rules.Builtin(), f.Kind, f, workbook.Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "信息表.xlsx")
	put(t, dir, filepath.Base(path), data)
	calculated(t, path, "host.certificate.number", "host.superior")
	report, err := intake.Folder(t.Context(), s, dir, bulk())
	if err != nil || len(report.Entries) != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	e := report.Entries[0]
	if e.Outcome != intake.Taken || len(e.Mistakes) != 2 || report.Whole() || !strings.Contains(e.Message("en", ""), "2 cells do not fit") {
		t.Errorf("%s with %d mistakes: %q", e.Outcome, len(e.Mistakes), e.Message("en", ""))
	}
}

// calculated puts a formula into the cells of fields, of which nothing is read.
func calculated(t *testing.T, path string, fields ...string) {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close() // was saved
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		column := 0
		for i, row := range rows {
			column = max(column, slices.Index(row, "value")+1)
			if column == 0 || !slices.ContainsFunc(row, func(cell string) bool { return slices.Contains(fields, cell) }) {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(column, i+1)
			if err == nil {
				err = book.SetCellFormula(sheet, cell, "1+1")
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
}

// A stick is pulled out.
func TestAFolderThatVanishesInTheMiddleIsSaid(t *testing.T) {
	s, dir := open(t), t.TempDir()
	packets(t, dir, 12, 0)
	o := bulk()
	o.Progress = func(p intake.Progress) {
		if p.Done == 3 {
			if err := os.RemoveAll(dir); err != nil {
				t.Error(err)
			}
		}
	}
	report, err := intake.Folder(t.Context(), s, dir, o)
	if err != nil || len(report.Entries) != 12 || report.Count(intake.Taken) < 3 || report.Count(intake.Left) == 0 {
		t.Errorf("%v, %v", outcomes(report), err)
	}
	if n := len(all(t, s)); n != report.Count(intake.Taken) {
		t.Errorf("%d are taken, %d are said to be", n, report.Count(intake.Taken))
	}
	if _, err := intake.Folder(t.Context(), s, dir, bulk()); err == nil {
		t.Error("a folder that is not there is imported")
	}
}

func TestAnImportThatIsStoppedSaysWhatItHasDone(t *testing.T) {
	s, dir := open(t), t.TempDir()
	packets(t, dir, 12, 0)
	ctx, stop := context.WithCancel(t.Context())
	o := bulk()
	o.Progress = func(p intake.Progress) {
		if p.Done == 4 {
			stop()
		}
	}
	report, err := intake.Folder(ctx, s, dir, o)
	if !errors.Is(err, context.Canceled) || report.Unseen == 0 || report.Count(intake.Left) > 0 || len(report.Entries)+report.Unseen != 12 {
		t.Errorf("%+v, %v", outcomes(report), err)
	}
	if n := len(all(t, s)); n < report.Count(intake.Taken) {
		t.Errorf("%d are taken, %d are said to be", n, report.Count(intake.Taken))
	}
	noLeftovers(t, s.Dir())
	imported(t, s, dir)
	for i := range 12 {
		only(t, s, client{number: i})
	}
}

func TestTwoImportsAtOnceTakeEachPacketOnce(t *testing.T) {
	s, dir, copies := open(t), t.TempDir(), t.TempDir()
	for i := range 10 {
		c := client{number: i}
		c.put(t, dir, fmt.Sprintf("%d.zip", i))
		put(t, copies, fmt.Sprintf("copy %d.zip", 9-i), repacked(t, c.packet()))
	}
	var both crash.Group
	for _, from := range []string{dir, dir, copies} {
		both.Go(func() {
			if _, err := intake.Folder(t.Context(), s, from, bulk()); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	for i := range 10 {
		only(t, s, client{number: i})
	}
}
