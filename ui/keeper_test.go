package ui

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/recheck"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

const (
	mobilePath  = "host.legal_representative.mobile"
	neighbour   = "杭州邻居示例有限公司"
	otherNumber = "91330106MA00000027"
)

// withNeighbour is a store with the sample and a filing of another company that
// has the same mobile in it.
func withNeighbour(t *testing.T) (s *store.Store, one, other string) {
	t.Helper()
	s = openStore(t)
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	g := rules.New("new_recordal")
	g.Host.Name, g.Host.Certificate.Number = neighbour, otherNumber
	g.Host.LegalRepresentative.Mobile = f.Host.LegalRepresentative.Mobile
	var ids []string
	for _, f := range []*rules.Filing{f, g} {
		draft, err := s.Create(t.Context(), store.Record{Filing: f})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, draft.ID)
	}
	return s, ids[0], ids[1]
}

// says reports whether the window says a text somewhere.
func (d *desk) says(text string) bool {
	for _, o := range seen.Objects(d.window.Content()) {
		if l, ok := o.(*widget.Label); ok && strings.Contains(l.Text, text) {
			return true
		}
	}
	return false
}

func sharesMobile(r *rules.Report) bool {
	return slices.ContainsFunc(r.Findings, func(f rules.Finding) bool { return f.Rule == "shared-mobile" })
}

func (d *desk) judgedAll(t *testing.T) {
	t.Helper()
	d.until(t, "all filings are judged", func() bool { return d.keeper.State().Phase == recheck.Done })
}

// listed is the verdict on a draft as the list has it, and whether there is one.
func (d *desk) listed(s *store.Store, id string) (recheck.Verdict, bool) {
	for _, m := range s.Search("") {
		if m.ID == id {
			return d.keeper.Of(id, m.Seq)
		}
	}
	return recheck.Verdict{}, false
}

func TestWhatTwoCompaniesShareStandsAtItsField(t *testing.T) {
	s, one, other := withNeighbour(t)
	d := newDesk(t, s)
	d.Open(one) // before the desk is whole
	d.wizard.GoTo(mobilePath)
	d.until(t, "it is judged by what the neighbour holds", func() bool { return sharesMobile(d.session.Report()) })
	d.window.Canvas().Unfocus()
	d.until(t, "the neighbour is named at the field", func() bool { return d.says(neighbour) })
	if d.says(otherNumber) {
		t.Error("the window shows a number of the other company")
	}
	d.voice.Switch(voice.English)
	if !d.says("too.") || !d.says(neighbour) {
		t.Error("the finding is not said in English")
	}
	d.voice.Switch(voice.Chinese)
	d.judgedAll(t)
	before, _ := d.listed(s, other)

	shared := d.session.Filing().Host.LegalRepresentative.Mobile
	d.session.Set(mobilePath, "13912345679")
	d.until(t, "the neighbour is no longer named", func() bool { return !d.says(neighbour) })
	d.wizard.GoTo(mobilePath)
	d.session.Set(mobilePath, shared)
	d.until(t, "the shared number is judged", func() bool { return sharesMobile(d.session.Report()) })
	if d.says(neighbour) {
		t.Error("the neighbour is named while the field is worked on")
	}
	d.session.Set(mobilePath, "13912345679")
	d.Home()
	d.until(t, "the other filing is judged again", func() bool {
		v, current := d.listed(s, other)
		return current && v.Warnings == before.Warnings-1
	})
	d.until(t, "the filing that was left has its verdict", func() bool {
		v, current := d.listed(s, one)
		return current && v.Errors == 0
	})
}

// The filing that was open when the program ended is open before anything is
// known of the others.
func TestAFilingOpenAtTheStartIsJudgedAgain(t *testing.T) {
	s, one, _ := withNeighbour(t)
	if err := s.SetSetting(t.Context(), settingOpen, one); err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, s)
	shares := func() bool { return sharesMobile(d.session.Report()) }
	if d.session == nil || shares() {
		t.Fatal("the filing is not open, or the others were waited for")
	}
	d.until(t, "it is judged by what the others hold", shares)
}

func TestDeletingTheOtherFilingMakesTheFindingGo(t *testing.T) {
	s, one, other := withNeighbour(t)
	d := newDesk(t, s)
	d.judgedAll(t)
	d.Open(one)
	d.wizard.GoTo(mobilePath)
	if !d.says(neighbour) {
		t.Fatal("the neighbour is not named at the field")
	}
	d.Home()
	d.until(t, "the filing has its verdict", func() bool { _, current := d.listed(s, one); return current })
	before, _ := d.listed(s, one)
	list := drawn{s, d.Desk}
	if err := list.Delete(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	d.until(t, "the filing that is left is judged again", func() bool {
		v, current := d.listed(s, one)
		return current && v.Warnings == before.Warnings-1
	})
	d.Open(one)
	d.wizard.GoTo(mobilePath)
	if d.says(neighbour) {
		t.Error("a deleted filing is named at the field")
	}
}

// The session says that it was exported, with which the order is no longer under
// way.
func TestAnExportIsNoOrderUnderWay(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.judgedAll(t)
	d.openSample()
	d.opened(t, "")
	first := d.session.ID()
	d.session.Note(func(r *store.Record) { r.Exported = &store.Export{File: "备案.zip"} })
	d.Home()
	d.until(t, "it is judged", func() bool { _, current := d.listed(s, first); return current })
	d.openSample()
	d.opened(t, first)
	for _, f := range d.session.Report().Findings {
		if f.Rule == "order-under-way" {
			t.Error("the exported filing is still an order under way")
		}
	}
	id := d.session.ID()
	d.openSample()
	d.opened(t, id)
	found := false
	for _, f := range d.session.Report().Findings {
		found = found || f.Rule == "order-under-way"
	}
	if !found {
		t.Error("the filing that was not exported is no order under way")
	}
}

func TestTheListOfTheWindowTellsTheVerdicts(t *testing.T) {
	s, _, _ := withNeighbour(t)
	d := newDesk(t, s)
	home := d.screen.(*filings.Screen)
	d.judgedAll(t)
	d.until(t, "the list says that all is checked", func() bool { return d.says("已按规则库") })
	for range 5 { // over the buttons of the row
		d.window.Canvas().FocusNext()
	}
	d.press(fyne.KeyReturn)
	d.until(t, "all is judged again", func() bool { return d.keeper.State().Why == recheck.Asked })
	d.judgedAll(t)
	if d.screen != home {
		t.Errorf("%T is shown", d.screen)
	}
}
