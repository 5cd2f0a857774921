package calendar

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/agenda"
	"recordaldesk/store/worklist"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

// A Monday; the days up to the 4th of December are working days.
var noon = time.Date(2026, 11, 30, 12, 0, 0, 0, time.Local)

// clerk is somebody before the calendar over a store, and what the screen handed on.
type clerk struct {
	*uitest.Person
	store    *store.Store
	screen   *Screen
	ids      map[string]string // of the filings, by client
	noted    []string
	exported [][]*agenda.Entry
	left     int
}

// client is one of a desk's, whose filing reached a stage so many hours ago.
type client struct {
	name, desk, stage string
	hours             int
}

var clients = []client{
	{"甲公司", "一号窗口", "ports_open", 2},  // the footer today; public security in 30 days
	{"乙公司", "二号窗口", "approved", 1},    // ports tomorrow
	{"丙公司", "一号窗口", "correction", 1},  // in ten working days
	{"丁公司", "一号窗口", "ports_open", 24}, // the footer since yesterday; public security
	{"戊公司", "", "", 0},
}

func open(t testing.TB, all ...client) *clerk {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	c := &clerk{Person: uitest.Before(t), store: s, ids: map[string]string{}}
	for _, one := range all {
		f := rules.New("new_recordal")
		f.Host.Name, f.Host.Province = one.name, "440000"
		d, err := s.Create(t.Context(), store.Record{Filing: f})
		if err != nil {
			t.Fatal(err)
		}
		c.ids[one.name] = d.ID
		c.reach(one)
	}
	c.screen = New(Options{
		Voice: voice.New(voice.Chinese), Canvas: c.Window.Canvas(), Book: rules.Builtin,
		Queue: worklist.New(s, nil, rules.Builtin()),
		Wait:  func(ctx context.Context) error { _, err := s.Drafts(ctx); return err },
		Now:   func() time.Time { return noon }, Do: c.Do,
		Actions: Actions{
			Progress: func(id string) { c.noted = append(c.noted, id) },
			Export:   func(all []*agenda.Entry) { c.exported = append(c.exported, all) },
			Back:     func() { c.left++ },
			Problem:  func(err error) { t.Error(err) },
		},
	})
	c.Show(c.screen.Object())
	c.screen.Refresh()
	c.screen.Focus()
	return c
}

// reach notes the stage of a client.
func (c *clerk) reach(one client) {
	c.T.Helper()
	if one.stage == "" {
		return
	}
	_, err := c.store.ChangeCase(c.T.Context(), c.ids[one.name], func(k *casework.Case) error {
		k.Desk = one.desk
		k.Reach(casework.Event{Stage: one.stage, At: noon.Add(-time.Duration(one.hours) * time.Hour)})
		return nil
	})
	if err != nil {
		c.T.Fatal(err)
	}
}

// lists is what the list says: the headings, and whose entries are below them.
func (c *clerk) lists() (all []string) {
	for _, l := range c.screen.lines {
		if l.entry == nil {
			all = append(all, fmt.Sprint(strings.ReplaceAll(heading(l)("zh"), "　", " ")))
		} else {
			all = append(all, l.entry.HostName+" "+l.entry.Title("zh"))
		}
	}
	return all
}

// is waits until the list says that.
func (c *clerk) is(want ...string) {
	c.T.Helper()
	c.Until("the calendar shows "+strings.Join(want, ", ")+" and not "+strings.Join(c.lists(), ", "), func() bool { return slices.Equal(c.lists(), want) })
}

// types presses the keys of letters, digits and the slash, with their characters.
func (c *clerk) types(text string) {
	for _, r := range text {
		key := &fyne.KeyEvent{Name: fyne.KeyName(strings.ToUpper(string(r)))}
		focused := c.Window.Canvas().Focused()
		if down, ok := focused.(desktop.Keyable); ok {
			down.KeyDown(key)
		}
		focused.TypedKey(key)
		c.Window.Canvas().Focused().TypedRune(r) // which comes to what has the keyboard by then
	}
}

var whole = []string{
	"过期 1项", "丁公司 首页底部放备案号",
	"今天 1项", "甲公司 首页底部放备案号",
	"7天内 1项", "乙公司 开通端口",
	"以后 3项", "丙公司 补正后重新发出", "丁公司 办好公安联网备案", "甲公司 办好公安联网备案",
}

func TestTheCalendarIsWorkedByKeyboardAlone(t *testing.T) {
	c := open(t, clients...)
	c.is(whole...)
	if c.Window.Canvas().Focused() != c.screen.list {
		t.Fatal("the list does not have the keyboard")
	}
	c.Press(fyne.KeyReturn) // what is over
	c.Press(fyne.KeyDown)   // over the heading
	c.Press(fyne.KeyReturn) // what is due today
	c.types("3")            // what is due this week
	c.Press(fyne.KeyReturn) //
	c.Press(fyne.KeyEnd)    //
	c.Press(fyne.KeyReturn) // the last
	for range len(whole) {  //
		c.Press(fyne.KeyUp) //
	} //
	c.Press(fyne.KeyReturn) // the first again
	want := []string{c.ids["丁公司"], c.ids["甲公司"], c.ids["乙公司"], c.ids["甲公司"], c.ids["丁公司"]}
	if !slices.Equal(c.noted, want) {
		t.Errorf("shown were %v, want %v", c.noted, want)
	}
	c.screen.Export()
	if len(c.exported) != 1 || len(c.exported[0]) != 6 {
		t.Errorf("exported: %v", c.exported)
	}
	c.Press(fyne.KeyEscape)
	if c.left != 1 {
		t.Errorf("Esc left %d times", c.left)
	}
}

// What has happened is gone when one comes back, and the next entry is the current one.
func TestAFilingThatHasMovedOnDisappears(t *testing.T) {
	c := open(t, clients...)
	c.is(whole...)
	c.types("2")
	c.reach(client{"甲公司", "一号窗口", "footer_done", 0})
	c.screen.Refresh()
	c.is("过期 1项", "丁公司 首页底部放备案号", "7天内 1项", "乙公司 开通端口",
		"以后 3项", "丙公司 补正后重新发出", "丁公司 办好公安联网备案", "甲公司 办好公安联网备案")
	if e := c.screen.chosen(); e == nil || e.HostName != "乙公司" {
		t.Errorf("the current entry is %+v", e)
	}
}

func TestTheNamesOfClientsAreDrawn(t *testing.T) {
	c := open(t, client{"广州鑫烨商贸示例有限公司", "一号窗口", "ports_open", 2})
	c.Until("there is an entry", func() bool { return len(c.screen.entries) > 0 })
	c.Draws("广州鑫烨商贸示例有限公司")
}

func TestTheCalendarIsNarrowed(t *testing.T) {
	c := open(t, clients...)
	c.is(whole...)
	c.types("/")
	c.types("bgs") // 丙公司
	c.is("以后 1项", "丙公司 补正后重新发出")
	c.Press(fyne.KeyEscape)
	c.is(whole...)
	c.Until("the list has the keyboard", func() bool { return c.Window.Canvas().Focused() == c.screen.list })

	c.screen.filters.who.Picked("icp_team")
	c.is("7天内 1项", "乙公司 开通端口")
	c.screen.filters.who.Picked("")
	var desks []string
	for _, o := range c.screen.filters.whichDesk("") {
		desks = append(desks, o.Text)
	}
	if !slices.Equal(desks, []string{"全部", "一号窗口", "二号窗口"}) {
		t.Errorf("the desks to choose from are %v", desks)
	}
	c.screen.filters.desk.Picked("二号窗口")
	c.is("7天内 1项", "乙公司 开通端口")
	c.screen.filters.who.Picked("client")
	c.UntilSays("没有符合条件的事项")
	c.screen.Focus()
	c.Press(fyne.KeyEscape)
	c.is(whole...)
	if c.left != 0 {
		t.Error("Esc left although there was something to clear")
	}
}

// With letters twice as large on an office screen the day, the time left, the client and
// what it is about can still be read.
func TestTheCalendarIsReadWithLargeLetters(t *testing.T) {
	c := open(t, client{"北京星禾云图示例有限公司", "一号窗口", "sms", 289 * 24})
	c.UntilSays("短信核验") // of the foot
	for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
		c.screen.o.Voice.Switch(mode)
		c.screen.Retranslate()
		screen := fyne.NewSize(1366/2, 730/2-60) // less the header
		c.Window.Resize(screen)
		if min := c.screen.Object().MinSize(); min.Width > screen.Width || min.Height > screen.Height {
			t.Errorf("%s: it wants %v of %v", mode, min, screen)
		}
		if got, want := c.screen.list.Size().Height, c.screen.rowHeight(); got < want {
			t.Errorf("%s: a row of %v has %v", mode, want, got)
		}
		r := c.screen.list.Seen[c.screen.current]
		if r == nil {
			t.Fatalf("%s: the current row is not seen", mode)
		}
		for i, column := range []column{byDay, byLeft, byClient, byWhat} {
			if got := r.cells[i].Upper; got.Text.Text != got.Said {
				t.Errorf("%s: of the %s there is only %q of %q", mode, column, got.Text.Text, got.Said)
			}
		}
	}
}
