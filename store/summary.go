package store

import (
	"fmt"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"golang.org/x/text/unicode/norm"

	"recordaldesk/rules/casework"
)

// Summary is what a list shows of a draft. It is shared by all who list it: read it
// only.
type Summary struct {
	ID         string
	Seq        int64
	State      State
	Created    time.Time
	Updated    time.Time
	ExportedAt time.Time // zero when never exported
	Rulebook   string    // version it was exported under, "" when never
	Kind       string    // of the filing: new_recordal, …
	HostName   string
	Province   string   // GB/T 2260
	Websites   []string // their names, the empty ones left out
	Domains    []string // of all websites, the empty ones left out
	Damaged    bool     // the draft's value cannot be read; only ID, State and times are known

	Case    casework.Line // what the desk has noted
	caseSeq int64         // its version; 0 where nothing is noted
	files   []fileMark    // the files in which it came in

	reference *string // of the filing; nil where the summary was written before it said so

	text string // what Search looks through: folded, one part a line; moved to the haystack
	at   int    // there
}

// summarise makes a summary of a draft in memory.
func summarise(d Draft) Summary {
	m := Summary{ID: d.ID, Seq: d.Seq, State: d.State, Created: d.Created, Updated: d.Updated}
	f := d.Record.Filing
	if d.Record.Exported != nil {
		m.ExportedAt, m.Rulebook = d.Record.Exported.At, d.Record.Exported.Rulebook
	}
	m.Kind, m.HostName, m.Province, m.reference = f.Kind, f.Host.Name, f.Host.Province, new(f.Reference)
	parts := []string{
		f.Host.Name, f.Host.Certificate.Number, f.Host.RecordalNumber,
		f.Host.LegalRepresentative.Name, f.Host.Lead.Name,
	}
	for _, w := range f.Websites {
		parts = append(parts, w.Name, w.RecordalNumber, w.Lead.Name)
		if w.Name != "" {
			m.Websites = append(m.Websites, w.Name)
		}
		for _, domain := range w.Domains {
			parts = append(parts, domain.Name)
			if domain.Name != "" {
				m.Domains = append(m.Domains, domain.Name)
			}
		}
	}
	// A query has no line break in it, so no word is found across two parts.
	m.text = fold(strings.Join(parts, "\n"))
	return m
}

// fold makes text comparable: compatibility characters become the plain ones
// (Unicode NFKC), letters small.
func fold(s string) string { return strings.ToLower(norm.NFKC.String(s)) }

// sealedSummary is what of a summary does not stand in the clear of its draft's row.
type sealedSummary struct {
	ExportedAt time.Time `json:"exported_at,omitzero"`
	Rulebook   string    `json:"rulebook,omitempty"`
	Kind       string    `json:"kind"`
	HostName   string    `json:"host_name"`
	Province   string    `json:"province"`
	Websites   []string  `json:"websites"`
	Domains    []string  `json:"domains"`
	Text       string    `json:"text"`
	Reference  *string   `json:"reference,omitzero"`
}

func encodeSummary(m Summary) ([]byte, error) {
	data, err := json.Marshal(sealedSummary{
		m.ExportedAt, m.Rulebook, m.Kind, m.HostName, m.Province, m.Websites, m.Domains, m.text, m.reference,
	})
	if err != nil {
		return nil, fmt.Errorf("write summary as JSON: %s", jsonPlace(err))
	}
	return data, nil
}

// decodeSummary makes a summary of what stands in the clear and what was sealed.
func decodeSummary(c columns, data []byte) (Summary, error) {
	var v sealedSummary
	if err := json.Unmarshal(data, &v); err != nil {
		return Summary{}, fmt.Errorf("read summary as JSON: %s", jsonPlace(err))
	}
	m := c.summary()
	m.ExportedAt, m.Rulebook, m.Kind, m.HostName, m.Province = v.ExportedAt, v.Rulebook, v.Kind, v.HostName, v.Province
	m.Websites, m.Domains, m.text, m.reference = v.Websites, v.Domains, v.Text, v.Reference
	return m, nil
}

// summary is what stands in the clear.
func (c columns) summary() Summary {
	return Summary{ID: c.id, Seq: c.seq, State: c.state, Created: time.UnixMilli(c.created), Updated: time.UnixMilli(c.updated)}
}
