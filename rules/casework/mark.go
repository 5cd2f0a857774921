package casework

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"recordaldesk/rules"
)

// Verdict is what a reviewer says of a place.
type Verdict string

// The verdicts.
const (
	Accepted Verdict = "accepted" // found good
	Queried  Verdict = "queried"  // to be asked about
	Returned Verdict = "returned" // goes back to the client to be mended
)

// Place is what a mark stands at: a field by its path, or a material by what it is of.
// It is comparable.
type Place struct {
	Field    string `json:"field,omitempty"` // such as host.name; empty for a material
	Material string `json:"material,omitempty"`
	Website  int    `json:"website,omitzero"` // of a material, from 0
	Domain   string `json:"domain,omitempty"` // of a material that goes with each domain
}

// FieldPlace is the place of a field.
func FieldPlace(path string) Place { return Place{Field: path} }

// MaterialPlace is the place of a material.
func MaterialPlace(m rules.Material) Place {
	return Place{Material: m.ID, Website: m.Website, Domain: m.Domain}
}

// IsMaterial reports whether it is that of a material.
func (p Place) IsMaterial() bool { return p.Material != "" }

// Mark is what a reviewer has said of a place.
type Mark struct {
	Place
	Verdict Verdict   `json:"verdict"`
	Reason  string    `json:"reason,omitempty"` // id of a reason of return in the rulebook
	Words   string    `json:"words,omitempty"`  // the reviewer's own
	Of      string    `json:"of"`               // the [Fingerprint] of what was judged
	By      string    `json:"by"`               // initials
	At      time.Time `json:"at"`
}

// Fingerprint tells what stands at a place of the filing from anything else that can
// stand there: it is a hash of the field's value, or of those of the scans of the
// material. It is empty where the filing has no such place.
func Fingerprint(f *rules.Filing, p Place) string {
	if p.IsMaterial() {
		return printOf([]byte(strings.Join(picturesOf(p.Scans(f)), "\n")))
	}
	value, err := f.Get(p.Field)
	if err != nil {
		return ""
	}
	data, err := json.Marshal(value, json.Deterministic(true))
	if err != nil {
		return ""
	}
	return printOf(data)
}

// ScansPrint tells the scans of a material, wherever in the filing they belong, from any
// others, as [Fingerprint] does. It is empty for no material.
func ScansPrint(f *rules.Filing, material string) string {
	if material == "" {
		return ""
	}
	var all []rules.Attachment
	for _, a := range f.Attachments {
		if a.Material == material {
			all = append(all, a)
		}
	}
	return printOf([]byte(strings.Join(picturesOf(all), "\n")))
}

func printOf(data []byte) string {
	hash := sha256.Sum256(data)
	return hex.EncodeToString(hash[:16])
}

// Scans returns the scans of the material at the place.
func (p Place) Scans(f *rules.Filing) []rules.Attachment {
	m := rules.Material{ID: p.Material, Website: p.Website, Domain: p.Domain, Per: p.per()}
	var all []rules.Attachment
	for _, a := range f.Attachments {
		if m.Holds(a) {
			all = append(all, a)
		}
	}
	return all
}

// picturesOf tells what some scans show from what any others do.
func picturesOf(scans []rules.Attachment) []string {
	var all []string
	for _, a := range scans {
		all = append(all, a.SHA256+retouched(a))
	}
	slices.Sort(all)
	return all
}

// per is what the material goes with, as far as the place says it.
func (p Place) per() string {
	switch {
	case p.Domain != "":
		return "domain"
	case p.Website != 0:
		return "website"
	}
	return "" // the first website or the whole filing, which attachments tell no better
}

// retouched is what is done to a scan for the export: another crop shows another picture.
func retouched(a rules.Attachment) string {
	if a.Retouch == nil {
		return ""
	}
	data, err := json.Marshal(a.Retouch, json.Deterministic(true))
	if err != nil {
		return ""
	}
	return string(data)
}

// Stands reports whether what the mark was made of is still what the filing says.
func (m Mark) Stands(f *rules.Filing) bool { return m.Of == Fingerprint(f, m.Place) }

// MarkAt returns the mark at a place.
func (c *Case) MarkAt(p Place) (Mark, bool) {
	i := slices.IndexFunc(c.Marks, func(m Mark) bool { return m.Place == p })
	if i < 0 {
		return Mark{}, false
	}
	return c.Marks[i], true
}

// SetMark puts a mark at its place, over one that is there.
func (c *Case) SetMark(m Mark) {
	c.ClearMark(m.Place)
	c.Marks = append(c.Marks, m)
}

// ClearMark takes the mark at a place away.
func (c *Case) ClearMark(p Place) {
	c.Marks = slices.DeleteFunc(c.Marks, func(m Mark) bool { return m.Place == p })
}

// Count returns how many marks with the verdict stand.
func (c *Case) Count(f *rules.Filing, v Verdict) (n int) {
	for _, m := range c.Marks {
		if m.Verdict == v && m.Stands(f) {
			n++
		}
	}
	return n
}

// Places lists what is to be reviewed of a filing: each field that it is asked for and
// has filled in or must, in the order of the forms, and then each material that is needed
// or attached, in the order of the ICP team's list.
func Places(book *rules.Book, f *rules.Filing, today string) (fields []rules.Instance, materials []rules.Material) {
	for _, i := range book.Shown(f, today) {
		if i.Required() || !i.Field.Derived && filled(f, i.Path) {
			fields = append(fields, i)
		}
	}
	for _, m := range book.Materials(f, today) {
		if m.Needed || m.Advised || m.Present {
			materials = append(materials, m)
		}
	}
	slices.SortStableFunc(materials, func(a, b rules.Material) int {
		return cmp.Compare(cmp.Or(a.Item, 1<<10), cmp.Or(b.Item, 1<<10))
	})
	return fields, materials
}

// filled reports whether the field holds anything. A flag always does: it is said with
// yes or no.
func filled(f *rules.Filing, path string) bool {
	value, err := f.Get(path)
	if err != nil {
		return false
	}
	switch v := value.(type) {
	case string:
		return v != ""
	case []string:
		return len(v) > 0
	}
	return true
}
