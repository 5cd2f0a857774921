package pagecode

import (
	"fmt"

	"rsc.io/qr"
)

// prefix tells our codes from whatever else stands on a page, such as the QR code
// of a business licence.
const prefix = "RD:"

// Square is a QR code (ISO/IEC 18004): rows of modules, true for black. The white
// edge of four modules around it is the caller's to leave.
type Square [][]bool

// Square returns the QR code of the page. A quarter of it may be spoilt, by a seal
// or a fold.
func (c Code) Square() (Square, error) {
	code, err := qr.Encode(prefix+c.String(), qr.Q)
	if err != nil {
		return nil, fmt.Errorf("make the page's code: %w", err)
	}
	s := make(Square, code.Size)
	for y := range s {
		s[y] = make([]bool, code.Size)
		for x := range s[y] {
			s[y][x] = code.Black(x, y)
		}
	}
	return s, nil
}
