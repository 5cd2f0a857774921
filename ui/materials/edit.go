package materials

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/retouch"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// edit shows a scan large, with what a reviewer would say of it, to be turned,
// straightened and marked. It is drawn here rather than opened elsewhere: a PDF from
// a stranger may hold more than pages.
func (s *Screen) edit(m rules.Material, a rules.Attachment) {
	if !s.session.MayEdit() {
		return
	}
	var remarks []retouch.Remark
	said, _ := s.around.Opinions.Of(m, a)
	for _, r := range opinions.Standing(said) {
		remarks = append(remarks, retouch.Remark{Page: r.Page, Say: r.Say, Where: r.Where})
	}
	s.editor = retouch.New(retouch.Options{
		Voice: s.voice, Name: say.File(a.File), Title: say.Material(s.session.Filing(), m), Recipe: a.Retouch, Remarks: remarks,
		Open: func(ctx context.Context) (*store.Original, error) {
			return s.around.Store.OpenScan(ctx, s.session.ID(), a.SHA256)
		},
		Pages:   s.around.Pages,
		Do:      s.around.Do,
		Problem: problem,
		Done: func(recipe *rules.Retouch) {
			s.session.Edit(func(f *rules.Filing) {
				if i := f.FindAttachment(a); i >= 0 {
					f.Attachments[i].Retouch = recipe
				}
			})
			s.closeEditor(m)
		},
		Cancel: func() { s.closeEditor(m) },
		Ask:    s.around.Ask,
	})
	s.body.Objects = []fyne.CanvasObject{s.editor.Object()}
	s.body.Refresh()
	s.editor.Focus()
}

// closeEditor goes back to the list, to the row that was left.
func (s *Screen) closeEditor(m rules.Material) {
	s.editor = nil
	s.body.Objects = []fyne.CanvasObject{s.scroll}
	s.body.Refresh()
	s.refresh()
	if r := s.rows[keyOf(m)]; r != nil {
		r.focus()
		return
	}
	s.Focus()
}

// recipeProblem says why a recipe cannot be carried out; nil for other errors.
func recipeProblem(err error) voice.Speaker {
	var impossible *rules.RetouchError
	if errors.As(err, &impossible) {
		return voice.Message(impossible.Problem.MessageID())
	}
	return nil
}
