package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

// retyped is a file with one of its texts replaced.
func retyped(t *testing.T, data []byte, was, is string) []byte {
	t.Helper()
	if bytes.Count(data, []byte(was)) != 1 {
		t.Fatalf("the file has %q %d times", was, bytes.Count(data, []byte(was)))
	}
	return bytes.Replace(data, []byte(was), []byte(is), 1)
}

// cells is a small CSV by hand.
func cells(t testing.TB, rows ...[]string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAnEditInTheFileIsAChange(t *testing.T) {
	for _, f := range []Format{CSV, PO} {
		b := labels.New(now)
		data := retyped(t, export(t, b, f, Options{IDs: []string{single, "dialog.close"}, To: en}), "Cancel", "Never mind")
		p := mustImport(t, b, data)
		want := Change{single, en, translations.Single("Cancel"), translations.Single("Never mind")}
		if len(p.Changes) != 1 || p.Changes[0].ID != want.ID || !p.Changes[0].Before.Equal(want.Before) || !p.Changes[0].After.Equal(want.After) ||
			len(p.Conflicts)+len(p.Refused) > 0 || p.Unchanged != 1 {
			t.Errorf("%s: the plan is %+v", f, p)
		}
	}
}

// The program moved on since the export. What the translator did not touch is no edit;
// what both changed is left for a person to choose; what both changed alike is done.
func TestWhatTheProgramSaysOtherwiseByNow(t *testing.T) {
	for _, f := range []Format{CSV, PO} {
		b := labels.New(now)
		ids := []string{single, "dialog.close", "dialog.save"}
		if _, ok := b.Record(ids[2]); !ok {
			ids[2] = plainIDs(t)[0]
		}
		third, _ := b.Record(ids[2])
		data := export(t, b, f, Options{IDs: ids, To: en})
		data = retyped(t, data, "Cancel", "Never mind")
		data = bytes.Replace(data, []byte(third.Texts[en].Forms[translations.Other]), []byte("Said alike"), 1)
		mustChange(t, b,
			labels.Edit{ID: single, Language: en, Forms: translations.Single("Stop")},
			labels.Edit{ID: "dialog.close", Language: en, Forms: translations.Single("Shut")},
			labels.Edit{ID: ids[2], Language: en, Forms: translations.Single("Said alike")})
		p := mustImport(t, b, data)
		if len(p.Changes)+len(p.Refused) > 0 || len(p.Conflicts) != 1 || p.Unchanged != 2 {
			t.Fatalf("%s: the plan is %+v", f, p)
		}
		c := p.Conflicts[0]
		if c.ID != single || c.Before[translations.Other] != "Stop" || c.After[translations.Other] != "Never mind" {
			t.Errorf("%s: the conflict is %+v", f, c)
		}
		if got := p.Edits(nil); len(got) > 0 {
			t.Errorf("%s: %v is taken although nobody chose it", f, got)
		}
		if got := p.Edits(func(c Change) bool { return c.ID == single }); len(got) != 1 || got[0].Forms[translations.Other] != "Never mind" {
			t.Errorf("%s: chosen is %v", f, got)
		}
	}
}

func TestWithoutAFingerprintAnEditIsAChange(t *testing.T) {
	b := labels.New(now)
	mustChange(t, b, labels.Edit{ID: single, Language: en, Forms: translations.Single("Stop")})
	p := mustImport(t, b, cells(t, []string{"id", "en"}, []string{single, "Never mind"}, []string{"dialog.close", "Close"}))
	if len(p.Changes) != 1 || p.Changes[0].After[translations.Other] != "Never mind" || len(p.Conflicts) > 0 || p.Unchanged != 1 {
		t.Errorf("the plan is %+v", p)
	}
}

func TestWhatCannotBeTakenIsRefusedWithItsReason(t *testing.T) {
	ours := labels.New(now)
	lines := ""
	for _, r := range ours.Records() {
		if strings.Contains(r.Texts[en].Forms[translations.Other], "\n") && len(r.Texts[en].Forms) == 1 {
			lines = r.ID
		}
	}
	text, _ := ours.Record(lines)
	for _, c := range []struct {
		id, text, one string
		want          labels.Why
	}{
		{single, "", "", labels.Empty},
		{single, "Cancel {{.now}}", "", labels.Added},
		{single, "{{cancel}}", "", labels.Braces},
		{single, "a\u200bb", "", labels.Unclean},
		{single, strings.Repeat("x", 9000), "", labels.Long},
		{single, "Cancel", "cancel", labels.FormAdded},
		{counted, "website", "", labels.Lost},
		{plural, "{{.count}} pieces", "", labels.Form},
		{lines, strings.ReplaceAll(text.Texts[en].Forms[translations.Other], "\n", " "), "", labels.LineEnds},
	} {
		p := mustImport(t, ours, cells(t, []string{"ID [id]", "English [en]", "[en.one]"}, []string{c.id, c.text, c.one}))
		if len(p.Refused) != 1 || p.Refused[0].Refusal.Why != c.want || p.Refused[0].ID != c.id || len(p.Edits(nil)) > 0 {
			t.Errorf("%s as %.30q: %+v, want %s", c.id, c.text, p, c.want)
		}
	}
}

func TestTheRestOfAFileIsTakenWhenSomeIsRefused(t *testing.T) {
	b := labels.New(now)
	p := mustImport(t, b, cells(t,
		[]string{"编号 [id]", "", "英文 [en]", "comment"},
		[]string{single, "", "Never mind", "x"},
		[]string{"dialog.close", "", "Shut", "x"},
		[]string{"dialog.close", "", "Close", "x"},
		[]string{"no.such.message", "", "x", "x"},
		[]string{"", "", "whose is this?", "x"},
		[]string{"", "", "", "a comment"},
		[]string{plural, "", "", "x"},
	))
	if len(p.Changes) != 1 || p.Changes[0].ID != single || !slices.Equal(p.Unknown, []string{"no.such.message"}) || p.Nameless != 1 || p.Empty() {
		t.Errorf("the plan is %+v", p)
	}
	var why []labels.Why
	for _, r := range p.Refused {
		why = append(why, r.Refusal.Why)
	}
	if !slices.Equal(why, []labels.Why{Twice, labels.Empty}) {
		t.Errorf("refused for %v", why)
	}
}

// A column that was left out stays as it is; the forms beside it too.
func TestAColumnThatIsNotThereChangesNothing(t *testing.T) {
	b := worked(t)
	p := mustImport(t, b, cells(t, []string{"[id]", "[en]"}, []string{plural, "{{.count}} pieces"}))
	if len(p.Changes) != 1 || len(p.Refused) > 0 {
		t.Fatalf("the plan is %+v", p)
	}
	r, _ := b.Record(plural)
	if got := p.Changes[0].After; got[translations.One] != r.Texts[en].Forms[translations.One] || got[translations.Other] != "{{.count}} pieces" {
		t.Errorf("it would say %q", got)
	}
}

func TestAFileMayBeginALanguage(t *testing.T) {
	b := labels.New(now)
	o := Options{IDs: []string{single, plural}, Languages: []translations.Language{zh, en, "fr"}, To: "fr"}
	for _, f := range []Format{XLSX, CSV, PO} {
		mustBeEmpty(t, mustImport(t, b, export(t, b, f, o)), 2)
	}
	data := string(export(t, b, PO, o))
	data = strings.Replace(data, "msgid \"取消\"\nmsgstr \"\"", "msgid \"取消\"\nmsgstr \"Annuler\"", 1)
	p := mustImport(t, b, []byte(data))
	if len(p.Changes) != 1 || p.Changes[0].Language != "fr" || p.Changes[0].After[translations.Other] != "Annuler" {
		t.Fatalf("the plan is %+v", p)
	}
	mustChange(t, b, p.Edits(nil)...)
	if got := b.Languages(); !slices.Contains(got, "fr") {
		t.Errorf("the languages are %v", got)
	}
}

// In a workbook a cell can calculate. What it shows is nobody's text.
func TestAFormulaIsRefused(t *testing.T) {
	b := labels.New(now)
	book, err := excelize.OpenReader(bytes.NewReader(export(t, b, XLSX, Options{IDs: []string{single, "dialog.close"}})))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if err := book.SetCellFormula(book.GetSheetName(0), "C2", "HYPERLINK(\"http://example.com\")"); err != nil {
		t.Fatal(err)
	}
	p := mustImport(t, b, bytesOf(t, book))
	if len(p.Refused) != 1 || p.Refused[0].ID != single || p.Refused[0].Language != en || p.Refused[0].Refusal.Why != Formula || p.Unchanged != 1 {
		t.Errorf("the plan is %+v", p)
	}
}

func bytesOf(t *testing.T, book *excelize.File) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

type brokenReader struct{ err error }

func (r brokenReader) Read([]byte) (int, error) { return 0, r.err }

func TestADiskThatFailsIsNoFaultOfTheFile(t *testing.T) {
	broken := errors.New("the disk is gone")
	var refused *Error
	if _, err := Import(labels.New(now), brokenReader{broken}); !errors.Is(err, broken) || errors.As(err, &refused) {
		t.Errorf("the error is %v", err)
	}
	if _, err := Import(labels.New(now), io.LimitReader(zeros{}, maxFileBytes+1)); !errors.As(err, &refused) || refused.Problem != TooLarge {
		t.Errorf("a file of any length: %v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
