package rules

import "slices"

// Original is one point of the check of originals (domain.md 6.1, 6.2, 6.8): the
// message original.<id>, what the verifier compares and ticks.
type Original struct {
	ID         string
	Material   string // the paper it belongs to, "" for none
	Source     string
	Confidence Confidence
	AsOf       string `toml:"as_of"`

	when *condition
}

// PhotoCheck is one point that the face-to-face photo is looked at for (domain.md
// 6.3): the message photo.<id>.
type PhotoCheck struct {
	ID         string
	Provinces  []string // GB/T 2260; empty is all
	Measured   Measure  // what a program can warn of; "" where only a person can tell
	Source     string
	Confidence Confidence
	AsOf       string `toml:"as_of"`
}

// Measure is something about a photo that a program can tell.
type Measure string

// The measures.
const (
	MeasuredColour    Measure = "colour"    // it is in colour
	MeasuredSize      Measure = "size"      // it has enough pixels
	MeasuredDate      Measure = "date"      // the camera noted that it was taken lately
	MeasuredReuse     Measure = "reuse"     // it is not the photo of another filing
	MeasuredSharpness Measure = "sharpness" // it is in focus
	MeasuredLight     Measure = "light"     // it is neither too dark nor has it glare
)

var measures = []Measure{"", MeasuredColour, MeasuredSize, MeasuredDate, MeasuredReuse, MeasuredSharpness, MeasuredLight}

// LicencePoint is one point of the checklist for the ICP licence, which a commercial
// website needs beside its recordal (domain.md 7.2): the message licence.<id>, and
// licence.<id>.help, which says more.
type LicencePoint struct {
	ID         string
	Source     string
	Confidence Confidence
	AsOf       string `toml:"as_of"`
}

// Commercial reports whether a website of the filing looks as if it needed an ICP
// licence: one of its services is mostly paid for.
func (b *Book) Commercial(f *Filing) bool {
	for _, w := range f.Websites {
		for _, c := range b.Lists["service"].Choices {
			if c.Paid && slices.Contains(w.Services, c.ID) {
				return true
			}
		}
	}
	return false
}

// OriginalsFor lists what is compared with originals for the filing, judged on the
// day today: the points whose condition holds, without those of papers that the
// filing does not need. Points stand in the order of the book.
func (b *Book) OriginalsFor(f *Filing, today string) []Original {
	return b.originals(b.root(f, today))
}

func (b *Book) originals(root *scope) []Original {
	wanted := map[string]bool{"": true}
	for _, m := range b.materials(root) {
		wanted[m.ID] = wanted[m.ID] || m.Needed || m.Advised
	}
	var all []Original
	for _, o := range b.Originals {
		if wanted[o.Material] && o.when.holds(root) {
			all = append(all, o)
		}
	}
	return all
}

// PhotoChecksFor lists what the filing's face-to-face photo is looked at for, where
// it needs one, in the order of the book.
func (b *Book) PhotoChecksFor(f *Filing) []PhotoCheck {
	var all []PhotoCheck
	for _, p := range b.PhotoChecks {
		if concerns(f, nil, p.Provinces) {
			all = append(all, p)
		}
	}
	return all
}
