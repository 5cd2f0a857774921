package materials

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

func same(*rules.Filing) {}

func (b *bench) shows(material string) bool {
	return slices.ContainsFunc(b.screen.models, func(m model) bool {
		return m.material.ID == material && b.screen.rows[m.key] != nil
	})
}

func TestRowsFollowTheReport(t *testing.T) {
	b := open(t, same)
	if b.shows("check_list") {
		t.Error("the check list is shown as needed although the verification is online")
	}
	if !b.shows("authorization_letter") {
		t.Error("the letter of authorisation is not shown")
	}
	letter := b.row("authorization_letter")
	b.session.Edit(manual)
	b.until("judged anew", func() bool { return b.session.Report().Route == rules.Manual })
	b.screen.Refresh()
	for _, id := range []string{"check_list", "face_photo", "host_certificate"} {
		if !b.shows(id) {
			t.Errorf("%s is not shown although the verification is manual now", id)
		}
	}
	if b.row("authorization_letter") != letter {
		t.Error("a row in which nothing changed was built anew")
	}
}

func TestAScanIsGoneTo(t *testing.T) {
	b := open(t, same)
	for i, a := range b.session.Filing().Attachments {
		b.screen.GoTo("attachments." + strconv.Itoa(i) + ".file")
		focused, ok := b.window.Canvas().Focused().(*form.Button)
		if !ok || !b.row(a.Material).has(focused) {
			t.Errorf("the keyboard is not at the scan %d, of %s", i, a.Material)
		}
	}
	b.screen.GoTo("attachments.99.file")
	if b.window.Canvas().Focused() != fyne.Focusable(b.screen.choose) {
		t.Error("where there is no such scan, the keyboard is not at the beginning")
	}
}

func TestDroppedFilesAreAssignedByNameAndAttached(t *testing.T) {
	b := open(t, same)
	certificate, account := b.photo("域名证书_xinghe-yuntu.cn.jpg", 90), b.photo("账户截图.jpg", 120)
	b.screen.Dropped([]string{certificate, account})
	if b.screen.body.Objects[0] != b.screen.incoming.object {
		t.Fatal("the panel is not shown")
	}
	b.until("files looked at", func() bool { return len(b.screen.incoming.ready()) == 2 })
	test.Tap(b.screen.incoming.add)
	b.until("files attached", func() bool { return len(b.attachments()) == 2 })
	got := map[string]string{}
	for _, a := range b.attachments() {
		got[a.Material+" "+a.Domain] = a.File
		if err := b.store.VerifyScan(context.Background(), b.session.ID(), a.SHA256); err != nil {
			t.Errorf("scan of %s: %v", a.Material, err)
		}
	}
	if got["domain_certificate xinghe-yuntu.cn"] != filepath.Base(certificate) || got["account_screenshot "] != filepath.Base(account) {
		t.Errorf("attached %v", got)
	}
	if b.screen.body.Objects[0] != fyne.CanvasObject(b.screen.scroll) {
		t.Error("the list did not come back")
	}
	b.until("thumbnail kept", func() bool {
		data, err := b.store.Derivative(context.Background(), b.attachments()[0].SHA256, thumbnailKind)
		return err == nil && len(data) > 0
	})
}

func TestAFileWithoutAnAnswerStaysOnThePanel(t *testing.T) {
	b := open(t, same)
	b.screen.Dropped([]string{b.photo("IMG_20261123_1.jpg", 40), b.photo("账户截图.jpg", 50)})
	b.until("one file ready", func() bool { return len(b.screen.incoming.ready()) == 1 })
	test.Tap(b.screen.incoming.add)
	b.until("one attached", func() bool { return len(b.attachments()) == 1 })
	if n := len(b.screen.incoming.files); n != 1 {
		t.Fatalf("%d files on the panel, want the one nobody knows", n)
	}
	if b.screen.body.Objects[0] != b.screen.incoming.object {
		t.Error("the panel closed over a file without an answer")
	}
}

func TestARefusedScanSaysWhyAndIsNotAttached(t *testing.T) {
	b := open(t, same)
	b.screen.Dropped([]string{b.write("授权书.jpg", []byte("\x00\x00\x00\x18ftypheic0000000000")), b.write("核验单.pdf", nil)})
	b.until("files looked at", func() bool {
		return !slices.ContainsFunc(b.screen.incoming.files, func(f *file) bool { return !f.looked })
	})
	for i, want := range []string{"HEIC", "empty"} {
		if said := b.screen.incoming.files[i].sayAbout(translations.English); !strings.Contains(said, want) {
			t.Errorf("file %d: %q, want a word of %s", i, said, want)
		}
	}
	test.Tap(b.screen.incoming.add)
	if len(b.attachments()) > 0 {
		t.Error("a refused file was attached")
	}
}

func TestChoosingForARowAttachesAtOnce(t *testing.T) {
	b := open(t, same)
	b.files = []string{b.photo("scan0001.jpg", 77)}
	b.press(b.row("authorization_letter"), "Choose scan…")
	b.until("attached", func() bool { return len(b.attachments()) == 1 })
	if got := b.attachments()[0]; got.Material != "authorization_letter" || got.File != "scan0001.jpg" {
		t.Errorf("attached %+v", got)
	}
	b.files = []string{b.write("broken.pdf", []byte("%PDF-1.4 nothing more"))}
	b.press(b.row("account_screenshot"), "Choose scan…")
	b.until("told", func() bool { return len(b.asked) == 1 })
	if !strings.Contains(b.asked[0], "broken.pdf") {
		t.Errorf("told %q, want the file's name", b.asked[0])
	}
	if len(b.attachments()) != 1 {
		t.Error("a broken file was attached")
	}
}

func TestReplacingAndRemovingLetGoOfTheFile(t *testing.T) {
	b := open(t, same)
	kept := func() int {
		scans, err := b.store.Scans(context.Background(), b.session.ID())
		if err != nil {
			t.Fatal(err)
		}
		return len(scans)
	}
	b.files = []string{b.photo("first.jpg", 10)}
	b.press(b.row("authorization_letter"), "Choose scan…")
	b.until("attached", func() bool { return len(b.attachments()) == 1 })
	b.files = []string{b.photo("second.jpg", 200)}
	b.press(b.row("authorization_letter"), "Replace…")
	b.until("replaced", func() bool { return b.attachments()[0].File == "second.jpg" && kept() == 1 })
	if len(b.attachments()) != 1 {
		t.Errorf("%d attachments after replacing one", len(b.attachments()))
	}
	b.press(b.row("authorization_letter"), "Remove")
	if len(b.attachments()) != 1 || b.answer == nil {
		t.Fatal("removed without asking")
	}
	b.answer()
	b.until("removed", func() bool { return len(b.attachments()) == 0 && kept() == 0 })
}

func TestOneScanServesTwoMaterialsOfOnePerson(t *testing.T) {
	b := open(t, func(f *rules.Filing) {
		manual(f)
		f.Websites[0].LeadIsHostLead, f.Host.LeadIsLegalRepresentative = true, true
	})
	b.files = []string{b.photo("id.jpg", 60)}
	b.press(b.row("legal_representative_id"), "Choose scan…")
	b.until("attached", func() bool { return len(b.attachments()) == 1 })
	b.press(b.row("website_lead_id"), `Use the scan of "3. Identity document of the legal representative"`)
	if len(b.attachments()) != 2 || b.attachments()[1].SHA256 != b.attachments()[0].SHA256 {
		t.Fatalf("attached %+v", b.attachments())
	}
	b.press(b.row("legal_representative_id"), "Remove")
	b.answer()
	b.until("removed", func() bool { return len(b.attachments()) == 1 })
	b.until("store at rest", b.screen.keeping.Idle)
	if err := b.store.VerifyScan(context.Background(), b.session.ID(), b.attachments()[0].SHA256); err != nil {
		t.Errorf("the scan that the other material uses: %v", err)
	}
}

func TestAScanWhoseFileIsGoneIsTold(t *testing.T) {
	b := open(t, func(f *rules.Filing) {
		f.Attachments = []rules.Attachment{{Material: "account_screenshot", File: "gone.jpg", SHA256: strings.Repeat("ab", 32)}}
	})
	told := func() bool { return strings.Contains(text(b.row("account_screenshot").object), "no longer there") }
	b.until("told on the row", told)
	b.screen.rows, b.screen.models = nil, nil // the row is made anew, when it is known already that the scan is gone
	b.screen.refresh()
	if !told() {
		t.Error("a row that is made anew does not tell it")
	}
}

func TestAScanWhoseFileWasDeletedIsTold(t *testing.T) {
	b := open(t, same)
	b.files = []string{b.photo("first.jpg", 10)}
	b.press(b.row("authorization_letter"), "Choose scan…")
	b.until("attached", func() bool { return len(b.attachments()) == 1 })
	if err := os.RemoveAll(filepath.Join(b.store.Dir(), "scans")); err != nil {
		t.Fatal(err)
	}
	again := New(b.voice, b.session, b.screen.around)
	defer again.Close()
	b.screen = again
	b.until("told on the row", func() bool { return strings.Contains(text(b.row("authorization_letter").object), "cannot be found") })
}

func TestPrintingShowsTheFormAndSaysWhereItLies(t *testing.T) {
	b := open(t, same)
	b.press(b.row("authorization_letter"), "Print form")
	b.until("opened", func() bool { return len(b.opened) == 1 })
	data, err := os.ReadFile(b.opened[0])
	if err != nil || !strings.HasPrefix(string(data), "%PDF-") {
		t.Fatalf("printed %q: %v", b.opened[0], err)
	}
	b.cannot = errors.New("no viewer")
	b.press(b.row("responsibility_letter"), "Print form")
	b.until("opened", func() bool { return len(b.opened) == 2 })
	if said := b.screen.status.Object().(*fyne.Container); !strings.Contains(text(said), b.opened[1]) {
		t.Errorf("the page says %q, not where the file lies", text(said))
	}
	test.Tap(b.screen.printAll)
	b.until("folder opened", func() bool { return len(b.opened) == 3 })
	if b.opened[2] != b.screen.around.Printer.Dir {
		t.Errorf("opened %q, want the folder of the forms", b.opened[2])
	}
}

func TestACharacterWithoutAGlyphIsNamedWithItsField(t *testing.T) {
	b := open(t, func(f *rules.Filing) { f.Websites[0].Lead.Name = "苏\U00030000" })
	b.press(b.row("authorization_letter"), "Print form")
	b.until("told", func() bool { return len(b.asked) == 1 })
	if !strings.Contains(b.asked[0], "U+30000") {
		t.Errorf("told %q", b.asked[0])
	}
	if len(b.opened) > 0 {
		t.Error("something was printed")
	}
}

func TestSwitchingTheLanguageKeepsThePanelAndTheFocus(t *testing.T) {
	b := open(t, same)
	b.screen.Dropped([]string{b.photo("账户截图.jpg", 50)})
	b.until("looked at", func() bool { return len(b.screen.incoming.ready()) == 1 })
	b.screen.Focus()
	focused := b.window.Canvas().Focused()
	if focused != fyne.Focusable(b.screen.incoming.files[0].picker) {
		t.Fatalf("focus on %T", focused)
	}
	b.voice.Switch(voice.Both)
	b.screen.Retranslate()
	if b.window.Canvas().Focused() != focused {
		t.Error("the focus moved")
	}
	if len(b.screen.incoming.ready()) != 1 {
		t.Error("the choice was lost")
	}
	if add := b.screen.incoming.add; add.Text != "添加1份扫描件" || add.Aside != "Add 1 scan" {
		t.Errorf("the button says %q and beneath %q", add.Text, add.Aside)
	}
}

func TestTheKeyboardReachesAllButtonsOfARow(t *testing.T) {
	b := open(t, same)
	want := b.row("authorization_letter").buttons
	seen := map[*form.Button]bool{}
	b.screen.Focus()
	for range 60 {
		if button, ok := b.window.Canvas().Focused().(*form.Button); ok {
			seen[button] = true
		}
		b.window.Canvas().FocusNext()
	}
	for _, one := range want {
		if !seen[one] {
			t.Errorf("Tab does not reach %q", one.Text)
		}
	}
}

// text gathers the texts of labels.
func text(o fyne.CanvasObject) string {
	var said []string
	for _, one := range seen.Objects(o) {
		if l, ok := one.(interface{ AccessibilityLabel() string }); ok {
			said = append(said, l.AccessibilityLabel())
		}
	}
	return strings.Join(said, "\n")
}

func TestWhatToBearInMindBeforePapersAreSignedIsTold(t *testing.T) {
	b := open(t, same)
	said := text(b.screen.Object())
	n := 0
	for _, f := range b.session.Report().Findings {
		what, _ := wording.Message(b.voice.Language(), f)
		if f.Moment == "" {
			continue
		}
		if got := strings.Contains(said, what); got != (f.Moment == rules.Papers) {
			t.Errorf("%s is told: %v", f.Rule, got)
		}
		if f.Moment == rules.Papers {
			n++
		}
	}
	if n == 0 {
		t.Error("no rule is told at this moment")
	}
}

// What one source asks for is good to have, and its lack keeps nobody.
func TestAdvisedPaperIsListedAndNotMissing(t *testing.T) {
	b := open(t, same)
	missing := b.screen.missing()
	report := b.session.Report()
	for i := range report.Materials {
		if m := &report.Materials[i]; !m.Needed && m.Per == "filing" {
			m.Advised = true
			b.screen.Refresh()
			if !b.shows(m.ID) {
				t.Errorf("%s is not listed", m.ID)
			}
			if b.screen.missing() != missing {
				t.Error("it counts as missing")
			}
			return
		}
	}
	t.Error("no paper to try it with")
}
