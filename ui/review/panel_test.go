package review

import (
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/rules/casework"
)

func TestReasonsAreFoundByNumberInitialsAndWords(t *testing.T) {
	b := open(t, nil)
	b.initials("甲")
	b.at(casework.Place{Material: "responsibility_letter"})
	b.keys(fyne.KeyR)
	b.asks()
	q := b.panel.asked.(*reasons)
	if !q.found[0].about || q.found[len(q.found)-1].ID != "" {
		t.Errorf("first stands %s, last %s", q.found[0].ID, q.found[len(q.found)-1].ID)
	}
	for query, want := range map[string]string{"54": "54", "zrs": "", "seal": "", "盖章": ""} {
		q.filter.SetText(query)
		first, _ := q.chosen()
		if first.ID == "" {
			t.Errorf("%q finds nothing", query)
		}
		if want != "" && itoa(first.Row) != want {
			t.Errorf("%q finds number %d", query, first.Row)
		}
	}
	q.filter.SetText("54")
	b.Window.Canvas().Focus(q.own)
	b.Types("第二页")
	b.quiet()
	m := b.stored().Marks[0]
	if m.Reason == "" || m.Words != "第二页" || m.Verdict != casework.Returned {
		t.Errorf("noted is %+v", m)
	}
	b.keys(fyne.KeyR)
	b.asks()
	b.keys(fyne.KeyEscape)
	if b.panel.shown() || len(b.stored().Marks) != 1 {
		t.Error("Escape does not give up")
	}
}

func TestLettersOfKeysAreNotTypedIntoTheQuestion(t *testing.T) {
	b := open(t, nil)
	b.initials("甲")
	b.keys(fyne.KeyR)
	filter := b.panel.asked.(*reasons).filter
	for _, r := range "arr" { // as the driver does behind the keys; one that is held down repeats
		filter.TypedRune(r)
	}
	if filter.Text != "" {
		t.Errorf("the filter has %q", filter.Text)
	}
	filter.KeyDown(&fyne.KeyEvent{Name: fyne.KeyR})
	filter.TypedRune('r')
	if filter.Text != "r" {
		t.Errorf("after a key went down the filter has %q", filter.Text)
	}
}
