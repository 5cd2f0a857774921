package statistics

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/statistics"
	"recordaldesk/store/worklist"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

var noon = time.Date(2027, 1, 11, 12, 0, 0, 0, time.Local)

// manager is somebody before the statistics of a desk, and what the screen handed on.
type manager struct {
	*uitest.Person
	screen   *Screen
	exported []*statistics.Figures
	left     int
}

// drafts is the filings of a desk.
type drafts []*store.Summary

func (d drafts) Listed() int { return len(d) }

func (d drafts) Search(string) []*store.Summary { return d }

func filing(id, kind, province, came string, events ...casework.Event) *store.Summary {
	at, err := time.ParseInLocation(time.DateOnly, came, time.Local)
	if err != nil {
		panic(err)
	}
	return &store.Summary{ID: id, Seq: 1, Kind: kind, Province: province, Created: at, Case: casework.Line{Events: events}}
}

// desk has three filings of last year and one of this.
func desk() drafts {
	mailed := casework.Event{Stage: "mailed", At: time.Date(2026, 12, 4, 9, 0, 0, 0, time.Local)}
	all := drafts{
		filing("a", "new_recordal", "110000", "2026-12-01", mailed),
		filing("b", "new_recordal", "440000", "2026-12-02"),
		filing("c", "change_host", "440000", "2026-11-02"),
		filing("d", "cancel_website", "310000", "2027-01-04"),
	}
	all[1].Case.Returns = []casework.Return{{At: time.Date(2026, 12, 31, 23, 0, 0, 0, time.Local), Reasons: []string{"phone_format"}}}
	return all
}

func open(t *testing.T, all drafts) *manager {
	t.Helper()
	m := &manager{Person: uitest.Before(t)}
	m.screen = New(Options{
		Voice: voice.New(voice.Chinese), Canvas: m.Window.Canvas(), Book: rules.Builtin,
		Queue: worklist.New(all, nil, rules.Builtin()),
		Wait:  func(context.Context) error { return nil },
		Now:   func() time.Time { return noon }, Do: m.Do,
		Actions: Actions{
			Export:  func(f *statistics.Figures) { m.exported = append(m.exported, f) },
			Back:    func() { m.left++ },
			Problem: func(err error) { t.Error(err) },
		},
	})
	m.Show(m.screen.Object())
	m.screen.Refresh()
	m.screen.Focus()
	return m
}

// tables is what the tables say: the names of their rows, each with its numbers.
func (m *manager) tables() (all []string) {
	for _, o := range seen.Objects(m.screen.Object()) {
		t, ok := o.(*table)
		if !ok {
			continue
		}
		r := test.WidgetRenderer(t).(*tableRenderer)
		for _, row := range r.rows {
			said := []string{row.upper.Text.Text}
			for _, n := range row.numbers {
				said = append(said, n.Text.Text)
			}
			all = append(all, strings.Join(said, " "))
		}
	}
	return all
}

func (m *manager) says(want ...string) {
	m.T.Helper()
	m.Until("the tables say "+strings.Join(want, ", ")+" and not "+strings.Join(m.tables(), ", "), func() bool { return slices.Equal(m.tables(), want) })
}

func TestTheTimeIsChosenByKeyboardAlone(t *testing.T) {
	m := open(t, desk())
	m.says("2027-01 1 0 0 0", "注销网站 1", "正在填写 1", "上海市 1")
	m.Press(fyne.KeyRight) // last year
	lastYear := []string{
		"2026-11 1 0 0 0", "2026-12 2 1 0 1", "合计 3 1 0 1",
		"新增备案 2", "变更主体 1", "正在填写 2", "已发给备案组 1", "电话号码格式不对 1", "广东省 2", "北京市 1",
	}
	m.says(lastYear...)
	m.Reads("去年：2026-01-01至2026-12-31", "从收到到发出：3.0天（1个备案）", "从提交到通过：这一时段没有")
	m.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.Key2}) // last month
	m.says("2026-12 2 1 0 1", "新增备案 2", "正在填写 1", "已发给备案组 1", "电话号码格式不对 1", "北京市 1", "广东省 1")
	m.screen.Export()
	if len(m.exported) != 1 || m.exported[0].Period != statistics.LastMonth {
		t.Errorf("exported: %+v", m.exported)
	}
	m.Press(fyne.KeyEscape)
	if m.left != 1 {
		t.Errorf("Esc left %d times", m.left)
	}
}

func TestATimeInWhichNothingHappenedSaysSo(t *testing.T) {
	m := open(t, nil)
	m.UntilSays("这一时段没有记录")
}

// A bar is as long as its number is large, and the number stands beside it.
func TestBarsAreAsLongAsTheNumbersAreLarge(t *testing.T) {
	m := open(t, desk())
	m.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.Key4})
	m.Until("last year is counted", func() bool { return m.screen.figures != nil && m.screen.figures.Period == statistics.LastYear })
	var bars []*canvas.Rectangle
	for _, o := range seen.Objects(m.screen.Object()) {
		if one, ok := o.(*table); ok && len(one.heads) == 0 { // a list of counts
			for _, row := range test.WidgetRenderer(one).(*tableRenderer).rows {
				bars = append(bars, row.bars[0])
				if end := row.bars[0].Position().X + row.bars[0].Size().Width; row.numbers[0].Text.Position().X < end {
					t.Errorf("the number of %s stands in its bar", row.upper.Text.Text)
				}
			}
			break
		}
	}
	if len(bars) != 2 || bars[1].Size().Width <= 0 || bars[0].Size().Width != 2*bars[1].Size().Width {
		t.Errorf("the bars of 2 and 1 are %v", bars)
	}
}

// With letters twice as large on an office screen the tables stand below one another, and
// nothing of what they say is cut off.
func TestTheFiguresAreReadWithLargeLetters(t *testing.T) {
	m := open(t, desk())
	m.Window.Resize(fyne.NewSize(1366/2, 730/2-40)) // less the header
	m.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.Key4})
	for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
		m.screen.o.Voice.Switch(mode)
		m.screen.Retranslate()
		m.Until("last year is counted", func() bool { return m.screen.figures != nil && m.screen.figures.Period == statistics.LastYear })
		rows := 0
		for _, o := range seen.Objects(m.screen.Object()) {
			one, ok := o.(*table)
			if !ok {
				continue
			}
			for _, row := range test.WidgetRenderer(one).(*tableRenderer).rows {
				rows++
				for _, line := range append(row.numbers, row.upper, row.lower) {
					if line.Text.Text != line.Said {
						t.Errorf("%s: there is only %q of %q", mode, line.Text.Text, line.Said)
					}
				}
				for _, n := range row.numbers {
					if end := n.Text.Position().X + n.Width(); end > one.Size().Width {
						t.Errorf("%s: %s ends at %v of %v", mode, n.Said, end, one.Size().Width)
					}
				}
			}
		}
		if rows < 9 {
			t.Errorf("%s: %d rows are seen", mode, rows)
		}
	}
}
