package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pickRow is an option in the list.
type pickRow struct {
	widget.BaseWidget
	option Option
	both   bool // two languages are spoken
}

func newPickRow(both bool) *pickRow {
	r := &pickRow{both: both}
	r.ExtendBaseWidget(r)
	return r
}

func (r *pickRow) show(o Option) {
	r.option = o
	r.Refresh()
}

// CreateRenderer draws the option.
func (r *pickRow) CreateRenderer() fyne.WidgetRenderer {
	renderer := &pickRowRenderer{row: r, words: newTwin(false)}
	renderer.Refresh()
	return renderer
}

type pickRowRenderer struct {
	row   *pickRow
	words *twin
}

func (r *pickRowRenderer) MinSize() fyne.Size { return fyne.NewSize(120, shortHeight(r.row.both)) }

func (r *pickRowRenderer) Layout(size fyne.Size) {
	edge := theme.InnerPadding()
	r.words.place(fyne.NewPos(edge, 0), fyne.NewSize(fyne.Max(0, size.Width-2*edge), size.Height), fyne.TextAlignLeading)
}

func (r *pickRowRenderer) Refresh() {
	r.words.say(r.row.option.Text, r.row.option.Aside, r.row.both)
	r.Layout(r.row.Size())
	r.words.color(theme.Color(theme.ColorNameForeground), theme.Color(theme.ColorNamePlaceHolder))
}

func (r *pickRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.words.first, r.words.second}
}

func (r *pickRowRenderer) Destroy() {}
