package wizard

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// fakeScreen stands for the materials and the check.
type fakeScreen struct{ *widget.Label }

func (f fakeScreen) Object() fyne.CanvasObject { return f.Label }
func (f fakeScreen) Retranslate()              {}
func (f fakeScreen) Focus()                    {}
func (f fakeScreen) GoTo(path string)          { f.SetText(path) }

// opened is a wizard in a window over a filing, with the functions that came
// back from its workers waiting in a channel.
type opened struct {
	*Wizard
	window  fyne.Window
	session *session.Session
	store   *store.Store
	voice   *voice.Voice
	ui      chan func()
}

func open(t *testing.T, r store.Record) *opened {
	t.Helper()
	return openAs(t, r, func(*session.Session) {})
}

// openAs opens the wizard over a filing after something was done to it.
func openAs(t *testing.T, r store.Record, first func(*session.Session)) *opened {
	t.Helper()
	return openRefusing(t, r, nil, first)
}

// openRefusing opens it over one that can only be looked at, unless refuse is nil.
func openRefusing(t *testing.T, r store.Record, refuse func(), first func(*session.Session)) *opened {
	t.Helper()
	return openWith(t, r, func(o *session.Options) { o.Refuse = refuse }, first)
}

// openWith opens it over a session with other options.
func openWith(t *testing.T, r store.Record, with func(*session.Options), first func(*session.Session)) *opened {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Look{})
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Create(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	o := &opened{store: s, voice: voice.New(voice.Chinese), ui: make(chan func(), 1000)}
	now := func() time.Time { return time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC) }
	options := session.Options{Book: rules.Builtin(), Now: now, Do: func(f func()) { o.ui <- f }}
	with(&options)
	o.session = session.Open(s, d, options)
	t.Cleanup(func() {
		if err := o.session.Close(context.Background()); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	first(o.session)
	screen := func() Screen { return fakeScreen{widget.NewLabel("screen")} }
	o.Wizard = New(o.voice, o.session, Screens{Materials: screen, Check: screen})
	o.window = test.NewTempWindow(t, o.Object())
	o.window.Resize(fyne.NewSize(1366, 730))
	return o
}

// until runs what comes back to the UI goroutine until the condition holds.
func (o *opened) until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	timeout := time.After(10 * time.Second)
	for !holds() {
		select {
		case f := <-o.ui:
			f()
		case <-timeout:
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

func (o *opened) typeText(text string) {
	for _, r := range text {
		o.window.Canvas().Focused().TypedRune(r)
	}
}

func newFiling() store.Record { return store.Record{Filing: rules.New("new_recordal")} }

func TestWizardOpensWhereItWasLeft(t *testing.T) {
	r := newFiling()
	r.Page, r.Field = "domains.0", "websites.0.domains.0.holder"
	o := open(t, r)
	o.Focus()
	o.typeText("某公司")
	if got := o.session.Filing().Websites[0].Domains[0].Holder; got != "某公司" {
		t.Errorf("typing went elsewhere: holder = %q", got)
	}
}

// What cannot be changed stays where it is, and the wizard with it.
func TestNothingIsAddedToAFilingThatIsOnlyLookedAt(t *testing.T) {
	r := newFiling()
	r.Page = "domains.0"
	refused := 0
	o := openRefusing(t, r, func() { refused++ }, func(*session.Session) {})
	at := o.at
	lists{o.Wizard}.Append("websites")
	lists{o.Wizard}.Remove("websites.0")
	if refused != 2 || len(o.session.Filing().Websites) != 1 || !at.same(o.at) {
		t.Errorf("refused %d times; there are %d websites, and the wizard is at %s", refused, len(o.session.Filing().Websites), o.at.id())
	}
}

func TestStepsGoThroughAllPlacesAndBack(t *testing.T) {
	o := open(t, newFiling())
	want := []string{"account", "host_unit", "host_address", "legal_representative", "host_lead",
		"website.0", "domains.0", "website_lead.0", "access.0", "pre_approvals.0", "materials", "checklist", "check"}
	for _, id := range want[1:] {
		o.Step(1)
		if got := o.session.Record().Page; got != id {
			t.Fatalf("at %q, want %q", got, id)
		}
	}
	o.Step(1)
	if got := o.session.Record().Page; got != "check" {
		t.Errorf("behind the last place came %q", got)
	}
	o.Step(-1)
	if got := o.session.Record().Page; got != "checklist" {
		t.Errorf("back from the check came %q", got)
	}
}

func TestWhatIsMissingIsSaidOnceThePageWasLeft(t *testing.T) {
	o := open(t, newFiling())
	if n := len(o.summary.findings); n != 0 {
		t.Fatalf("an empty filing is accused of %d things before anything was typed", n)
	}
	o.Step(1)
	if n := len(o.summary.findings); n != 2 {
		t.Errorf("leaving the account page says %d things, want 2 (id and company)", n)
	}
	if got := o.items["account"].word; !strings.Contains(got, "2") || !o.items["account"].alarm {
		t.Errorf("rail says %q of the page left", got)
	}
	if o.items["host_unit"].alarm {
		t.Error("the rail accuses a page that was just opened")
	}
}

func TestSummaryGoesToTheField(t *testing.T) {
	o := open(t, newFiling())
	o.Show("check")
	i := slices.IndexFunc(o.summary.findings, func(f rules.Finding) bool { return f.Field == "websites.0.domains.0.name" })
	if i < 0 {
		t.Fatal("the missing domain is not in the summary")
	}
	o.summary.list.OnSelected(i)
	o.typeText("xinghe-yuntu.cn")
	if got := o.session.Filing().Websites[0].Domains[0].Name; got != "xinghe-yuntu.cn" {
		t.Errorf("domain = %q after choosing its line", got)
	}
}

func TestNextProblemGoesThroughAllPages(t *testing.T) {
	o := open(t, newFiling())
	o.Step(1)
	// Going back leaves the second page, so that its gaps count too from then on.
	for _, want := range []string{"account.id", "account.company", "host.name", "host.nature"} {
		o.NextProblem()
		if got := o.session.Record().Field; got != want {
			t.Errorf("at %q, want %q", got, want)
		}
	}
}

func TestAnswersBringFieldsAndTakeThemAway(t *testing.T) {
	r := newFiling()
	r.Page = "host_lead"
	o := open(t, r)
	o.session.Set("host.lead_is_legal_representative", false)
	o.until(t, "the host lead's fields are there", func() bool { return slices.Contains(o.page.Paths(), "host.lead.mobile") })
	o.session.Set("host.lead_is_legal_representative", true)
	o.until(t, "they are gone", func() bool { return !slices.Contains(o.page.Paths(), "host.lead.mobile") })
}

func TestSecondDomainCanBeAddedAndRemoved(t *testing.T) {
	r := newFiling()
	r.Page = "domains.0"
	o := open(t, r)
	lists{o.Wizard}.Append("websites.0.domains")
	o.typeText("second.cn")
	if got := o.session.Filing().Websites[0].Domains; len(got) != 2 || got[1].Name != "second.cn" {
		t.Fatalf("domains = %+v", got)
	}
	lists{o.Wizard}.Remove("websites.0.domains.0")
	if got := o.session.Filing().Websites[0].Domains; len(got) != 1 || got[0].Name != "second.cn" {
		t.Errorf("domains = %+v", got)
	}
}

func TestSecondWebsiteGetsPagesOfItsOwn(t *testing.T) {
	o := open(t, newFiling())
	lists{o.Wizard}.Append("websites")
	if got := o.session.Record().Page; got != "website.1" {
		t.Errorf("at %q, want the new website", got)
	}
	if _, ok := o.items["access.1"]; !ok {
		t.Error("the rail has no page for the second website's access")
	}
}

func TestSwitchingLanguageInTheWizardKeepsTheField(t *testing.T) {
	o := open(t, newFiling())
	o.voice.OnChange(o.Retranslate)
	o.Wizard.Focus()
	before := o.window.Canvas().Focused().(*form.Entry)
	o.typeText("3102")
	o.voice.Switch(voice.English)
	o.typeText("7748")
	o.voice.Switch(voice.Both)
	if before != o.window.Canvas().Focused() || before.Text != "31027748" {
		t.Errorf("text = %q, focus kept = %v", before.Text, before == o.window.Canvas().Focused())
	}
}

func BenchmarkSwitchLanguage(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.Look{})
	s, err := store.Open(b.Context(), b.TempDir(), store.Options{Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	r := newFiling()
	r.Page = "legal_representative"
	d, err := s.Create(b.Context(), r)
	if err != nil {
		b.Fatal(err)
	}
	v := voice.New(voice.Chinese)
	ses := session.Open(s, d, session.Options{Book: rules.Builtin(), Now: time.Now, Do: func(func()) {}})
	w := New(v, ses, Screens{})
	window := test.NewWindow(w.Object())
	defer window.Close()
	window.Resize(fyne.NewSize(1366, 730))
	v.OnChange(w.Retranslate)
	for b.Loop() {
		v.Switch(v.Next())
	}
	if err := ses.Close(context.Background()); err != nil {
		b.Fatal(err)
	}
}

func TestRailSaysThatThePacketWasExported(t *testing.T) {
	o := open(t, store.Record{Filing: rules.New("new_recordal")})
	o.Show("check")
	o.session.Note(func(r *store.Record) { r.Exported = &store.Export{File: "packet.zip"} })
	o.until(t, "the rail says at the check that it was exported", func() bool {
		return o.items["check"].word == o.voice.Text("state.exported", map[string]string{"count": "0"})
	})
}

// What is to be mended is listed above the page as soon as there is something; what somebody
// is at stays where it is on the screen.
func TestTheFieldStaysWhereItIsWhenThereIsSomethingToMend(t *testing.T) {
	for _, mode := range []voice.Mode{voice.Chinese, voice.Both} {
		r := newFiling()
		r.Page = "legal_representative"
		o := open(t, r)
		o.voice.Switch(mode)
		o.Retranslate()
		o.window.Resize(fyne.NewSize(1000, 500))
		o.page.Focus(o.page.Paths()[3])
		field := o.window.Canvas().Focused().(fyne.CanvasObject)
		at := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(field).Y }
		if o.summary.object.Visible() {
			t.Fatal("there is something to mend")
		}
		before := at()
		for _, findings := range [][]rules.Finding{{{Rule: "name-length", Severity: rules.Error, Field: "host.name"}}, nil} {
			o.summary.refresh(findings, nil)
			o.Object().Refresh()
			o.window.Resize(fyne.NewSize(1000, 500))
			frame := o.Object().(*fyne.Container).Objects[0].(*fyne.Container)
			frame.Layout.Layout(frame.Objects, frame.Size())
			if got := at(); got < before-1 || got > before+1 {
				t.Errorf("%s: with %d to mend the field is at %v, before at %v", mode, len(findings), got, before)
			}
		}
	}
}
