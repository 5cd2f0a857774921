package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pickList is the list a picker opens: an entry to search with and what it
// finds.
type pickList struct {
	picker  *Picker
	canvas  fyne.Canvas
	popup   *widget.PopUp
	entry   *Entry
	list    *List
	none    *widget.Label // said when nothing is found
	options []Option
	current int
}

func newPickList(p *Picker, c fyne.Canvas) *pickList {
	l := &pickList{picker: p, canvas: c, entry: NewEntry()}
	l.list = NewList(
		func() int { return len(l.options) },
		func() fyne.CanvasObject { return newPickRow(p.both) },
		func(id widget.ListItemID, row fyne.CanvasObject) {
			if id < len(l.options) {
				row.(*pickRow).show(l.options[id])
			}
		},
	)
	l.list.OnSelected = func(id widget.ListItemID) {
		if id != l.current { // a tap, not the keys
			l.take(id)
		}
	}
	l.entry.OnChanged = l.search
	l.entry.OnKey = l.key
	l.entry.OnSubmitted = func(string) { l.take(l.current) }
	l.none = widget.NewLabel(p.None())
	l.none.Importance = widget.LowImportance
	l.popup = widget.NewPopUp(container.NewBorder(l.entry, nil, nil, nil, container.NewStack(l.list, l.none)), c)
	return l
}

// show opens the list below the picker, or above where there is no room.
func (l *pickList) show(query string) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l.picker)
	size := l.picker.Size()
	row := shortHeight(l.picker.both) + theme.Padding()
	rows := float32(max(2, min(8, len(l.picker.Search("")))))
	height := fyne.Min(l.entry.MinSize().Height+rows*row+4*theme.Padding(), l.canvas.Size().Height-2*theme.Padding())
	l.popup.Resize(fyne.NewSize(fyne.Max(size.Width, 320), height))
	y := at.Y + size.Height
	if y+height > l.canvas.Size().Height {
		y = fyne.Max(0, at.Y-height)
	}
	l.popup.ShowAtPosition(fyne.NewPos(at.X, y))
	l.entry.Text = query
	l.entry.CursorColumn = len([]rune(query))
	l.entry.Refresh()
	l.search(query)
	l.canvas.Focus(l.entry)
}

func (l *pickList) search(query string) {
	l.options = l.picker.Search(query)
	l.current = 0
	l.list.Refresh()
	l.list.UnselectAll()
	if len(l.options) > 0 {
		l.none.Hide()
		l.list.Select(0)
	} else {
		l.none.Show()
	}
	l.list.ScrollToTop()
}

func (l *pickList) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyDown:
		l.move(1)
	case fyne.KeyUp:
		l.move(-1)
	case fyne.KeyPageDown:
		l.move(8)
	case fyne.KeyPageUp:
		l.move(-8)
	case fyne.KeyEscape:
		l.picker.close("", false)
	default:
		return false
	}
	return true
}

func (l *pickList) move(by int) {
	if len(l.options) == 0 {
		return
	}
	l.current = max(0, min(len(l.options)-1, l.current+by))
	l.list.Select(l.current)
	l.list.ScrollTo(l.current)
}

func (l *pickList) take(i int) {
	if i < 0 || i >= len(l.options) {
		return
	}
	l.picker.close(l.options[i].ID, true)
}
