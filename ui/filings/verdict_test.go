package filings

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/store"
	"recordaldesk/store/recheck"
	"recordaldesk/translations"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

const inForce = "2026.12.1"

// checks are verdicts by the drafts' ids, and what was asked for.
type checks struct {
	verdicts map[string]recheck.Verdict
	state    recheck.State
	asked    []string
}

func (c *checks) Of(id string, seq int64) (recheck.Verdict, bool) {
	v, known := c.verdicts[id]
	return v, known && v.Seq == seq
}

func (c *checks) State() recheck.State { return c.state }
func (c *checks) All()                 { c.asked = append(c.asked, "all") }
func (c *checks) Rest()                { c.asked = append(c.asked, "rest") }

func (c *checks) Stop() {
	c.asked = append(c.asked, "stop")
	c.state.Phase = recheck.Stopped
}

// openJudged shows the screen over two filings, of which the upper one, of south,
// is the one whose verdict is given.
func openJudged(t testing.TB, v recheck.Verdict, state recheck.State) (*desk, *checks) {
	t.Helper()
	d := open(t, company(north), company(south))
	c := &checks{verdicts: map[string]recheck.Verdict{}, state: state}
	upper := d.store.Search("")[0]
	v.Seq = upper.Seq
	c.verdicts[upper.ID] = v
	d.checks = c
	d.show(certified{d.store})
	d.settle()
	d.screen.Focus()
	return d, c
}

func TestAVerdictInWords(t *testing.T) {
	m := &store.Summary{ID: "1", Seq: 3, Kind: "new_recordal"}
	for _, tt := range []struct {
		name    string
		v       recheck.Verdict
		current bool
		zh, en  string
		color   fyne.ThemeColorName
	}{
		{"nothing known", recheck.Verdict{}, false, "尚未检查", "Not checked yet", theme.ColorNamePlaceHolder},
		{"errors first", recheck.Verdict{Errors: 3, Warnings: 1, Outstanding: 1, Rulebook: inForce}, true,
			"3处需改正|缺1份扫描件 · 1处待核对", "3 to fix|1 scan missing · 1 to check", theme.ColorNameError},
		{"only scans", recheck.Verdict{Outstanding: 2, Rulebook: inForce}, true, "缺2份扫描件", "2 scans missing", theme.ColorNameWarning},
		{"only to look at", recheck.Verdict{Warnings: 2, Rulebook: inForce}, true, "2处待核对", "2 to check", theme.ColorNameWarning},
		{"ready", recheck.Verdict{Rulebook: inForce}, true, "可以导出", "Ready to export", theme.ColorNameSuccess},
		{"by an older rulebook", recheck.Verdict{Rulebook: "2026.11.1"}, true,
			"可以导出|按规则库2026.11.1", "Ready to export|by rulebook 2026.11.1", theme.ColorNameSuccess},
		{"otherwise", recheck.Verdict{Errors: 1, Rulebook: inForce, Otherwise: true}, true,
			"1处需改正|结果与上次不同", "1 to fix|differs from last time", theme.ColorNameError},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for l, want := range map[translations.Language]string{translations.Chinese: tt.zh, translations.English: tt.en} {
				got := judged(in(l), m, tt.v, tt.current, inForce)
				if said := strings.TrimSuffix(got.first+"|"+got.rest, "|"); said != want || got.color != tt.color {
					t.Errorf("got %q in %s, want %q in %s", said, got.color, want, tt.color)
				}
			}
		})
	}
	for _, m := range []*store.Summary{{Kind: ""}, {Kind: "new_recordal", Damaged: true}} {
		if got := judged(in(translations.Chinese), m, recheck.Verdict{}, true, inForce); got != (verdict{}) {
			t.Errorf("of %+v is said %+v", m, got)
		}
	}
}

func TestTheListFollowsTheVerdicts(t *testing.T) {
	d, c := openJudged(t, recheck.Verdict{Errors: 2, Rulebook: inForce}, recheck.State{Phase: recheck.Running, Rulebook: inForce})
	says := func(want string) bool { return strings.Contains(d.texts(), want) }
	if !says("2处需改正") || !says("尚未检查") {
		t.Errorf("the list says %q", d.texts())
	}
	lower := d.store.Search("")[1]
	c.verdicts[lower.ID] = recheck.Verdict{Seq: lower.Seq, Rulebook: inForce}
	d.screen.Judged()
	if says("尚未检查") || !says("可以导出") {
		t.Errorf("after another verdict the list says %q", d.texts())
	}
	d.mustList(south, north)
	d.voice.Switch(voice.English)
	if !says("2 to fix") || !says("Ready to export") || says("需改正") {
		t.Errorf("in English the list says %q", d.texts())
	}
}

func TestTheFootTellsHowFarItIs(t *testing.T) {
	d, c := openJudged(t, recheck.Verdict{}, recheck.State{
		Phase: recheck.Running, Why: recheck.NewBook, Rulebook: inForce, Done: 3200, Total: 10000,
	})
	must := func(zh, en, button string) {
		t.Helper()
		for _, mode := range []voice.Mode{voice.English, voice.Chinese} { // the button is read in Chinese
			want := map[voice.Mode]string{voice.English: en, voice.Chinese: zh}[mode]
			d.voice.Switch(mode)
			if said := d.screen.foot.say(d.voice.Language()); said != want {
				t.Errorf("the foot says %q, want %q", said, want)
			}
			if said := strings.ReplaceAll(d.texts(), "\n", ""); !strings.Contains(said, want) {
				t.Errorf("the window does not say %q", want)
			}
		}
		if got := d.screen.foot.button.Text; got != button {
			t.Errorf("the button says %q, want %q", got, button)
		}
	}
	must("规则库已更新，正在按规则库2026.12.1复查：3,200／10,000", "New rulebook: checking again by 2026.12.1, 3,200 of 10,000", "停止")

	// Tab leads from the list over the row's buttons to the one that stops.
	for range 4 {
		d.window.Canvas().FocusNext()
	}
	if d.window.Canvas().Focused() != d.screen.foot.button {
		t.Fatalf("after four times Tab %T has the keyboard", d.window.Canvas().Focused())
	}
	d.press(fyne.KeyReturn)
	must("检查已停止，还有6,800份未查；下次启动时接着检查", "Stopped; 6,800 filings are not checked. The next start goes on with them", "接着检查")
	d.press(fyne.KeyReturn)
	c.state = recheck.State{Phase: recheck.Done, Rulebook: inForce, Done: 10000, Total: 10000, Otherwise: 3}
	d.screen.Judged()
	must("已按规则库2026.12.1全部检查，3份的结果与上次不同", "All are checked by rulebook 2026.12.1; 3 differ from last time", "复查全部")
	d.press(fyne.KeySpace)
	if got := strings.Join(c.asked, " "); got != "stop rest all" {
		t.Errorf("asked for %q", got)
	}
	d.press(fyne.KeyEscape)
	if d.window.Canvas().Focused() != d.screen.list {
		t.Error("Esc does not lead back to the list")
	}
}

func TestThousandsAreSetApart(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 10000: "10,000", 1234567: "1,234,567"} {
		if got := say.Number(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
}
