package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

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
	d.dialogIn(d.voice, say, closing, answers, nil)
}

// informIn is inform in the languages of a voice of its own, also before a locked window;
// closed, which may be nil, is called when it is no longer shown.
func (d *Desk) informIn(v *voice.Voice, say voice.Speaker, closed func()) {
	d.dialogIn(v, say, "dialog.close", nil, closed)
}

func (d *Desk) dialogIn(v *voice.Voice, say voice.Speaker, closing string, answers []parts.Answer, closed func()) {
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
	buttons := container.NewHBox(safe)
	for _, a := range answers {
		buttons.Add(button(a.Say, func() {
			hide()
			a.Do()
		}))
	}
	content := container.NewBorder(nil, container.NewCenter(buttons), nil, nil, text.Object())
	box = dialog.NewCustomWithoutButtons(d.voice.Text("app.name"), content, d.window)
	box.Resize(fyne.NewSize(520, 220))
	before := d.window.Canvas().Focused()
	box.SetOnClosed(func() {
		if before != nil {
			d.window.Canvas().Focus(before)
		}
		if closed != nil {
			closed()
		}
	})
	box.Show()
	d.window.Canvas().Focus(safe)
}

// ShowProblem opens a window that says in both languages why the program cannot
// start, and returns when it is closed; closed is called just before.
func ShowProblem(a fyne.App, id string, closed func()) {
	a.Settings().SetTheme(look.Look{})
	v := voice.New(voice.Both)
	w := a.NewWindow(v.Text("app.name"))
	text := form.NewWords(v, form.Body, voice.Message(id))
	closing := form.NewButton(nil, w.Close)
	closing.OnEscape = w.Close
	closing.Say(v, voice.Message("dialog.close"))
	w.SetContent(container.NewPadded(container.NewBorder(nil, container.NewCenter(closing), nil, nil, text.Object())))
	w.Resize(fyne.NewSize(560, 220))
	w.Canvas().Focus(closing)
	w.SetOnClosed(closed)
	w.ShowAndRun()
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
	buttons := container.NewCenter(container.NewHBox(button(voice.Message("dialog.cancel"), hide), button(yes, take)))
	box = dialog.NewCustomWithoutButtons(d.voice.Text("app.name"), container.NewBorder(words.Object(), buttons, nil, nil, container.NewVBox(entry)), d.window)
	box.Resize(fyne.NewSize(520, 220))
	box.Show()
	entry.ExpectLate() // the letter of the key that asks is no part of the answer
	d.window.Canvas().Focus(entry)
}
