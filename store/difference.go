package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Step is one place of a filing that got another value.
type Step struct {
	At  jsontext.Pointer `json:"at"`           // in the record, as in "/filing/host/name"
	Old jsontext.Value   `json:"old,omitzero"` // nil where there was nothing
	New jsontext.Value   `json:"new,omitzero"` // nil where there is nothing any more
}

// keptParts are the parts of a record whose history is kept: what a person typed, and
// what is on record, which follows when a website is taken out. Where the window stood
// is none of it.
var keptParts = []string{"filing", "shelved", "aside", "base"}

// difference lists the places at which two records, written as JSON, differ. A list
// that got longer or shorter is one place.
func difference(before, after []byte) ([]Step, error) {
	if bytes.Equal(before, after) {
		return nil, nil
	}
	if step, ok := onlyStep(before, after); ok {
		if slices.Contains(keptParts, tokens(step.At)[0]) {
			return []Step{step}, nil
		}
		return nil, nil
	}
	return allSteps(before, after)
}

// allSteps is difference for any two records.
func allSteps(before, after []byte) ([]Step, error) {
	old, err := members(before)
	if err != nil {
		return nil, err
	}
	now, err := members(after)
	if err != nil {
		return nil, err
	}
	var steps []Step
	for _, part := range keptParts {
		if steps, err = compare(steps, "/"+jsontext.Pointer(part), old[part], now[part]); err != nil {
			return nil, err
		}
	}
	return steps, nil
}

// onlyStep is the difference of two records in which one string, number or truth value
// differs, as typing into a field leaves them. It reads only what stands before that. It
// returns false where they differ otherwise.
func onlyStep(before, after []byte) (Step, bool) {
	same := 0
	for same < min(len(before), len(after)) && before[same] == after[same] {
		same++
	}
	d := jsontext.NewDecoder(bytes.NewBuffer(before), jsontext.AllowDuplicateNames(true))
	var token jsontext.Token
	last, end := 0, 0
	for end < same || end == same && token.Kind() != '0' { // a number may go on in the other one
		last = end
		var err error
		if token, err = d.ReadToken(); err != nil {
			return Step{}, false
		}
		end = int(d.InputOffset())
	}
	old := bytes.TrimLeft(before[last:end], ":, \t\r\n")
	start, rest := end-len(old), before[end:]
	inside, read := d.StackIndex(d.StackDepth())
	isName := inside == '{' && read%2 == 1
	if d.StackDepth() == 0 || isName || strings.ContainsRune("{}[]", rune(token.Kind())) || start > same ||
		len(after) < start+len(rest) || !bytes.HasSuffix(after, rest) {
		return Step{}, false
	}
	now := jsontext.Value(after[start : len(after)-len(rest)])
	return Step{d.StackPointer(), bytes.Clone(old), now.Clone()}, now.IsValid()
}

func compare(steps []Step, at jsontext.Pointer, old, now jsontext.Value) ([]Step, error) {
	switch {
	case bytes.Equal(old, now):
		return steps, nil
	case kind(old) == '{' && kind(now) == '{':
		return compareObjects(steps, at, old, now)
	case kind(old) == '[' && kind(now) == '[':
		return compareLists(steps, at, old, now)
	}
	return append(steps, Step{at, bytes.Clone(old), bytes.Clone(now)}), nil
}

func compareObjects(steps []Step, at jsontext.Pointer, old, now jsontext.Value) ([]Step, error) {
	was, err := members(old)
	if err != nil {
		return nil, err
	}
	is, err := members(now)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(was)) {
		if steps, err = compare(steps, at.AppendToken(name), was[name], is[name]); err != nil {
			return nil, err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(is)) {
		if _, known := was[name]; !known {
			steps = append(steps, Step{at.AppendToken(name), nil, bytes.Clone(is[name])})
		}
	}
	return steps, nil
}

func compareLists(steps []Step, at jsontext.Pointer, old, now jsontext.Value) ([]Step, error) {
	was, err := elements(old)
	if err != nil {
		return nil, err
	}
	is, err := elements(now)
	if err != nil {
		return nil, err
	}
	if len(was) != len(is) {
		return append(steps, Step{at, bytes.Clone(old), bytes.Clone(now)}), nil
	}
	for i := range was {
		if steps, err = compare(steps, at.AppendToken(strconv.Itoa(i)), was[i], is[i]); err != nil {
			return nil, err
		}
	}
	return steps, nil
}

func kind(v jsontext.Value) jsontext.Kind {
	if len(v) == 0 {
		return 0
	}
	return v.Kind()
}

// errHistory is returned for a history that does not fit the filing.
var errHistory = errors.New("the history does not fit the filing")

func members(v jsontext.Value) (map[string]jsontext.Value, error) {
	var all map[string]jsontext.Value
	if err := json.Unmarshal(v, &all); err != nil {
		return nil, fmt.Errorf("%w: %s", errHistory, jsonPlace(err))
	}
	return all, nil
}

func elements(v jsontext.Value) ([]jsontext.Value, error) {
	var all []jsontext.Value
	if err := json.Unmarshal(v, &all); err != nil {
		return nil, fmt.Errorf("%w: %s", errHistory, jsonPlace(err))
	}
	return all, nil
}

// back takes steps back in a record written as JSON. It fails with errHistory where
// the record does not hold what the steps led to.
func back(record jsontext.Value, steps []Step) (jsontext.Value, error) {
	for _, step := range slices.Backward(steps) {
		var err error
		if record, err = exchange(record, tokens(step.At), step.New, step.Old); err != nil {
			return nil, err
		}
	}
	return record, nil
}

// reversed are the steps that take steps back.
func reversed(steps []Step) []Step {
	var all []Step
	for _, step := range slices.Backward(steps) {
		all = append(all, Step{step.At, step.New, step.Old})
	}
	return all
}

// ofList reports whether the step is a list that got longer or shorter.
func (s Step) ofList() bool { return kind(s.Old) == '[' || kind(s.New) == '[' }

// joinSteps are the steps with those taken after them, each place once where it can
// be. What is again as it was is no step.
func joinSteps(steps, next []Step) []Step {
	all := slices.Clone(steps)
	for _, step := range next {
		// A place can be taken together with an earlier one unless something within
		// it, or around it, was changed between.
		i := slices.IndexFunc(all, func(s Step) bool { return s.At == step.At })
		if i < 0 || slices.ContainsFunc(all, func(s Step) bool { return inside(s.At, step.At) || inside(step.At, s.At) }) {
			all = append(all, step)
			continue
		}
		if all[i].New = step.New; bytes.Equal(all[i].Old, all[i].New) {
			all = slices.Delete(all, i, i+1)
		}
	}
	return all
}

func inside(at, of jsontext.Pointer) bool { return strings.HasPrefix(string(at), string(of)+"/") }

func tokens(at jsontext.Pointer) []string { return slices.Collect(at.Tokens()) }

// exchange puts a value in the place of the one that must be there.
func exchange(in jsontext.Value, at []string, from, to jsontext.Value) (jsontext.Value, error) {
	if len(at) == 0 {
		if !bytes.Equal(in, from) {
			return nil, errHistory
		}
		return to, nil
	}
	if kind(in) == '[' {
		list, err := elements(in)
		i, numberErr := strconv.Atoi(at[0])
		if err != nil || numberErr != nil || i < 0 || i >= len(list) {
			return nil, errHistory
		}
		if list[i], err = exchange(list[i], at[1:], from, to); err != nil {
			return nil, err
		}
		return encode(list)
	}
	object, err := members(in)
	if err != nil || kind(in) != '{' {
		return nil, errHistory
	}
	value, err := exchange(object[at[0]], at[1:], from, to)
	switch {
	case err != nil:
		return nil, err
	case value == nil:
		delete(object, at[0])
	default:
		object[at[0]] = value
	}
	return encode(object)
}

func encode(v any) (jsontext.Value, error) {
	data, err := json.Marshal(v, json.Deterministic(true))
	if err != nil {
		return nil, fmt.Errorf("%w: %s", errHistory, jsonPlace(err))
	}
	return data, nil
}

// Field is the path of the place in the filing, as in "host.name"; "" for one that is
// not in it.
func (s Step) Field() string {
	all := tokens(s.At)
	if len(all) < 2 || all[0] != "filing" {
		return ""
	}
	return strings.Join(all[1:], ".")
}
