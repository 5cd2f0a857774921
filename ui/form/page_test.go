package form

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/ui/look"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

const today = "2026-11-23"

// fakeModel is a filing that takes what is typed and remembers which fields
// were left.
type fakeModel struct {
	filing *rules.Filing
	left   []string
}

func (m *fakeModel) Filing() *rules.Filing { return m.filing }
func (m *fakeModel) Set(path string, value any) {
	if err := m.filing.Set(path, value); err != nil {
		panic(err)
	}
}
func (m *fakeModel) Options(path string) []string {
	for _, i := range rules.Builtin().Shown(m.filing, today) {
		if i.Path == path {
			return rules.Builtin().Options(i)
		}
	}
	return nil
}
func (m *fakeModel) Picks() []rules.Pick         { return rules.Builtin().Picks(m.filing, today) }
func (m *fakeModel) Undo()                       {}
func (m *fakeModel) Redo()                       {}
func (m *fakeModel) Entered(string)              {}
func (m *fakeModel) Left(path string)            { m.left = append(m.left, path) }
func (m *fakeModel) Tidy(path string, value any) { m.Set(path, value) }
func (m *fakeModel) Append(path string)          {}
func (m *fakeModel) Remove(path string)          {}

func newPage(t *testing.T, id string) (*Page, *fakeModel, *voice.Voice, fyne.Window) {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.Look{})
	m := &fakeModel{filing: rules.New("new_recordal")}
	v := voice.New(voice.Chinese)
	var fields []rules.Instance
	for _, i := range rules.Builtin().Shown(m.filing, today) {
		if i.Page.ID == id {
			fields = append(fields, i)
		}
	}
	p := NewPage(v, m, m, Plan{Title: voice.Message("page." + id), Fields: fields})
	w := test.NewTempWindow(t, p.Object())
	w.Resize(fyne.NewSize(900, 600))
	return p, m, v, w
}

// typeInto types into what has the focus.
func typeInto(w fyne.Window, text string) {
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
}

// said gathers all text of the labels that are shown.
func said(o fyne.CanvasObject) string {
	var all []string
	for _, l := range seen.Objects(o) {
		if label, ok := l.(*widget.Label); ok {
			all = append(all, label.Text)
		}
	}
	return strings.Join(all, "\n")
}

func TestTypingReachesTheFiling(t *testing.T) {
	p, m, _, w := newPage(t, "account")
	p.Focus("account.company")
	typeInto(w, "某某公司")
	if got := m.filing.Account.Company; got != "某某公司" {
		t.Errorf("company = %q", got)
	}
}

func TestSwitchingLanguageKeepsTextAndFocus(t *testing.T) {
	p, m, v, w := newPage(t, "account")
	p.Focus("account.company")
	typeInto(w, "某某")
	before := w.Canvas().Focused()
	v.Switch(voice.Both)
	p.Retranslate()
	v.Switch(voice.English)
	p.Retranslate()
	typeInto(w, "公司")
	if w.Canvas().Focused() != before {
		t.Error("the focus moved")
	}
	if got := m.filing.Account.Company; got != "某某公司" {
		t.Errorf("company = %q, want 某某公司", got)
	}
}

func TestFindingWaitsUntilTheFieldIsLeft(t *testing.T) {
	p, m, _, w := newPage(t, "host_unit")
	m.filing.Host.Certificate.Type = "business_licence"
	p.Focus("host.certificate.number")
	typeInto(w, "91110105MA6KD35T44")
	report := rules.Builtin().Check(m.filing, today)
	p.Find(report.Findings, false)
	if strings.Contains(said(p.Object()), "91110105MA6KD35T44") {
		t.Error("the wrong check character was accused while it was being typed")
	}
	w.Canvas().Unfocus()
	p.Find(report.Findings, false)
	if !strings.Contains(said(p.Object()), "91110105MA6KD35T44") {
		t.Errorf("the finding is not said once the field was left:\n%s", said(p.Object()))
	}
}

func TestMissingIsSaidOnlyWhenAskedFor(t *testing.T) {
	p, m, _, _ := newPage(t, "account")
	findings := rules.Builtin().Check(m.filing, today).Findings
	p.Find(findings, false)
	before := said(p.Object())
	p.Find(findings, true)
	if after := said(p.Object()); len(after) <= len(before) {
		t.Error("what is missing is not said after the page was left")
	}
}

func TestLeavingAFieldTidiesIt(t *testing.T) {
	p, m, _, w := newPage(t, "host_unit")
	p.Focus("host.certificate.valid_from")
	typeInto(w, "20180521")
	w.Canvas().Unfocus()
	if got := m.filing.Host.Certificate.ValidFrom; got != "2018-05-21" {
		t.Errorf("valid_from = %q, want 2018-05-21", got)
	}
	if !slices.Contains(m.left, "host.certificate.valid_from") {
		t.Error("the model was not told that the field was left")
	}
}

func TestPickerIsWorkedWithTheKeyboard(t *testing.T) {
	p, m, _, w := newPage(t, "host_address")
	p.Focus("host.province")
	picker := w.Canvas().Focused().(*Picker)
	picker.TypedRune('z')
	search := w.Canvas().Focused().(*Entry)
	search.TypedRune('j')
	search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if m.filing.Host.Province != "330000" {
		t.Errorf("province = %q, want 330000 for zj", m.filing.Host.Province)
	}
	if w.Canvas().Focused() != picker {
		t.Error("the focus did not come back to the field")
	}
}

func TestPickerLeavesTheValueOnEscape(t *testing.T) {
	p, m, _, w := newPage(t, "host_address")
	m.filing.Host.Province = "330000"
	p.Focus("host.province")
	w.Canvas().Focused().(*Picker).TypedRune('b')
	w.Canvas().Focused().(*Entry).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if m.filing.Host.Province != "330000" {
		t.Errorf("province = %q, want 330000", m.filing.Host.Province)
	}
}

func TestCertificateOffersWhatFitsTheNature(t *testing.T) {
	_, m, _, _ := newPage(t, "host_unit")
	m.filing.Host.Nature = "law_firm"
	options := m.Options("host.certificate.type")
	if !slices.Contains(options, "law_firm_licence") || slices.Contains(options, "business_licence") {
		t.Errorf("options = %v", options)
	}
}

func BenchmarkPage(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.Look{})
	m := &fakeModel{filing: rules.New("new_recordal")}
	shown := rules.Builtin().Shown(m.filing, today)
	for b.Loop() {
		NewPage(voice.New(voice.Both), m, m, Plan{Title: voice.Message("page.account"), Fields: shown})
	}
}

// The toolkit sets a page out anew before it paints, unless something was typed
// below at the same moment; the page cannot wait for it.
func TestFieldsMakeRoomForAFindingAtOnce(t *testing.T) {
	p, m, v, _ := newPage(t, "account")
	m.filing.Account.ID = "5712"
	p.Find(rules.Builtin().Check(m.filing, today).Findings, false)
	apart := func(when string) {
		t.Helper()
		for i, f := range p.fields[1:] {
			above := p.fields[i].object
			if end := above.Position().Y + above.MinSize().Height; f.object.Position().Y < end {
				t.Errorf("%s %s begins at %v, within the field above, which ends at %v", when, f.Path, f.object.Position().Y, end)
			}
		}
	}
	apart("with a finding")
	v.Switch(voice.Both)
	p.Retranslate()
	apart("side by side")
}

func TestFieldThatIsEnteredShowsWhatWasFilledIn(t *testing.T) {
	p, m, _, w := newPage(t, "account")
	m.filing.Account.Company = "某某公司" // follows from the field before, which is left at this moment
	p.Focus("account.company")
	if got := w.Canvas().Focused().(*Entry).Text; got != "某某公司" {
		t.Errorf("the field shows %q, want 某某公司", got)
	}
}

// A page is given the keyboard before the window has its size, as at the start.
func TestFieldThatHasTheKeyboardIsInSight(t *testing.T) {
	p, _, v, w := newPage(t, "host_unit")
	v.Switch(voice.Both)
	p.Retranslate()
	p.Focus("host.superior")
	for _, height := range []float32{600, 300, 400} {
		w.Resize(fyne.NewSize(900, height))
		f := p.fields[len(p.fields)-1]
		top := p.body.Position().Y + f.object.Position().Y - p.scroll.Offset.Y
		if bottom := top + f.object.Size().Height; top < 0 || bottom > p.scroll.Size().Height {
			t.Errorf("%s is seen from %v to %v in a window %v high", f.Path, top, bottom, height)
		}
	}
}

// What somebody is at stays where it is on the screen when the labels around it take more
// lines, or fewer.
func TestSwitchingLanguageKeepsTheFieldWhereItIs(t *testing.T) {
	p, _, v, w := newPage(t, "legal_representative")
	w.Resize(fyne.NewSize(900, 400))
	p.Focus(p.Paths()[len(p.Paths())/2])
	o := w.Canvas().Focused().(fyne.CanvasObject)
	at := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y }
	before := at()
	if p.scroll.Offset.Y == 0 {
		t.Fatal("the field is seen without scrolling")
	}
	for _, mode := range []voice.Mode{voice.English, voice.Both, voice.Chinese, voice.Both} {
		v.Switch(mode)
		p.Retranslate()
		if got := at(); got < before-1 || got > before+1 {
			t.Errorf("%s: at %v, before at %v", mode, got, before)
		}
	}
}
