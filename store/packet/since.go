package packet

import (
	"regexp"
	"slices"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// Last is the packet of the same filing that left before.
type Last struct {
	Filing *rules.Filing // as it is here, with the scans as they were attached
	SHA256 string        // of filing.json in that packet
}

// Since is what a manifest says of the packet before: which one that was, and what this
// one says otherwise.
type Since struct {
	Filing    string                 `json:"filing"`    // SHA-256 of its filing.json
	Changed   []string               `json:"changed"`   // paths, in the order of the forms
	Materials []casework.PaperChange `json:"materials"` // in the order of the scans
}

// Answers is what a manifest says of the return notice in hand.
type Answers struct {
	Notice string `json:"notice"` // its id
	Items  []int  `json:"items"`  // those that were answered, by their places in its list
}

// since fills in what the manifest says of the packet before; nothing where there was
// none, or it said the same.
func (c *contents) since() *Since {
	if c.Last == nil {
		return nil
	}
	changes := wording.Since(translations.Chinese, c.Book, c.Last.Filing, c.Filing, c.Report.AsOf)
	if changes.None() {
		return nil
	}
	s := &Since{Filing: c.Last.SHA256}
	for _, f := range changes.Fields {
		s.Changed = append(s.Changed, f.Path)
	}
	for _, p := range changes.Papers {
		s.Materials = append(s.Materials, p.PaperChange)
	}
	return s
}

// answers says which items of the notice in hand were answered.
func (c *contents) answers() *Answers {
	if c.Notice == nil {
		return nil
	}
	return &Answers{Notice: c.Notice.ID, Items: c.Notice.Answered(c.Filing)}
}

// sinceLast names in the mail what was changed, without what it was and is: see
// [writer.changes].
func (w *writer) sinceLast() []string {
	if w.Last == nil {
		return nil
	}
	var said []string
	changes := wording.Since(translations.Chinese, w.Book, w.Last.Filing, w.Filing, w.Report.AsOf)
	for _, f := range changes.Fields {
		said = append(said, oneLine(f.Label))
	}
	for _, p := range changes.Papers {
		said = append(said, say("mail.since.paper", map[string]string{"paper": oneLine(p.Name), "what": p.What}))
	}
	return said
}

// answered says in the mail which return notice the packet answers.
func (w *writer) answered() string {
	if w.Notice == nil {
		return ""
	}
	all, n := len(w.Notice.Items), len(w.Notice.Answered(w.Filing))
	args := map[string]string{"reference": w.Notice.Reference, "date": w.Notice.At.Format("2006-01-02")}
	if n == all {
		return translations.Count(translations.Chinese, "mail.answers.all", all, args)
	}
	args["done"] = translations.Count(translations.Chinese, "mail.answers.items", n, nil)
	return translations.Count(translations.Chinese, "mail.answers.some", all, args)
}

var sha256Shape = regexp.MustCompile(`^[0-9a-f]{64}$`)

// checkSince refuses what a manifest cannot say of the packet before, or of a notice.
func checkSince(m *Manifest) error {
	if s := m.Since; s != nil {
		if !sha256Shape.MatchString(s.Filing) {
			return refuse(Unsafe, "the packet before is named by no hash")
		}
		for i, path := range s.Changed {
			if !casework.FieldPlace(path).Sound() {
				return refuse(Unsafe, "changed field %d is none", i)
			}
		}
		for i, p := range s.Materials {
			known := slices.Contains([]casework.Became{casework.Added, casework.Replaced, casework.Removed}, p.Became)
			if !known || !p.IsMaterial() || !p.Sound() {
				return refuse(Unsafe, "changed material %d is none", i)
			}
		}
	}
	if a := m.Answers; a != nil {
		if !casework.IsNoticeID(a.Notice) {
			return refuse(Unsafe, "the notice is named by no id")
		}
		for i, n := range a.Items {
			if n < 0 || i > 0 && n <= a.Items[i-1] {
				return refuse(Unsafe, "answered item %d is out of order", i)
			}
		}
	}
	return nil
}
