package history

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"recordaldesk/rules"
	"recordaldesk/rules/ident"
	"recordaldesk/store"
	"recordaldesk/translations"
)

// scanLines says which scans came and went where a step changed their list: a line for
// each material, with the names of the files, which can have numbers of persons in them.
// Of a step at a single scan it says nothing: which one it was then is not in the step.
func scanLines(l translations.Language, s store.Step) []line {
	if s.Field() != scansPath {
		return nil
	}
	gone, come := scansIn(s.Old), scansIn(s.New)
	stays := func(all []rules.Attachment) func(rules.Attachment) bool {
		return func(a rules.Attachment) bool {
			return slices.ContainsFunc(all, func(b rules.Attachment) bool {
				return a.Material == b.Material && a.SHA256 == b.SHA256 && a.File == b.File
			})
		}
	}
	was := slices.Clone(gone)
	gone = slices.DeleteFunc(gone, stays(come))
	come = slices.DeleteFunc(come, stays(was))
	var all []line
	for _, a := range slices.Concat(gone, come) {
		label := material(l, a.Material)
		if !slices.ContainsFunc(all, func(n line) bool { return n.label == label }) {
			all = append(all, line{label: label, old: files(l, gone, a.Material), new: files(l, come, a.Material)})
		}
	}
	return all
}

const scansPath = "attachments"

// scansIn reads a list of scans; what is none has none.
func scansIn(data []byte) (all []rules.Attachment) {
	if len(data) == 0 || json.Unmarshal(data, &all) != nil {
		return nil
	}
	return all
}

func material(l translations.Language, id string) string {
	if !translations.Has(l, "material."+id) {
		return translations.Text(l, "history.scans")
	}
	return translations.Text(l, "history.scans.of", map[string]string{"material": translations.Text(l, "material."+id)})
}

func files(l translations.Language, all []rules.Attachment, material string) string {
	var names []string
	for _, a := range all {
		if a.Material == material {
			names = append(names, ident.MaskText(a.File))
		}
	}
	return strings.Join(names, translations.Text(l, "list.separator"))
}
