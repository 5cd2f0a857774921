package materials

import (
	"reflect"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/ui/form"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// refresh brings the rows into accord with the report. It costs next to nothing
// where nothing changed.
func (s *Screen) refresh() {
	models := s.gather()
	if reflect.DeepEqual(models, s.models) && s.list.Objects != nil {
		s.sayHead()
		return
	}
	old := map[string]model{}
	for _, m := range s.models {
		old[m.key] = m
	}
	s.models = models
	focused := s.focusedRow()
	rows := map[string]*row{}
	s.list.Objects = []fyne.CanvasObject{s.neededHeading()}
	for _, m := range models {
		if !m.material.Needed && !m.material.Advised && len(m.attached) == 0 && m.back == nil {
			continue
		}
		r := s.rows[m.key]
		if r == nil || !reflect.DeepEqual(old[m.key], m) {
			r = newRow(s, m)
		}
		rows[m.key] = r
		s.list.Add(r.object)
	}
	s.rows = rows
	s.list.Refresh()
	s.refreshOthers()
	s.sayHead()
	if r := rows[focused]; r != nil {
		r.focus()
	}
	s.incoming.refresh()
}

// model is what a row shows; a row whose model stays is left alone.
type model struct {
	key      string
	material rules.Material
	website  string // its name
	sites    int
	attached []rules.Attachment
	offer    *rules.Material // whose scan would serve here too
	blank    bool            // there is an official blank of the form
	back     *session.Back   // what came back of it from the desk; nil for nothing
}

func keyOf(m rules.Material) string { return m.ID + "/" + strconv.Itoa(m.Website) + "/" + m.Domain }

// gather reads the models off the report and the filing.
func (s *Screen) gather() []model {
	f := s.session.Filing()
	all := s.session.Report().Materials
	seen := map[string]int{}
	var models []model
	for _, m := range all {
		one := model{key: keyOf(m), material: m, sites: len(f.Websites), blank: s.blanks[m.ID]}
		// Two domains may still be without a name.
		if seen[one.key]++; seen[one.key] > 1 {
			one.key += "/" + strconv.Itoa(seen[one.key])
		}
		if m.Website < len(f.Websites) {
			one.website = f.Websites[m.Website].Name
		}
		one.material.Present = false
		for _, a := range f.Attachments {
			if m.Holds(a) {
				one.attached = append(one.attached, a)
			}
		}
		if b, returned := s.session.BackAt(casework.MaterialPlace(m)); returned {
			one.back = &b
		}
		if m.Needed && len(one.attached) == 0 {
			one.offer = offer(f, m, all)
		}
		models = append(models, one)
	}
	return models
}

// offer finds another material whose scan, being of the same person, would serve.
func offer(f *rules.Filing, m rules.Material, all []rules.Material) *rules.Material {
	for _, other := range all {
		if keyOf(other) != keyOf(m) && f.OnePerson(m, other) && slices.ContainsFunc(f.Attachments, other.Holds) {
			return &other
		}
	}
	return nil
}

func (s *Screen) neededHeading() fyne.CanvasObject {
	if s.needed == nil {
		s.needed = s.speech.Words(form.Heading, voice.Message("materials.needed"))
	}
	return container.NewVBox(widget.NewSeparator(), s.needed.Object())
}

// focusedRow returns the key of the row that has the keyboard, "" for none.
func (s *Screen) focusedRow() string {
	c := fyne.CurrentApp().Driver().CanvasForObject(s.body)
	if c == nil || c.Focused() == nil {
		return ""
	}
	for key, r := range s.rows {
		if r.has(c.Focused()) {
			return key
		}
	}
	return ""
}

// missing counts the materials that still need a scan. It goes by the filing,
// which is a moment ahead of the report.
func (s *Screen) missing() int {
	n := 0
	for _, m := range s.models {
		if m.material.Needed && m.material.Scanned() && len(m.attached) == 0 {
			n++
		}
	}
	return n
}
