package session

import (
	"recordaldesk/rules/casework"
)

// Back is an item of the return notice in hand, and how far it is.
type Back struct {
	casework.Item
	State casework.State
}

// Notice is the return notice in hand, nil where nothing came back.
func (s *Session) Notice() *casework.Notice { return s.o.Returned }

// Back lists what came back, in the order of the notice, with where it stands now and how
// far each is.
func (s *Session) Back() []Back {
	if s.o.Returned == nil {
		return nil
	}
	items := s.o.Returned.Now(s.record.Filing)
	all := make([]Back, len(items))
	for n, i := range items {
		all[n] = Back{i, i.State(s.record.Filing, s.report)}
	}
	return all
}

// BackAt returns what came back of a place.
func (s *Session) BackAt(at casework.Place) (Back, bool) {
	if s.o.Returned != nil {
		for _, i := range s.o.Returned.Now(s.record.Filing) {
			if i.Place == at {
				return Back{i, i.State(s.record.Filing, s.report)}, true
			}
		}
	}
	return Back{}, false
}

// Left counts the items that are still to be mended. What was only asked about may be
// right as it is.
func Left(all []Back) (n int) {
	for _, b := range all {
		if b.State == casework.Doubt || b.State == casework.ToMend && b.Verdict == casework.Returned {
			n++
		}
	}
	return n
}
