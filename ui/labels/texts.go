package labels

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/translations/exchange"
	"recordaldesk/translations/labels"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// The texts of a message in the panel, and what is typed into them.

// text is a form of the message in a language.
type text struct {
	language translations.Language
	form     translations.Form
	entry    *form.Entry
	wrong    *form.Words // why it cannot be said like this
	builtIn  *form.Words // what the program says by itself, where that is something else
	typed    bool        // since the message was read
}

// formsOf are the forms that a message has in a language.
func formsOf(r *labels.Record, l translations.Language) []translations.Form {
	if labels.Counts(r.ID) {
		return translations.FormsFor(l)
	}
	return []translations.Form{translations.Other}
}

// text adds the entry for a form of the message in a language.
func (p *Panel) text(r *labels.Record, l translations.Language, f translations.Form) {
	of := r.Texts[l]
	t := &text{language: l, form: f, entry: form.NewLongEntry()}
	p.texts = append(p.texts, t)
	caption := p.speech.Words(form.Caption, func(in translations.Language) string {
		name := labels.LanguageName(in, l)
		if labels.Counts(r.ID) && len(translations.FormsFor(l)) > 1 {
			name = translations.Text(in, "labels.form", map[string]string{"language": name, "form": translations.Text(in, "labels.form."+string(f))})
		}
		return name
	})
	t.entry.SetText(of.Forms[f])
	t.entry.SetMinRowsVisible(2)
	if len([]rune(of.Forms[f])) > 60 {
		t.entry.SetMinRowsVisible(4)
	}
	t.entry.OnChanged = func(string) {
		t.typed = true
		p.typed()
	}
	t.entry.OnBlur = p.Leave
	t.entry.OnKey = func(key fyne.KeyName) bool {
		if key == fyne.KeyEscape {
			p.escape()
			return true
		}
		return false
	}
	t.wrong = p.speech.Words(form.Body, voice.Message("labels.refused.empty"))
	t.wrong.Color(widget.DangerImportance)
	t.wrong.Object().Hide()
	t.builtIn = p.speech.Words(form.Quiet, func(in translations.Language) string {
		return translations.Text(in, "labels.built_in", map[string]string{"text": of.BuiltIn[f]})
	})
	parts.SetVisible(t.builtIn.Object(), of.Edited() && of.BuiltIn[f] != "" && of.BuiltIn[f] != of.Forms[f])
	p.body.Add(container.New(parts.Stack{}, caption.Object(), t.entry, t.wrong.Object(), t.builtIn.Object()))
}

// forms are what the entries say in a language.
func (p *Panel) forms(l translations.Language) translations.Forms {
	all := translations.Forms{}
	for _, t := range p.texts {
		if t.language == l {
			all[t.form] = t.entry.Text
		}
	}
	return all
}

// typed has the program speak as it is typed, and says what is wrong with it.
func (p *Panel) typed() {
	for l := range p.changes() {
		if err := p.refused(l); err == nil {
			// A text that can be kept can be tried.
			_ = p.o.Try(l, p.id, p.forms(l))
		}
	}
	p.judge()
}

// changes are the languages in which something else is typed than is kept.
func (p *Panel) changes() map[translations.Language]translations.Forms {
	changed := map[translations.Language]translations.Forms{}
	r, ok := p.o.Bench.Record(p.id)
	if !ok {
		return changed
	}
	for _, t := range p.texts {
		forms := p.forms(t.language)
		if t.typed && !forms.Equal(r.Texts[t.language].Forms) && (!r.Texts[t.language].Missing() || !blank(forms)) {
			changed[t.language] = forms
		}
	}
	return changed
}

func blank(forms translations.Forms) bool {
	for _, text := range forms {
		if strings.TrimSpace(text) != "" {
			return false
		}
	}
	return true
}

// refused says at the entries of a language why they cannot be kept, and returns that.
func (p *Panel) refused(l translations.Language) error {
	err := labels.Refuse(l, p.id, p.forms(l))
	var refusal *labels.Refusal
	errors.As(err, &refusal)
	for _, t := range p.texts {
		if t.language != l {
			continue
		}
		wrong := refusal != nil && (refusal.Form == t.form || refusal.Form == "")
		if wrong {
			t.wrong.Say(func(in translations.Language) string { return exchange.Reason(in, refusal) })
		}
		if t.wrong.Object().Visible() != wrong {
			parts.SetVisible(t.wrong.Object(), wrong)
			p.settle()
		}
	}
	return err
}
