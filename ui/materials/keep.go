package materials

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/scan"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// assigned is a file on its way to a material.
type assigned struct {
	path     string
	picture  []byte // thumbnail
	material rules.Material
	instead  *rules.Attachment // the attachment whose place it takes; nil for none
}

// attach keeps files in the store and attaches each as soon as it is there. It
// works in the background; what fails is told, what was attached before stays.
func (s *Screen) attach(files []assigned) {
	if len(files) == 0 {
		return
	}
	ctx := s.begin()
	s.keeping.Add(func() {
		for i, one := range files {
			s.around.Do(func() { s.progress("materials.adding", i+1, len(files)) })
			kept, err := s.keep(ctx, one)
			if err != nil {
				s.around.Do(func() { s.failed(one.path, err) })
				break
			}
			s.around.Do(func() { s.attached(one, kept.SHA256) })
		}
		s.around.Do(s.end)
	})
}

// keep brings a file into the store. It is looked at once more, since it may
// have changed since it was shown.
func (s *Screen) keep(ctx context.Context, one assigned) (store.Scan, error) {
	file, err := os.Open(one.path)
	if err != nil {
		return store.Scan{}, fmt.Errorf("open scan: %w: %w", store.ErrScanSource, err)
	}
	defer file.Close() // was only read
	if _, err := scan.InspectFile(ctx, file); err != nil {
		return store.Scan{}, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return store.Scan{}, fmt.Errorf("read scan: %w: %w", store.ErrScanSource, err)
	}
	kept, err := s.around.Store.AddScan(ctx, s.session.ID(), file)
	if err != nil {
		return store.Scan{}, err
	}
	s.around.remember(ctx, kept.SHA256, thumbnailKind, one.picture)
	return kept, nil
}

// attached names a kept scan in the filing.
func (s *Screen) attached(one assigned, sha256 string) {
	m := one.material
	a := rules.Attachment{
		Material: m.ID, Website: m.Website, Domain: m.Domain, File: filepath.Base(one.path), SHA256: sha256,
	}
	if m.Per == "filing" {
		a.Website = 0
	}
	s.pictures.forget(a)
	s.around.Opinions.Again(a)
	s.pictures.put(a, one.picture, nil)
	s.session.Edit(func(f *rules.Filing) {
		if one.instead != nil {
			if i := f.FindAttachment(*one.instead); i >= 0 {
				f.Attachments[i] = a
				return
			}
		}
		if f.FindAttachment(a) < 0 {
			f.Attachments = append(f.Attachments, a)
		}
	})
	if one.instead != nil {
		s.drop(one.instead.SHA256)
	}
	s.refresh()
}

// remove takes an attachment from the filing, after asking once.
func (s *Screen) remove(a rules.Attachment) {
	if !s.session.MayEdit() {
		return
	}
	question := voice.Message("materials.remove.question", map[string]string{"file": say.File(a.File)})
	s.around.Ask(question, voice.Message("materials.remove.yes"), func() {
		s.session.Edit(func(f *rules.Filing) {
			if i := f.FindAttachment(a); i >= 0 {
				f.Attachments = slices.Delete(f.Attachments, i, i+1)
			}
		})
		s.drop(a.SHA256)
		s.refresh()
	})
}

// drop takes a scan out of the store once no material of the draft uses it any
// more. The filing without it is brought to the disk first, so that no draft
// ever names a scan that is gone; and the question whether it is used is asked
// behind everything that was being attached before.
func (s *Screen) drop(sha256 string) {
	if sha256 == "" {
		return
	}
	s.keeping.Add(func() {
		if err := s.session.Flush(s.ctx); err != nil {
			return // the header says so; the scan stays
		}
		unused := make(chan bool, 1)
		s.around.Do(func() {
			unused <- !slices.ContainsFunc(s.session.Filing().Attachments, func(a rules.Attachment) bool { return a.SHA256 == sha256 })
		})
		select {
		case <-s.ctx.Done():
		case gone := <-unused:
			if !gone {
				return
			}
			if err := s.around.Store.DropScan(s.ctx, s.session.ID(), sha256); err != nil {
				slog.Error("drop scan", "err", err) // it is swept when it is old enough
			}
		}
	})
}

// reuse attaches the scans of one material as scans of another, too.
func (s *Screen) reuse(from, to rules.Material) {
	s.session.Edit(func(f *rules.Filing) {
		for _, a := range slices.Clone(f.Attachments) {
			if !from.Holds(a) {
				continue
			}
			a.Material, a.Website, a.Domain = to.ID, to.Website, to.Domain
			if f.FindAttachment(a) < 0 {
				f.Attachments = append(f.Attachments, a)
			}
		}
	})
	s.refresh()
}

// problem says why a file or a scan cannot be used; nil for what was stopped.
func problem(err error) voice.Speaker {
	var unusable *scan.Error
	if why := recipeProblem(err); why != nil {
		return why
	}
	switch {
	case errors.As(err, &unusable):
		return voice.Message(unusable.Problem.MessageID())
	case store.MessageID(err) == "":
		return nil
	}
	return voice.Message(store.MessageID(err))
}
