package casework

import (
	"bytes"
	"time"

	"recordaldesk/rules"
)

// Sent is a packet that left: the filing as this program has it, its own scans and all,
// and what the filing is known by at whoever got it.
type Sent struct {
	At     time.Time     `json:"at"`
	Filing *rules.Filing `json:"filing"`
	SHA256 string        `json:"sha256"` // of filing.json in the packet, lower-case hex
}

// mostSent is how many packets are kept: the last, and the one that it was compared with.
const mostSent = 2

// Send notes a packet that left. One with the same filing as the last takes its place,
// so that the packet of a filing says the same however often it is made.
func (c *Case) Send(s Sent) {
	if n := len(c.Sent); n > 0 && same(c.Sent[n-1].Filing, s.Filing) {
		c.Sent[n-1] = s
		return
	}
	c.Sent = append(c.Sent, s)
	c.Sent = c.Sent[max(0, len(c.Sent)-mostSent):]
}

// Since returns the packet with which a filing that is to leave is compared: the last one
// that said anything else; nil where none did.
func (c *Case) Since(f *rules.Filing) *Sent {
	for i := len(c.Sent) - 1; i >= 0; i-- {
		if !same(c.Sent[i].Filing, f) {
			return &c.Sent[i]
		}
	}
	return nil
}

// LastSent returns the filing of the packet that left last, nil where none did.
func (c *Case) LastSent() *rules.Filing {
	if n := len(c.Sent); n > 0 {
		return c.Sent[n-1].Filing
	}
	return nil
}

// same reports whether two filings say the same, on whatever day they are judged.
func same(a, b *rules.Filing) bool {
	if a == nil || b == nil {
		return a == b
	}
	one, other := *a, *b
	one.AsOf, other.AsOf = "", ""
	x, errX := rules.Encode(&one)
	y, errY := rules.Encode(&other)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
