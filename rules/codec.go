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

// MaxFilingBytes bounds what [Decode] reads: far more than any real filing,
// little enough that a wrong file cannot fill the memory.
const MaxFilingBytes = 16 << 20

// A short text can unfold to much: an empty website of two bytes becomes one
// with all its fields, and a deep value is indented at every line. So the
// objects and lists of a filing are bounded too.
const (
	maxFilingValues = 1 << 18
	maxFilingDepth  = 64
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
	if err := survey(data); err != nil {
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
	return &f, nil
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
// and of a size that can be unfolded.
func survey(data []byte) error {
	d := jsontext.NewDecoder(bytes.NewReader(data))
	for values := 0; ; {
		token, err := d.ReadToken()
		switch {
		case err == io.EOF && d.StackDepth() == 0:
			return nil
		case err != nil:
			return fmt.Errorf("%w: %v", ErrNotJSON, syntaxPlace(err))
		}
		if kind := token.Kind(); kind != '{' && kind != '[' {
			continue
		}
		if values++; values > maxFilingValues {
			return fmt.Errorf("%w: too many values", ErrFilingTooLong)
		}
		if d.StackDepth() > maxFilingDepth {
			return fmt.Errorf("%w: nested too deep", ErrNotFiling)
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
