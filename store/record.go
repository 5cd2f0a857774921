package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"recordaldesk/rules"
	"recordaldesk/store/seal"
)

// Record is everything a draft is: the filing and where its writer stood. It is
// kept as one value, so that a later field needs no new column and nothing of
// it lies in the clear beside it.
type Record struct {
	Filing       *rules.Filing `json:"filing"`
	Page         string        `json:"page"`         // where the window was last
	Field        string        `json:"field"`        // path of the field that had the focus
	Left         []string      `json:"left"`         // pages that were left once, whose gaps are shown
	Acknowledged []string      `json:"acknowledged"` // warnings a person has looked at: "rule@path"
	Exported     *Export       `json:"exported"`     // the last export; nil when there was none

	// Shelved keeps a person who was typed in and then said to be another one, by
	// path, so that taking the word back brings what was typed back.
	Shelved map[string]rules.Person `json:"shelved"`

	// Base is what is on record, as far as this desk knows: the filing that this one
	// was begun from. It never leaves the machine.
	Base *rules.Filing `json:"base,omitempty"`

	// Aside keeps, by path, what a field held before it was said to change, and
	// after it was said not to: taking the word back brings it back.
	Aside map[string]jsontext.Value `json:"aside,omitempty"`
}

// Export is what is remembered of an export.
type Export struct {
	At       time.Time `json:"at"`
	File     string    `json:"file"`     // name of the zip
	SHA256   string    `json:"sha256"`   // of the zip, lower-case hex
	Rulebook string    `json:"rulebook"` // version it was judged by
}

// State is where a draft stands, as the list shows it.
type State string

// The states.
const (
	StateDraft    State = "draft"
	StateExported State = "exported" // a zip was made of it at least once
)

// State derives where the draft stands.
func (r Record) State() State {
	if r.Exported != nil {
		return StateExported
	}
	return StateDraft
}

// Clone returns a record that shares nothing with r.
func (r Record) Clone() Record {
	r.Filing = r.Filing.Clone()
	r.Left = slices.Clone(r.Left)
	r.Acknowledged = slices.Clone(r.Acknowledged)
	r.Shelved = maps.Clone(r.Shelved)
	r.Aside = maps.Clone(r.Aside) // its values are never written to
	if r.Base != nil {
		r.Base = r.Base.Clone()
	}
	if r.Exported != nil {
		exported := *r.Exported
		r.Exported = &exported
	}
	return r
}

var errNoFiling = errors.New("record without a filing")

func encodeRecord(r Record) ([]byte, error) {
	if r.Filing == nil {
		return nil, errNoFiling
	}
	data, err := json.Marshal(r, json.Deterministic(true))
	if err != nil {
		return nil, fmt.Errorf("write record as JSON: %s", jsonPlace(err))
	}
	return data, fits(data)
}

// A record that somebody else has put into the database may be of any size, and a few
// bytes of it unfold to a website with all its fields. What is written fits, too, so that
// it can be read again; nothing that a person fills in comes near.
const (
	maxRecordBytes   = 4 * rules.MaxFilingBytes // the filing, what it was made from, what was put aside
	maxRecordObjects = 1 << 18
)

var errRecordTooLarge = errors.New("a record larger than any")

func fits(data []byte) error {
	if len(data) > maxRecordBytes || bytes.Count(data, []byte("{")) > maxRecordObjects {
		return errRecordTooLarge
	}
	return nil
}

// boundedValue is a draft's value in a query: nothing of one that no record has fit into,
// which then does not open, so that it is not read into memory.
var boundedValue = fmt.Sprintf("iif(length(value) <= %d, value, x'')", maxRecordBytes+seal.Overhead)

func decodeRecord(data []byte) (Record, error) {
	var r Record
	if err := fits(data); err != nil {
		return Record{}, err
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return Record{}, fmt.Errorf("read record as JSON: %s", jsonPlace(err))
	}
	if r.Filing == nil {
		return Record{}, errNoFiling
	}
	return r, nil
}

// jsonPlace keeps where a conversion failed and drops the library's text, which
// may quote what stood there.
func jsonPlace(err error) string {
	var semantic *json.SemanticError
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.As(err, &syntactic):
		return fmt.Sprintf("byte %d, at %q", syntactic.ByteOffset, syntactic.JSONPointer)
	case errors.As(err, &semantic):
		return fmt.Sprintf("at %q", semantic.JSONPointer)
	}
	return "unexpected end"
}
