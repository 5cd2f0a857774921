package casework

import (
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// MaxBytes bounds a case as JSON: some filings as they were reviewed, and a mark at
// each of their places.
const MaxBytes = 64 << 20

var errTooLarge = errors.New("a case larger than any")

// Encode writes the case as JSON.
func Encode(c *Case) ([]byte, error) {
	data, err := json.Marshal(c, json.Deterministic(true))
	if err != nil {
		return nil, fmt.Errorf("write case as JSON: %s", place(err))
	}
	if len(data) > MaxBytes {
		return nil, errTooLarge
	}
	return data, nil
}

// Decode reads what [Encode] wrote. Its error says where it failed, and nothing of what
// stood there.
func Decode(data []byte) (*Case, error) {
	if len(data) > MaxBytes {
		return nil, errTooLarge
	}
	var c Case
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, fmt.Errorf("read case as JSON: %s", place(err))
	}
	return &c, nil
}

// place keeps where a conversion failed and drops the library's text, which may quote
// what stood there.
func place(err error) string {
	var semantic *json.SemanticError
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.As(err, &syntactic):
		return fmt.Sprintf("byte %d", syntactic.ByteOffset)
	case errors.As(err, &semantic):
		return fmt.Sprintf("at %q", semantic.JSONPointer)
	}
	return "unexpected end"
}
