package imports

import (
	"context"
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/store/intake"
	"recordaldesk/store/packet"
	"recordaldesk/store/workbook"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

// desk is somebody before the screen, and what is taken in.
type desk struct {
	*uitest.Person
	screen    *Screen
	passwords chan string // with which it is run
	result    chan result
	opened    []string
	left      int
	answer    func(string)
	failed    error
}

type result struct {
	report intake.Report
	err    error
}

func open(t *testing.T) *desk {
	d := &desk{Person: uitest.Before(t), passwords: make(chan string, 2), result: make(chan result)}
	d.screen = New(Options{
		Voice: voice.New(voice.Chinese), Canvas: d.Window.Canvas(), Do: d.Do,
		Run: func(ctx context.Context, password string, progress func(intake.Progress)) (intake.Report, error) {
			d.passwords <- password
			progress(intake.Progress{Done: 1, Files: 3, DoneBytes: 1 << 20, Bytes: 4 << 20})
			select {
			case r := <-d.result:
				return r.report, r.err
			case <-ctx.Done():
				return intake.Report{Unseen: 2}, ctx.Err()
			}
		},
		Open: func(id string) { d.opened = append(d.opened, id) }, Back: func() { d.left++ },
		Failed: func(err error) { d.failed = err },
		Ask:    func(_, _ voice.Speaker, done func(string)) { d.answer = done },
	})
	d.Show(d.screen.Object())
	d.screen.Focus()
	d.UntilSays("正在导入：1/3个文件")
	return d
}

func (d *desk) end(report intake.Report, err error) {
	d.T.Helper()
	d.result <- result{report, err}
	d.Until("it is done", func() bool { return !d.screen.running })
}

var mixed = intake.Report{Entries: []intake.Entry{
	{File: "甲.zip", Outcome: intake.Taken, Draft: "a", Host: "甲公司"},
	{File: "乙.zip", Outcome: intake.Here, Draft: "b", Host: "乙公司"},
	{File: "丙.zip", Outcome: intake.Left, Err: &packet.Error{Problem: packet.Encrypted}},
	{File: "丁.xlsx", Outcome: intake.Taken, Draft: "d", Host: "丁公司", Mistakes: []workbook.Mistake{{}}},
}}

func TestTheReportSaysFirstWhatSomebodyHasToSeeTo(t *testing.T) {
	d := open(t)
	d.end(mixed, nil)
	d.Reads("收下2个文件", "1个文件本机已有", "1个文件没有收下")
	var files []string
	for _, e := range d.screen.shown {
		files = append(files, e.File)
	}
	if want := []string{"丙.zip", "丁.xlsx", "甲.zip", "乙.zip"}; !slices.Equal(files, want) {
		t.Errorf("shown are %v, want %v", files, want)
	}
	d.Press(fyne.KeyReturn) // what was left is no draft
	d.Press(fyne.KeyDown)
	d.Press(fyne.KeyReturn)
	d.Press(fyne.KeyEscape)
	if !slices.Equal(d.opened, []string{"d"}) || d.left != 1 {
		t.Errorf("opened %v, left %d times", d.opened, d.left)
	}
}

func TestAPasswordIsAskedOnceForAllPacketsThatHaveOne(t *testing.T) {
	d := open(t)
	if d.screen.locked.Visible() {
		t.Error("a password is asked for before anybody knows that there is one")
	}
	d.end(mixed, nil)
	if !d.screen.locked.Visible() {
		t.Fatal("no password is asked for")
	}
	d.screen.askPassword()
	d.answer("geheim")
	if first, second := <-d.passwords, <-d.passwords; first != "" || second != "geheim" {
		t.Errorf("run with %q and %q", first, second)
	}
	d.end(intake.Report{Entries: []intake.Entry{{File: "丙.zip", Outcome: intake.Taken, Draft: "c"}}}, nil)
	if d.screen.locked.Visible() {
		t.Error("it is asked for once more")
	}
}

func TestAnImportThatIsStoppedSaysWhatWasNotLookedAt(t *testing.T) {
	d := open(t)
	d.Press(fyne.KeyReturn) // the keyboard is on the button that stops it
	d.UntilSays("还有2个文件没有看")
	if d.failed != nil {
		t.Errorf("it is told as a failure: %v", d.failed)
	}
}

func TestAStoreThatCannotGoOnIsToldOf(t *testing.T) {
	d := open(t)
	full := errors.New("full")
	d.end(intake.Report{Unseen: 3}, full)
	if !errors.Is(d.failed, full) {
		t.Errorf("told was %v", d.failed)
	}
}
