package progress

import (
	"context"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

// A Monday; the days up to the 4th of December are working days.
var noon = time.Date(2026, 11, 30, 12, 0, 0, 0, time.Local)

// desk is somebody before the screen over a filing that has reached some stages.
type desk struct {
	*uitest.Person
	screen *Screen
	c      *casework.Case
	yes    func()
	left   int
}

func open(t *testing.T, kind string, stages ...string) *desk {
	t.Helper()
	d := begin(t, false, kind, stages...)
	d.Next()
	return d
}

// begin is open before the filing is read, or where it can only be looked at.
func begin(t *testing.T, viewing bool, kind string, stages ...string) *desk {
	t.Helper()
	d := &desk{Person: uitest.Before(t), c: &casework.Case{}}
	for i, s := range stages {
		d.c.Reach(casework.Event{Stage: s, At: noon.AddDate(0, 0, i-len(stages)), By: "甲"})
	}
	f := rules.New(kind)
	f.Host.Name, f.Host.Province = "北京鑫烨示例有限公司", "110000"
	f.Websites[0].Domains[0].ExpiresOn = "2026-12-20"
	d.screen = New(Options{
		Voice: voice.New(voice.Chinese), Canvas: d.Window.Canvas(), Book: rules.Builtin(),
		Load: func(context.Context) (store.Draft, *casework.Case, error) {
			return store.Draft{Record: store.Record{Filing: f}}, d.c, nil
		},
		Change: func(_ context.Context, f func(*casework.Case) error) (*casework.Case, error) {
			next := *d.c
			next.Events = slices.Clone(d.c.Events)
			err := f(&next)
			d.c = &next
			return d.c, err
		},
		By: func() string { return "乙" }, Now: func() time.Time { return noon },
		Ask:    func(_, _ voice.Speaker, do func()) { d.yes = do },
		Failed: func(err error) { t.Error(err) },
		Back:   func() { d.left++ }, Do: d.Do, Viewing: viewing,
	})
	d.Show(d.screen.Object())
	d.screen.Focus()
	return d
}

func TestTheNameOfTheClientIsDrawn(t *testing.T) {
	open(t, "new_recordal", "mailed").Draws("北京鑫烨示例有限公司")
}

func TestNothingCanBeNotedBeforeTheFilingIsReadAndEscapeLeadsBack(t *testing.T) {
	d := begin(t, false, "new_recordal", "mailed")
	if d.screen.form.object.Visible() {
		t.Error("a stage can be noted although nothing is known of the filing")
	}
	d.Press(fyne.KeyEscape)
	if d.left != 1 {
		t.Error("Escape does not lead back")
	}
	d.Next()
	if !d.screen.form.object.Visible() {
		t.Error("no stage can be noted")
	}
}

func TestWhoOnlyLooksNotesNothingAndLeavesByEscape(t *testing.T) {
	d := begin(t, true, "new_recordal", "mailed")
	d.Next()
	if d.screen.form.object.Visible() {
		t.Error("a stage can be noted")
	}
	d.Press(fyne.KeyEscape)
	if d.left != 1 {
		t.Error("Escape does not lead back")
	}
}

func TestTheNextStageIsNotedWithItsDay(t *testing.T) {
	d := open(t, "new_recordal", "mailed")
	var offered []string
	for _, o := range d.screen.form.options("") {
		offered = append(offered, o.ID)
	}
	if !slices.Contains(offered, "correction") || slices.Contains(offered, "approved") {
		t.Errorf("offered are %v", offered)
	}
	d.Reads("已发给备案组", "2026-11-29", "经手人：甲")
	d.screen.form.choose("correction")
	d.screen.form.day.SetText("2026年11月29日")
	d.screen.form.clock.SetText("9：30")
	d.screen.form.note.SetText("章不清楚")
	d.screen.form.note.OnSubmitted("")
	d.Next()
	want := casework.Event{Stage: "correction", At: time.Date(2026, 11, 29, 9, 30, 0, 0, time.Local), By: "乙", Note: "章不清楚"}
	if got := d.c.Stage(); got != want {
		t.Errorf("noted is %+v, want %+v", got, want)
	}
	// Ten working days to correct it, by the guidance of other providers.
	d.Reads("备案组要求补正", "章不清楚", "2026-12-11前")
}

func TestWhatCannotBeIsNotNoted(t *testing.T) {
	d := open(t, "new_recordal", "mailed")
	for text, want := range map[[2]string]string{
		{"2026-12-01", ""}: "还没有到", {"明天", "9:30"}: "请填写日期", {"2026-11-29", "25:00"}: "请填写时间", {"2026-11-30", "12:01"}: "还没有到",
	} {
		d.screen.form.day.SetText(text[0])
		d.screen.form.clock.SetText(text[1])
		d.screen.form.save()
		d.Reads(want)
		if len(d.c.Events) != 1 {
			t.Fatalf("%v is noted", text)
		}
	}
}

func TestTheLastStageIsTakenBack(t *testing.T) {
	d := open(t, "new_recordal", "mailed", "submitted")
	d.screen.form.takeBack()
	if len(d.c.Events) != 2 {
		t.Fatal("nobody was asked")
	}
	d.yes()
	d.Next()
	if d.c.Stage().Stage != "mailed" {
		t.Errorf("the stage is %s", d.c.Stage().Stage)
	}
}

func TestWhatIsLateAndWhatGoesStaleIsSaid(t *testing.T) {
	d := open(t, "new_recordal", "submitted", "sms")
	d.c.Events[1].At = noon.AddDate(0, 0, -3)
	d.screen.show()
	d.Reads("已过", "验证码已过期", "客户办理", "即将失效", "域名的剩余有效期")
	d.screen.o.Voice.Switch(voice.English)
	d.screen.Retranslate()
	d.Reads("Was due", "Client", "Goes stale soon")
}
