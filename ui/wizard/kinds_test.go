package wizard

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
	"recordaldesk/rules/wording"
	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/session"
)

const hostNumber = "京ICP备2024071839号"

// begun opens a filing of a kind, as the screen of the kinds begins it.
func begun(t *testing.T, kind string, base *rules.Filing) *opened {
	t.Helper()
	o := openAs(t, store.Record{Filing: rules.New(""), Base: base}, func(s *session.Session) { s.Begin(kind, nil, 0) })
	o.Focus()
	return o
}

// key presses a key where the keyboard is.
func (o *opened) key(name fyne.KeyName) {
	o.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

// settled waits until the filing as it stands was judged.
func (o *opened) settled(t *testing.T) {
	t.Helper()
	judged := false
	o.session.OnReport(func() { judged = true })
	o.session.Left("")
	o.until(t, "the filing is judged", func() bool { return judged })
	for { // one that was under way may have come first
		select {
		case f := <-o.ui:
			f()
		case <-time.After(20 * time.Millisecond):
			return
		}
	}
}

// fill fills in the field that has the keyboard.
func (o *opened) fill(t *testing.T, i rules.Instance, value any) {
	t.Helper()
	if _, ok := o.window.Canvas().Focused().(*form.Segments); ok {
		o.typeText(strconv.Itoa(1 + slices.Index(o.session.Options(i.Path), value.(string))))
		return
	}
	if _, ok := o.window.Canvas().Focused().(*form.Picker); !ok {
		if text, ok := value.(string); ok {
			o.typeText(text)
		}
		return
	}
	var all []string
	switch v := value.(type) {
	case string:
		all = []string{v}
	case []string:
		all = v
	}
	for _, one := range all {
		o.key(fyne.KeyDown)
		o.typeText(wording.Value(translations.Chinese, i.Field, one))
		o.key(fyne.KeyReturn)
	}
}

// tick ticks the box with a label on the page of what changes.
func (o *opened) tick(t *testing.T, fieldID string) {
	t.Helper()
	label := wording.Label(translations.Chinese, fieldID)
	for range 100 {
		if box, ok := o.window.Canvas().Focused().(*form.Check); ok && box.Text == label {
			o.key(fyne.KeyReturn)
			return
		}
		o.window.Canvas().FocusNext()
	}
	t.Fatalf("Tab does not reach the box %s", label)
}

// filled is what a company says in a filing of any kind.
func filled() *rules.Filing {
	f := trial.Valid()
	f.Host.RecordalNumber, f.Websites[0].RecordalNumber = hostNumber, hostNumber+"-1"
	f.Change.Reason = "公司搬迁"
	f.Change.Before = map[string]string{"host.address": "广顺大街7号2层201室", "websites.0.name": "星禾云服务", "websites.0.access.ips": "54.222.0.9"}
	return f
}

func TestEveryKindIsFilledInWithTheKeyboardAlone(t *testing.T) {
	for _, c := range []struct {
		kind   string
		ticks  []string
		places []string // that it has, and
		lacks  []string
	}{
		{kind: "new_recordal", places: []string{"host_address", "access.0", "pre_approvals.0"}, lacks: []string{"change"}},
		{kind: "new_website", places: []string{"host_unit", "website.0", "access.0"}, lacks: []string{"change"}},
		{kind: "new_access", places: []string{"domains.0", "access.0"}, lacks: []string{"change", "pre_approvals.0"}},
		{kind: "change_host", ticks: []string{"host.address"}, places: []string{"change", "host_address"}, lacks: []string{"website.0", "access.0"}},
		{kind: "change_website", ticks: []string{"host.address", "websites.name"}, places: []string{"change", "website.0"}, lacks: []string{"access.0"}},
		{kind: "change_access", places: []string{"change", "access.0"}, lacks: []string{"pre_approvals.0"}},
		{kind: "cancel_host", places: []string{"change", "host_unit"}, lacks: []string{"website.0"}},
		{kind: "cancel_website", places: []string{"change", "website.0"}, lacks: []string{"access.0"}},
		{kind: "cancel_access", places: []string{"change", "website.0"}, lacks: []string{"access.0"}},
	} {
		t.Run(c.kind, func(t *testing.T) {
			o := begun(t, c.kind, nil)
			source := filled()
			if strings.HasPrefix(c.kind, "new_recordal") {
				source.Host.RecordalNumber = ""
			}
			if c.kind == "new_website" || c.kind == "new_recordal" {
				source.Websites[0].RecordalNumber = ""
			}
			for _, id := range c.ticks {
				o.tick(t, id)
				o.settled(t)
			}
			seen := map[string]bool{}
			for o.page != nil || o.at.step != stepCheck {
				seen[o.at.id()] = true
				if o.page != nil {
					for _, i := range o.at.fields(o.shown()) {
						value, err := source.Get(i.Path)
						if now, _ := o.session.Filing().Get(i.Path); err != nil || i.Field.Derived || i.Field.Type == rules.TypeFlag || i.Field.Type == rules.TypeFields ||
							i.Path == "account.relationship" || now != "" && o.session.Filing().Text(i.Path) != "" {
							continue
						}
						o.page.Focus(i.Path)
						if o.session.Filing().Text(i.Path) != "" {
							continue // by what it most likely holds
						}
						o.fill(t, i, value)
					}
				}
				o.Step(1)
			}
			o.settled(t)
			for _, f := range o.session.Report().Findings {
				if f.Severity == rules.Error && f.Moment == "" {
					t.Errorf("%s at %s: %q", f.Rule, f.Field, f.Args["value"])
				}
			}
			for _, id := range c.places {
				if !seen[id] {
					t.Errorf("the page %s is missing", id)
				}
			}
			for _, id := range c.lacks {
				if seen[id] {
					t.Errorf("the page %s has nothing to fill in", id)
				}
			}
			for id, item := range o.items {
				if item.alarm || item.word == "" && id != "check" {
					t.Errorf("the rail says %q of %s", item.word, id)
				}
			}
		})
	}
}

func TestTickingShowsThePagesAtOnceAndUntickingTakesThemAway(t *testing.T) {
	o := begun(t, "change_host", nil)
	if o.items["host_address"] == nil || o.items["website.0"] != nil {
		t.Fatal("the rail does not begin with what tells which host unit is meant")
	}
	o = begun(t, "change_website", nil)
	if o.items["access.0"] != nil {
		t.Fatal("nothing changes about the access, and it has a page")
	}
	o.tick(t, "websites.access.ips")
	o.until(t, "the access has a page", func() bool { return o.items["access.0"] != nil })
	o.GoTo("websites.0.access.ips")
	if got := o.session.Record().Page; got != "access.0" {
		t.Fatalf("at %q", got)
	}
	o.session.Set("change.fields", []string{})
	o.until(t, "the page is gone, and the one before it shown", func() bool { return o.session.Record().Page == "website_lead.0" })
	if o.items["access.0"] != nil {
		t.Error("the rail still has it")
	}
}

// Whatever a finding stands at, choosing it leads somewhere.
func TestEveryPlaceOfAFindingLeadsSomewhere(t *testing.T) {
	for _, c := range []struct{ kind, path, page string }{
		{"new_recordal", "websites.0.domains", "domains.0"},
		{"new_recordal", "websites.0.pre_approvals", "pre_approvals.0"},
		{"new_recordal", "websites", "website.0"},
		{"new_recordal", "host.lead", "host_lead"},
		{"new_recordal", "attachments", "materials"},
		{"new_recordal", "attachments.3.file", "materials"},
		{"new_recordal", "", "check"},
		{"new_recordal", "something.else", "check"},
		{"new_recordal", "kind", "account"},
		{"new_recordal", "answers.credit_normal", "checklist"},
		{"new_recordal", "answers", "checklist"},
		{"cancel_host", "kind", "change"},
		{"cancel_host", "host.superior", "change"},
		{"cancel_website", "websites.0.access.ips", "website.0"},
		{"change_host", "change.fields", "change"},
		{"change_host", "websites", "change"},
		{"change_host", "host.certificate", "host_unit"},
	} {
		o := begun(t, c.kind, nil)
		o.Show("check")
		if c.page == "check" {
			o.Show("materials")
		}
		o.GoTo(c.path)
		if got := o.session.Record().Page; got != c.page {
			t.Errorf("%s: %q leads to %q, want %q", c.kind, c.path, got, c.page)
		}
		if scans, ok := o.screen.(fakeScreen); ok && c.page == "materials" && scans.Text != c.path {
			t.Errorf("the materials were not told to show %q", c.path)
		}
	}
}

func TestWhatIsToldAtAMomentIsNoProblem(t *testing.T) {
	o := begun(t, "new_recordal", nil)
	o.Show("check")
	for _, f := range o.summary.findings {
		if f.Moment != "" {
			t.Errorf("the summary has %s", f.Rule)
		}
	}
	o.session.Report().Findings = []rules.Finding{{Rule: "x", Severity: rules.Error, Moment: rules.Papers, Field: "host.name"}}
	if got := stateOf(o.session, o.find("host_unit"), o.shown()); got.errors > 0 {
		t.Errorf("the rail counts it: %+v", got)
	}
}

func TestAFilingWithSeveralWebsitesSaysOnTheRailWhichIsWhich(t *testing.T) {
	o := begun(t, "change_website", nil)
	lists{o.Wizard}.Append("websites")
	if got := o.session.Record().Page; got != "website.1" {
		t.Fatalf("at %q", got)
	}
	text := translations.Text(translations.Chinese, "step.website.number", map[string]string{"number": "2"})
	said := false
	for _, h := range o.headings {
		said = said || strings.Contains(saidBy(h), text)
	}
	if !said {
		t.Errorf("no heading says %s", text)
	}
	o.session.Set("websites.1.name", "第二个网站")
	lists{o.Wizard}.Remove("websites.1")
	if got := o.session.Record().Page; got == "website.1" || o.items["website.1"] != nil {
		t.Errorf("after it was removed the window stands at %q", got)
	}
}

func TestACancellationIsOneWebsiteAtATime(t *testing.T) {
	o := begun(t, "cancel_website", nil)
	o.GoTo("websites.0.name")
	for _, a := range o.appends(o.at.fields(o.shown())) {
		if a.List == "websites" {
			t.Error("a second website can be added to a cancellation")
		}
	}
}

func saidBy(w *form.Words) string {
	var all []string
	for _, o := range seen.Objects(w.Object()) {
		if l, ok := o.(*widget.Label); ok {
			all = append(all, l.Text)
		}
	}
	return strings.Join(all, "\n")
}
