package rulebook

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// reader shows one entry whole. With the keyboard on it the arrow keys scroll.
type reader struct {
	parts.Scrolled
	screen *Screen
	page   page
	mode   voice.Mode // in which the page was said
	copy   *form.Button
	copied bool // the page is on the clipboard
}

var (
	_ fyne.Focusable = (*reader)(nil)
	_ fyne.Tappable  = (*reader)(nil)
)

func newReader(s *Screen) *reader {
	r := &reader{screen: s}
	r.copy = form.NewButton(theme.ContentCopyIcon(), r.keep)
	r.copy.OnEscape = s.leave
	r.copy.OnFocus = r.ToTop
	r.Begin(r, s.o.Canvas, fyne.NewSize(240, 120))
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
	r.ToTop()
}

// write sets the page: its name, what it says, and beneath a line what there is to
// know of it.
func (r *reader) write() {
	r.Body.Objects = nil
	if p := r.page; p.name != nil {
		r.label()
		v := r.screen.o.Voice
		sort := form.NewWords(v, form.Quiet, p.sort)
		if p.entry != nil {
			sort.Color(importance(p.entry.Severity))
		}
		head := container.New(parts.Stack{}, sort.Object(), form.NewWords(v, form.Heading, p.name).Object())
		r.Body.Add(container.NewBorder(nil, nil, nil, container.NewVBox(r.copy), head))
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
			r.Body.Add(text)
		}
		if len(aside.Objects) > 0 {
			r.Body.Add(container.New(parts.Indent{}, widget.NewSeparator()))
			r.Body.Add(aside)
		}
	}
	r.Settle()
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

// label says on the button whether the page was copied.
func (r *reader) label() {
	id := "rulebook.copy"
	if r.copied {
		id = "rulebook.copied"
	}
	r.copy.Say(r.screen.o.Voice, voice.Message(id))
}

// keep puts the page on the clipboard, for a mail.
func (r *reader) keep() {
	fyne.CurrentApp().Clipboard().SetContent(copied(r.screen.o.Voice, r.page))
	r.copied = true
	r.label()
}

// TypedKey scrolls or goes back to the search.
func (r *reader) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape, fyne.KeyBackspace:
		r.screen.leave()
	default:
		if !r.Goes(key.Name) {
			form.PassOn(r, key)
		}
	}
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
