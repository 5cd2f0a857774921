// Package docs_test holds the pages of this folder, and all others, to what there is.
package docs_test

import (
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = ".."

// link finds the targets of links and pictures; code in between is taken out before.
var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	fenced  = regexp.MustCompile("(?ms)^```.*?^```")
	inline  = regexp.MustCompile("`[^`\n]*`")
	heading = regexp.MustCompile(`(?m)^#+ +(.+)$`)
)

// A page that leads nowhere is of no use to who reads it.
func TestLinksLeadSomewhere(t *testing.T) {
	found := 0
	for _, page := range files(t, ".md") {
		text := read(t, page)
		for _, m := range link.FindAllStringSubmatch(inline.ReplaceAllString(fenced.ReplaceAllString(text, ""), ""), -1) {
			target, err := url.Parse(m[1])
			if err != nil {
				t.Errorf("%s: the link %s cannot be read: %v", page, m[1], err)
				continue
			}
			if target.Scheme != "" {
				continue
			}
			found++
			to := page
			if target.Path != "" {
				to = filepath.Join(filepath.Dir(page), filepath.FromSlash(target.Path))
			}
			switch info, err := os.Stat(filepath.Join(root, to)); {
			case err != nil:
				t.Errorf("%s: the link to %s leads nowhere", page, m[1])
			case target.Fragment != "" && !info.IsDir() && !slices.Contains(anchors(read(t, to)), target.Fragment):
				t.Errorf("%s: %s has no heading #%s", page, to, target.Fragment)
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d links were found, so the test does not look at the pages", found)
	}
}

// Who changes the code finds each package on the page of the house, once.
func TestEachPackageHasItsLine(t *testing.T) {
	told := map[string]int{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z/]+)` \\|").FindAllStringSubmatch(read(t, "docs/code.md"), -1) {
		told[m[1]]++
	}
	there := map[string]bool{}
	for _, name := range files(t, ".go") {
		if dir := filepath.ToSlash(filepath.Dir(name)); dir != "docs" && !strings.Contains(name, "testdata") {
			there[dir] = true
		}
	}
	for dir := range there {
		if told[dir] != 1 {
			t.Errorf("docs/code.md has %d lines on %s, want one", told[dir], dir)
		}
	}
	for dir := range told {
		if !there[dir] {
			t.Errorf("docs/code.md has a line on %s, which there is not", dir)
		}
	}
}

// files returns the files with the ending below the project's folders, hidden ones and
// what is built left out, by their paths from the root.
func files(t *testing.T, ending string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		short, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		switch {
		case e.IsDir() && (short == "build" || strings.HasPrefix(e.Name(), ".") && short != "."):
			return fs.SkipDir
		case filepath.Ext(name) == ending:
			all = append(all, short)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// anchors returns what the headings of a page are linked by: in small letters, with
// hyphens for spaces and without punctuation.
func anchors(text string) []string {
	var all []string
	for _, m := range heading.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
		all = append(all, strings.ReplaceAll(regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-"))
	}
	return all
}
