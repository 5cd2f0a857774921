package wizard

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/casework"
	"recordaldesk/rules/trial"
	"recordaldesk/store"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

var (
	nameBack   = casework.FieldPlace("host.name")
	holderBack = casework.FieldPlace("websites.0.domains.0.holder")
	letterBack = casework.Place{Material: "responsibility_letter"}
)

// returnedFiling is a right filing of which a name, a paper and the holder of a domain
// came back.
func returnedFiling() (store.Record, *casework.Notice) {
	f := trial.Valid()
	item := func(at casework.Place, v casework.Verdict, words string) casework.Item {
		return casework.Item{Place: at, Verdict: v, Said: casework.Said{Chinese: "与证件不一致。", English: "Not as on the licence."}, Words: words, Of: casework.Fingerprint(f, at)}
	}
	return store.Record{Filing: f}, &casework.Notice{
		ID: "0193a1d2-7c3e-7abc-8def-0123456789ab", At: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), By: "甲", Desk: "一号窗口",
		Items: []casework.Item{
			item(nameBack, casework.Returned, "少了“（集团）”，请打13712345670"), item(letterBack, casework.Returned, "章不清楚"), item(holderBack, casework.Queried, "是同一家吗"),
		},
	}
}

// atField is how a field begins to say how far it is.
const atField = "一号窗口 甲，2026-11-20退回；"

func openReturned(t *testing.T) *opened {
	t.Helper()
	r, n := returnedFiling()
	return openWith(t, r, func(o *session.Options) { o.Returned = n }, func(*session.Session) {})
}

// said are the texts that the window shows.
func (o *opened) said() string {
	var b strings.Builder
	for _, one := range seen.Objects(o.Object()) {
		if l, ok := one.(*widget.Label); ok {
			b.WriteString(l.Text + "\n")
		}
	}
	return b.String()
}

// summaryLines are the lines of the list above the page.
func (o *opened) summaryLines() (all []string) {
	for i := range o.summary.count() {
		say, _ := o.summary.lineAt(i)
		all = append(all, o.voice.Line(say))
	}
	return all
}

func TestWhatCameBackStandsAtItsFieldAndIsRecheckedWhenItIsChanged(t *testing.T) {
	o := openReturned(t)
	o.ShowReturned()
	if got := o.session.Record().Page; got != "host_unit" {
		t.Fatalf("it goes to the page %q first", got)
	}
	said := o.said()
	for _, want := range []string{"退回（须修改）：与证件不一致。审核意见：少了“（集团）”，请打137****5670", "一号窗口 甲，2026-11-20退回；还没有修改。"} {
		if !strings.Contains(said, want) {
			t.Errorf("the page lacks %q:\n%s", want, said)
		}
	}
	lines := o.summaryLines()
	if len(lines) != 3 || o.summary.open != theReturned || !strings.HasPrefix(lines[0], "主办单位名称（还没有修改）：与证件不一致。") ||
		!strings.HasPrefix(lines[1], "网络信息安全管理责任书（还没有修改）") {
		t.Errorf("the list says %q", lines)
	}

	o.session.Set("host.name", o.session.Filing().Host.Name+"（集团）")
	o.until(t, "the change is judged", func() bool { return strings.Contains(o.said(), atField+"已修改") })
	if b, _ := o.session.BackAt(nameBack); b.State == casework.ToMend {
		t.Error("what was changed is still to be mended")
	}
	// It is changed back: what was judged stands there again.
	o.session.Set("host.name", strings.TrimSuffix(o.session.Filing().Host.Name, "（集团）"))
	o.until(t, "the change is judged", func() bool { return strings.Contains(o.said(), atField+"还没有修改。") })
}

func TestAWrongCorrectionIsSaidToBeDoubtful(t *testing.T) {
	o := openReturned(t)
	o.ShowReturned()
	o.session.Set("host.name", "")
	o.until(t, "the change is judged", func() bool {
		b, _ := o.session.BackAt(nameBack)
		return b.State == casework.Doubt && strings.Contains(o.said(), atField+"已修改，但检查仍有提示")
	})
}

func TestChoosingWhatCameBackGoesThere(t *testing.T) {
	o := openReturned(t)
	o.summary.returned.OnTapped()
	o.summary.list.OnSelected(2)
	if r := o.session.Record(); r.Page != "domains.0" || r.Field != holderBack.Field {
		t.Errorf("at %s, field %s", r.Page, r.Field)
	}
	if o.summary.open != theReturned {
		t.Error("the list closed, although there is more on it")
	}
	o.summary.list.OnSelected(1)
	if got := o.session.Record().Page; got != "materials" {
		t.Errorf("the paper is at %s", got)
	}
	o.summary.returned.OnTapped()
	if o.summary.open != nothing || o.summary.panel.Visible() {
		t.Error("the list stays open")
	}
}

// The key for the next problem goes through what came back, then through the findings,
// each once, and round again.
func TestTheNextProblemIsFirstWhatCameBack(t *testing.T) {
	r, n := returnedFiling()
	r.Filing.Host.Certificate.Number = "91110105MA6KD35T44" // wrong
	n.Items[0].Of, n.Items[2].Of = casework.Fingerprint(r.Filing, nameBack), casework.Fingerprint(r.Filing, holderBack)
	o := openWith(t, r, func(o *session.Options) { o.Returned = n }, func(*session.Session) {})
	var went []string
	for range 5 {
		o.NextProblem()
		at := o.session.Record().Field
		if o.session.Record().Page == "materials" {
			at = "materials"
		}
		went = append(went, at)
	}
	if want := []string{"host.name", "materials", "websites.0.domains.0.holder"}; !slices.Equal(went[:3], want) {
		t.Errorf("it goes to %q", went)
	}
	if i := slices.Index(went, "host.certificate.number"); i < 3 {
		t.Errorf("it goes to %q, never to the finding behind what came back", went)
	}
}

func TestWithoutANoticeNothingIsSaidOfReturns(t *testing.T) {
	for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
		f := trial.Valid()
		f.Host.Certificate.Number = "91110105MA6KD35T44" // wrong, so that there is something to list
		o := open(t, store.Record{Filing: f})
		o.voice.Switch(mode)
		o.Retranslate()
		if said := o.said(); strings.Contains(said, "退回") || strings.Contains(said, "eturned") {
			t.Errorf("it says:\n%s", said)
		}
		if !o.summary.object.Visible() || o.summary.returned.Visible() {
			t.Error("there is a button for what came back")
		}
		o.ShowReturned()
	}
}

func TestAReturnIsSaidInEnglishToo(t *testing.T) {
	o := openReturned(t)
	o.ShowReturned()
	o.voice.Switch(voice.English)
	o.Retranslate()
	for _, want := range []string{"Returned (to be corrected): Not as on the licence. Reviewer's words: 少了", "Returned by 甲, 一号窗口, on 2026-11-20; not changed yet.", "2 returned items to correct"} {
		if said := o.said(); !strings.Contains(said, want) {
			t.Errorf("it lacks %q:\n%s", want, said)
		}
	}
	if got := o.summary.returned.Text; got != "Hide what was returned" {
		t.Errorf("the button says %q", got)
	}
}
