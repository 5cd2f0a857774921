package seen

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// show puts an object into a window of a size and returns what can be read in it.
func show(t *testing.T, o fyne.CanvasObject, size fyne.Size) []Text {
	t.Helper()
	test.NewTempApp(t)
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(size)
	return In(w.Canvas())
}

func find(t *testing.T, all []Text, says string) Text {
	t.Helper()
	i := slices.IndexFunc(all, func(text Text) bool { return text.Says == says })
	if i < 0 {
		t.Fatalf("%q is not seen in %+v", says, all)
	}
	return all[i]
}

const long = "a text that is much longer than the room that there is for it, whatever is said"

func TestAShortenedLabelIsCut(t *testing.T) {
	shortened, wrapped := widget.NewLabel(long), widget.NewLabel(long+" indeed")
	shortened.Truncation, wrapped.Wrapping = fyne.TextTruncateEllipsis, fyne.TextWrapWord
	all := show(t, container.NewVBox(shortened, wrapped), fyne.NewSize(200, 300))
	if cut := find(t, all, long); !cut.Cut() || cut.Room <= 0 || cut.Room > 200 {
		t.Errorf("cut: %v, room %v", cut.Cut(), cut.Room)
	}
	if whole := find(t, all, long+" indeed"); whole.Cut() || whole.Room != 0 || len(whole.Lines) < 2 {
		t.Errorf("a wrapped label is cut: %v, room %v, %d lines", whole.Cut(), whole.Room, len(whole.Lines))
	}
}

func TestWhatCanBeScrolledToIsNotCut(t *testing.T) {
	tall := container.NewVBox()
	for range 30 {
		tall.Add(widget.NewLabel("line"))
	}
	tall.Add(widget.NewLabel("the last"))
	if last := find(t, show(t, container.NewVScroll(tall), fyne.NewSize(200, 100)), "the last"); last.Cut() {
		t.Error("what lies below, where one can scroll, is cut")
	}
	wide := widget.NewLabel(long)
	if text := find(t, show(t, container.NewVScroll(container.NewWithoutLayout(sized(wide))), fyne.NewSize(100, 100)), long); !text.Cut() {
		t.Error("what lies beside, where one cannot scroll, is not cut")
	}
}

func sized(o fyne.CanvasObject) fyne.CanvasObject {
	o.Resize(o.MinSize())
	return o
}

func TestTextsOverOneAnotherAreFound(t *testing.T) {
	one, other, apart := canvas.NewText("one", nil), canvas.NewText("other", nil), canvas.NewText("apart", nil)
	for _, o := range []*canvas.Text{one, other, apart} {
		o.Resize(o.MinSize())
	}
	other.Move(fyne.NewPos(5, 3))
	apart.Move(fyne.NewPos(0, 80))
	found := Overlaps(show(t, container.NewWithoutLayout(one, other, apart), fyne.NewSize(200, 200)))
	if len(found) != 1 || found[0].One.Says != "one" || found[0].Other.Says != "other" {
		t.Errorf("found %+v", found)
	}
}

func TestWhatIsHiddenIsNotSeen(t *testing.T) {
	hidden := widget.NewLabel("hidden")
	hidden.Hide()
	all := show(t, container.NewVBox(hidden, widget.NewLabel("seen")), fyne.NewSize(200, 200))
	if len(all) != 1 || all[0].Says != "seen" {
		t.Errorf("seen: %+v", all)
	}
}
