package casework

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// ReturnSchema is the value of a return file's "schema" key.
const ReturnSchema = "recordal.return/1"

// A return file (退回文件) is a [Notice] on its way to the client: JSON, so small that it
// goes by any mail. It comes in from anywhere, so all of it is bounded and proved.

// MaxReturnBytes bounds a return file: far more than a hundred items with long words.
const MaxReturnBytes = 1 << 20

const (
	maxReturnItems  = 500
	maxReturnDepth  = 8
	maxReturnTokens = 1 << 15 // names, values and brackets
	maxWords        = 2000    // characters of a reviewer's words, and of what a reason says
	maxName         = 100     // characters of initials and of the name of a desk
)

// Errors that say why a document is not a return file that can be used. They are wrapped
// with the place in the document, never with what stands there.
var (
	ErrNotReturn     = errors.New("not a return file")
	ErrNewerReturn   = errors.New("a return file of a newer version")
	ErrReturnTooLong = errors.New("longer than any return file")
	ErrReturnDamaged = errors.New("a return file that is damaged")
)

const byteOrderMark = "\ufeff"

// returnFile is what is written of a notice: all but the filing, which stays at the desk.
type returnFile struct {
	Schema    string    `json:"schema"`
	ID        string    `json:"id"`
	At        time.Time `json:"at"`
	By        string    `json:"by"`
	Desk      string    `json:"desk,omitempty"`
	Reference string    `json:"reference"`
	Items     []Item    `json:"items"`
}

// EncodeReturn writes the notice as a return file. What cannot be shown as plain text is
// left out of its texts, and what is too long cut. It fails for a notice that
// [DecodeReturn] would refuse.
func EncodeReturn(n *Notice) ([]byte, error) {
	file := returnFile{
		Schema: ReturnSchema, ID: n.ID, At: n.At.UTC().Truncate(time.Second), Reference: n.Reference,
		By: plainLine(n.By), Desk: plainLine(n.Desk),
	}
	for _, i := range n.Items {
		i.Said = Said{Chinese: plainText(i.Said.Chinese), English: plainText(i.Said.English)}
		i.Words = plainText(i.Words)
		file.Items = append(file.Items, i)
	}
	if err := file.check(); err != nil {
		return nil, fmt.Errorf("write return file: %w", err)
	}
	data, err := json.Marshal(file, json.Deterministic(true), jsontext.Multiline(true), jsontext.WithIndent("  "))
	switch {
	case err != nil:
		return nil, fmt.Errorf("write return file: %s", place(err))
	case len(data) >= MaxReturnBytes:
		return nil, fmt.Errorf("write return file: %w", ErrReturnTooLong)
	}
	return append(data, '\n'), nil
}

// DecodeReturn reads a return file. It fails with [ErrNotReturn], [ErrNewerReturn],
// [ErrReturnTooLong], [ErrReturnDamaged], or the error of the reader. The notice has no
// filing, whatever the file says.
func DecodeReturn(r io.Reader) (*Notice, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxReturnBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read return file: %w", err)
	}
	data = bytes.TrimPrefix(data, []byte(byteOrderMark)) // what some editors leave in front
	if !IsReturn(data) {
		return nil, ErrNotReturn
	}
	if len(data) > MaxReturnBytes {
		return nil, ErrReturnTooLong
	}
	if err := surveyReturn(data); err != nil {
		return nil, err
	}
	var file returnFile
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("%w: %s", ErrReturnDamaged, place(err))
	}
	if file.Schema != ReturnSchema {
		return nil, ErrNewerReturn
	}
	if err := file.check(); err != nil {
		return nil, err
	}
	return &Notice{ID: file.ID, At: file.At, By: file.By, Desk: file.Desk, Reference: file.Reference, Items: file.Items}, nil
}

// IsReturn reports whether what a file begins with is a return file of any version, be
// it whole or not: its first member says so.
func IsReturn(head []byte) bool {
	const most = 200 // bytes, of which the blanks are nobody's
	head = bytes.TrimPrefix(head[:min(len(head), most)], []byte(byteOrderMark))
	d := jsontext.NewDecoder(bytes.NewReader(head))
	for _, want := range []func(jsontext.Token) bool{
		func(t jsontext.Token) bool { return t.Kind() == '{' },
		func(t jsontext.Token) bool { return t.Kind() == '"' && t.String() == "schema" },
		func(t jsontext.Token) bool {
			return t.Kind() == '"' && strings.HasPrefix(t.String(), "recordal.return/")
		},
	} {
		if t, err := d.ReadToken(); err != nil || !want(t) {
			return false
		}
	}
	return true
}

// surveyReturn reads the document once without keeping anything: whether it is JSON of a
// size that a return file has.
func surveyReturn(data []byte) error {
	d := jsontext.NewDecoder(bytes.NewReader(data))
	for n := 0; ; n++ {
		_, err := d.ReadToken()
		switch {
		case err == io.EOF && d.StackDepth() == 0:
			return nil
		case err != nil:
			return fmt.Errorf("%w: %s", ErrReturnDamaged, place(err))
		case n > maxReturnTokens:
			return fmt.Errorf("%w: too many values", ErrReturnTooLong)
		case d.StackDepth() > maxReturnDepth:
			return fmt.Errorf("%w: nested too deep", ErrReturnDamaged)
		}
	}
}
