package casework

import "time"

// Line is what a list shows of a case.
type Line struct {
	Events   []Event   `json:"events,omitempty"` // the stages it has reached, without notes
	Received time.Time `json:"received,omitzero"`
	Desk     string    `json:"desk,omitempty"`
	Notices  int       `json:"notices,omitempty"` // that were handed out
	Back     int       `json:"back,omitempty"`    // in the client's program: how many things came back
}

// Line returns what a list shows of the case.
func (c *Case) Line() Line {
	l := Line{Desk: c.Desk, Notices: len(c.Notices)}
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
