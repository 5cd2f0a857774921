package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/rules/trial"
	"recordaldesk/store"
	"recordaldesk/store/pagecode"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// marked are filings full of numbers that nobody but their owner may read: right and
// wrong ones, on record and filed instead, of a private person, and in texts where
// they do not belong.
func marked() []*rules.Filing {
	right := trial.Valid()
	right.Host.LeadIsLegalRepresentative = false
	right.Host.Lead = rules.Person{
		Name: "沈若棠", Mobile: "13612345670", EmergencyPhone: "13512345670", OfficePhone: "086-010-61234567", Email: "shen.ruotang@example.com",
		IMType: "wechat", IMAccount: "ruotang20881234",
		Document: rules.Document{Type: "resident_id", Number: "110105199001011237", ValidFrom: "2017-04-10", ValidUntil: "2037-04-10"},
	}
	right.Host.Remark = "有事请打13712345670，或发信到shen.other@example.com"
	right.Reference = pagecode.NewReference()
	right.Attachments[0].File = "沈若棠身份证110105199001011237正面.jpg"

	wrong := trial.Valid()
	wrong.Host.Name, wrong.Host.Certificate.Number = "北京青梧示例科技有限公司", "91110105MA6KD35T44"
	wrong.Host.LegalRepresentative.Document.Number = "110105198703140027"
	wrong.Host.LegalRepresentative.EmergencyPhone = "１３８００１３６６２１"
	wrong.Host.LegalRepresentative.OfficePhone = "0732-64738820"
	wrong.Host.LegalRepresentative.Email = "linzhiyao@@xinghe-yuntu.cn"
	wrong.Websites[0].Lead.Document.Number = "110105870314002"
	wrong.Websites[0].Lead.Mobile = "1380013662199"
	wrong.Websites[0].Lead.Email = "zhou yuan@example.com"
	wrong.Websites[0].Remark = "电话  13712345671"

	private := trial.Valid()
	private.Host.Name, private.Host.Nature = "林知遥", "individual"
	private.Host.Certificate = rules.Certificate{Type: "resident_id", Number: "110105198703140026", Address: "北京市朝阳区", ValidFrom: "2017-04-10", ValidUntil: "2037-04-10"}

	change := trial.Valid()
	change.Kind, change.Host.Name = "change_host", "北京白榆示例科技有限公司"
	change.Host.RecordalNumber = "京ICP备2024071839号"
	change.Change.Fields = []string{"host.legal_representative"}
	change.Change.Before = map[string]string{
		"host.legal_representative.document.number": "320102198506073012", "host.legal_representative.mobile": "13912345670",
		"host.legal_representative.email": "before@example.com",
	}
	return []*rules.Filing{right, wrong, private, change}
}

// numbersOf are the planted numbers.
func numbersOf(all []*rules.Filing) []string {
	numbers := []string{"13712345670", "13712345671", "shen.other@example.com", "110105199001011237", "91110105198703140026", "13800136621"}
	for _, f := range all {
		persons := []rules.Person{f.Host.LegalRepresentative, f.Host.Lead}
		for _, w := range f.Websites {
			persons = append(persons, w.Lead)
		}
		for _, p := range persons {
			numbers = append(numbers, p.Document.Number, p.Mobile, p.EmergencyPhone, p.OfficePhone, p.Email, p.IMAccount)
		}
		if f.Host.Nature == "individual" {
			numbers = append(numbers, f.Host.Certificate.Number)
		}
		for _, before := range f.Change.Before {
			numbers = append(numbers, before)
		}
	}
	var all7 []string
	for _, n := range numbers {
		if len(n) > 6 {
			all7 = append(all7, plainly(n))
		}
	}
	return all7
}

func plainly(s string) string { return strings.ReplaceAll(s, " ", "") }

// dump gathers every text that the window shows, but for what stands in the fields
// where it is typed: hidden ones, too, and of a list the lines that have been drawn.
func dump(t *testing.T, o fyne.CanvasObject, into *strings.Builder) {
	switch o := o.(type) {
	case *form.Entry, *widget.Entry:
	case *widget.Label: // which may cut its text
		into.WriteString(o.Text + "\n")
	case *canvas.Text:
		into.WriteString(o.Text)
	case *fyne.Container:
		for _, one := range o.Objects {
			dump(t, one, into)
		}
		into.WriteString("\n")
	case fyne.Widget:
		for _, one := range test.TempWidgetRenderer(t, o).Objects() {
			dump(t, one, into)
		}
		into.WriteString("\n")
	}
}

// watcher looks at every screen for planted numbers.
type watcher struct {
	*testing.T
	desk    *desk
	numbers []string
	seen    int // characters
}

func (w *watcher) look(where string) {
	w.Helper()
	var b strings.Builder
	b.WriteString(w.desk.window.Title() + "\n")
	dump(w.T, w.desk.window.Canvas().Content(), &b)
	for _, overlay := range w.desk.window.Canvas().Overlays().List() {
		dump(w.T, overlay, &b)
	}
	text := plainly(b.String())
	w.seen += len(text)
	for _, n := range w.numbers {
		if at := strings.Index(text, n); at >= 0 {
			line := text[strings.LastIndexByte(text[:at], '\n')+1:]
			line, _, _ = strings.Cut(line, "\n")
			w.Errorf("%s shows %s: %s", where, n, line)
		}
	}
}

// openSummary opens the list of what is to be mended, if there is one.
func (d *desk) openSummary() bool {
	label := d.voice.Line(voice.Message("summary.show"))
	for _, one := range seen.Objects(d.body) {
		if b, ok := one.(*form.Button); ok && b.Said() == label {
			test.Tap(b)
			return true
		}
	}
	return false
}

func TestNoScreenShowsANumberInFull(t *testing.T) {
	s := openStore(t)
	all := marked()
	var ids []string
	for _, f := range all {
		draft, err := s.Create(t.Context(), store.Record{Filing: f})
		if err != nil {
			t.Fatal(err)
		}
		if f == all[0] {
			data, err := sample.Scan(trial.Valid().Attachments[0].File)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.AddScan(t.Context(), draft.ID, strings.NewReader(string(data))); err != nil {
				t.Fatal(err)
			}
		}
		ids = append(ids, draft.ID)
	}
	d := newDesk(t, s)
	d.voice.Switch(voice.Both)
	d.window.Resize(fyne.NewSize(1366, 3000))
	d.judgedAll(t)
	w := &watcher{T: t, desk: d, numbers: numbersOf(all)}
	w.look("the list of filings")
	summaries := 0
	for i, id := range ids {
		if !d.Open(id) {
			t.Fatal("a filing does not open")
		}
		d.until(t, "it is judged", func() bool { return len(d.session.Report().Materials) > 0 })
		for _, page := range d.o.Book().Shown(all[i], d.session.Today()) {
			d.wizard.GoTo(page.Path)
			w.look(page.Path)
		}
		for _, find := range d.session.Report().Findings {
			d.wizard.GoTo(find.Field)
		}
		if d.openSummary() {
			summaries++
			w.look("the summary above the page")
		}
		for _, step := range []string{"materials", "check"} {
			d.wizard.Show(step)
			w.look(step)
		}
		d.typeShown()
		d.keyed(t)
		for range 4 { // the sheets, the numbers and, where it is offered, the licence
			w.look("the keying sheet")
			d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		}
		d.leaveKeying()
	}
	if w.seen < 100_000 || summaries == 0 {
		t.Errorf("only %d characters and %d summaries were looked at", w.seen, summaries)
	}

	// What comes in, and how it differs from the draft.
	d.Open(ids[0])
	came := all[1].Clone()
	came.Reference = d.session.Filing().Reference
	data, err := rules.Encode(came)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "来自13712345670.json")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	d.importFile(path)
	d.arrived(t)
	w.look("what came in")
	d.importFile(path + ".none")
	d.until(t, "it is refused", func() bool { return dialogText(d) != "" })
	w.look("the refusal of a file")
}
