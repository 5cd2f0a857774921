package form

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
	"recordaldesk/translations"
	"recordaldesk/ui/look"
	"recordaldesk/ui/voice"
)

// pageOf is a page of a filing in a window.
func pageOf(t *testing.T, f *rules.Filing, id string) (*Page, *fakeModel, *voice.Voice, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Look{})
	m, v := &fakeModel{filing: f}, voice.New(voice.Chinese)
	var fields []rules.Instance
	for _, i := range rules.Builtin().Shown(f, today) {
		if i.Page.ID == id {
			fields = append(fields, i)
		}
	}
	p := NewPage(v, m, m, Plan{Title: voice.Message("page." + id), Fields: fields})
	w := test.NewTempWindow(t, p.Object())
	w.Resize(fyne.NewSize(1116, 600))
	return p, m, v, w
}

func changing(kind string, fields ...string) *rules.Filing {
	f := rules.New("")
	rules.Builtin().Begin(f, kind, today)
	f.Change.Fields = fields
	return f
}

// labels are those of the boxes that Tab reaches, in order.
func labels(w fyne.Window) []string {
	var all []string
	w.Canvas().Unfocus()
	for range 200 {
		w.Canvas().FocusNext()
		box, ok := w.Canvas().Focused().(*Check)
		if ok && slices.Contains(all, box.Text) {
			break
		}
		if ok {
			all = append(all, box.Text)
		}
	}
	return all
}

func pressIn(w fyne.Window, key fyne.KeyName) {
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
}

// Sixty boxes in one heap are read by nobody.
func TestWhatChangesIsPickedInGroupsAndAPersonIsOneBox(t *testing.T) {
	f := changing("change_website")
	f.Host.LeadIsLegalRepresentative = false
	p, _, _, w := pageOf(t, f, "change")
	for _, heading := range []string{"page.host_unit", "page.host_address", "page.host_lead", "page.website", "page.access"} {
		if text := translations.Text(translations.Chinese, heading); !strings.Contains(said(p.Object()), text) {
			t.Errorf("no group is called %s", text)
		}
	}
	all := labels(w)
	if len(all) > 25 {
		t.Errorf("%d boxes: %q", len(all), all)
	}
	lead := translations.Text(translations.Chinese, "field.host.lead")
	if !slices.Contains(all, lead) || slices.Contains(all, translations.Text(translations.Chinese, "field.person.mobile")) {
		t.Errorf("a person is not one box: %q", all)
	}
}

func TestChangePageUnfoldsAPersonAndKeepsTheKeyboard(t *testing.T) {
	f := changing("change_host")
	f.Host.LeadIsLegalRepresentative = false
	_, m, _, w := pageOf(t, f, "change")
	lead := translations.Text(translations.Chinese, "field.host.lead")
	to := func(fits func(fyne.Focusable) bool) {
		t.Helper()
		for range 200 {
			if w.Canvas().Focused() != nil && fits(w.Canvas().Focused()) {
				return
			}
			w.Canvas().FocusNext()
		}
		t.Fatal("Tab does not reach it")
	}
	box := func(text string) func(fyne.Focusable) bool {
		return func(o fyne.Focusable) bool { b, ok := o.(*Check); return ok && b.Text == text }
	}
	to(box(lead))
	w.Canvas().FocusNext()
	if _, ok := w.Canvas().Focused().(*Button); !ok {
		t.Fatalf("behind the person stands %T", w.Canvas().Focused())
	}
	pressIn(w, fyne.KeyReturn)
	to(box(translations.Text(translations.Chinese, "field.person.mobile")))
	pressIn(w, fyne.KeyReturn)
	if want := []string{"host.lead.mobile"}; !slices.Equal(m.filing.Change.Fields, want) {
		t.Fatalf("ticked are %q, want %q", m.filing.Change.Fields, want)
	}
	to(box(lead))
	pressIn(w, fyne.KeyReturn)
	if want := []string{"host.lead"}; !slices.Equal(m.filing.Change.Fields, want) {
		t.Errorf("ticked are %q, want the whole person alone", m.filing.Change.Fields)
	}
	if b, ok := w.Canvas().Focused().(*Check); !ok || b.Text != lead {
		t.Errorf("the keyboard is at %v", w.Canvas().Focused())
	}
}

func TestWhatIsOnRecordStandsAboveTheFieldThatChanges(t *testing.T) {
	f := changing("change_host", "host.address", "host.certificate.address")
	f.Change.Before = map[string]string{"host.address": "广顺大街7号"}
	p, m, v, w := pageOf(t, f, "host_address")
	paths := p.Paths()
	at := slices.Index(paths, "change.before.host.address")
	if at < 0 || paths[at+1] != "host.address" {
		t.Fatalf("the fields are %q", paths)
	}
	if p.fields[at].frame != p.fields[at+1].frame {
		t.Error("they do not stand in one frame")
	}
	want := translations.Text(translations.Chinese, "form.before", map[string]string{"field": translations.Text(translations.Chinese, "field.host.address")})
	if !strings.Contains(said(p.Object()), want) {
		t.Errorf("it is not called %s", want)
	}
	p.Focus("change.before.host.address")
	typeInto(w, "2层")
	w.Canvas().FocusNext()
	typeInto(w, "望和路18号")
	if got := m.filing.Change.Before["host.address"]; got != "2层广顺大街7号" {
		t.Errorf("on record is %q", got)
	}
	if got := m.filing.Host.Address; got != "望和路18号" {
		t.Errorf("Tab does not lead on to what is filed: %q", got)
	}
	v.Switch(voice.English)
	p.Retranslate()
}

// found is what the rulebook says of the flaws of one field.
func found(f *rules.Filing, rule string) []rules.Finding {
	return slices.DeleteFunc(rules.Builtin().Check(f, today).Findings, func(f rules.Finding) bool { return f.Rule != rule })
}

func TestFindingOffersTheMendedText(t *testing.T) {
	f := changing("cancel_host")
	f.Host.RecordalNumber = "京ICP备2024071839号-1"
	p, m, v, w := pageOf(t, f, "host_unit")
	findings := found(f, "host-number-of-a-website")
	p.Find(findings, false)
	if text := said(p.Object()); !strings.Contains(text, "现在是“京ICP备2024071839号-1”") {
		t.Errorf("the page says %q", text)
	}
	p.Focus("host.recordal_number")
	w.Canvas().FocusNext()
	b, ok := w.Canvas().Focused().(*Button)
	if !ok || !strings.Contains(b.Text, "京ICP备2024071839号") {
		t.Fatalf("Tab leads to %T", w.Canvas().Focused())
	}
	p.Find(slices.Clone(findings), false) // a report that says the same
	v.Switch(voice.English)
	p.Retranslate()
	if w.Canvas().Focused() != fyne.Focusable(b) {
		t.Fatal("a report or another language took the button away under the person's hands")
	}
	pressIn(w, fyne.KeyReturn)
	if got := m.filing.Host.RecordalNumber; got != "京ICP备2024071839号" {
		t.Errorf("the field holds %q", got)
	}
	if e, ok := w.Canvas().Focused().(*Entry); !ok || e.Text != "京ICP备2024071839号" {
		t.Errorf("the keyboard is at %T", w.Canvas().Focused())
	}
}

func TestKeyMendsTheFieldAtHand(t *testing.T) {
	f := changing("cancel_host")
	f.Host.RecordalNumber = "京ICP备2024071839号-1"
	p, m, _, _ := pageOf(t, f, "host_unit")
	if p.Repair("host.recordal_number") {
		t.Error("something was mended before it was found")
	}
	p.Find(found(f, "host-number-of-a-website"), false)
	if !p.Repair("host.recordal_number") || m.filing.Host.RecordalNumber != "京ICP备2024071839号" {
		t.Errorf("the field holds %q", m.filing.Host.RecordalNumber)
	}
	if p.Repair("host.name") {
		t.Error("a field without a flaw was mended")
	}
}

func TestWhatIsToldAtAMomentStandsAtNoField(t *testing.T) {
	p, _, _, _ := pageOf(t, rules.New("new_recordal"), "host_unit")
	f := rules.Finding{Rule: "field-required", Field: "host.name", Severity: rules.Warning, Names: map[string]string{"field": "field.host.name"}}
	p.Find([]rules.Finding{f}, true)
	before := said(p.Object())
	f.Moment = rules.Sending
	p.Find([]rules.Finding{f}, true)
	if len(said(p.Object())) >= len(before) {
		t.Error("it stands at the field")
	}
}

func TestFindingAboutAListStandsBelowIt(t *testing.T) {
	f := trial.Valid()
	f.Kind = "change_website"
	f.Change.Fields = []string{"websites.0.domains"}
	test.NewTempApp(t).Settings().SetTheme(look.Look{})
	var fields []rules.Instance
	for _, i := range rules.Builtin().Shown(f, today) {
		if i.Page.ID == "domains" {
			fields = append(fields, i)
		}
	}
	m := &fakeModel{filing: f}
	p := NewPage(voice.New(voice.Chinese), m, m, Plan{Title: voice.Message("page.domains"), Fields: fields, Appends: []Append{{List: "websites.0.domains", Section: "domain"}}})
	findings := found(f, "change-of-single-domain")
	if len(findings) != 1 || findings[0].Field != "websites.0.domains" {
		t.Fatalf("found %+v", findings)
	}
	p.Find(findings, true)
	if text := translations.Text(translations.Chinese, "rule.change-of-single-domain"); !strings.Contains(said(p.Object()), text[:12]) {
		t.Errorf("the page does not say it: %q", said(p.Object()))
	}
}

func TestChecklistNamesTheDomainASectionIsAbout(t *testing.T) {
	f := trial.Valid()
	f.Websites = append(f.Websites, f.Clone().Websites[0])
	f.Websites[1].Name = "星禾商城"
	test.NewTempApp(t).Settings().SetTheme(look.Look{})
	var fields []rules.Instance
	for _, i := range rules.Builtin().Shown(f, today) {
		if i.Page.ID == "checklist" {
			fields = append(fields, i)
		}
	}
	m := &fakeModel{filing: f}
	p := NewPage(voice.New(voice.Chinese), m, m, Plan{Title: voice.Message("page.checklist"), Fields: fields,
		About: func(_ translations.Language, at string) string {
			if strings.HasPrefix(at, "websites.1") {
				return "星禾商城"
			}
			return ""
		}})
	text := said(p.Object())
	if !strings.Contains(text, "（星禾商城）") {
		t.Errorf("the page says %q", text)
	}
	if strings.Contains(text, translations.Text(translations.Chinese, "form.optional", map[string]string{"field": ""})) {
		t.Error("a question is called optional")
	}
}
