package store

import (
	"errors"
	"fmt"
)

// Values stand in the database behind one byte that says how they are written.
// Today that is plainly; a sealed value will carry another byte and the same
// associated data, and both can lie in one table, so that sealing a store is a
// matter of rewriting values, not tables.
const plainValue byte = 1

var errValueForm = errors.New("value in a form this program does not know")

// associated binds a value to its place, so that a sealed one cannot be put in
// another's: the kind of thing, which one, and its version.
func associated(kind, id string, seq int64) []byte {
	return fmt.Appendf(nil, "%s\x00%s\x00%d", kind, id, seq)
}

// seal turns a value into what the database keeps.
func (s *Store) seal(plain, _ []byte) ([]byte, error) {
	return append([]byte{plainValue}, plain...), nil
}

// open is the reverse of seal. The result may share memory with sealed.
func (s *Store) open(sealed, _ []byte) ([]byte, error) {
	if len(sealed) == 0 || sealed[0] != plainValue {
		return nil, errValueForm
	}
	return sealed[1:], nil
}
