package intake

import (
	"slices"

	"recordaldesk/store/workbook"
	"recordaldesk/translations"
)

// Outcome is what became of a file.
type Outcome string

// The outcomes.
const (
	Taken   Outcome = "taken"   // it is a new draft
	Updated Outcome = "updated" // its filing is in the place of the draft's
	Joined  Outcome = "joined"  // its scans were added to the draft, as those of another part
	Apart   Outcome = "apart"   // it is a draft of its own beside the one that was changed here
	Here    Outcome = "here"    // all of it was here already
	Older   Outcome = "older"   // a later file of the same folder has brought another version
	Left    Outcome = "left"    // it was not taken in
)

// Outcomes lists them in the order of a report.
var Outcomes = []Outcome{Taken, Updated, Joined, Apart, Here, Older, Left}

// Entry says what became of one file.
type Entry struct {
	File     string // below the folder, with slashes
	Outcome  Outcome
	Draft    string             // its id; "" where the file was left
	Host     string             // name of the host unit; "" where the file was left or has none
	Mistakes []workbook.Mistake // the cells of a workbook that do not fit, which were not read
	Err      error              // why it was left
}

// Message says it to a person; the file is named as it may be shown.
func (e Entry) Message(l translations.Language, file string) string {
	if e.Outcome == Left {
		return Message(l, file, e.Err)
	}
	said := translations.Text(l, "import.outcome."+string(e.Outcome))
	if n := len(e.Mistakes); n > 0 {
		said = translations.Text(l, "import.both", map[string]string{"first": said, "second": translations.Count(l, "import.mistakes", n, nil)})
	}
	return said
}

// Report says what became of the files, in the order in which they were looked at.
type Report struct {
	Entries []Entry
	Unseen  int  // files that were not looked at, since the import was stopped
	More    bool // the folder has more files, or deeper folders, than are looked at
}

// Count returns how many files had the outcome.
func (r Report) Count(o Outcome) (n int) {
	for _, e := range r.Entries {
		if e.Outcome == o {
			n++
		}
	}
	return n
}

// Whole reports whether every file is here now, and everything in it.
func (r Report) Whole() bool {
	return r.Unseen == 0 && !r.More && !slices.ContainsFunc(r.Entries, func(e Entry) bool {
		return e.Outcome == Left || len(e.Mistakes) > 0
	})
}
