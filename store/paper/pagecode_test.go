package paper

import (
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/pagecode"
)

// drawn draws the pages of a PDF with poppler, so many pixels to the inch, and
// returns the files.
func drawn(t *testing.T, pdf []byte, dpi string, options ...string) []string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "paper.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	args := append(options, "-cropbox", "-r", dpi, "-gray", "-png", file, filepath.Join(dir, "page"))
	if out, err := exec.Command("pdftoppm", args...).CombinedOutput(); err != nil {
		t.Fatalf("draw the pages: %v %s", err, out)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "page*.png"))
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func TestEveryPageSaysWhichItIs(t *testing.T) {
	change := func(f *rules.Filing) {
		f.Reference = "3RE61A3E" // whose code on the check list is hard to find at this resolution
		f.Websites = append(f.Websites, f.Websites[0])
	}
	f, r := sample(t, change)
	f.Reference = "" // the copy in allForms has another, see below
	seen := map[string]bool{}
	for _, form := range allForms(t, change, options) {
		// The foot of A4: that a code is found on a whole page, pagecode proves.
		pages := drawn(t, form.PDF, "110", "-x", "0", "-y", "1090", "-W", "910", "-H", "197")
		said := text(t, form.PDF)
		for i, file := range pages {
			in, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			img, err := png.Decode(in)
			in.Close()
			if err != nil {
				t.Fatal(err)
			}
			code, ok := pagecode.Find(t.Context(), img)
			if !ok || code.Page != i+1 || code.Pages != len(pages) {
				t.Fatalf("page %d of %s: %+v, %v", i+1, form.Name, code, ok)
			}
			f.Reference = code.Filing
			m, ok := code.Material(f, r.Materials)
			if !ok || m.ID != form.Material.ID || m.Website != form.Material.Website {
				t.Errorf("page %d of %s leads to %s of website %d", i+1, form.Name, m.ID, m.Website)
			}
			if !strings.Contains(said, code.String()) {
				t.Errorf("page %d of %s does not say its number %s", i+1, form.Name, code)
			}
			if seen[code.String()] {
				t.Errorf("two pages are %s", code)
			}
			seen[code.String()] = true
		}
	}
}
