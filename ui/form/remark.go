package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/casework"
	"recordaldesk/ui/voice"
)

// Remark is what somebody else said of a field, such as a reviewer who returned it.
type Remark struct {
	Key        string // tells a remark that stays from another
	Say        voice.Speaker
	Aside      voice.Speaker // who said so, and when
	Importance widget.Importance
}

// ReturnedImportance is how something looks that came back, by what is asked for and how
// far it is.
func ReturnedImportance(v casework.Verdict, s casework.State) widget.Importance {
	switch {
	case s == casework.Mended:
		return widget.SuccessImportance
	case s == casework.ToMend && v == casework.Returned:
		return widget.DangerImportance
	}
	return widget.WarningImportance
}

// remark shows a remark above the findings of a field.
type remark struct {
	voice  *voice.Voice
	key    string
	words  []*Words
	object *fyne.Container
}

func newRemark(v *voice.Voice) *remark { return &remark{voice: v, object: container.New(tight{})} }

// show shows another remark, nil for none, and reports whether it is another.
func (n *remark) show(r *Remark) bool {
	key := ""
	if r != nil {
		key = r.Key
	}
	if key == n.key {
		return false
	}
	n.key, n.words, n.object.Objects = key, nil, nil
	if r != nil {
		say, aside := NewWords(n.voice, Body, r.Say), NewWords(n.voice, Quiet, r.Aside)
		say.Color(r.Importance)
		n.words = []*Words{say, aside}
		n.object.Add(say.Object())
		n.object.Add(aside.Object())
	}
	n.object.Refresh()
	return true
}

func (n *remark) retranslate() {
	for _, w := range n.words {
		w.Retranslate()
	}
}
