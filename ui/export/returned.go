package export

import (
	"context"
	"errors"
	"log/slog"

	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/store"
	"recordaldesk/store/packet"
	"recordaldesk/ui/form"
	"recordaldesk/ui/say"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// What came back from the desk, and what left before: the next packet says what was
// changed since.

// sayBack says what came back and is not mended, to be shown; nothing where all is.
func (t *todo) sayBack() (lines []voice.Speaker, paths []string) {
	s := t.screen
	back := s.session.Back()
	if len(back) == 0 {
		return nil, nil
	}
	f := s.session.Filing()
	places := wording.PlacesOf(s.session.Book(), f, s.session.Today())
	for _, b := range back {
		if b.State == casework.Mended {
			continue
		}
		path := b.Field
		if b.IsMaterial() {
			path = "attachments"
		}
		paths = append(paths, path)
		lines = append(lines, say.ReturnedLine(f, places, b.Item, b.State))
	}
	return lines, paths
}

// back lists what came back and is not changed, and says so when nothing is to be mended
// any more.
func (t *todo) back(lines []voice.Speaker, paths []string) {
	back := t.screen.session.Back()
	if len(back) == 0 {
		return
	}
	if session.Left(back) == 0 {
		done := t.speech.Words(form.Body, voice.Message("returning.check.done"))
		done.Color(widget.SuccessImportance)
		t.rows.Add(done.Object())
	}
	t.list("returning.check.list", len(lines))
	for i, line := range lines {
		t.link(line, paths[i])
	}
}

// history is what the packet to be written is told of those before, and of the notice in
// hand. Where it cannot be read the packet goes without: it is no worse than the first.
func (s *Screen) history(ctx context.Context, w *work) {
	c, err := s.around.Store.Case(ctx, s.session.ID())
	if err != nil {
		slog.Error("read what left before", "err", err)
		return
	}
	w.notice = c.Returned
	if last := c.Since(w.filing); last != nil {
		w.last = &packet.Last{Filing: last.Filing, SHA256: last.SHA256}
	}
}

// sent notes the packet that was written, with which the next one is compared. A draft
// packet is none that is sent.
func (s *Screen) sent(w work, r packet.Result) {
	if w.incomplete {
		return
	}
	_, err := s.around.Store.ChangeCase(context.Background(), s.session.ID(), func(c *casework.Case) error {
		c.Send(casework.Sent{At: s.around.Now(), Filing: w.filing, SHA256: r.Packet.FilingSHA256()})
		return nil
	})
	if err != nil && !errors.Is(err, store.ErrViewing) {
		slog.Error("note the packet that left", "err", err) // the next one says less
	}
}
