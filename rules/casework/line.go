package casework

import "time"

// Line is what a list shows of a case.
type Line struct {
	Events   []Event   `json:"events,omitempty"` // the stages it has reached, without notes
	Received time.Time `json:"received,omitzero"`
	Desk     string    `json:"desk,omitempty"`
	Notices  int       `json:"notices,omitempty"` // that were handed out
	Returns  []Return  `json:"returns,omitempty"` // when it went back and why, the oldest first
	Back     int       `json:"back,omitempty"`    // in the client's program: how many things came back
}

// Return is one time that a filing went back to the client.
type Return struct {
	At      time.Time `json:"at"`
	Reasons []string  `json:"reasons,omitempty"` // ids in the rulebook; "" for the reviewer's own words
}

// Line returns what a list shows of the case.
func (c *Case) Line() Line {
	l := Line{Desk: c.Desk, Notices: len(c.Notices), Returns: c.returns()}
	for _, e := range c.Events {
		l.Events = append(l.Events, Event{Stage: e.Stage, At: e.At})
	}
	if len(c.Receipts) > 0 {
		l.Received = c.Receipts[0].At
	}
	if c.Returned != nil {
		l.Back = len(c.Returned.Items)
	}
	return l
}

// Stage returns the stage that was noted last, the zero Event where none was.
func (l Line) Stage() Event {
	if len(l.Events) == 0 {
		return Event{}
	}
	return l.Events[len(l.Events)-1]
}

// StageReturned is the stage that a filing reaches when it is handed back.
const StageReturned = "returned"

// returns tells when the filing went back and why: by its notices or, where none was
// written, by the stage, the last time for what the marks say. A mark alone returns
// nothing: the filing is still being looked at.
func (c *Case) returns() (all []Return) {
	for _, n := range c.Notices {
		r := Return{At: n.At}
		for _, i := range n.Items {
			if i.Verdict == Returned {
				r.Reasons = append(r.Reasons, i.Reason)
			}
		}
		if len(r.Reasons) > 0 {
			all = append(all, r)
		}
	}
	if len(c.Notices) > 0 {
		return all
	}
	for _, e := range c.Events {
		if e.Stage == StageReturned {
			all = append(all, Return{At: e.At})
		}
	}
	if len(all) == 0 {
		return nil
	}
	last := &all[len(all)-1]
	for _, m := range c.Marks {
		if m.Verdict == Returned {
			last.Reasons = append(last.Reasons, m.Reason)
		}
	}
	return all
}
