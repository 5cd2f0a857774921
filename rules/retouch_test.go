package rules_test

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/translations"
)

func TestARecipeStaysWithItsAttachment(t *testing.T) {
	const text = `{"schema": "recordal.filing/1", "kind": "new_recordal", "attachments": [{"material": "host_certificate", "file": "a.jpg",
		"retouch": {"turn": 1, "corners": [[0.1, 0.1], [0.9, 0.12], [0.88, 0.9], [0.12, 0.95]],
			"watermarks": [{"x": 0.5, "y": 0.25, "width": 0.6, "angle": 12.5, "colour": "grey"}], "sharpen": 2},
		"accepted": ["blurred", "a_remark_of_a_later_version"]}]}`
	f := decode(t, text)
	want := &rules.Retouch{
		Turn: 1, Corners: []rules.Point{{.1, .1}, {.9, .12}, {.88, .9}, {.12, .95}},
		Watermarks: []rules.Watermark{{X: .5, Y: .25, Width: .6, Angle: 12.5}},
	}
	got := f.Attachments[0].Retouch
	if got == nil || got.Turn != want.Turn || !reflect.DeepEqual(got.Corners, want.Corners) || got.Watermarks[0].Angle != 12.5 {
		t.Fatalf("read as %+v", got)
	}
	if !reflect.DeepEqual(f.Attachments[0].Accepted, []string{"blurred", "a_remark_of_a_later_version"}) {
		t.Errorf("accepted is %v", f.Attachments[0].Accepted)
	}
	if again := decode(t, encode(t, f)).Attachments[0]; !reflect.DeepEqual(again, f.Attachments[0]) {
		t.Errorf("written and read again: %+v", again)
	}
	unknown := strings.Join(f.UnknownPaths(), " ")
	if unknown != "attachments.0.retouch.watermarks.0.colour attachments.0.retouch.sharpen" {
		t.Errorf("members nobody knows: %s", unknown)
	}
	c := f.Clone()
	c.Attachments[0].Retouch.Turn = 3
	c.Attachments[0].Retouch.Corners[0][0] = 0
	if got.Turn != 1 || got.Corners[0][0] != .1 {
		t.Error("a clone shares the recipe with its filing")
	}
}

// A filing whose scans nobody touched has the bytes it always had.
func TestAFilingWithoutRecipesSaysNothingOfThem(t *testing.T) {
	f := decode(t, string(sample.Filing()))
	for i := range f.Attachments {
		f.Attachments[i].Retouch = &rules.Retouch{}
		f.Attachments[i].Accepted = []string{}
	}
	if got := encode(t, f); got != string(sample.Filing()) {
		t.Errorf("empty recipes left a trace:\n%s", got)
	}
}

func TestRecipesThatCannotBeCarriedOutAreRefused(t *testing.T) {
	mark := func(x, y, width, angle float64) rules.Retouch {
		return rules.Retouch{Watermarks: []rules.Watermark{{X: x, Y: y, Width: width, Angle: angle}}}
	}
	quad := func(p ...rules.Point) rules.Retouch { return rules.Retouch{Corners: p} }
	nan := math.NaN()
	for _, test := range []struct {
		name string
		r    rules.Retouch
		want rules.RetouchProblem
	}{
		{"nothing", rules.Retouch{}, ""},
		{"three turns", rules.Retouch{Turn: 3}, ""},
		{"the whole picture", quad(rules.Point{0, 0}, rules.Point{1, 0}, rules.Point{1, 1}, rules.Point{0, 1}), ""},
		{"a paper seen from the side", quad(rules.Point{.2, .1}, rules.Point{.8, .2}, rules.Point{.9, .8}, rules.Point{.05, .9}), ""},
		{"a mark", mark(.5, .5, .6, 0), ""},
		{"a mark upright", mark(0, 1, .1, -90), ""},
		{"four turns", rules.Retouch{Turn: 4}, rules.RetouchTurn},
		{"turned back", rules.Retouch{Turn: -1}, rules.RetouchTurn},
		{"three corners", quad(rules.Point{0, 0}, rules.Point{1, 0}, rules.Point{1, 1}), rules.RetouchCorners},
		{"a corner outside", quad(rules.Point{0, 0}, rules.Point{1e300, 0}, rules.Point{1, 1}, rules.Point{0, 1}), rules.RetouchCorners},
		{"a corner nowhere", quad(rules.Point{nan, 0}, rules.Point{1, 0}, rules.Point{1, 1}, rules.Point{0, 1}), rules.RetouchCorners},
		{"the other way round", quad(rules.Point{0, 0}, rules.Point{0, 1}, rules.Point{1, 1}, rules.Point{1, 0}), rules.RetouchCornersCrossed},
		{"a bow tie", quad(rules.Point{0, 0}, rules.Point{1, 1}, rules.Point{1, 0}, rules.Point{0, 1}), rules.RetouchCornersCrossed},
		{"a corner pushed in", quad(rules.Point{0, 0}, rules.Point{1, 0}, rules.Point{.3, .3}, rules.Point{0, 1}), rules.RetouchCornersCrossed},
		{"three corners in a line", quad(rules.Point{0, 0}, rules.Point{.5, 0}, rules.Point{1, 0}, rules.Point{0, 1}), rules.RetouchCornersCrossed},
		{"a strip of nothing", quad(rules.Point{0, 0}, rules.Point{1, 0}, rules.Point{1, .001}, rules.Point{0, .001}), rules.RetouchCornersSmall},
		{"a point", quad(rules.Point{.5, .5}, rules.Point{.5, .5}, rules.Point{.5, .5}, rules.Point{.5, .5}), rules.RetouchCornersSmall},
		{"a mark outside", mark(1.01, .5, .6, 0), rules.RetouchMark},
		{"a mark nowhere", mark(.5, nan, .6, 0), rules.RetouchMark},
		{"a mark of no size", mark(.5, .5, 0, 0), rules.RetouchMark},
		{"a mark of any size", mark(.5, .5, math.Inf(1), 0), rules.RetouchMark},
		{"a mark upside down", mark(.5, .5, .6, 180), rules.RetouchMark},
		{"a thousand pages and more", rules.Retouch{Watermarks: make([]rules.Watermark, 1001)}, rules.RetouchMark},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := test.r.Check()
			var refused *rules.RetouchError
			switch {
			case test.want == "" && err != nil:
				t.Errorf("refused: %v", err)
			case test.want != "" && (!errors.As(err, &refused) || refused.Problem != test.want):
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestMarksOfThePages(t *testing.T) {
	r := &rules.Retouch{Watermarks: []rules.Watermark{{X: .1}, {X: .2}}}
	for page, want := range []float64{.1, .2, .2, .2} {
		if m, ok := r.Mark(page); !ok || m.X != want {
			t.Errorf("page %d: got %v, %v", page, m.X, ok)
		}
	}
	for _, none := range []*rules.Retouch{nil, {}} {
		if _, ok := none.Mark(0); ok || !none.Empty() || none.Check() != nil {
			t.Errorf("%v has a mark, does something, or is refused", none)
		}
	}
}

func TestEveryProblemOfARecipeIsSaidInBothLanguages(t *testing.T) {
	for _, p := range rules.RetouchProblems {
		for _, l := range translations.Languages {
			if !translations.Has(l, p.MessageID()) {
				t.Errorf("no %s in %s", p.MessageID(), l)
			}
		}
	}
	for _, id := range translations.IDs(translations.Chinese) {
		problem, ours := strings.CutPrefix(id, "scan.retouch.")
		if ours && !slices.Contains(rules.RetouchProblems, rules.RetouchProblem(problem)) {
			t.Errorf("nobody says %s", id)
		}
	}
}
