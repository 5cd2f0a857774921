package docs_test

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The layers of docs/house.svg, the lowest first; assets and translations stand beside
// them. Four folders of store lie below it.
const (
	data = iota
	texts
	numbers
	filings
	words
	beneathStore
	database
	aroundStore
	window
	programs
)

// layer returns where a package of the project lies, by its path in it.
func layer(pkg string) int {
	is := func(folder string) bool { return pkg == folder || strings.HasPrefix(pkg, folder+"/") }
	switch {
	case is("cmd"):
		return programs
	case is("ui"):
		return window
	case slices.Contains([]string{"store/seal", "store/salvage", "store/held", "store/crash"}, pkg):
		return beneathStore
	case pkg == "store":
		return database
	case is("store"):
		return aroundStore
	case is("rules/wording"):
		return words
	case is("rules/ident"):
		return numbers
	case is("rules"):
		return filings
	case is("translations"):
		return texts
	}
	return data
}

// Who changes the code can rely on the drawing: a window that a rule knew of, or a text that
// the store said, would make the lower half untestable without the upper.
func TestImportsRunOneWay(t *testing.T) {
	looked := 0
	for _, name := range files(t, ".go") {
		if strings.HasSuffix(name, "_test.go") || strings.Contains(name, "testdata") {
			continue
		}
		looked++
		from := filepath.ToSlash(filepath.Dir(name))
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range parsed.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if why := wrong(from, path); why != "" {
				t.Errorf("%s imports %s: %s", name, path, why)
			}
		}
	}
	if looked < 500 {
		t.Errorf("only %d files were found, so the test does not look at the house", looked)
	}
}

// wrong says why a package may not import another one, "" where it may.
func wrong(from, path string) string {
	at := layer(from)
	own, ours := strings.CutPrefix(path, "recordaldesk/")
	switch {
	case strings.HasPrefix(path, "fyne.io/") && at < window:
		return "nothing below ui knows the toolkit"
	case (path == "os" || path == "database/sql") && from == "rules":
		return "rules knows no file and no database"
	case !ours:
		return ""
	case layer(own) > at:
		return "it lies above"
	case layer(own) == programs && own != from:
		return "only people start programs"
	case layer(own) == texts && slices.Contains([]int{numbers, filings, beneathStore, database}, at):
		return "it has no texts for people"
	}
	return ""
}
