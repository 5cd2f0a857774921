package recheck

import (
	"fmt"
	"maps"
	"slices"

	"github.com/go-json-experiment/json"

	"recordaldesk/rules"
)

// The verdicts as they are written: one row for each draft, the versions of the
// rulebook and the days apart, since nearly all are the same.
type saved struct {
	Rulebooks []string   `json:"rulebooks"`
	Days      []string   `json:"days"`
	Rows      []savedRow `json:"rows"`
}

type savedRow struct {
	ID  string `json:"id"`
	Seq int64  `json:"seq"`
	Of  [6]int `json:"of"` // rulebook, day (where they stand above), errors, warnings, outstanding, 1 if otherwise

	// What an earlier program did not write, which is empty then until the next pass.
	Route rules.Route `json:"route,omitempty"`
	Stale Staling     `json:"stale,omitempty"`
}

// encode writes the verdicts.
func (v *Verdicts) encode() ([]byte, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	var s saved
	at := func(list *[]string, value string) int {
		i := slices.Index(*list, value)
		if i < 0 {
			i = len(*list)
			*list = append(*list, value)
		}
		return i
	}
	for _, id := range slices.Sorted(maps.Keys(v.byID)) {
		one := v.byID[id]
		s.Rows = append(s.Rows, savedRow{id, one.Seq, [6]int{
			at(&s.Rulebooks, one.Rulebook), at(&s.Days, one.Day), one.Errors, one.Warnings, one.Outstanding, count(one.Otherwise),
		}, one.Route, one.Stale})
	}
	data, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("write verdicts: %w", err)
	}
	return data, nil
}

// decode takes in what encode wrote, where nothing newer is known.
func (v *Verdicts) decode(data []byte) error {
	var s saved
	if err := json.Unmarshal(data, &s); err != nil {
		return fmt.Errorf("read verdicts: %w", err)
	}
	for _, row := range s.Rows {
		book, day := row.Of[0], row.Of[1]
		if book < 0 || book >= len(s.Rulebooks) || day < 0 || day >= len(s.Days) {
			return fmt.Errorf("read verdicts: rulebook %d of %d, day %d of %d", book, len(s.Rulebooks), day, len(s.Days))
		}
		if last, _ := v.Of(row.ID, row.Seq); last != (Verdict{}) {
			continue
		}
		v.Put(row.ID, Verdict{
			Seq: row.Seq, Rulebook: s.Rulebooks[book], Day: s.Days[day],
			Errors: row.Of[2], Warnings: row.Of[3], Outstanding: row.Of[4], Otherwise: row.Of[5] == 1,
			Route: row.Route, Stale: row.Stale,
		})
	}
	return nil
}
