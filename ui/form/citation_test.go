package form

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/ui/look"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// The source of a finding leads to the rule, but stays out of the way of Tab.
func TestTheSourceOfAFindingLeadsToItsRule(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Look{})
	m := &fakeModel{filing: rules.New("new_recordal")}
	m.Set("account.id", "12")
	var fields []rules.Instance
	for _, i := range rules.Builtin().Shown(m.filing, today) {
		if i.Page.ID == "account" {
			fields = append(fields, i)
		}
	}
	asked := ""
	p := NewPage(voice.New(voice.Both), m, m, Plan{
		Title: voice.Message("page.account"), Fields: fields, Rule: func(id string) { asked = id },
	})
	w := test.NewTempWindow(t, p.Object())
	p.Find(rules.Builtin().Check(m.filing, today).Findings, false)
	if got := p.RuleAt("account.id"); got != "account-id-digits" {
		t.Errorf("the rule at the field is %q", got)
	}
	if got := p.RuleAt("account.company"); got != "" {
		t.Errorf("a field without a finding leads to %q", got)
	}
	for _, o := range seen.Objects(p.Object()) {
		if c, ok := o.(*citation); ok {
			test.Tap(c)
		}
	}
	if asked != "account-id-digits" {
		t.Errorf("the source leads to %q", asked)
	}
	p.Focus("account.id")
	w.Canvas().FocusNext()
	if got, want := w.Canvas().Focused(), p.fields[1].control.focus(); got != want {
		t.Errorf("Tab leads from the field to %T, want the next field", got)
	}
}
