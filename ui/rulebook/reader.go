package rulebook

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/voice"
)

// reader shows one entry whole. With the keyboard on it the arrow keys scroll.
type reader struct {
	widget.BaseWidget
	presence.Keys
	screen  *Screen
	page    page
	mode    voice.Mode // in which the page was said
	body    *fyne.Container
	scroll  *container.Scroll
	copy    *form.Button
	copied  bool // the page is on the clipboard
	focused bool
}

var (
	_ fyne.Focusable = (*reader)(nil)
	_ fyne.Tappable  = (*reader)(nil)
)

func newReader(s *Screen) *reader {
	r := &reader{screen: s, body: container.NewVBox()}
	r.copy = form.NewButton(theme.ContentCopyIcon(), r.keep)
	r.copy.OnEscape = s.leave
	r.copy.OnFocus = func() { r.scroll.ScrollToTop() }
	r.scroll = container.NewVScroll(container.NewPadded(r.body))
	r.ExtendBaseWidget(r)
	return r
}

// read shows a page from its beginning; one that is shown already stays as it is.
func (r *reader) read(p page) {
	v := r.screen.o.Voice
	if p.entry != nil && p.entry == r.page.entry && r.mode == v.Mode() {
		return
	}
	r.page, r.mode, r.copied = p, v.Mode(), false
	r.write()
	r.scroll.ScrollToTop()
}

// write sets the page: its name, what it says, and beneath a line what there is to
// know of it.
func (r *reader) write() {
	r.body.Objects = nil
	if p := r.page; p.name != nil {
		r.label()
		v := r.screen.o.Voice
		sort := form.NewWords(v, form.Quiet, p.sort)
		if p.entry != nil {
			sort.Color(importance(p.entry.Severity))
		}
		head := container.New(parts.Stack{}, sort.Object(), form.NewWords(v, form.Heading, p.name).Object())
		r.body.Add(container.NewBorder(nil, nil, nil, container.NewVBox(r.copy), head))
		aside := container.New(parts.Stack{})
		for _, part := range p.parts {
			if part.Aside {
				aside.Add(form.NewWords(v, form.Quiet, line(part)).Object())
				continue
			}
			text := form.NewWords(v, form.Body, voice.Speaker(part.Say)).Object()
			if part.Label != nil {
				text = container.New(parts.Stack{}, form.NewWords(v, form.Caption, voice.Speaker(part.Label)).Object(), text)
			}
			r.body.Add(text)
		}
		if len(aside.Objects) > 0 {
			r.body.Add(container.New(parts.Indent{}, widget.NewSeparator()))
			r.body.Add(aside)
		}
	}
	r.settle()
}

func importance(s rules.Severity) widget.Importance {
	switch s {
	case rules.Error:
		return widget.DangerImportance
	case rules.Warning:
		return widget.WarningImportance
	}
	return widget.LowImportance
}

// settle sets the page out. Words know how high they are once they have a width.
func (r *reader) settle() {
	if width := r.scroll.Size().Width; width > 0 {
		content := r.scroll.Content
		content.Resize(fyne.NewSize(width, content.MinSize().Height))
		content.Resize(fyne.NewSize(width, content.MinSize().Height))
	}
	r.scroll.Refresh()
}

// label says on the button whether the page was copied.
func (r *reader) label() {
	id := "rulebook.copy"
	if r.copied {
		id = "rulebook.copied"
	}
	r.copy.SetText(r.screen.o.Voice.Line(voice.Message(id)))
}

// keep puts the page on the clipboard, for a mail.
func (r *reader) keep() {
	fyne.CurrentApp().Clipboard().SetContent(copied(r.screen.o.Voice, r.page))
	r.copied = true
	r.label()
}

// Tapped takes the keyboard, so that the arrow keys scroll.
func (r *reader) Tapped(*fyne.PointEvent) { r.screen.o.Canvas.Focus(r) }

// TypedKey scrolls or goes back to the search.
func (r *reader) TypedKey(key *fyne.KeyEvent) {
	line, view := 3*theme.TextSize(), r.scroll.Size().Height
	switch key.Name {
	case fyne.KeyDown:
		r.by(line)
	case fyne.KeyUp:
		r.by(-line)
	case fyne.KeyPageDown, fyne.KeySpace:
		r.by(view - line)
	case fyne.KeyPageUp:
		r.by(line - view)
	case fyne.KeyHome:
		r.scroll.ScrollToTop()
	case fyne.KeyEnd:
		r.scroll.ScrollToBottom()
	case fyne.KeyEscape, fyne.KeyBackspace:
		r.screen.leave()
	default:
		form.PassOn(r, key)
	}
}

func (r *reader) by(distance float32) {
	most := fyne.Max(0, r.scroll.Content.Size().Height-r.scroll.Size().Height)
	r.scroll.ScrollToOffset(fyne.NewPos(0, fyne.Max(0, fyne.Min(most, r.scroll.Offset.Y+distance))))
}

// TypedRune does nothing.
func (r *reader) TypedRune(rune) {}

// TypedShortcut copies the page with Ctrl+C and hands the window's own shortcuts
// on.
func (r *reader) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		r.keep()
	case *desktop.CustomShortcut:
		if c, ok := r.screen.o.Canvas.(fyne.Shortcutable); ok {
			c.TypedShortcut(s)
		}
	}
}

// FocusGained draws the focus ring.
func (r *reader) FocusGained() { r.focused = true; r.Refresh() }

// FocusLost takes the focus ring away.
func (r *reader) FocusLost() { r.focused = false; r.Refresh() }

// CreateRenderer draws the page with a ring while it has the keyboard.
func (r *reader) CreateRenderer() fyne.WidgetRenderer {
	renderer := &readerRenderer{reader: r, ring: canvas.NewRectangle(color.Transparent)}
	renderer.Refresh()
	return renderer
}

type readerRenderer struct {
	reader *reader
	ring   *canvas.Rectangle
}

func (r *readerRenderer) MinSize() fyne.Size { return fyne.NewSize(240, 120) }

func (r *readerRenderer) Layout(size fyne.Size) {
	r.ring.Resize(size)
	r.reader.scroll.Resize(size)
	r.reader.settle()
}

func (r *readerRenderer) Refresh() {
	r.ring.StrokeColor, r.ring.StrokeWidth = theme.Color(look.ColorRing), 0
	if r.reader.focused {
		r.ring.StrokeWidth = 2
	}
	r.ring.CornerRadius = theme.InputRadiusSize()
	r.ring.Refresh()
	r.reader.scroll.Refresh()
}

func (r *readerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.reader.scroll, r.ring}
}

func (r *readerRenderer) Destroy() {}
