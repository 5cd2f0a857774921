package store

import "strconv"

// Values stand in the database sealed, each for its place: what it is of, which one,
// and what stands in the clear beside it. A value that was moved to another row, or
// beside which something was changed, does not open any more.
//
// [seal.Box] says how a value is written; which key opens it: keys.go.

func placeOf(kind string, parts ...string) []byte {
	place := make([]byte, 0, 128)
	place = append(place, kind...)
	for _, p := range parts {
		place = append(append(place, 0), p...)
	}
	return place
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// columns are what stands in the clear of a draft.
type columns struct {
	id      string
	state   State
	created int64 // Unix time in milliseconds
	updated int64
	seq     int64
}

func (c columns) place(kind string) []byte {
	return placeOf(kind, c.id, string(c.state), number(c.created), number(c.updated), number(c.seq))
}

func (d Draft) columns() columns {
	return columns{d.ID, d.State, d.Created.UnixMilli(), d.Updated.UnixMilli(), d.Seq}
}

func draftKeyPlace(id string) []byte { return placeOf("draft key", id) }

func changePlace(id string, n int64) []byte { return placeOf("change", id, number(n)) }

func casePlace(part, id string, seq int64) []byte { return placeOf(part, id, number(seq)) }

func scanKeyPlace(address string) []byte { return placeOf("scan key", address) }

func scanPlace(address string, added int64) []byte { return placeOf("scan", address, number(added)) }

func derivativePlace(address, kind string) []byte { return placeOf("derivative", address, kind) }

func blankPlace(part, material string) []byte { return placeOf("blank "+part, material) }

func settingPlace(key string) []byte { return placeOf("setting", key) }

func purgedPlace(id string, at int64) []byte { return placeOf("purged", id, number(at)) }

func keyPlace(name string) []byte { return placeOf("key", name) }
