package store

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Onto brings what was changed between before and now onto a record that was changed
// otherwise meanwhile, such as by an undo. Where both changed the same place, now is
// right: it is what a person has typed last. Where the window stands is taken from now
// as well. It fails where a place is no longer there.
func Onto(before, now, other Record) (Record, error) {
	var plain [3]jsontext.Value
	for i, r := range []Record{before, now, other} {
		data, err := encodeRecord(r)
		if err != nil {
			return Record{}, err
		}
		plain[i] = data
	}
	steps, err := difference(plain[0], plain[1])
	if err != nil {
		return Record{}, err
	}
	onto := plain[2]
	for _, step := range steps {
		at := tokens(step.At)
		there, err := valueAt(onto, at)
		if err == nil {
			onto, err = exchange(onto, at, there, step.New)
		}
		if err != nil {
			return Record{}, fmt.Errorf("bring a change onto another: %w", err)
		}
	}
	r, err := decodeRecord(onto)
	if err != nil {
		return Record{}, err
	}
	return now.Clone().With(r), nil
}

// With is the record with what its history is kept of taken from another: the filing,
// and what is kept beside it. Where the window stood stays.
func (r Record) With(other Record) Record {
	r.Filing, r.Shelved, r.Aside, r.Base = other.Filing, other.Shelved, other.Aside, other.Base
	return r
}

// valueAt is the value at a place; nil for a member that an object does not have.
func valueAt(in jsontext.Value, at []string) (jsontext.Value, error) {
	for i, token := range at {
		switch kind(in) {
		case '[':
			list, err := elements(in)
			n, numberErr := strconv.Atoi(token)
			if err != nil || numberErr != nil || n < 0 || n >= len(list) {
				return nil, errHistory
			}
			in = list[n]
		case '{':
			object, err := members(in)
			if err != nil {
				return nil, err
			}
			value, there := object[token]
			if !there && i < len(at)-1 {
				return nil, errHistory
			}
			in = value
		default:
			return nil, errHistory
		}
	}
	return bytes.Clone(in), nil
}
