package wording

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// formatsOf collects the formats of the errors that the checks of a rulebook give:
// the argument at the given place of the calls of each function.
func formatsOf(t *testing.T, pattern string, calls map[string]int) map[string]int {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %v", pattern, err)
	}
	formats := map[string]int{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			called := ""
			switch f := call.Fun.(type) {
			case *ast.Ident:
				called = f.Name
			case *ast.SelectorExpr:
				if x, ok := f.X.(*ast.Ident); ok {
					called = x.Name + "." + f.Sel.Name
				}
			}
			at, known := calls[called]
			if !known || at >= len(call.Args) {
				return true
			}
			if literal, ok := call.Args[at].(*ast.BasicLit); ok && literal.Kind == token.STRING {
				format, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Fatal(err)
				}
				formats[format] = max(formats[format], len(call.Args)-at-1)
			}
			return true
		})
	}
	return formats
}

// Whoever adds a check to the loader says its error in both languages too.
func TestEveryErrorOfARulebookIsSaidInBothLanguages(t *testing.T) {
	formats := formatsOf(t, "../l*.go", map[string]int{"l.fail": 1, "l.failAt": 2, "newBookError": 3, "fail": 1, "v.refuse": 1})
	for format, n := range formatsOf(t, "../../store/edition/*.go", map[string]int{"c.fail": 2}) {
		formats[format] = n
	}
	if len(formats) < 40 {
		t.Fatalf("found %d formats", len(formats))
	}
	for format := range formats {
		if _, known := reasons[format]; !known {
			t.Errorf("no reason says %q", format)
		}
	}
	for format, r := range reasons {
		for _, l := range translations.Languages {
			id := "book.reason." + r.id
			if !translations.Has(l, id) {
				t.Errorf("%s is not said in %s", id, l)
			}
			for _, name := range translations.ArgumentsOf(l, id) {
				if name != "detail" && !slices.Contains(r.args, name) && r.id != "confidence" {
					t.Errorf("%q brings no {{.%s}}", format, name)
				}
			}
		}
	}
}

func TestARefusalNamesLineAndEntry(t *testing.T) {
	for _, c := range []struct {
		err    rules.BookError
		zh, en string
	}{
		{rules.BookError{File: "rulebook.toml", Line: 12, Entry: "rule domain-url", What: "stands twice", Format: "stands twice"},
			"第12行（rule domain-url），同样的条目出现了两次", "line 12 (rule domain-url): the same entry stands twice"},
		{rules.BookError{File: "rulebook.toml", Line: 7, What: `no TOML: x`, Format: "no TOML: %s", Args: []string{"x"}},
			"第7行，不符合 TOML 的写法（x）", "line 7: this is not TOML (x)"},
		{rules.BookError{File: "rulebook.toml", Line: 9, What: "unknown name acount", Format: "%s", Args: []string{"unknown name acount\nacount.id"}},
			"第9行，表达式中的“acount”没有定义，请核对拼写", `line 9: "acount" in the expression is unknown; look at its spelling`},
		{rules.BookError{File: "rulebook.toml", What: "something new\nwith a second line", Format: "something new"},
			"就整个文件看，something new", "the file as a whole: something new"},
	} {
		if got := Refusal(zh, &c.err); got != c.zh {
			t.Errorf("says %q, want %q", got, c.zh)
		}
		if got := Refusal(en, &c.err); got != c.en {
			t.Errorf("says %q, want %q", got, c.en)
		}
	}
}
