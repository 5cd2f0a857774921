package materials

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/paper"
	"recordaldesk/ui/blanks"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// readBlanks learns in the background for which forms there is an official blank.
func (s *Screen) readBlanks() {
	s.looking.Add(func() {
		all, err := s.around.Store.Blanks(s.ctx)
		s.around.Do(func() {
			if s.ctx.Err() != nil {
				return
			}
			if err != nil {
				slog.Error("read the official blanks", "err", err)
				return
			}
			s.blanks = map[string]bool{}
			for _, b := range all {
				s.blanks[b.Material] = true
			}
			s.refresh()
		})
	})
}

// blank opens the official blank of a material, or asks for one.
func (s *Screen) blank(m rules.Material) {
	if !s.session.MayEdit() {
		return
	}
	if s.blanks[m.ID] {
		s.openBlank(m, func(ctx context.Context) (paper.Blank, error) {
			b, err := s.around.Store.Blank(ctx, m.ID)
			if err != nil {
				return paper.Blank{}, err
			}
			places, err := paper.DecodePlaces(b.Places)
			return paper.Blank{PDF: b.PDF, Places: places}, err
		})
		return
	}
	title := s.voice.Text("blanks.choose")
	crash.Go(func() {
		paths, err := s.around.Chooser.Files(s.ctx, title, false)
		s.around.Do(func() {
			switch {
			case err != nil:
				slog.Error("choose files", "err", err)
				s.around.Ask(voice.Message("materials.choose.failed"), nil, nil)
			case len(paths) > 0:
				s.openBlank(m, func(context.Context) (paper.Blank, error) {
					pdf, err := readFile(paths[0])
					return paper.Blank{PDF: pdf}, err
				})
			}
		})
	})
}

// readFile reads a blank from a file, no more of it than one may have.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read blank: %w: %w", store.ErrScanSource, err)
	}
	defer f.Close() // was only read
	data, err := io.ReadAll(io.LimitReader(f, paper.MaxBlankBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read blank: %w: %w", store.ErrScanSource, err)
	}
	return data, nil
}

// openBlank reads a blank in the background and shows where its fields go.
func (s *Screen) openBlank(m rules.Material, read func(context.Context) (paper.Blank, error)) {
	ctx := s.begin()
	s.say(voice.Message("materials.loading"))
	s.looking.Add(func() {
		b, err := read(ctx)
		var sizes []paper.PageSize
		if err == nil {
			b.PDF, sizes, err = paper.CheckBlank(ctx, b.PDF)
		}
		s.around.Do(func() {
			stopped := ctx.Err() != nil
			s.end()
			switch {
			case stopped:
			case err != nil:
				slog.Info("blank refused", "err", err)
				why := blanks.Problem(err)
				if errors.Is(err, store.ErrScanSource) {
					why = voice.Message(store.MessageID(err))
				}
				s.around.Ask(why, nil, nil)
			default:
				s.showBlank(m, b, sizes)
			}
		})
	})
}

func (s *Screen) showBlank(m rules.Material, b paper.Blank, sizes []paper.PageSize) {
	f := s.session.Filing()
	s.laying = blanks.New(blanks.Options{
		Voice: s.voice, Title: say.Material(f, m), Material: m, Filing: f.Clone(), Blank: b, Sizes: sizes,
		Pages: s.around.Pages, Do: s.around.Do, Ask: s.around.Ask,
		Done: func(places []paper.Place) {
			s.keepBlank(m, func(ctx context.Context) error {
				data, err := paper.EncodePlaces(places)
				if err != nil {
					return err
				}
				return s.around.Store.PutBlank(ctx, m.ID, b.PDF, data)
			})
		},
		Forget: func() {
			s.keepBlank(m, func(ctx context.Context) error {
				err := s.around.Store.DeleteBlank(ctx, m.ID)
				if errors.Is(err, store.ErrNotFound) {
					return nil // it was never kept
				}
				return err
			})
		},
		Cancel: func() { s.closeBlank(m) },
	})
	s.body.Objects = []fyne.CanvasObject{s.laying.Object()}
	s.body.Refresh()
	s.laying.Focus()
}

// keepBlank changes in the background what the store keeps, and goes back.
func (s *Screen) keepBlank(m rules.Material, do func(context.Context) error) {
	s.closeBlank(m)
	s.keeping.Add(func() {
		err := do(s.ctx)
		s.around.Do(func() {
			if err != nil && s.ctx.Err() == nil {
				slog.Error("keep the official blank", "err", err)
				s.around.Ask(voice.Message(store.MessageID(err)), nil, nil)
			}
			s.readBlanks()
		})
	})
}

func (s *Screen) closeBlank(m rules.Material) {
	s.laying = nil
	s.body.Objects = []fyne.CanvasObject{s.scroll}
	s.body.Refresh()
	if r := s.rows[keyOf(m)]; r != nil {
		r.focus()
		return
	}
	s.Focus()
}
