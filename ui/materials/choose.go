package materials

import (
	"log/slog"
	"path/filepath"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// chooseFiles asks for files. For a material they are attached to it at once,
// the first in the place of instead where that is given; for none the panel asks
// which material each of them is.
func (s *Screen) chooseFiles(m *rules.Material, instead *rules.Attachment) {
	if !s.session.MayEdit() {
		return
	}
	title := s.voice.Text("materials.choose.title")
	if m != nil {
		title = s.voice.Text("material." + m.ID)
	}
	crash.Go(func() {
		paths, err := s.around.Chooser.Files(s.ctx, title, instead == nil)
		s.around.Do(func() {
			switch {
			case err != nil:
				slog.Error("choose files", "err", err)
				s.around.Ask(voice.Message("materials.choose.failed"), nil, nil)
			case m == nil:
				s.incoming.take(paths)
			default:
				s.give(paths, *m, instead)
			}
		})
	})
}

// give looks at files and attaches them to a material.
func (s *Screen) give(paths []string, m rules.Material, instead *rules.Attachment) {
	for _, path := range paths {
		s.begin()
		s.say(voice.Message("materials.loading"))
		s.lookAt(path, func(g glance, err error) {
			s.end()
			if err != nil {
				s.failed(path, err)
				return
			}
			s.attach([]assigned{{path: path, picture: g.picture, material: m, instead: instead}})
		})
	}
}

// failed tells why a file was not attached.
func (s *Screen) failed(path string, err error) {
	slog.Info("scan not attached", "err", err)
	why := problem(err)
	if why == nil {
		return
	}
	s.around.Ask(func(l translations.Language) string {
		return translations.Text(l, "materials.failed", map[string]string{"file": say.File(filepath.Base(path)), "reason": why(l)})
	}, nil, nil)
}

// matches reports whether a name holds what was typed, in either language.
func matches(query string, say voice.Speaker) bool {
	query = strings.ToLower(strings.TrimSpace(query))
	for _, l := range translations.Languages {
		if strings.Contains(strings.ToLower(say(l)), query) {
			return true
		}
	}
	return false
}
