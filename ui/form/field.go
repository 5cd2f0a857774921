// Package form has the widgets that a page of the wizard is made of, built from
// the rulebook's form definitions: fields with their labels, hints, controls and
// findings, and pages that lay them out.
package form

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// Model is the filing that a form shows and changes. It is used on the UI
// goroutine.
type Model interface {
	// Filing is the filing as it stands, to be read only.
	Filing() *rules.Filing
	// Set gives the field at path another value.
	Set(path string, value any)
	// Options lists what the choice at path offers as the filing stands.
	Options(path string) []string
	// Picks lists what the filing may say that changes.
	Picks() []rules.Pick
	// Tidy gives the field at path the value that a person has typed as it is filed.
	Tidy(path string, value any)
	// Undo and Redo take the last change back, in whichever field, and bring it back.
	Undo()
	Redo()
	// Entered and Left tell that the field at path has got or lost the focus.
	Entered(path string)
	Left(path string)
}

// Field is one field of a page.
type Field struct {
	Path string

	model   Model
	voice   *voice.Voice
	rule    *rules.Field
	control control // nil where the value follows from other answers
	caption *Words
	hint    *Words
	derived *Words
	remark  *remark
	notes   *notes
	object  *fyne.Container
	frame   fyne.CanvasObject // what stands on the page: the field, or what is on record with it
	onFocus func(*Field)
	focused bool
}

func newField(v *voice.Voice, m Model, i rules.Instance, onFocus func(*Field), onSource func(rule string)) *Field {
	f := &Field{Path: i.Path, model: m, voice: v, rule: i.Field, onFocus: onFocus}
	label := func(l translations.Language) string { return wording.Label(l, i.Field.ID) }
	help := voice.Message("field." + i.Field.ID + ".help")
	mark := ""
	switch {
	case i.Field.Before:
		mark, help = "form.before", voice.Message("form.before.help")
	case !i.Required() && !i.Field.Derived && i.Field.Type != rules.TypeFlag && !strings.HasSuffix("."+i.Section.Base, ".answers"):
		mark = "form.optional"
	}
	f.caption = NewWords(v, Caption, func(l translations.Language) string {
		if mark != "" {
			return translations.Text(l, mark, map[string]string{"field": label(l)})
		}
		return label(l)
	})
	f.hint = NewWords(v, Quiet, help)
	f.remark = newRemark(v)
	f.notes = newNotes(v, privacyIn(m), f.repair, onSource)
	f.build(label)
	f.frame = f.object
	f.Refresh()
	return f
}

// privacyIn returns how things are said without the numbers that the model's filing
// holds when they are said.
func privacyIn(m Model) func() *wording.Privacy {
	return func() *wording.Privacy { return wording.PrivacyOf(m.Filing()) }
}

func (f *Field) build(label voice.Speaker) {
	changed := func(value any) { f.model.Set(f.Path, value) }
	options := func() []string { return f.model.Options(f.Path) }
	below := func(name string) func() string { return func() string { return f.model.Filing().Text(name) } }
	switch {
	case f.rule.Derived:
		f.derived = NewWords(f.voice, Body, f.sayValue)
		f.object = container.New(tight{}, f.caption.Object(), f.derived.Object(), f.hint.Object(), f.remark.object, f.notes.object)
		return
	case f.rule.Type == rules.TypeFlag:
		f.control = newFlag(f.voice, label, changed)
		f.object = container.New(tight{}, f.control.object(), f.hint.Object(), f.remark.object, f.notes.object)
	case f.rule.Type == rules.TypeProvince:
		f.control = newDivision(f.voice, f.rule, func() string { return "" }, changed)
	case f.rule.Type == rules.TypeCity:
		f.control = newDivision(f.voice, f.rule, below("host.province"), changed)
	case f.rule.Type == rules.TypeCounty:
		f.control = newDivision(f.voice, f.rule, below("host.city"), changed)
	case f.rule.Type == rules.TypeChoice && f.few():
		f.control = newSegments(f.voice, f.rule, options, changed)
	case f.rule.Type == rules.TypeChoice:
		f.control = newChoice(f.voice, f.rule, options, changed)
	case f.rule.Type == rules.TypeChoices:
		f.control = newChoices(f.voice, f.rule, options, changed)
	case f.rule.Type == rules.TypeFields:
		f.control = newFields(f.voice, f.model, changed)
	case f.rule.Type == rules.TypeUntil:
		f.control = newUntil(f.voice, f.rule, changed)
	default:
		f.control = newText(f.rule, changed)
	}
	if f.object == nil {
		f.object = container.New(tight{}, f.caption.Object(), f.hint.Object(), f.control.object(), f.remark.object, f.notes.object)
	}
	f.watchFocus()
}

// few reports whether all that can be chosen fits side by side. A filing from
// elsewhere may have something else there, which a list can show.
func (f *Field) few() bool {
	value, options := f.model.Filing().Text(f.Path), f.model.Options(f.Path)
	return f.rule.Offers <= fewChoices && len(options) > 0 && (value == "" || slices.Contains(options, value))
}

// watchFocus tells the page and the model when the field is entered and left.
func (f *Field) watchFocus() {
	enter := func() {
		if !f.focused {
			f.Refresh() // it may have been filled in when the field before was left
		}
		f.focused = true
		f.onFocus(f)
		f.model.Entered(f.Path)
	}
	leave := func() {
		f.focused = false
		f.tidy()
		f.model.Left(f.Path)
	}
	switch c := f.control.focus().(type) {
	case *Entry:
		c.OnFocus, c.OnBlur = enter, leave
		c.OnUndo, c.OnRedo = f.model.Undo, f.model.Redo
	case *Picker:
		c.OnFocus, c.OnBlur = enter, leave
	case *Segments:
		c.OnFocus, c.OnBlur = enter, leave
	case *Check:
		c.OnFocus, c.OnBlur = enter, leave
	}
	if ticks, ok := f.control.(*fieldsControl); ok {
		ticks.onFocus, ticks.onBlur = enter, leave
	}
}

// tidy rewrites what was typed the way it is filed, once the field is left: a
// text is never changed under a person's hands.
func (f *Field) tidy() {
	typed := f.model.Filing().Text(f.Path)
	if typed == "" || typed == rules.LongTerm {
		return
	}
	if tidied := rules.Tidy(f.rule.Type, typed); tidied != typed {
		f.model.Tidy(f.Path, tidied)
		f.Refresh()
	}
}

func (f *Field) sayValue(l translations.Language) string {
	value, err := f.model.Filing().Get(f.Path)
	if err != nil {
		return ""
	}
	return wording.Value(l, f.rule, value)
}

// Refresh shows the filing's value.
func (f *Field) Refresh() {
	if f.control == nil {
		f.derived.Retranslate()
		return
	}
	if value, err := f.model.Filing().Get(f.Path); err == nil {
		f.control.show(value)
	}
}

// Focus puts the keyboard into the field.
func (f *Field) Focus() {
	if f.control == nil {
		return
	}
	if c := canvasOf(f.object); c != nil {
		c.Focus(f.control.focus())
	}
}

// Unfocus takes the keyboard from whatever has it, so that a field which is
// being filled in is done before the page goes.
func Unfocus(o fyne.CanvasObject) {
	if c := canvasOf(o); c != nil {
		c.Unfocus()
	}
}

// Focus puts the keyboard on a widget, also on one that has not been painted yet.
func Focus(o interface {
	fyne.CanvasObject
	fyne.Focusable
}) {
	if c := canvasOf(o); c != nil {
		c.Focus(o)
	}
}

// canvasOf is the canvas an object stands on. The toolkit knows it only once the
// object has been painted; until then it is the program's one window.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(o); c != nil {
		return c
	}
	if windows := driver.AllWindows(); len(windows) > 0 {
		return windows[0].Canvas()
	}
	return nil
}

// Find shows the findings at the field. While a person types in it, only those
// that have been mended go; new ones wait until the field is left. It reports
// whether the field may have another height now.
func (f *Field) Find(findings []rules.Finding) bool {
	if f.focused {
		findings = slices.DeleteFunc(slices.Clone(findings), func(n rules.Finding) bool {
			return !slices.ContainsFunc(f.notes.findings, func(o rules.Finding) bool { return o.Rule == n.Rule })
		})
	}
	if !f.notes.show(findings) {
		return false
	}
	f.object.Refresh()
	return true
}

// repair puts the mended text into the field and the keyboard with it.
func (f *Field) repair(mended string) {
	f.model.Set(f.Path, mended)
	f.Refresh()
	f.Focus()
}

// Retranslate says all of the field in the language chosen now; what was typed
// and where the cursor stands remain.
func (f *Field) Retranslate() {
	f.caption.Retranslate()
	f.hint.Retranslate()
	if f.control == nil {
		f.derived.Retranslate()
	} else {
		f.control.retranslate()
	}
	f.remark.retranslate()
	f.notes.retranslate()
}

func importance(s rules.Severity) widget.Importance {
	return map[rules.Severity]widget.Importance{
		rules.Error: widget.DangerImportance, rules.Warning: widget.WarningImportance, rules.Hint: widget.LowImportance,
	}[s]
}
