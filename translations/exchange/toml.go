package exchange

import (
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

// What a file in TOML may be at the most. The library takes time by the square of how
// deep tables lie in one another.
const (
	maxTOMLBytes = 16 << 20
	maxTOMLDepth = 16
	maxTOMLDots  = 300 // of a line, outside of texts
)

// readTOML reads the one file with a translator's edits. It has no fingerprints.
func readTOML(data []byte) (*file, error) {
	if len(data) > maxTOMLBytes || !shallow(string(data)) {
		return nil, refuse(TooLarge, "%d bytes, or too deep", len(data))
	}
	var h labels.HandedBack
	if err := toml.Unmarshal(data, &h); err != nil {
		return nil, refuse(Damaged, "read TOML: %w", err)
	}
	if h.Kind != labels.HandedBackKind {
		return nil, refuse(Newer, "it is a file %q", h.Kind)
	}
	if len(h.Edits) > maxLanguages {
		return nil, refuse(TooLarge, "%d languages", len(h.Edits))
	}
	entries := map[string]*entry{}
	for l, edits := range h.Edits {
		if _, ok := languageOf(string(l)); !ok {
			return nil, refuse(Damaged, "no language: %q", l)
		}
		for id, said := range edits {
			if entries[id] == nil {
				entries[id] = newEntry(id)
			}
			if err := entries[id].sayAll(l, said); err != nil {
				return nil, err
			}
		}
	}
	if len(entries) > maxRows {
		return nil, refuse(TooLarge, "%d messages", len(entries))
	}
	if len(h.Checked) > maxRows {
		return nil, refuse(TooLarge, "%d checks", len(h.Checked))
	}
	f := &file{format: TOML, checks: h.Checked}
	for _, id := range slices.Sorted(maps.Keys(entries)) {
		f.entries = append(f.entries, entries[id])
	}
	return f, nil
}

// sayAll takes a text or a table of forms. It stands for the whole message.
func (e *entry) sayAll(l translations.Language, said any) error {
	forms, ok := said.(map[string]any)
	if !ok {
		forms = map[string]any{string(translations.Other): said}
	}
	for _, form := range translations.AllForms {
		text, isText := forms[string(form)].(string)
		if _, there := forms[string(form)]; there && !isText {
			return refuse(Damaged, "%s in %s is no text", e.id, l)
		}
		e.say(l, form, text)
	}
	return nil
}

// shallow reports whether nothing lies too deep in one another outside of texts.
func shallow(data string) bool {
	depth, dots := 0, 0
	for i := 0; i < len(data); i++ {
		switch c := data[i]; c {
		case '"', '\'':
			i = endOfText(data, i)
		case '#':
			if end := strings.IndexByte(data[i:], '\n'); end >= 0 {
				i += end - 1
			} else {
				return true
			}
		case '[', '{':
			if depth++; depth > maxTOMLDepth {
				return false
			}
		case ']', '}':
			depth = max(0, depth-1)
		case '.':
			if dots++; dots > maxTOMLDots {
				return false
			}
		case '\n':
			dots = 0
		}
	}
	return true
}

// endOfText is where the text that begins at i ends.
func endOfText(data string, i int) int {
	quote := data[i : i+1]
	several := strings.HasPrefix(data[i:], quote+quote+quote)
	if several {
		i += 2
	}
	for i++; i < len(data); i++ {
		switch {
		case data[i] == '\\' && quote == `"`:
			i++
		case data[i] == '\n' && !several:
			return i - 1
		case several && strings.HasPrefix(data[i:], quote+quote+quote):
			i += 2
			for range 2 { // a quotation mark or two may belong to the text
				if strings.HasPrefix(data[i+1:], quote) {
					i++
				}
			}
			return i
		case !several && data[i:i+1] == quote:
			return i
		}
	}
	return i
}
