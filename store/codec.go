package store

import "fmt"

// Values stand in the database sealed, each for its place: what it is of, which one,
// and what stands in the clear beside it. A value that was moved to another row, or
// beside which something was changed, does not open any more.
//
// [seal.Box] says how a value is written; which key opens it: keys.go.

func placeOf(kind string, parts ...any) []byte {
	place := []byte(kind)
	for _, p := range parts {
		place = fmt.Appendf(place, "\x00%v", p)
	}
	return place
}

// columns are what stands in the clear of a draft.
type columns struct {
	id      string
	state   State
	created int64 // Unix time in milliseconds
	updated int64
	seq     int64
}

func (c columns) place(kind string) []byte {
	return placeOf(kind, c.id, c.state, c.created, c.updated, c.seq)
}

func (d Draft) columns() columns {
	return columns{d.ID, d.State, d.Created.UnixMilli(), d.Updated.UnixMilli(), d.Seq}
}

func draftKeyPlace(id string) []byte { return placeOf("draft key", id) }

func changePlace(id string, n int64) []byte { return placeOf("change", id, n) }

func casePlace(part, id string, seq int64) []byte { return placeOf(part, id, seq) }

func scanKeyPlace(address string) []byte { return placeOf("scan key", address) }

func scanPlace(address string, added int64) []byte { return placeOf("scan", address, added) }

func derivativePlace(address, kind string) []byte { return placeOf("derivative", address, kind) }

func blankPlace(part, material string) []byte { return placeOf("blank "+part, material) }

func settingPlace(key string) []byte { return placeOf("setting", key) }

func purgedPlace(id string, at int64) []byte { return placeOf("purged", id, at) }

func keyPlace(name string) []byte { return placeOf("key", name) }
