package materials

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
)

// said are the texts of a row.
func (r *row) said() string {
	var b strings.Builder
	for _, one := range seen.Objects(r.object) {
		if l, ok := one.(*widget.Label); ok {
			b.WriteString(l.Text + "\n")
		}
	}
	return b.String()
}

func TestWhatCameBackOfAPaperStandsInItsRow(t *testing.T) {
	letter := casework.Place{Material: "responsibility_letter"}
	// Of one that is needed no more, what was said must be seen all the same.
	unneeded := casework.Place{Material: "check_list"}
	b := openReturned(t, same, func(f *rules.Filing) *casework.Notice {
		return &casework.Notice{
			ID: "0193a1d2-7c3e-7abc-8def-0123456789ab", At: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), By: "甲",
			Items: []casework.Item{
				{Place: letter, Verdict: casework.Returned, Words: "the seal is cut", Of: casework.Fingerprint(f, letter)},
				{Place: unneeded, Verdict: casework.Queried, Words: "why none?", Of: casework.Fingerprint(f, unneeded)},
			},
		}
	})
	if said := b.row("responsibility_letter").said(); !strings.Contains(said, "Returned (to be corrected): the seal is cut") || !strings.Contains(said, "Returned by 甲 on 2026-11-20; not changed yet.") {
		t.Errorf("the row says:\n%s", said)
	}
	if said := b.row("check_list").said(); !strings.Contains(said, "why none?") || !strings.Contains(said, "please confirm") {
		t.Errorf("the row says:\n%s", said)
	}
	if said := b.row("authorization_letter").said(); strings.Contains(said, "eturned") {
		t.Errorf("the row of another paper says:\n%s", said)
	}
	b.screen.GoToPaper(letter)
	if focused, ok := b.window.Canvas().Focused().(*form.Button); !ok || !b.row("responsibility_letter").has(focused) {
		t.Error("the keyboard is not at the paper")
	}
	b.session.Edit(func(f *rules.Filing) {
		f.Attachments = append(f.Attachments, rules.Attachment{Material: "responsibility_letter", File: "new.png", SHA256: strings.Repeat("ab", 32)})
	})
	b.until("judged anew", func() bool {
		back, _ := b.session.BackAt(letter)
		return back.State == casework.Mended
	})
	b.screen.Refresh()
	if said := b.row("responsibility_letter").said(); !strings.Contains(said, "changed, to be reviewed again") {
		t.Errorf("with another scan the row says:\n%s", said)
	}
}
