package rules

import (
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/parser"
)

// What an expression of a rulebook may do. A rulebook can come from anybody, and
// the expression language can do more than judging a filing takes: change the
// filing through a method of it, double a text with each line, go round a million
// times. So the language is cut down to what rules are made of. What is left ends
// soon on any filing, and changes nothing.
const (
	maxExpression = 4096 // bytes; the longest of the built-in book has a tenth
	maxNodes      = 500  // of the syntax tree
	maxNested     = 2    // loops within one another
	maxPattern    = 5000 // steps and character ranges of a regular expression
	maxMemory     = 1e5  // what the machine may make while it runs, in members of lists
)

// words of the expression language itself that a rulebook may use, beside the
// functions of environment.
var words = []string{
	"all", "any", "none", "one", "count", // loops
	"len", "lower", "upper", "trim", "string", "int", "abs",
}

var loops = words[:5]

// forbidden is what an expression must not do, and where.
type forbidden struct {
	line   int // of the expression, from 1
	format string
	args   []any
}

// permitted returns nil for an expression that keeps to the language of
// rulebooks. One that cannot be parsed at all is left to the compiler, which says
// why.
func permitted(text string) *forbidden {
	if len(text) > maxExpression {
		return &forbidden{1, "the expression is longer than %d bytes", []any{maxExpression}}
	}
	config := conf.CreateNew()
	config.MaxNodes = maxNodes
	tree, err := parser.ParseWithConfig(text, config)
	if err != nil {
		return nil
	}
	v := &censor{text: []rune(text), nested: map[ast.Node]int{}}
	ast.Walk(&tree.Node, v)
	return v.found
}

// censor goes over a syntax tree from its leaves to its root.
type censor struct {
	text   []rune
	nested map[ast.Node]int // how deep the loops below a loop are nested, itself included
	found  *forbidden
}

func (v *censor) refuse(n ast.Node, format string, args ...any) {
	if v.found != nil {
		return
	}
	before := v.text[:min(max(0, n.Location().From), len(v.text))]
	v.found = &forbidden{1 + strings.Count(string(before), "\n"), format, args}
}

// Visit looks at one node; all below it were looked at before.
func (v *censor) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.BuiltinNode:
		if !slices.Contains(words, n.Name) {
			v.refuse(n, "%q is no word of rulebooks", n.Name)
		}
		if slices.Contains(loops, n.Name) {
			v.nested[n] = 1 + v.deepest(n.Arguments)
			if v.nested[n] > maxNested {
				v.refuse(n, "more than %d loops within one another", maxNested)
			}
		}
	case *ast.CallNode:
		// A method of the filing could change it.
		if _, named := n.Callee.(*ast.IdentifierNode); !named {
			v.refuse(n, "only functions can be called")
		}
	case *ast.VariableDeclaratorNode:
		v.refuse(n, "%q is no word of rulebooks", "let")
	case *ast.SequenceNode:
		v.refuse(n, "%q is no word of rulebooks", ";")
	case *ast.BinaryNode:
		switch n.Operator {
		case "..", "**", "^":
			v.refuse(n, "%q is no word of rulebooks", n.Operator)
		case "matches":
			v.pattern(n)
		}
	}
}

func (v *censor) deepest(arguments []ast.Node) int {
	found := collector{loops: v.nested}
	for i := range arguments {
		ast.Walk(&arguments[i], &found)
	}
	return found.deepest
}

// collector finds the deepest of the loops that were measured before.
type collector struct {
	loops   map[ast.Node]int
	deepest int
}

func (c *collector) Visit(node *ast.Node) { c.deepest = max(c.deepest, c.loops[*node]) }

// pattern refuses a regular expression that is not written out, since a filing
// could hold one that takes the machine's memory, or that takes it itself.
func (v *censor) pattern(n *ast.BinaryNode) {
	text, ok := n.Right.(*ast.StringNode)
	if !ok {
		v.refuse(n, "what is matched must be written out")
		return
	}
	re, err := syntax.Parse(text.Value, syntax.Perl)
	if err == nil && size(re) > maxPattern {
		v.refuse(n, "the pattern is too large")
	}
}

// size estimates what a regular expression takes once its repetitions are
// written out.
func size(re *syntax.Regexp) int {
	total := 1 + len(re.Rune)
	for _, sub := range re.Sub {
		total += size(sub)
	}
	if re.Op == syntax.OpRepeat {
		total *= max(1, re.Min, re.Max)
	}
	return min(total, 1<<20)
}

func (f *forbidden) String() string { return fmt.Sprintf(f.format, f.args...) }
