package desk

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store/worklist"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// shares are the widths of the columns, in the order of [worklist.Columns]: how many
// characters each has room for on an office screen.
var shares = map[worklist.Column]float32{
	worklist.ByStage: 14, worklist.ByClient: 17, worklist.ByKind: 13, worklist.ByProvince: 10,
	worklist.ByDomain: 12, worklist.ByDesk: 7, worklist.ByAge: 6, worklist.ByDue: 14,
}

// spared are the columns that go where the letters are so large that the others would be
// cut off: they say what changes least, and the filing itself says it too.
var spared = []worklist.Column{worklist.ByProvince, worklist.ByDesk, worklist.ByAge}

// narrow is the width, in heights of the text, below which they go.
const narrow = 60

// gap is the room between two columns.
func gap() float32 { return theme.InnerPadding() }

// columns gives the place and the width of each column in a row of a width.
func columns(width float32) (at, wide []float32) {
	all := make([]float32, len(worklist.Columns))
	for i, c := range worklist.Columns {
		if all[i] = shares[c]; width < narrow*theme.TextSize() && slices.Contains(spared, c) {
			all[i] = 0
		}
	}
	return parts.Spread(width, all)
}

// heads are the names of the columns; pressing one sorts by it, and pressing it again
// the other way round.
type heads struct {
	screen  *Screen
	buttons []*form.Button
	object  *fyne.Container
}

func newHeads(s *Screen) *heads {
	h := &heads{screen: s, object: container.New(headLayout{})}
	for _, c := range worklist.Columns {
		b := form.NewButton(nil, func() { h.press(c) })
		b.Alignment, b.Importance = widget.ButtonAlignLeading, widget.LowImportance
		b.IconPlacement = widget.ButtonIconTrailingText
		b.OnEscape = s.Focus
		h.buttons = append(h.buttons, b)
		h.object.Add(b)
	}
	h.retranslate()
	return h
}

func (h *heads) retranslate() {
	for i, c := range worklist.Columns {
		h.buttons[i].Say(h.screen.o.Voice, voice.Message("desk.column."+string(c)))
	}
	h.mark()
}

// mark shows by which column the rows are sorted, and in which direction.
func (h *heads) mark() {
	for i, c := range worklist.Columns {
		var icon fyne.Resource
		if h.screen.view.By == c {
			if icon = theme.MoveDownIcon(); h.screen.view.Up {
				icon = theme.MoveUpIcon()
			}
		}
		if h.buttons[i].Icon != icon {
			h.buttons[i].SetIcon(icon)
		}
	}
}

// press sorts by a column; pressed for the third time the rows are as they were saved.
func (h *heads) press(c worklist.Column) {
	h.screen.change(func(v *worklist.View) {
		switch {
		case v.By != c:
			v.By, v.Up = c, false
		case !v.Up:
			v.Up = true
		default:
			v.By, v.Up = worklist.ByChange, false
		}
	})
}

// headLayout sets the names over the columns.
type headLayout struct{}

func (headLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(320, objects[0].MinSize().Height)
}

func (headLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	at, wide := columns(size.Width)
	for i, o := range objects {
		parts.SetVisible(o, wide[i] > 0)
		o.Move(fyne.NewPos(at[i]-gap(), 0))
		o.Resize(fyne.NewSize(wide[i]+gap(), size.Height))
	}
}

func plain(text string) voice.Speaker { return func(translations.Language) string { return text } }
