// Package casework is what a review desk notes about a filing: what was found good,
// doubtful or to be returned, which originals were seen by whom, how far the filing
// has come since it was mailed, and what was handed back to the client.
//
// A [Case] is kept beside the filing and never in it: nothing of the client's is
// changed by a review. It is a plain value that knows no database and no clock.
package casework

import (
	"slices"
	"time"

	"recordaldesk/rules"
)

// Case is all that is noted about one filing. The zero value is that of a filing that
// nobody has looked at.
type Case struct {
	Receipts  []Receipt `json:"receipts,omitempty"` // the files in which it came in, the oldest first
	Desk      string    `json:"desk,omitempty"`     // whose it is: the desk, or who works there
	Events    []Event   `json:"events,omitempty"`   // the stages it has reached, the oldest first
	Marks     []Mark    `json:"marks,omitempty"`    // one for each place that was looked at
	Originals []Tick    `json:"originals,omitempty"`
	Photo     []Tick    `json:"photo,omitempty"`   // what was looked at in the face-to-face photo
	Curtain   string    `json:"curtain,omitempty"` // number printed on the curtain of that photo
	Notices   []Notice  `json:"notices,omitempty"` // handed to the client, the oldest first
	Keyed     []Keyed   `json:"keyed,omitempty"`   // boxes of the web platform that were filled in
	Secured   []Keyed   `json:"secured,omitempty"` // and of the platform of the public security
	Granted   []Granted `json:"granted,omitempty"` // the numbers that websites were given
	Licence   []Tick    `json:"licence,omitempty"` // of the checklist for a commercial licence

	// In the client's program: the notice that came back, and the packets that left last,
	// the newest at the end; see [Case.Send].
	Returned *Notice `json:"returned,omitempty"`
	Sent     []Sent  `json:"sent,omitempty"`

	Unknown rules.Unknown `json:",embed"`
}

// Receipt is one file in which a filing came in.
type Receipt struct {
	At     time.Time `json:"at"`
	File   string    `json:"file"`   // its name, without the folder
	SHA256 string    `json:"sha256"` // of the file, lower-case hex
	Filing string    `json:"filing"` // SHA-256 of the filing in it, as [rules.Encode] writes it

	// Kept is the SHA-256 of the filing as it was kept: as long as the desk's is the same,
	// nobody has changed it here. It is empty where it was changed before the file came.
	Kept string `json:"kept,omitempty"`
}

// Event is a stage that a filing has reached: see [rules.Stage].
type Event struct {
	Stage string    `json:"stage"` // its id in the rulebook
	At    time.Time `json:"at"`
	By    string    `json:"by,omitempty"`   // initials
	Note  string    `json:"note,omitempty"` // such as the number of a courier, or what the authority said
}

// Tick says that somebody has seen to an entry of a list of the rulebook.
type Tick struct {
	ID string    `json:"id"` // of the entry
	By string    `json:"by"` // initials
	At time.Time `json:"at"`

	// Of is the [Fingerprint] of the scans that were looked at, or that of [ScansPrint];
	// empty where the entry is about none.
	Of string `json:"of,omitempty"`

	// The second person, where two are required.
	Second   string    `json:"second,omitempty"`
	SecondAt time.Time `json:"second_at,omitzero"`
}

// Stage returns the stage that was noted last, the zero Event where none was.
func (c *Case) Stage() Event {
	if len(c.Events) == 0 {
		return Event{}
	}
	return c.Events[len(c.Events)-1]
}

// Reach notes a stage. An event that lies before the last one, as when a day is noted
// afterwards, still is the newest: the order is that of the noting.
func (c *Case) Reach(e Event) { c.Events = append(c.Events, e) }

// Unreach takes the stage that was noted last back, where one was.
func (c *Case) Unreach() {
	if n := len(c.Events); n > 0 {
		c.Events = slices.Delete(c.Events, n-1, n)
	}
}

// CameBefore reports whether the filing with the hash came in before, in whichever file.
func (c *Case) CameBefore(filing string) bool {
	return slices.ContainsFunc(c.Receipts, func(r Receipt) bool { return r.Filing == filing })
}

// Untouched reports whether the filing with the hash is what the last file has brought.
func (c *Case) Untouched(filing string) bool {
	n := len(c.Receipts)
	return n > 0 && c.Receipts[n-1].Kept == filing && filing != ""
}

// Received reports whether a file with the hash came in before.
func (c *Case) Received(sha256 string) bool {
	return slices.ContainsFunc(c.Receipts, func(r Receipt) bool { return r.SHA256 == sha256 })
}

// TickOf returns the tick at an entry of the list.
func TickOf(list []Tick, id string) (Tick, bool) {
	i := slices.IndexFunc(list, func(t Tick) bool { return t.ID == id })
	if i < 0 {
		return Tick{}, false
	}
	return list[i], true
}

// Standing returns the tick at an entry, where what was looked at then is still what the
// entry is about: of is its fingerprint now.
func Standing(list []Tick, id, of string) (Tick, bool) {
	t, ok := TickOf(list, id)
	if !ok || t.Of != of {
		return Tick{}, false
	}
	return t, true
}

// SetTick ticks the entry t.ID for t.By: as the first person or, where another one has
// ticked the same, as the second. It returns the list, which it may write over. Who ticks
// twice is no second person.
func SetTick(list []Tick, t Tick) []Tick {
	i := slices.IndexFunc(list, func(other Tick) bool { return other.ID == t.ID })
	switch {
	case i < 0:
		return append(list, t)
	case list[i].Of != t.Of:
		list[i] = t
	case list[i].By != t.By:
		list[i].Second, list[i].SecondAt = t.By, t.At
	}
	return list
}

// ClearTick takes the ticks of an entry back.
func ClearTick(list []Tick, id string) []Tick {
	return slices.DeleteFunc(list, func(t Tick) bool { return t.ID == id })
}

// Done reports whether the entry is seen to; with second by two people.
func (t Tick) Done(second bool) bool { return t.By != "" && (!second || t.Second != "") }
