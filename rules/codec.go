package rules

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	deepcopy "github.com/tiendc/go-deepcopy"
)

// MaxFilingBytes bounds what [Decode] reads, and what it would be written again
// with all its members: far more than any real filing, little enough that a wrong
// file cannot fill the memory.
const MaxFilingBytes = 16 << 20

// A short text can unfold to much: an empty website of two bytes becomes one with
// all its fields, a member that is not known takes a hundred bytes of memory, and a
// deep value is indented at every line. So what a filing is made of is bounded too.
const (
	maxFilingParts  = 1 << 14 // websites and scans, the largest objects in lists
	maxFilingValues = 1 << 17 // objects and lists
	maxFilingTokens = 1 << 20 // names, values and brackets that are not too deep to be kept one by one
	maxFilingDepth  = 64
	maxMembers      = 1 << 15 // of one object: all names are held to find one that comes twice
	partDepth       = 3       // of a website or scan in its list
	keptDepth       = 8       // below which everything is an unknown value, kept as text
	unfolds         = 500     // bytes at most that an empty object is written with
	maxIndented     = 1 << 20 // bytes beyond which a filing is no longer for people to read
)

// Errors that say why a document is not a filing. They are wrapped with the
// place in the document, never with its values.
var (
	ErrNotJSON       = errors.New("not readable as JSON")
	ErrNotFiling     = errors.New("not a filing")
	ErrNewerSchema   = errors.New("written by a newer version")
	ErrFilingTooLong = errors.New("longer than any filing")
)

// Decode reads a filing.json. Members it does not know are kept in the Unknown
// fields and written again by [Encode]. It fails with [ErrNotJSON],
// [ErrNotFiling], [ErrNewerSchema] or [ErrFilingTooLong].
func Decode(r io.Reader) (*Filing, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFilingBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read filing: %w", err)
	}
	if len(data) > MaxFilingBytes {
		return nil, fmt.Errorf("read filing: %w", ErrFilingTooLong)
	}
	// A byte order mark is what some editors leave in front of UTF-8.
	data = trimBOM(data)
	objects, err := survey(data)
	if err != nil {
		return nil, err
	}
	if err := schemaOf(data); err != nil {
		return nil, err
	}
	var f Filing
	if err := json.Unmarshal(data, &f); err != nil {
		var semantic *json.SemanticError
		if errors.As(err, &semantic) {
			return nil, fmt.Errorf("%w: at %s", ErrNotFiling, semantic.JSONPointer)
		}
		return nil, fmt.Errorf("%w: %v", ErrNotJSON, syntaxPlace(err))
	}
	if len(data)+objects*unfolds > MaxFilingBytes {
		if err := checkWrites(&f); err != nil {
			return nil, err
		}
	}
	return &f, nil
}

// checkWrites refuses a filing that would be written longer than it may be read.
func checkWrites(f *Filing) error {
	left := limitedWriter(MaxFilingBytes)
	if err := json.MarshalWrite(&left, f); err != nil {
		return fmt.Errorf("%w: it unfolds", ErrFilingTooLong)
	}
	return nil
}

// limitedWriter counts down the bytes that may still be written to it.
type limitedWriter int

func (w *limitedWriter) Write(p []byte) (int, error) {
	if *w -= limitedWriter(len(p)); *w < 1 { // one for the end of the line
		return 0, ErrFilingTooLong
	}
	return len(p), nil
}

// Encode writes the filing as filing.json: two spaces of indent, members in the
// contract's order, unknown members sorted behind them, so that the same filing
// always gives the same bytes. A filing of more than a megabyte goes without
// indent.
func Encode(f *Filing) ([]byte, error) {
	text, err := json.Marshal(f, json.Deterministic(true))
	if err != nil {
		return nil, fmt.Errorf("write filing: %w", err)
	}
	data := jsontext.Value(text)
	if len(data) <= maxIndented {
		if err := data.Indent(jsontext.WithIndent("  ")); err != nil {
			return nil, fmt.Errorf("write filing: %w", err)
		}
	}
	return append(data, '\n'), nil
}

// Clone returns a filing that shares nothing with f.
func (f *Filing) Clone() *Filing {
	var c Filing
	if err := deepcopy.Copy(&c, f); err != nil {
		// Copying a type onto itself fails only where the library cannot
		// handle the type at all, which every test of this package would show.
		panic(fmt.Sprintf("clone filing: %v", err))
	}
	return &c
}

// survey reads the document once without keeping anything: whether it is JSON,
// and of a size that can be unfolded. It returns how many objects and lists it has.
func survey(data []byte) (values int, err error) {
	d := jsontext.NewDecoder(bytes.NewBuffer(data)) // of a Buffer it makes no copy
	for parts, tokens := 0, 0; ; {
		token, err := d.ReadToken()
		switch {
		case err == io.EOF && d.StackDepth() == 0:
			return values, nil
		case err != nil:
			return values, fmt.Errorf("%w: %v", ErrNotJSON, syntaxPlace(err))
		}
		kind := token.Kind()
		if kind == '{' || kind == '[' {
			values++
		}
		if kind == '{' && d.StackDepth() == partDepth {
			parts++
		}
		if d.StackDepth() <= keptDepth {
			tokens++
		}
		in, length := d.StackIndex(d.StackDepth())
		switch {
		case in == '{' && length > 2*maxMembers:
			return values, fmt.Errorf("%w: too many members", ErrFilingTooLong)
		case parts > maxFilingParts, values > maxFilingValues, tokens > maxFilingTokens:
			return values, fmt.Errorf("%w: too many values", ErrFilingTooLong)
		case d.StackDepth() > maxFilingDepth:
			return values, fmt.Errorf("%w: nested too deep", ErrNotFiling)
		}
	}
}

// schemaOf tells a filing from other JSON before its members are looked at, so
// that a foreign document is named as one.
func schemaOf(data []byte) error {
	var head struct {
		Schema jsontext.Value `json:"schema"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		var semantic *json.SemanticError
		if errors.As(err, &semantic) {
			return fmt.Errorf("%w: no object", ErrNotFiling)
		}
		return fmt.Errorf("%w: %v", ErrNotJSON, syntaxPlace(err))
	}
	var schema string
	if head.Schema == nil || json.Unmarshal(head.Schema, &schema) != nil {
		return fmt.Errorf("%w: no schema named", ErrNotFiling)
	}
	switch {
	case schema == Schema:
		return nil
	case strings.HasPrefix(schema, "recordal.filing/"):
		return fmt.Errorf("%w: schema", ErrNewerSchema)
	}
	return fmt.Errorf("%w: foreign schema", ErrNotFiling)
}

// syntaxPlace keeps where the JSON broke and drops what stood there, since that
// may be somebody's number.
func syntaxPlace(err error) string {
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		return fmt.Sprintf("byte %d", syntactic.ByteOffset)
	}
	return "unexpected end"
}

func trimBOM(data []byte) []byte {
	const bom = "\xef\xbb\xbf"
	if strings.HasPrefix(string(data[:min(len(data), 3)]), bom) {
		return data[3:]
	}
	return data
}
