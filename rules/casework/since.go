package casework

import (
	"slices"

	"recordaldesk/rules"
)

// Became says what happened to a paper of a filing.
type Became string

// What happens to papers.
const (
	Added    Became = "added"
	Replaced Became = "replaced" // other scans, or the same ones cut or turned otherwise
	Removed  Became = "removed"
)

// PaperChange is a paper whose scans are not those of an earlier filing.
type PaperChange struct {
	Place
	Became Became `json:"became"`
}

// PaperChanges lists the papers in which a filing differs from an earlier one: in the
// order of the filing's scans, and then those that are there no more. Both must name their
// scans alike: by the originals, or by the copies in packets.
func PaperChanges(before, now *rules.Filing) []PaperChange {
	var all []PaperChange
	listed := map[Place]bool{}
	for _, f := range []*rules.Filing{now, before} {
		for _, a := range f.Attachments {
			at := Place{Material: a.MaterialID(), Website: a.Website, Domain: a.Domain}
			if listed[at] {
				continue
			}
			listed[at] = true
			was, is := picturesOf(at.Scans(before)), picturesOf(at.Scans(now))
			switch {
			case slices.Equal(was, is):
			case len(was) == 0:
				all = append(all, PaperChange{at, Added})
			case len(is) == 0:
				all = append(all, PaperChange{at, Removed})
			default:
				all = append(all, PaperChange{at, Replaced})
			}
		}
	}
	return all
}
