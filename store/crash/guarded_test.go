package crash

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// unguarded are packages that start goroutines by themselves: this one, and one that
// only tests use.
var unguarded = []string{"../crash", "../scan/worth/darkroom"}

// A goroutine that is not guarded ends the program by its panic, whatever the window
// does.
func TestTheWindowStartsGoroutinesUnderGuard(t *testing.T) {
	seen := 0
	for _, root := range []string{"../../ui", "../../cmd/recordal", ".."} {
		err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err == nil && slices.Contains(unguarded, filepath.ToSlash(path)) {
				return filepath.SkipDir
			}
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			seen++
			waits, guards := false, false
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.GoStmt:
					t.Errorf("%s starts a goroutine by itself, and not with crash.Go", files.Position(n.Pos()))
				case *ast.SelectorExpr:
					from, _ := n.X.(*ast.Ident)
					waits = waits || from != nil && from.Name == "sync" && n.Sel.Name == "WaitGroup"
					guards = guards || from != nil && from.Name == "crash" && n.Sel.Name == "Guard"
				}
				return true
			})
			if waits && !guards {
				t.Errorf("%s has a sync.WaitGroup and no crash.Guard for what it starts", path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 150 {
		t.Errorf("only %d files were read", seen)
	}
}
