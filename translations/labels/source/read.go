package source

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// read reads the files of one package, whose names for strings hold among them.
func (u *Uses) read(dir string, paths []string) error {
	files := token.NewFileSet()
	r := &reader{uses: u, names: map[string]string{}}
	var parsed []*ast.File
	for _, path := range paths {
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("read source: %w", err)
		}
		parsed = append(parsed, file)
		ast.Inspect(file, r.learn)
	}
	r.place = func(n ast.Node) string {
		at := files.Position(n.Pos())
		name, err := filepath.Rel(dir, at.Filename)
		if err != nil {
			name = at.Filename
		}
		return filepath.ToSlash(name) + ":" + strconv.Itoa(at.Line)
	}
	for _, file := range parsed {
		ast.Inspect(file, r.look)
	}
	return nil
}

// inBook is a string in a file of the rulebook: "character.kind.", to which an expression
// adds something, or a whole id.
var inBook = regexp.MustCompile(`["']([a-z]+(?:\.[a-z0-9_-]+)*\.)["']|["']([a-z]+(?:\.[a-z0-9_-]+)+)["']`)

// readBook takes up the ids in a file of the rulebook. What else looks like one there is the
// path of a field, so a whole one counts only where it exists.
func (u *Uses) readBook(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the rulebook: %w", err)
	}
	for _, found := range inBook.FindAllStringSubmatch(string(text), -1) {
		if found[1] != "" {
			u.shapes = append(u.shapes, Use{found[1] + "*", filepath.Base(path)})
		} else {
			u.named = append(u.named, found[2])
		}
	}
	return nil
}

type reader struct {
	uses  *Uses
	names map[string]string // what constants are
	place func(ast.Node) string
}

// learn takes up what constants that are plain strings are called.
func (r *reader) learn(n ast.Node) bool {
	declared, ok := n.(*ast.GenDecl)
	if !ok || declared.Tok != token.CONST {
		return true
	}
	for _, spec := range declared.Specs {
		values := spec.(*ast.ValueSpec)
		for i, name := range values.Names {
			if i < len(values.Values) {
				if text, ok := literal(values.Values[i]); ok {
					r.names[name.Name] = text
				}
			}
		}
	}
	return true
}

// look takes up the ids in an expression.
func (r *reader) look(n ast.Node) bool {
	switch e := n.(type) {
	case *ast.ImportSpec:
		return false
	case *ast.Field:
		ast.Inspect(e.Type, r.look) // and not its tag
		return false
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return true
		}
		shape, inner := r.shape(e)
		r.add(shape, e)
		for _, one := range inner {
			ast.Inspect(one, r.look)
		}
		return false
	case *ast.AssignStmt:
		if e.Tok == token.ADD_ASSIGN {
			shape, _ := r.shape(e.Rhs[0])
			r.add("*"+shape, e)
		}
	case *ast.CallExpr:
		if shape, ok := r.called(e); ok {
			r.add(shape, e)
		}
	case *ast.BasicLit:
		if text, ok := literal(e); ok {
			r.add(text, e)
		}
	}
	return true
}

// shape is what a sum of strings looks like, with a star for each part that is not known,
// and those parts.
func (r *reader) shape(e ast.Expr) (string, []ast.Expr) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return r.shape(e.X)
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			left, inLeft := r.shape(e.X)
			right, inRight := r.shape(e.Y)
			return left + right, append(inLeft, inRight...)
		}
	case *ast.Ident:
		if text, ok := r.names[e.Name]; ok {
			return text, nil
		}
	case *ast.CallExpr:
		if shape, ok := r.called(e); ok {
			return shape, []ast.Expr{e}
		}
	}
	if text, ok := literal(e); ok {
		return text, nil
	}
	return "*", []ast.Expr{e}
}

var verbs = regexp.MustCompile(`%[+#0-9.]*[a-z]`)

// called is what comes of fmt.Sprintf and strings.Join of parts, and of a function that is
// called with the parts of an id.
func (r *reader) called(call *ast.CallExpr) (string, bool) {
	name := ""
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		name = f.Sel.Name
	case *ast.Ident:
		name = f.Name
	}
	switch {
	case name == "Sprintf" && len(call.Args) > 0:
		format, ok := literal(call.Args[0])
		return verbs.ReplaceAllString(format, "*"), ok
	case name == "Join" && len(call.Args) == 2:
		parts, ok := call.Args[0].(*ast.CompositeLit)
		between, is := literal(call.Args[1])
		if !ok || !is {
			return "", false
		}
		return r.joined(parts.Elts, between), true
	case name == "need":
		return r.joined(call.Args, "."), true
	}
	return "", false
}

func (r *reader) joined(parts []ast.Expr, between string) string {
	var all []string
	for _, part := range parts {
		shape, _ := r.shape(part)
		all = append(all, shape)
	}
	return strings.Join(all, between)
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

var stars = regexp.MustCompile(`\*+`)

// add takes up what may be an id, or ids of a shape.
func (r *reader) add(text string, at ast.Node) {
	text = stars.ReplaceAllString(text, "*")
	if strings.HasSuffix(text, ".") {
		text += "*"
	}
	if !strings.Contains(text, "*") {
		if anID.MatchString(text) {
			r.uses.whole = append(r.uses.whole, Use{text, r.place(at)})
		}
		return
	}
	if bare := strings.Trim(text, "*."); bare == "" || !aShape.MatchString(text) || slices.Contains(endings, bare) {
		return
	}
	r.uses.shapes = append(r.uses.shapes, Use{text, r.place(at)})
}

var aShape = regexp.MustCompile(`^[a-z*][a-z0-9_.*-]*$`)
