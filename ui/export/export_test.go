package export

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// said gathers all texts of an object.
func said(o fyne.CanvasObject) string {
	var all []string
	for _, one := range seen.Objects(o) {
		if t, ok := one.(*canvas.Text); ok {
			all = append(all, t.Text)
		}
	}
	// A wrapped text is drawn in several pieces, its space lost where a line ends.
	return plain(strings.Join(all, ""))
}

func says(page, what string) bool { return strings.Contains(page, plain(what)) }

func plain(s string) string { return strings.ReplaceAll(s, " ", "") }

func (b *bench) links() []*parts.Link {
	var all []*parts.Link
	for _, one := range seen.Objects(b.screen.Object()) {
		if l, ok := one.(*parts.Link); ok {
			all = append(all, l)
		}
	}
	return all
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestExportWritesTheZipAndTheLastPageNamesIt(t *testing.T) {
	b := open(t, same)
	b.export()
	names := files(t, b.folder)
	if len(names) != 2 || !strings.HasSuffix(names[0], ".eml") || !strings.HasSuffix(names[1], ".zip") {
		t.Fatalf("in the folder: %q", names)
	}
	zip := filepath.Join(b.folder, names[1])
	p, err := packet.Verify(context.Background(), zip)
	if err != nil {
		t.Fatal(err)
	}
	if p.Filing.AsOf != "2026-11-23" {
		t.Errorf("packed filing judged as of %q, want the day of the export", p.Filing.AsOf)
	}
	if b.session.Filing().AsOf != "" {
		t.Error("the draft was given a day")
	}
	page := said(b.screen.done.scroll)
	for _, want := range []string{names[1], names[0], "Nothing has been sent", "备案信息表.xlsx", "beian.mps.gov.cn", "24 hours"} {
		if !says(page, want) {
			t.Errorf("the last page does not say %q", want)
		}
	}
	last := b.session.Record().Exported
	if last == nil || last.File != names[1] || !says(page, last.SHA256) {
		t.Errorf("noted %+v", last)
	}
}

func TestTheLastPageComesBackAfterReopening(t *testing.T) {
	b := open(t, same)
	b.export()
	b.screen.showCheck()
	again := New(b.voice, b.session, b.screen.around)
	if !again.after.Visible() {
		t.Fatal("no button leads to the last export")
	}
	again.showLast()
	b.until("shown again", func() bool { return again.done != nil })
	if page := said(again.done.scroll); !says(page, b.session.Record().Exported.File) || !says(page, "备案信息表.xlsx") {
		t.Errorf("the page does not name the packet and its entries: %.200s", page)
	}
	if err := os.Remove(filepath.Join(b.folder, b.session.Record().Exported.File)); err != nil {
		t.Fatal(err)
	}
	again.showCheck()
	again.showLast()
	b.until("shown again", func() bool { return again.done != nil })
	if page := said(again.done.scroll); !says(page, "moved or renamed") {
		t.Errorf("the page does not say that the packet is gone: %.300s", page)
	}
}

func TestExportBeginsInTheFolderOfTheLastOne(t *testing.T) {
	b := open(t, same)
	b.export()
	first := b.folder
	b.folder = ""
	b.screen.Export()
	b.until("asked for a folder", func() bool { return !b.screen.busy })
	if filepath.Clean(b.start) != first {
		t.Errorf("the choice begins in %q, want %q", b.start, first)
	}
}

func TestExportWithErrorsSaysWhatIsMissingAndOffersADraft(t *testing.T) {
	b := open(t, func(f *rules.Filing) {
		f.Host.Name = ""
		f.Attachments = f.Attachments[1:]
	})
	b.screen.Export()
	if len(b.asked) != 1 || !strings.Contains(b.asked[0], "1 scan missing") || !strings.Contains(b.asked[0], "to fix") {
		t.Fatalf("asked %q", b.asked)
	}
	if len(files(t, b.folder)) > 0 {
		t.Fatal("something was written before the answer")
	}
	b.answer()
	b.until("exported", func() bool { return b.screen.done != nil })
	if names := files(t, b.folder); len(names) != 2 || !strings.Contains(names[1], "DRAFT") {
		t.Errorf("in the folder: %q", names)
	}
	if b.session.Record().Exported != nil {
		t.Error("a draft packet counts as exported")
	}
	if page := said(b.screen.done.scroll); !says(page, "cannot be submitted") {
		t.Error("the last page does not say that it is a draft")
	}
}

func TestWarningsThatNobodyLookedAtAreAskedAboutOnce(t *testing.T) {
	b := open(t, func(f *rules.Filing) { f.Websites[0].Domains[0].Registrar = "GoDaddy" })
	unseen := func() int { return b.screen.judge(b.session.Report()).unseen }
	if unseen() == 0 {
		t.Fatal("the filing has no warning to try it with")
	}
	b.screen.Export()
	if len(b.asked) != 1 || !strings.Contains(b.asked[0], "not ticked") {
		t.Fatalf("asked %q", b.asked)
	}
	box := b.box()
	box.SetChecked(true)
	if unseen() != 0 {
		t.Error("the tick did not count")
	}
	if b.box() != box {
		t.Error("the box was built anew under the person's hand")
	}
	box.SetChecked(false)
	if unseen() == 0 {
		t.Error("the tick could not be taken back")
	}
	b.asked = nil
	b.export()
	if len(files(t, b.folder)) != 2 {
		t.Error("nothing was exported after the warnings were looked at")
	}
}

// box is the first box to tick.
func (b *bench) box() *form.Check {
	b.Helper()
	for _, one := range seen.Objects(b.screen.Object()) {
		if c, ok := one.(*form.Check); ok {
			return c
		}
	}
	b.Fatal("no box to tick")
	return nil
}

func TestAFolderThatMayNotBeWrittenIsToldAndLeavesNothing(t *testing.T) {
	b := open(t, same)
	b.folder = filepath.Join(b.folder, "not", "there")
	b.look()
	b.screen.Export()
	b.until("told", func() bool { return len(b.asked) == 1 })
	if !strings.Contains(b.asked[0], "does not exist") {
		t.Errorf("told %q", b.asked[0])
	}
	if b.session.Record().Exported != nil || b.screen.packing != nil || b.screen.busy {
		t.Error("the screen is not back at the check")
	}
}

func TestAScanThatIsGoneIsNamed(t *testing.T) {
	b := open(t, same)
	gone := b.session.Filing().Attachments[0]
	if err := os.RemoveAll(filepath.Join(b.store.Dir(), "scans")); err != nil {
		t.Fatal(err)
	}
	b.look()
	b.screen.Export()
	b.until("told", func() bool { return len(b.asked) == 1 })
	if !strings.Contains(b.asked[0], gone.File) {
		t.Errorf("told %q, want the name of the file", b.asked[0])
	}
	if names := files(t, b.folder); len(names) > 0 {
		t.Errorf("left behind: %q", names)
	}
}

func TestFindingsStandUnderTheirFieldAndLeadThere(t *testing.T) {
	b := open(t, func(f *rules.Filing) { f.Host.Name = "" })
	lines := b.screen.sheet.lines
	i := slices.IndexFunc(lines, func(l line) bool { return l.kind == findLine && l.path == "host.name" })
	if i < 1 || lines[i-1].enLabel != "Host unit name" && !strings.Contains(lines[i-1].zhLabel, "主办单位") {
		t.Fatalf("no finding under the host unit's name: %d", i)
	}
	if lines[i-1].zh != "未填写" || lines[i-1].en != "not filled in" {
		t.Errorf("the empty field reads %q, %q", lines[i-1].zh, lines[i-1].en)
	}
	for _, l := range b.links() {
		if l.Text == "Go there" {
			l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			break
		}
	}
	if !slices.Contains(b.gone, "host.name") {
		t.Errorf("the link led to %q", b.gone)
	}
}

func TestTheSheetHasBothLanguagesWhateverIsSpoken(t *testing.T) {
	b := open(t, same)
	for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
		b.voice.Switch(mode)
		b.screen.Retranslate()
		page := said(b.screen.sheet.object)
		for _, want := range []string{"主办单位名称", "企业", "Enterprise", "北京星禾云图科技有限公司"} {
			if !says(page, want) {
				t.Errorf("%s: the sheet does not say %q", mode, want)
			}
		}
	}
}

func TestRefreshingBuildsNothingWhereNothingChanged(t *testing.T) {
	b := open(t, func(f *rules.Filing) { f.Host.Name = "" })
	before := b.screen.sheet.rows.Objects[3]
	todo := b.screen.todo.rows.Objects[0]
	b.screen.Refresh()
	if b.screen.sheet.rows.Objects[3] != before || b.screen.todo.rows.Objects[0] != todo {
		t.Error("rows were built anew")
	}
	b.session.Set("host.name", "北京星禾云图科技有限公司")
	b.until("judged", func() bool { return b.session.Report().Ready() })
	b.screen.Refresh()
	if says(said(b.screen.todo.object), "Host unit") {
		t.Error("a finding that was mended is still listed")
	}
}

func TestPrintingShowsTheReviewSheet(t *testing.T) {
	b := open(t, same)
	b.screen.Print()
	b.until("opened", func() bool { return len(b.opened) == 1 })
	data, err := os.ReadFile(b.opened[0])
	if err != nil || !strings.HasPrefix(string(data), "%PDF-") {
		t.Fatalf("printed %q: %v", b.opened[0], err)
	}
}

func TestReturnDoesNotExport(t *testing.T) {
	b := open(t, same)
	b.screen.Focus()
	if b.window.Canvas().Focused() != fyne.Focusable(b.screen.export) {
		t.Fatal("the export button has not the focus")
	}
	b.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if b.screen.busy || len(b.asked) > 0 {
		t.Error("Return began an export")
	}
	b.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if !b.screen.busy && len(b.asked) == 0 {
		t.Error("the space bar did not")
	}
	b.until("done", func() bool { return !b.screen.busy })
}

// What no program can find is told when it matters, and is no mistake.
func TestWhatToBearInMindIsToldAtItsMoment(t *testing.T) {
	b := open(t, same)
	var moments []rules.Finding
	for _, f := range b.session.Report().Findings {
		if f.Moment != "" {
			moments = append(moments, f)
		}
	}
	told := func(where string, o fyne.CanvasObject, at rules.Moment) {
		t.Helper()
		page, n := said(o), 0
		for _, f := range moments {
			text, _ := wording.Message(translations.English, f)
			if says(page, text) != (f.Moment == at) {
				t.Errorf("%s says %s: %v", where, f.Rule, says(page, text))
			}
			if f.Moment == at {
				n++
			}
		}
		if n == 0 {
			t.Errorf("no rule is told at the moment %s", at)
		}
		if !says(page, translations.Text(translations.English, "moment.heading")) {
			t.Errorf("%s has no heading for it", where)
		}
	}
	if j := b.screen.judge(b.session.Report()); j != (judgement{}) {
		t.Errorf("the sample is judged %+v", j)
	}
	told("the check", b.screen.scroll, rules.Sending)
	b.export()
	told("the last page", b.screen.done.scroll, rules.After)
}

func TestACheckOffersTheMendedText(t *testing.T) {
	const wrong, right = "京ICP备2024071839号-1", "京ICP备2024071839号"
	b := open(t, func(f *rules.Filing) { f.Kind, f.Host.RecordalNumber = "new_website", wrong })
	if page := said(b.screen.scroll); !says(page, `Now "`+wrong+`"`) || !says(page, `Change to "`+right+`"`) {
		t.Fatalf("the page says %q", page)
	}
	var button *form.Button
	for _, o := range seen.Objects(b.screen.scroll) {
		if one, ok := o.(*form.Button); ok && strings.Contains(one.Text, right) {
			button = one
		}
	}
	button.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := b.session.Filing().Host.RecordalNumber; got != right {
		t.Errorf("the field holds %q", got)
	}
}

func TestACheckShowsANumberToWhoAsks(t *testing.T) {
	b := open(t, same)
	number := b.session.Filing().Host.LegalRepresentative.Mobile
	if page := said(b.screen.scroll); says(page, number) || !says(page, number[:3]+"****"+number[7:]) {
		t.Fatalf("the page shows the number, or nothing of it: %v", says(page, number))
	}
	for _, o := range seen.Objects(b.screen.sheet.object) {
		if v, ok := o.(*parts.Veil); ok && says(v.Text, "****"+number[7:]) {
			b.window.Canvas().Focus(v)
			v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			break
		}
	}
	if page := said(b.screen.scroll); !says(page, number) {
		t.Error("the number was not shown")
	}
}
