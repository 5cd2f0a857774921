package materials

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// remarks is what would be said of a scan, below its line.
type remarks struct {
	row    *row
	model  model
	scan   rules.Attachment
	shown  string // what is said now, to see whether it changes
	doubts int    // that stand
	box    *fyne.Container
	// The texts and buttons come and go with what is said.
	speech  *parts.Speech
	buttons []*form.Button
}

func newRemarks(r *row, m model, a rules.Attachment) *remarks {
	n := &remarks{row: r, model: m, scan: a, box: container.NewVBox(), speech: parts.NewSpeech(r.screen.voice)}
	n.refresh()
	return n
}

// refresh writes the remarks anew where they are others than those shown, and
// reports whether they are.
func (n *remarks) refresh() bool {
	all, _ := n.row.screen.around.Opinions.Of(n.model.material, n.scan)
	now := said(all)
	if now == n.shown {
		return false
	}
	n.shown, n.doubts = now, len(opinions.Standing(all))
	n.speech, n.buttons, n.box.Objects = parts.NewSpeech(n.row.screen.voice), nil, nil
	for _, one := range all {
		n.box.Add(n.line(one))
	}
	n.box.Refresh()
	return true
}

// said tells remarks apart by all that is shown of them.
func said(all []opinions.Remark) string {
	var b strings.Builder
	for _, r := range all {
		fmt.Fprintln(&b, r.Fault, r.Page, r.Accepted, len(r.Where), r.Say(translations.Chinese))
	}
	return b.String()
}

// line is a line about one remark, with the way to say that it is fine.
func (n *remarks) line(one opinions.Remark) fyne.CanvasObject {
	s := n.row.screen
	if one.Accepted {
		words := n.speech.Words(form.Quiet, func(l translations.Language) string {
			return translations.Text(l, "materials.remark.accepted", map[string]string{"fault": translations.Text(l, one.Fault.TitleID())})
		})
		again := n.button(nil, "materials.remark.again", func() { s.accept(n.scan, one, false) })
		again.Importance = widget.LowImportance
		return container.NewBorder(nil, nil, nil, again, words.Object())
	}
	words := n.speech.Words(form.Body, one.Say)
	words.Color(widget.WarningImportance)
	buttons := container.New(parts.NewFlow())
	if len(one.Where) > 0 {
		buttons.Add(n.button(theme.SearchIcon(), "materials.remark.where", func() { s.edit(n.model.material, n.scan) }))
	}
	buttons.Add(n.button(theme.ConfirmIcon(), "materials.remark.fine", func() { s.accept(n.scan, one, true) }))
	return container.NewVBox(words.Object(), container.New(parts.Indent{}, buttons))
}

func (n *remarks) button(icon fyne.Resource, label string, tapped func()) *form.Button {
	b := n.row.focusable(n.model, n.speech.Button(icon, voice.Message(label), tapped))
	n.buttons = append(n.buttons, b)
	return b
}

func (s *Screen) accept(a rules.Attachment, one opinions.Remark, fine bool) {
	s.around.Opinions.Accept(a, one.Fault, fine)
	s.refresh()
}

// heard shows what is newly known of scans: the same picture in a second place is
// said of the first one too.
func (s *Screen) heard() {
	changed := false
	for _, r := range s.rows {
		for _, n := range r.remarks {
			if n.refresh() {
				changed = true
				r.tellState()
				r.object.Refresh()
			}
		}
	}
	if changed {
		s.sayHead()
		s.scroll.Content.Refresh()
	}
}

// doubtful counts the scans on which remarks stand.
func (s *Screen) doubtful() int {
	n := 0
	for _, r := range s.rows {
		n += len(slices.DeleteFunc(slices.Clone(r.remarks), func(n *remarks) bool { return n.doubts == 0 }))
	}
	return n
}
