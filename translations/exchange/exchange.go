// Package exchange carries the messages of the program to the programs that translators
// use, and back.
//
// [Export] writes a workbook for Excel and LibreOffice, a CSV, a PO file of gettext, or
// the one file of TOML with a translator's edits that goes back to the project.
// [Import] reads any of them, whoever saved it last, and returns a [Plan]: what the file
// would change, what of it cannot be taken, and where the program says something else by
// now. Nothing is changed before the caller hands the plan's edits to
// [labels.Bench.Change].
//
// Each message goes out with a fingerprint of what was said then, see
// [labels.Fingerprint]. What the file says as it did then is no change, even when the
// program has moved on: a workbook, a CSV or a PO file brings what was edited in it. Edits
// made on one bench go to another one by TOML, which has no fingerprints.
//
// All texts come back as they went out, with their line ends, outer spaces and quotes,
// also those that a spreadsheet could take for a formula.
package exchange

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

// Format is a kind of file.
type Format string

// The formats.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv"  // UTF-8 with a mark at the beginning, by which Excel knows it
	PO   Format = "po"   // of gettext, one language a file
	TOML Format = "toml" // of labels.Bench.HandBack: edits alone
)

// Formats lists the formats.
var Formats = []Format{XLSX, CSV, PO, TOML}

// About is what a translator is told of a message beside its texts.
type About struct {
	Note   string // what the translator should know
	Place  string // where it is used
	State  string // such as that it was checked
	Last   string // the last change: who and when
	Screen string // the name of the picture that shows it; "" for none
}

// Picture is a screen as it looks.
type Picture struct {
	Name string // by which About.Screen names it, and which a person reads
	PNG  []byte
}

// Term is a row of the glossary.
type Term struct {
	Chinese, English string
	Beware           string // what it must not be called, or be taken for
}

// Options say what is exported. The zero value exports all messages in all languages of
// the bench.
type Options struct {
	IDs       []string                // which messages, in this order; nil for all
	Languages []translations.Language // columns of a workbook or CSV; nil for those of the bench
	To        translations.Language   // into which a PO file translates
	About     func(id string) About   // nil where nothing more is known
	Pictures  []Picture               // of screens, for a workbook
	Glossary  []Term                  // for a workbook
	Program   string                  // name and version, for PO and TOML
	Now       func() time.Time        // for the header of a PO file; nil for [time.Now]
}

// Export writes messages to w in the format. It fails for a message that the program does
// not have, for a picture that is no PNG, and with w.
func Export(w io.Writer, b *labels.Bench, f Format, o Options) error {
	if o.IDs == nil {
		o.IDs = labels.IDs()
	}
	if o.Languages == nil {
		o.Languages = b.Languages()
	}
	if o.About == nil {
		o.About = func(string) About { return About{} }
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	records := make([]*labels.Record, len(o.IDs))
	for i, id := range o.IDs {
		r, ok := b.Record(id)
		if !ok {
			return fmt.Errorf("export messages: there is no %s", id)
		}
		records[i] = r
	}
	var err error
	switch f {
	case XLSX:
		err = writeBook(w, records, o)
	case CSV:
		err = writeCSV(w, records, o)
	case PO:
		err = writePO(w, records, o)
	case TOML:
		err = writeTOML(w, b, o)
	default:
		err = fmt.Errorf("no such format: %s", f)
	}
	if err != nil {
		return fmt.Errorf("export messages: %w", err)
	}
	return nil
}

func writeTOML(w io.Writer, b *labels.Bench, o Options) error {
	data, err := b.HandBack(o.Program)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

const (
	zh = translations.Chinese
	en = translations.English
)

// both says a message in both languages, "编号 ID".
func both(id string) string {
	chinese, english := translations.Text(zh, id), translations.Text(en, id)
	if chinese == english {
		return chinese
	}
	return chinese + " " + english
}

// entry is a message as a file has it.
type entry struct {
	id     string
	texts  map[translations.Language]translations.Forms  // what stands in the file; a form that is empty is left out
	places map[translations.Language][]translations.Form // the forms for which the file has a place, filled in or not
	stamps stamps                                        // of what was said at export
	odd    map[translations.Language]bool                // where a formula stands instead of a text
	fuzzy  bool                                          // somebody is to look at it again
}

func newEntry(id string) *entry {
	return &entry{
		id: id, texts: map[translations.Language]translations.Forms{},
		places: map[translations.Language][]translations.Form{}, odd: map[translations.Language]bool{},
	}
}

// say notes what stands in the place of a form.
func (e *entry) say(l translations.Language, form translations.Form, text string) {
	if e.texts[l] == nil {
		e.texts[l] = translations.Forms{}
	}
	if !slices.Contains(e.places[l], form) {
		e.places[l] = append(e.places[l], form)
	}
	if text = tidied(text); text != "" {
		e.texts[l][form] = text
	}
}

// blank reports whether no text stands in the entry.
func (e *entry) blank() bool {
	for l, forms := range e.texts {
		if len(forms) > 0 || e.odd[l] {
			return false
		}
	}
	return true
}

// maxTextBytes bounds what is kept of a text: more than any message may have.
const maxTextBytes = 8100

// tidied has line ends as messages have them, and cuts what is too long in any case.
func tidied(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	if len(text) > maxTextBytes {
		text = strings.ToValidUTF8(text[:maxTextBytes], "")
	}
	return text
}

// file is what was read of a file.
type file struct {
	format   Format
	entries  []*entry
	nameless int // texts whose message is not named
	checks   map[string]labels.Check
}

// stamps are the fingerprints of what was said in each language.
type stamps map[translations.Language]string

func stampsOf(r *labels.Record, languages []translations.Language) stamps {
	s := stamps{}
	for _, l := range languages {
		s[l] = labels.Fingerprint(r.Texts[l].Forms)
	}
	return s
}

// String is "zh:0123456789abcdef en:…".
func (s stamps) String() string {
	var all []string
	for l, stamp := range s {
		all = append(all, string(l)+":"+stamp)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// readStamps reads what String has written; what is none of it is left out.
func readStamps(text string) stamps {
	s := stamps{}
	for part := range strings.FieldsSeq(text) {
		if l, stamp, ok := strings.Cut(part, ":"); ok && len(stamp) == 16 {
			s[translations.Language(l)] = stamp
		}
	}
	return s
}
