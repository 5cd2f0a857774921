package form

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/assets/divisions"
	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// say gives the words for a member of a field's list.
func say(f *rules.Field, id string) voice.Speaker {
	return func(l translations.Language) string { return wording.Value(l, f, id) }
}

// offer makes the options for those ids that hold the query in either language.
func offer(v *voice.Voice, f *rules.Field, ids []string, query string) []Option {
	query = strings.ToLower(strings.TrimSpace(query))
	var options []Option
	for _, id := range ids {
		text, aside := v.Pair(say(f, id))
		searched := strings.ToLower(text + " " + wording.Value(translations.Chinese, f, id) + " " + wording.Value(translations.English, f, id))
		if query == "" || strings.Contains(searched, query) {
			options = append(options, Option{ID: id, Text: text, Aside: aside})
		}
	}
	return options
}

// choiceControl chooses one of a list.
type choiceControl struct {
	picker *Picker
	voice  *voice.Voice
	field  *rules.Field
	value  string
	width  int
}

func newChoice(v *voice.Voice, f *rules.Field, options func() []string, changed func(any)) *choiceControl {
	c := &choiceControl{voice: v, field: f, width: 36}
	c.picker = NewPicker(v,
		func(query string) []Option { return offer(v, f, options(), query) },
		func(id string) { c.show(id); changed(id) },
	)
	c.retranslate()
	return c
}

// newDivision chooses a province, city or county. below gives the code of the
// division to choose in.
func newDivision(v *voice.Voice, f *rules.Field, below func() string, changed func(any)) *choiceControl {
	c := &choiceControl{voice: v, field: f, width: 36}
	c.picker = NewPicker(v,
		func(query string) []Option { return divisionsFor(v, f.Type, below(), query) },
		func(id string) { c.show(id); changed(id) },
	)
	c.retranslate()
	return c
}

func divisionsFor(v *voice.Voice, t rules.Type, below, query string) []Option {
	places := divisions.Provinces()
	if t != rules.TypeProvince {
		if below == "" {
			return nil
		}
		places = divisions.Children(below)
	}
	if strings.TrimSpace(query) != "" {
		places = divisions.Search(places, query)
	}
	options := make([]Option, 0, len(places))
	for _, d := range places {
		text, aside := v.Pair(func(l translations.Language) string { return wording.Place(l, d.Code) })
		options = append(options, Option{ID: d.Code, Text: text, Aside: aside})
	}
	return options
}

func (c *choiceControl) object() fyne.CanvasObject { return container.New(wide{c.width}, c.picker) }
func (c *choiceControl) focus() fyne.Focusable     { return c.picker }

func (c *choiceControl) show(value any) {
	c.value, _ = value.(string)
	c.retranslate()
}

func (c *choiceControl) retranslate() {
	var chosen Option
	if c.value != "" {
		chosen = NewOption(c.voice, c.value, say(c.field, c.value))
	}
	c.picker.SetChosen(chosen, NewOption(c.voice, "", voice.Message("form.choose")))
}

// choicesControl chooses some of a list: each that is chosen stands as a button
// which takes it away again, behind them a picker adds another.
type choicesControl struct {
	box     *fyne.Container
	picker  *Picker
	voice   *voice.Voice
	field   *rules.Field
	chosen  []string
	changed func(any)
}

func newChoices(v *voice.Voice, f *rules.Field, options func() []string, changed func(any)) *choicesControl {
	c := &choicesControl{voice: v, field: f, changed: changed}
	c.picker = NewPicker(v, func(query string) []Option {
		left := slices.DeleteFunc(slices.Clone(options()), func(id string) bool { return slices.Contains(c.chosen, id) })
		return offer(v, f, left, query)
	}, func(id string) { c.change(append(slices.Clone(c.chosen), id)) })
	c.box = container.New(flow{new(float32)})
	c.retranslate()
	return c
}

func (c *choicesControl) change(chosen []string) {
	c.chosen = chosen
	c.retranslate()
	c.changed(slices.Clone(chosen))
}

func (c *choicesControl) object() fyne.CanvasObject { return c.box }
func (c *choicesControl) focus() fyne.Focusable     { return c.picker }

func (c *choicesControl) show(value any) {
	chosen, _ := value.([]string)
	if !slices.Equal(chosen, c.chosen) {
		c.chosen = slices.Clone(chosen)
		c.retranslate()
	}
}

func (c *choicesControl) retranslate() {
	var objects []fyne.CanvasObject
	for _, id := range c.chosen {
		chosen := NewButton(theme.CancelIcon(), func() {
			c.change(slices.DeleteFunc(slices.Clone(c.chosen), func(one string) bool { return one == id }))
		})
		chosen.Say(c.voice, say(c.field, id))
		objects = append(objects, chosen)
	}
	c.picker.SetChosen(Option{}, NewOption(c.voice, "", voice.Message("form.add_choice")))
	c.box.Objects = append(objects, container.New(fixed{24}, c.picker))
	c.box.Refresh()
}
