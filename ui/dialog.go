package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Dialogs are built here once, since the toolkit's own put the keyboard nowhere
// and do not hear Escape.

// problem says in a sentence what went wrong and what to do.
func (d *Desk) problem(id string, args map[string]string) {
	d.ask(voice.Message(id, args), nil, nil)
}

// confirm asks a question whose answer may do harm; the safe answer has the
// keyboard.
func (d *Desk) confirm(question, yes string, do func()) {
	d.ask(voice.Message(question), voice.Message(yes), do)
}

// ask shows what is said with a button that closes it and, where there is
// something to do, one that does it.
func (d *Desk) ask(say, yes voice.Speaker, do func()) {
	if yes == nil {
		d.offer(say)
		return
	}
	d.offer(say, parts.Answer{Say: yes, Do: do})
}

// offer shows what is said with a button that closes it and one for each answer. The
// one that closes it has the keyboard.
func (d *Desk) offer(say voice.Speaker, answers ...parts.Answer) {
	closing := "dialog.cancel"
	if len(answers) == 0 {
		closing = "dialog.close"
	}
	d.dialog(say, closing, answers)
}

// inform shows what has been done, and what more can be done about it: there is nothing to
// cancel any more.
func (d *Desk) inform(say voice.Speaker, answers ...parts.Answer) {
	d.dialog(say, "dialog.close", answers)
}

func (d *Desk) dialog(say voice.Speaker, closing string, answers []parts.Answer) {
	if d.guard.screen != nil {
		return // it may be about a filing
	}
	showDialog(d.window, d.voice, say, closing, answers, nil)
}

// informIn is inform in the languages of a voice of its own, also before a locked window;
// closed, which may be nil, is called when it is no longer shown.
func (d *Desk) informIn(v *voice.Voice, say voice.Speaker, closed func()) {
	showDialog(d.window, v, say, "dialog.close", nil, closed)
}

// showDialog shows a dialog in a window; closed may be nil.
func showDialog(w fyne.Window, v *voice.Voice, say voice.Speaker, closing string, answers []parts.Answer, closed func()) {
	text := form.NewWords(v, form.Body, say)
	var box dialog.Dialog
	hide := func() { box.Hide() }
	button := func(say voice.Speaker, tapped func()) *form.Button {
		b := form.NewButton(nil, tapped)
		b.OnEscape = hide
		b.Say(v, say)
		return b
	}
	safe := button(voice.Message(closing), hide)
	buttons := container.NewWithoutLayout(safe)
	for _, a := range answers {
		buttons.Add(button(a.Say, func() {
			hide()
			a.Do()
		}))
	}
	box = boxIn(w, v.Text("app.name"), text.Object(), nil, buttons.Objects)
	before := w.Canvas().Focused()
	box.SetOnClosed(func() {
		if before != nil {
			w.Canvas().Focus(before)
		}
		if closed != nil {
			closed()
		}
	})
	box.Show()
	w.Canvas().Focus(safe)
}

// The room that a dialog takes: its width in heights of the text, the least height it has,
// and what it leaves of the window around it.
const (
	dialogWidth  = 37
	dialogHeight = 220
	dialogEdge   = 40

	dialogMargins = 32 // what the toolkit leaves at both sides, whatever the theme says (fyne dialog/base.go)
)

// box makes a dialog that says something in words, with something to type into beneath
// them or nil, and with buttons at its foot. It is as high as its words; what the window
// has no room for scrolls.
func (d *Desk) box(words, entry fyne.CanvasObject, buttons []fyne.CanvasObject) dialog.Dialog {
	return boxIn(d.window, d.voice.Text("app.name"), words, entry, buttons)
}

func boxIn(w fyne.Window, title string, words, entry fyne.CanvasObject, buttons []fyne.CanvasObject) dialog.Dialog {
	window := w.Canvas().Size().SubtractWidthHeight(dialogEdge, dialogEdge)
	width := fyne.Min(window.Width, dialogWidth*theme.TextSize())
	inside := width - dialogMargins
	row := container.New(parts.NewFlow(), buttons...)
	var all float32
	for _, b := range buttons {
		all += b.MinSize().Width + theme.Padding()
	}
	var foot fyne.CanvasObject = row
	if all <= inside {
		foot = container.NewCenter(container.NewHBox(buttons...))
	}
	page := container.New(parts.Column{}, words)
	if entry != nil {
		page.Add(entry)
	}
	for range 2 { // what wraps knows its height once it has a width
		page.Resize(fyne.NewSize(inside, page.MinSize().Height))
		foot.Resize(fyne.NewSize(inside, foot.MinSize().Height))
	}
	content := container.NewBorder(nil, foot, nil, nil, container.NewVScroll(page))
	box := dialog.NewCustomWithoutButtons(title, content, w)
	around := box.MinSize().Height - content.MinSize().Height
	height := page.MinSize().Height + foot.MinSize().Height + around + 2*theme.Padding()
	box.Resize(fyne.NewSize(width, fyne.Min(window.Height, fyne.Max(dialogHeight, height))))
	return box
}

// ShowProblem opens a window that says in both languages why the program cannot
// start, and returns when it is closed; closed is called just before.
func ShowProblem(a fyne.App, id string, closed func()) {
	a.Settings().SetTheme(look.Look{})
	w := problemWindow(a, id)
	w.SetOnClosed(closed)
	w.ShowAndRun()
}

func problemWindow(a fyne.App, id string) fyne.Window {
	v := voice.New(voice.Both)
	w := a.NewWindow(v.Text("app.name"))
	text := form.NewWords(v, form.Body, voice.Message(id))
	closing := form.NewButton(nil, w.Close)
	closing.OnEscape = w.Close
	closing.Say(v, voice.Message("dialog.close"))
	page := container.New(parts.Column{}, text.Object())
	width := dialogWidth * theme.TextSize()
	for range 2 { // what wraps knows its height once it has a width
		page.Resize(fyne.NewSize(width, page.MinSize().Height))
	}
	foot := container.NewCenter(closing)
	height := page.MinSize().Height + foot.MinSize().Height + 8*theme.Padding()
	w.SetContent(container.NewPadded(container.NewBorder(nil, foot, nil, nil, container.NewVScroll(page))))
	w.Resize(fyne.NewSize(width+2*theme.Padding(), fyne.Max(dialogHeight, height)))
	w.Canvas().Focus(closing)
	return w
}

// askLine asks for a line of text; done is called with one that is not empty.
func (d *Desk) askLine(say, yes voice.Speaker, text string, done func(text string)) {
	entry := form.NewEntry()
	entry.SetText(text)
	d.askInto(entry, say, yes, done)
}

// askSecret asks for a password, which is not shown.
func (d *Desk) askSecret(say, yes voice.Speaker, done func(password string)) {
	entry := form.NewEntry()
	entry.Password = true
	d.askInto(entry, say, yes, done)
}

func (d *Desk) askInto(entry *form.Entry, say, yes voice.Speaker, done func(text string)) {
	if d.guard.screen != nil {
		return // it may be about a filing
	}
	var box dialog.Dialog
	hide := func() { box.Hide() }
	take := func() {
		if typed := strings.TrimSpace(entry.Text); typed != "" {
			hide()
			done(typed)
		}
	}
	entry.OnSubmitted = func(string) { take() }
	entry.OnKey = func(key fyne.KeyName) bool {
		if key == fyne.KeyEscape {
			hide()
			return true
		}
		return false
	}
	button := func(say voice.Speaker, do func()) *form.Button {
		b := form.NewButton(nil, do)
		b.OnEscape = hide
		b.Say(d.voice, say)
		return b
	}
	words := form.NewWords(d.voice, form.Body, say)
	box = d.box(words.Object(), entry, []fyne.CanvasObject{button(voice.Message("dialog.cancel"), hide), button(yes, take)})
	box.Show()
	entry.ExpectLate() // the letter of the key that asks is no part of the answer
	d.window.Canvas().Focus(entry)
}
