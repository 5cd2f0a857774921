package ui

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/trial"
	"recordaldesk/store"
	"recordaldesk/store/pagecode"
	"recordaldesk/ui/journal"
	"recordaldesk/ui/notice"
	"recordaldesk/ui/voice"
)

// mark has a reviewer return something of a draft.
func mark(t *testing.T, s *store.Store, id string, at casework.Place, v casework.Verdict, reason, words string) {
	t.Helper()
	draft, err := s.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.ChangeCase(t.Context(), id, func(c *casework.Case) error {
		c.SetMark(casework.Mark{Place: at, Verdict: v, Reason: reason, Words: words, Of: casework.Fingerprint(draft.Record.Filing, at), By: "甲", At: time.Now()})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// handed waits for the desk's screen.
func (d *desk) handed(t *testing.T) {
	t.Helper()
	d.until(t, "what goes back is shown", func() bool { _, ok := d.screen.(*notice.Hand); return ok })
}

// received waits for the client's screen.
func (d *desk) received(t *testing.T) {
	t.Helper()
	d.until(t, "what came back is shown", func() bool { _, ok := d.screen.(*notice.Received); return ok })
}

// shownText are the texts of the window.
func (d *desk) shownText(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	dump(t, d.window.Canvas().Content(), &b)
	return b.String()
}

// Both sides play it through in the window: the client mails a packet, the desk hands it
// back, the client opens the return file and mends what is returned.
func TestAFilingGoesBackToTheClientAndIsMendedThere(t *testing.T) {
	mine := openStore(t)
	client := newDesk(t, mine)
	client.openSample()
	client.opened(t, "")
	id := client.session.ID()
	zip := client.packed(t, mine, "")
	client.leave()

	theirs := openStore(t)
	d := newDesk(t, theirs)
	d.importFile(zip)
	d.arrived(t)
	d.tap(t, "在这台电脑上继续")
	d.opened(t, "")
	there := d.session.ID()

	d.showNotice(there, "", "", nil) // nothing is marked yet
	d.until(t, "it is said", func() bool { return strings.Contains(dialogText(d), "没有标为") })
	d.window.Canvas().Overlays().Top().Hide()

	mark(t, theirs, there, casework.FieldPlace("host.name"), casework.Returned, "unit_name_differs", "少了“（集团）”")
	mark(t, theirs, there, casework.Place{Material: "responsibility_letter"}, casework.Queried, "", "是本人签的吗")
	folder := t.TempDir()
	d.chooser = chosenFolder(folder)
	d.showNotice(there, "", "一号窗口", nil)
	d.handed(t)
	if said := d.shownText(t); !strings.Contains(said, "主办单位名称（须修改）") || !strings.Contains(said, "少了“（集团）”") || !strings.Contains(said, "网络信息安全管理责任书（须核实）") {
		t.Errorf("the desk's screen says:\n%s", said)
	}
	d.tap(t, "选择文件夹并写出…")
	d.until(t, "the files are written", func() bool { return strings.Contains(d.shownText(t), "退回2项，文件已写出") })
	file, err := filepath.Glob(filepath.Join(folder, "退回_*.json"))
	if err != nil || len(file) != 1 {
		t.Fatalf("return files %q, %v", file, err)
	}
	c, err := theirs.Case(t.Context(), there)
	if err != nil || c.Stage().Stage != casework.StageReturned || c.Notices[0].By != "甲" || c.Notices[0].Desk != "一号窗口" {
		t.Errorf("noted %+v, %v", c, err)
	}

	client = newDesk(t, mine)
	client.Open(id)
	client.hand(file) // dropped on the open filing
	client.received(t)
	if said := client.shownText(t); !strings.Contains(said, "一号窗口 甲") || !strings.Contains(said, "须修改的内容（1项）") || !strings.Contains(said, "少了“（集团）”") {
		t.Errorf("the client's screen says:\n%s", said)
	}
	client.tap(t, "在各栏显示")
	client.opened(t, "")
	if client.session.ID() != id || client.session.Record().Field != "host.name" {
		t.Errorf("it opens at %q", client.session.Record().Field)
	}
	if said := client.shownText(t); !strings.Contains(said, "退回（须修改）：") || !strings.Contains(said, "还没有修改") {
		t.Errorf("at the field stands:\n%s", said)
	}
	client.session.Set("host.name", client.session.Filing().Host.Name+"（集团）")
	client.until(t, "it is checked again", func() bool {
		b, _ := client.session.BackAt(casework.FieldPlace("host.name"))
		return b.State != casework.ToMend && strings.Contains(client.shownText(t), "已修改")
	})

	// The same file again is no second notice, and the filing still opens.
	client.importFile(file[0])
	client.received(t)
	if said := client.shownText(t); !strings.Contains(said, "已经打开过") {
		t.Errorf("the second time it says:\n%s", said)
	}
	client.tap(t, "在各栏显示")
	client.until(t, "it is open", func() bool { return client.session != nil })
	if len(client.session.Back()) != 2 {
		t.Errorf("%d things came back", len(client.session.Back()))
	}
}

// The review leads to the return, with what was marked a moment ago, and the return leads
// back to the review.
func TestTheReviewLeadsToTheReturnAndBack(t *testing.T) {
	d, s, id := listed(t)
	mark(t, s, id, casework.FieldPlace("host.name"), casework.Returned, "", "改名")
	d.reviewShown()
	if d.reviewed == nil {
		t.Fatal("the review is not shown")
	}
	d.tap(t, "退回客户…")
	d.handed(t)
	if said := d.shownText(t); !strings.Contains(said, "改名") {
		t.Errorf("the return says:\n%s", said)
	}
	d.tap(t, "返回")
	if d.reviewed == nil || d.session == nil || d.session.ID() != id {
		t.Error("it does not lead back to the review")
	}
}

// returnFile writes a return file about a filing with the reference.
func returnFile(t *testing.T, reference string, at time.Time, items ...casework.Item) string {
	t.Helper()
	n := &casework.Notice{ID: fmt.Sprintf("0193a1d2-7c3e-7abc-8def-%012d", at.Unix()), At: at, By: "甲", Reference: reference, Items: items}
	data, err := casework.EncodeReturn(n)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "退回_甲.json")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAReturnFileThatIsOlderOrUnknownOrDamagedIsSaidToBeSo(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.openSample()
	d.opened(t, "")
	reference := d.session.Filing().Reference
	item := casework.Item{Place: casework.FieldPlace("host.name"), Verdict: casework.Returned, Words: "改名"}
	newer := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	d.importFile(returnFile(t, reference, newer, item))
	d.received(t)
	d.tap(t, "在各栏显示")
	d.until(t, "it is open", func() bool { return d.session != nil })
	d.importFile(returnFile(t, reference, newer.AddDate(0, 0, -1), item))
	d.received(t)
	if said := d.shownText(t); !strings.Contains(said, "这一份较早") {
		t.Errorf("an older one says:\n%s", said)
	}
	d.tap(t, "打开这份备案")
	d.until(t, "it is open", func() bool { return d.session != nil })
	if got := d.session.Notice(); got == nil || !got.At.Equal(newer) {
		t.Errorf("in hand is %+v", got)
	}
	cut := returnFile(t, reference, newer, item)
	data, err := os.ReadFile(cut)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(cut, data[:len(data)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	for want, path := range map[string]string{
		"不在本机": returnFile(t, pagecode.NewReference(), newer, item), "已损坏": cut,
	} {
		d.importFile(path)
		d.until(t, "it is refused", func() bool { return strings.Contains(dialogText(d), want) })
		d.window.Canvas().Overlays().Top().Hide()
	}
}

// A reviewer's words and the values of a filing are in no log, and no number is shown in
// full, wherever a return is spoken of.
func TestAReturnTellsNoLogAndShowsNoNumber(t *testing.T) {
	s := openStore(t)
	var log heard
	before := slog.Default()
	t.Cleanup(func() { slog.SetDefault(before) })
	slog.SetDefault(slog.New(journal.NewHandler(half{&log, &log.safe}, s.Dir())))
	all := marked()[:1]
	f := all[0]
	draft, err := s.Create(t.Context(), store.Record{Filing: f})
	if err != nil {
		t.Fatal(err)
	}
	fields, _ := casework.Places(rules.Builtin(), f, trial.Today)
	const words = "标记的意见"
	for _, i := range fields {
		mark(t, s, draft.ID, casework.FieldPlace(i.Path), casework.Returned, "", words+"：13712345670，"+f.Host.Lead.Document.Number)
	}
	d := newDesk(t, s)
	d.voice.Switch(voice.Both)
	d.window.Resize(fyne.NewSize(1366, 3000))
	w := &watcher{T: t, desk: d, numbers: numbersOf(all)}
	folder := t.TempDir()
	d.chooser = chosenFolder(folder)
	d.showNotice(draft.ID, "甲", "", nil)
	d.handed(t)
	w.look("what goes back")
	d.tap(t, d.voice.Line(voice.Message("returning.hand.write")))
	d.until(t, "the files are written", func() bool { return strings.Contains(d.shownText(t), folder) })
	file, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(file) != 1 {
		t.Fatalf("return files %q, %v", file, err)
	}
	d.importFile(file[0])
	d.received(t)
	w.look("what came back")
	d.tap(t, d.voice.Line(voice.Message("returning.show")))
	d.until(t, "it is open", func() bool { return d.session != nil })
	for _, i := range fields {
		d.wizard.GoTo(i.Path)
		w.look(i.Path)
	}
	for _, step := range []string{"materials", "check"} {
		d.wizard.Show(step)
		w.look(step)
	}
	if w.seen < 20_000 {
		t.Errorf("only %d characters were looked at", w.seen)
	}
	// What goes wrong is logged, and quotes nothing.
	d.chooser = chosenFolder(filepath.Join(folder, f.Host.Name))
	d.showNotice(draft.ID, "甲", "", nil)
	d.handed(t)
	d.tap(t, d.voice.Line(voice.Message("returning.hand.write")))
	d.until(t, "it is told", func() bool { return dialogText(d) != "" })
	data, err := os.ReadFile(file[0])
	if err != nil {
		t.Fatal(err)
	}
	spoilt := filepath.Join(folder, f.Host.Name+".json")
	if err := os.WriteFile(spoilt, data[:len(data)-40], 0o600); err != nil {
		t.Fatal(err)
	}
	d.window.Canvas().Overlays().Top().Hide()
	d.importFile(spoilt)
	d.until(t, "it is told", func() bool { return strings.Contains(dialogText(d), "已损坏") })
	log.Lock()
	defer log.Unlock()
	said := log.safe.String()
	if strings.Count(said, "\n") < 2 {
		t.Errorf("the log says only:\n%s", said)
	}
	for _, value := range append(numbersOf(all), words, f.Host.Name, f.Websites[0].Name) {
		if strings.Contains(said, value) {
			t.Errorf("the log says %s:\n%s", value, said)
		}
	}
}
