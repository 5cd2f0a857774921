package statistics

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/store/statistics"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// board is all tables, which scroll. With the keyboard on it the keys choose the time and
// scroll.
type board struct {
	parts.Scrolled
	screen *Screen
}

var (
	_ fyne.Focusable = (*board)(nil)
	_ fyne.Tappable  = (*board)(nil)
)

func newBoard(s *Screen) *board {
	b := &board{screen: s}
	b.Begin(b, s.o.Canvas, fyne.NewSize(320, 120))
	return b
}

// write shows the figures; nil for none yet.
func (b *board) write(f *statistics.Figures) {
	b.Body.Objects = nil
	if f != nil {
		b.Body.Add(b.months(f))
		left := container.NewVBox(b.times(f), b.counts(f, statistics.ByKind), b.counts(f, statistics.ByStage))
		right := container.NewVBox(b.counts(f, statistics.ByReason), b.counts(f, statistics.ByProvince))
		b.Body.Add(container.New(&sideBySide{}, left, right))
	}
	b.Settle()
}

// titled sets a table under its name.
func (b *board) titled(t statistics.Table, content fyne.CanvasObject) fyne.CanvasObject {
	title := form.NewWords(b.screen.o.Voice, form.Heading, voice.Message("statistics.table."+string(t)))
	return container.NewVBox(title.Object(), content)
}

// nothing stands in the place of a table that is empty.
func (b *board) nothing() fyne.CanvasObject {
	return form.NewWords(b.screen.o.Voice, form.Quiet, voice.Message("statistics.nothing")).Object()
}

// months is the table of what was done by month, and the sum.
func (b *board) months(f *statistics.Figures) fyne.CanvasObject {
	if len(f.Months) == 0 {
		return b.titled(statistics.ByMonth, b.nothing())
	}
	t := &table{voice: b.screen.o.Voice, label: 0.12}
	for _, c := range []string{"received", "mailed", "approved", "returned"} {
		t.heads = append(t.heads, voice.Message("statistics.column."+c))
	}
	numbers := func(m statistics.Month) []int { return []int{m.Received, m.Mailed, m.Approved, m.Returned} }
	for _, m := range f.Months {
		t.rows = append(t.rows, tableRow{say: plain(m.Month), numbers: numbers(m)})
	}
	if len(f.Months) > 1 {
		t.rows = append(t.rows, tableRow{say: voice.Message("statistics.sum"), numbers: numbers(f.Sum()), sum: true})
	}
	t.ExtendBaseWidget(t)
	return b.titled(statistics.ByMonth, t)
}

// counts is the table of a list of counts.
func (b *board) counts(f *statistics.Figures, of statistics.Table) fyne.CanvasObject {
	counts := f.Counts(of)
	if len(counts) == 0 {
		return b.titled(of, b.nothing())
	}
	t := &table{voice: b.screen.o.Voice, label: 0.52}
	for _, c := range counts {
		t.rows = append(t.rows, tableRow{say: func(l translations.Language) string { return of.Name(l, c.ID) }, numbers: []int{c.N}})
	}
	t.ExtendBaseWidget(t)
	return b.titled(of, t)
}

// times says how long it took.
func (b *board) times(f *statistics.Figures) fyne.CanvasObject {
	box := container.New(parts.Stack{})
	for _, one := range []struct {
		id string
		of statistics.Average
	}{{"to_mail", f.ToMail}, {"to_approve", f.ToApprove}} {
		box.Add(form.NewWords(b.screen.o.Voice, form.Body, func(l translations.Language) string {
			said := translations.Text(l, "statistics.time.none")
			if one.of.Filings > 0 {
				days := strconv.FormatFloat(one.of.Days, 'f', 1, 64)
				said = translations.Count(l, "statistics.time.is", one.of.Filings, map[string]string{"days": days})
			}
			return translations.Text(l, "desk.filter.is", map[string]string{"label": translations.Text(l, "statistics.time."+one.id), "value": said})
		}).Object())
	}
	return b.titled(statistics.ByTime, box)
}

func plain(text string) voice.Speaker { return func(translations.Language) string { return text } }

// sideBySide sets two columns beside one another, or below where the text is large.
type sideBySide struct{ width float32 }

// narrow is the width, in heights of the text, below which the columns stand below one
// another.
const narrow = 64

func (l *sideBySide) beside() bool { return l.width == 0 || l.width >= narrow*theme.TextSize() }

// MinSize returns the height that the columns took when they were last set out.
func (l *sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first, second := objects[0].MinSize(), objects[1].MinSize()
	if l.beside() {
		return fyne.NewSize(320, fyne.Max(first.Height, second.Height))
	}
	return fyne.NewSize(320, first.Height+second.Height)
}

// Layout sets the columns out.
func (l *sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	gap := 3 * theme.InnerPadding()
	if l.beside() {
		width := (size.Width - gap) / 2
		for i, o := range objects {
			o.Move(fyne.NewPos(float32(i)*(width+gap), 0))
			o.Resize(fyne.NewSize(width, o.MinSize().Height))
		}
		return
	}
	var y float32
	for _, o := range objects {
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		y += o.MinSize().Height
	}
}

// TypedRune does nothing: keys go by their place on the keyboard, since no character
// arrives while an input method for Chinese is on.
func (b *board) TypedRune(rune) {}

// TypedKey chooses the time, scrolls or goes back.
func (b *board) TypedKey(key *fyne.KeyEvent) {
	if n, ok := parts.Digit(key.Name); ok && n <= len(statistics.Periods) {
		b.screen.choose(statistics.Periods[n-1])
		return
	}
	switch key.Name {
	case fyne.KeyLeft:
		b.screen.step(-1)
	case fyne.KeyRight:
		b.screen.step(1)
	case fyne.KeyEscape, fyne.KeyBackspace:
		b.screen.o.Actions.Back()
	default:
		if !b.Goes(key.Name) {
			form.PassOn(b, key)
		}
	}
}
