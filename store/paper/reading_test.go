package paper

import (
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"recordaldesk/rules"
)

// The papers are read here by programs not written here: poppler and qpdf.

const today = "2026-11-23"

var options = Options{English: true, Date: today, Rulebook: "2026.11.1", Program: "Recordal Desk 备案台 1.0"}

// sample returns the sample filing with a change, and what the rulebook says of
// it.
func sample(t testing.TB, change func(*rules.Filing)) (*rules.Filing, *rules.Report) {
	t.Helper()
	data, err := os.ReadFile("../../assets/sample/filing.json")
	if err != nil {
		t.Fatal(err)
	}
	f, err := rules.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(f)
	}
	return f, rules.Builtin().Check(f, today)
}

// allForms returns the forms of every printable material, needed or not.
func allForms(t *testing.T, change func(*rules.Filing), o Options) []Form {
	t.Helper()
	f, r := sample(t, change)
	for i := range r.Materials {
		r.Materials[i].Needed = true
	}
	all, err := Forms(t.Context(), f, r, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no forms at all")
	}
	return all
}

// run gives a program the PDF as a file and returns what it prints.
func run(t testing.TB, pdf []byte, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed, with which the test reads the paper: %v", program, err)
	}
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, arg := range args {
		if arg == "PDF" {
			args[i] = path
		}
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

// text returns the text of a PDF without any space, since a line may break
// anywhere.
func text(t *testing.T, pdf []byte) string {
	t.Helper()
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, run(t, pdf, "pdftotext", "-raw", "-enc", "UTF-8", "PDF", "-"))
}

// checkText fails for what the text of the PDF lacks, or has against the rule.
func checkText(t *testing.T, pdf []byte, want, unwanted []string) {
	t.Helper()
	got := text(t, pdf)
	for _, s := range want {
		if !strings.Contains(got, strings.ReplaceAll(s, " ", "")) {
			t.Errorf("the paper lacks %q; it says:\n%s", s, got)
		}
	}
	for _, s := range unwanted {
		if strings.Contains(got, strings.ReplaceAll(s, " ", "")) {
			t.Errorf("the paper says %q and should not", s)
		}
	}
}

// A word is a run of text at its place on a page, in points.
type word struct {
	Left   float64 `xml:"xMin,attr"`
	Top    float64 `xml:"yMin,attr"`
	Right  float64 `xml:"xMax,attr"`
	Bottom float64 `xml:"yMax,attr"`
	Text   string  `xml:",chardata"`
}

// words returns the words of each page with their places.
func words(t *testing.T, pdf []byte) [][]word {
	t.Helper()
	return wordsOf(t, run(t, pdf, "pdftotext", "-bbox", "-enc", "UTF-8", "PDF", "-"))
}

// wordsOf reads what pdftotext says of words and their places.
func wordsOf(t *testing.T, boxes string) [][]word {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(boxes))
	decoder.Strict = false
	decoder.Entity = xml.HTMLEntity
	var pages [][]word
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return pages
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		switch {
		case ok && start.Name.Local == "page":
			pages = append(pages, nil)
		case ok && start.Name.Local == "word":
			var w word
			if err := decoder.DecodeElement(&w, &start); err != nil {
				t.Fatal(err)
			}
			pages[len(pages)-1] = append(pages[len(pages)-1], w)
		}
	}
}
