package exchange

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

// Programs that were not written here read and save what is written here.

func needs(t testing.TB, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed; the end-to-end test of the pipeline has it", program)
	}
}

// saved is the file as LibreOffice saves it in another format.
func saved(t *testing.T, data []byte, from, filter, to, as string) []byte {
	t.Helper()
	needs(t, "soffice")
	dir, out := t.TempDir(), t.TempDir()
	name := filepath.Join(dir, "messages."+from)
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless"}
	if filter != "" {
		args = append(args, "--infilter="+filter)
	}
	said, err := exec.Command("soffice", append(args, "--convert-to", to+":"+as, "--outdir", out, name)...).CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	data, err = os.ReadFile(filepath.Join(out, "messages."+to))
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return data
}

const (
	workbookFilter = "Calc MS Excel 2007 XML"
	csvFilter      = "Text - txt - csv (StarCalc)"
)

// besides is a bench on which something was done, but for the awkward texts that LibreOffice
// itself does not save as they are: each is "x" instead.
func besides(t *testing.T, texts ...string) *labels.Bench {
	t.Helper()
	b := worked(t)
	for i, id := range plainIDs(t)[:len(awkward)] {
		if slices.Contains(texts, awkward[i]) {
			for _, l := range b.Languages() {
				mustChange(t, b, labels.Edit{ID: id, Language: l, Forms: translations.Single("x")})
			}
		}
	}
	return b
}

func TestLibreOfficeSavesTheWorkbookWithEveryMessage(t *testing.T) {
	// What looks escaped twice over it escapes once.
	b := besides(t, "_x0041_x0042_", "_x005F_x0041_")
	data := saved(t, export(t, b, XLSX, pictured(t)), "xlsx", "", "xlsx", workbookFilter)
	mustBeEmpty(t, mustImport(t, b, data), len(labels.IDs()))
	book := open(t, data)
	link, target, err := book.GetCellHyperLink(book.GetSheetName(0), placeCell(t, book, 2))
	if err != nil || !link || !strings.Contains(target, "A1") {
		t.Errorf("the link to the picture is %q, %v", target, err)
	}
}

// As a CSV the texts lose what protects them from being calculated, and come back all the
// same, but for those that look protected.
func TestLibreOfficeSavesTheWorkbookAsACSV(t *testing.T) {
	b := besides(t, "'=1+1", "''-1")
	data := saved(t, export(t, b, XLSX, Options{}), "xlsx", "", "csv", csvFilter+":44,34,76,1,,0,false,true,false")
	mustBeEmpty(t, mustImport(t, b, data), len(labels.IDs()))
}

// Each column is read as text, which is how LibreOffice has to be told to open it.
func TestLibreOfficeSavesTheCSVWithEveryMessage(t *testing.T) {
	b := worked(t)
	var columns []string
	for i := range columnsFor(b.Records(), b.Languages()) {
		columns = append(columns, fmt.Sprintf("%d/2", i+1))
	}
	data := export(t, b, CSV, Options{})
	data = saved(t, data, "csv", csvFilter+":44,34,76,1,"+strings.Join(columns, "/")+",0,true,false", "csv", csvFilter+":59,34,76,1,,0,true,true,false")
	mustBeEmpty(t, mustImport(t, b, data), len(labels.IDs()))
}

func TestOtherProgramsReadEveryMessageOfAPOFile(t *testing.T) {
	for _, l := range []translations.Language{zh, en, russian, "ar", "pl", "fr", "ja", "pt-BR"} {
		t.Run(string(l), func(t *testing.T) {
			for _, program := range []string{"msgfmt", "msgunfmt", "msgcat", "msgattrib"} {
				needs(t, program)
			}
			b := spoken(t, l)
			dir := t.TempDir()
			name := func(file string) string { return filepath.Join(dir, file) }
			if err := os.WriteFile(name("messages.po"), export(t, b, PO, Options{To: l}), 0o600); err != nil {
				t.Fatal(err)
			}
			said := gettext(t, "msgfmt", "--check", "--statistics", "-o", name("messages.mo"), name("messages.po"))
			if strings.Contains(said, "warning") {
				t.Errorf("msgfmt says %s", said)
			}
			gettext(t, "msgunfmt", "-o", name("unpacked.po"), name("messages.mo"))
			gettext(t, "msgcat", "--width=40", "--sort-output", "-o", name("wrapped.po"), name("messages.po"))
			gettext(t, "msgattrib", "--no-obsolete", "-o", name("attributes.po"), name("messages.po"))
			for file, all := range map[string]bool{"unpacked.po": false, "wrapped.po": true, "attributes.po": true} {
				data, err := os.ReadFile(name(file))
				if err != nil {
					t.Fatal(err)
				}
				messages := len(labels.IDs())
				if !all { // a compiled file has what is translated
					messages = translated(b, l)
				}
				mustBeEmpty(t, mustImport(t, b, data), messages)
			}
		})
	}
}

// spoken is a bench on which something was done, in the language too: every message that
// counts says something in each of its forms.
func spoken(t *testing.T, l translations.Language) *labels.Bench {
	t.Helper()
	b := worked(t)
	if translations.Is(l) {
		return b
	}
	var edits []labels.Edit
	for _, r := range b.Records() {
		if labels.Counts(r.ID) {
			forms := translations.Forms{}
			for _, form := range translations.FormsFor(l) {
				forms[form] = string(form) + ": " + r.Texts[en].Forms[translations.Other]
			}
			edits = append(edits, labels.Edit{ID: r.ID, Language: l, Forms: forms})
		}
	}
	mustChange(t, b, edits...)
	return b
}

func translated(b *labels.Bench, l translations.Language) int {
	n := 0
	for _, r := range b.Records() {
		if !r.Texts[l].Missing() {
			n++
		}
	}
	return n
}

func gettext(t *testing.T, program string, args ...string) string {
	t.Helper()
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	})
	return book
}
