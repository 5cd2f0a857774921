package exchange

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"unicode/utf8"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

// maxFileBytes bounds a file: all messages with a picture of every screen.
const maxFileBytes = 50 << 20

// Import reads a file of any [Format] and compares it with what the bench says; it
// changes nothing. A file that is none of ours, is damaged, or is larger than all
// messages could be fails with an [*Error], other errors are those of r.
func Import(b *labels.Bench, r io.Reader) (*Plan, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFileBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read messages: %w", err)
	}
	if len(data) > maxFileBytes {
		return nil, refuse(TooLarge, "more than %d bytes", maxFileBytes)
	}
	f, err := read(data, b.Languages())
	if err != nil {
		return nil, err
	}
	p, err := planOf(b, f)
	if err != nil {
		return nil, fmt.Errorf("compare messages: %w", err)
	}
	return p, nil
}

var (
	beginsPO   = regexp.MustCompile(`(?m)^msgid[ \t]*"`)
	beginsTOML = regexp.MustCompile(`(?m)^kind[ \t]*=[ \t]*["']recordal-labels/`)
)

// mark stands at the beginning of a file in UTF-8, for programs that would take it for
// something else.
const mark = "\ufeff"

// read tells what kind of file it is and reads it.
func read(data []byte, known []translations.Language) (*file, error) {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readBook(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")): // [MS-CFB] 2.2
		return nil, refuse(OldFormat, "compound file")
	}
	data = bytes.TrimPrefix(data, []byte(mark))
	switch {
	case !utf8.Valid(data), bytes.IndexByte(data, 0) >= 0:
		return nil, refuse(Encoding, "not in UTF-8")
	case beginsTOML.Match(data):
		return readTOML(data)
	case beginsPO.Match(data):
		return readPO(string(data), known)
	}
	return readCSV(string(data))
}
