package packet

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// ManifestSchema is the value of a manifest's "schema" key.
const ManifestSchema = "recordal.manifest/1"

// Manifest is manifest.json: what made the packet, and every other entry of it.
type Manifest struct {
	Schema     string  `json:"schema"`
	Program    string  `json:"program"`    // name and version that wrote the packet
	Rulebook   string  `json:"rulebook"`   // version that judged the filing
	AsOf       string  `json:"as_of"`      // the day it was judged on, YYYY-MM-DD
	Incomplete bool    `json:"incomplete"` // exported while errors stood or scans were missing
	Entries    []Entry `json:"entries"`
	Part       int     `json:"part,omitzero"`   // which part of the packet it is, from 1; 0 for the whole
	Others     []Part  `json:"others,omitzero"` // the other parts

	// What changed since the packet before, and which return notice is answered. Packets
	// of earlier versions say neither.
	Since   *Since   `json:"since,omitzero"`
	Answers *Answers `json:"answers,omitzero"`
}

// Entry is one file of the packet. Item, Website and Domain say which material
// it belongs to; they are zero for what belongs to none.
type Entry struct {
	Path    string `json:"path"`
	Size    int64  `json:"size"`   // bytes
	SHA256  string `json:"sha256"` // lower-case hex
	Item    int    `json:"item"`
	Website int    `json:"website"` // counts from 0
	Domain  string `json:"domain"`
	Lighter bool   `json:"lighter,omitzero"` // a lighter copy of the scan, made so that the mail can be sent
}

// find returns the entry with the path, nil where there is none.
func (m *Manifest) find(path string) *Entry {
	for i := range m.Entries {
		if m.Entries[i].Path == path {
			return &m.Entries[i]
		}
	}
	return nil
}

// elsewhere returns the entry with the path in another part, nil where none has it.
func (m *Manifest) elsewhere(path string) *Entry {
	for i := range m.Others {
		for j := range m.Others[i].Entries {
			if e := &m.Others[i].Entries[j]; e.Path == path {
				return e
			}
		}
	}
	return nil
}

func encodeManifest(m *Manifest) ([]byte, error) {
	data, err := json.Marshal(m, json.Deterministic(true), jsontext.Multiline(true), jsontext.WithIndent("  "))
	if err != nil {
		return nil, fmt.Errorf("write manifest: %w", err)
	}
	return append(data, '\n'), nil
}

var errNewerManifest = errors.New("manifest of a newer version")

func decodeManifest(data []byte) (*Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		// What the decoder quotes may be a person's name in a path.
		return nil, errors.New("read manifest: not readable")
	}
	switch {
	case m.Schema == ManifestSchema:
		return &m, nil
	case strings.HasPrefix(m.Schema, "recordal.manifest/"):
		return nil, errNewerManifest
	}
	return nil, errors.New("read manifest: foreign schema")
}
