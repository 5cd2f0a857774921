package casework

import "time"

// Line is what a list shows of a case.
type Line struct {
	Stage    string    `json:"stage,omitempty"` // that was noted last
	Since    time.Time `json:"since,omitzero"`  // when that was
	Received time.Time `json:"received,omitzero"`
	Desk     string    `json:"desk,omitempty"`
	Returned int       `json:"returned,omitempty"` // notices that were handed out
	Mine     int       `json:"mine,omitempty"`     // in the client's program: things that came back
	Note     string    `json:"note,omitempty"`     // of the stage
}

// Line returns what a list shows of the case.
func (c *Case) Line() Line {
	stage := c.Stage()
	l := Line{Stage: stage.Stage, Since: stage.At, Note: stage.Note, Desk: c.Desk, Returned: len(c.Notices)}
	if len(c.Receipts) > 0 {
		l.Received = c.Receipts[0].At
	}
	if c.Returned != nil {
		l.Mine = len(c.Returned.Items)
	}
	return l
}
