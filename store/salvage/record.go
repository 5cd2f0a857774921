package salvage

import (
	"encoding/binary"
	"math"
)

// A record is a header that says of each value its type and length, and then the
// values (section 2.1).

// most values in a record: SQLite's own limit for the columns of a table.
const mostValues = 2000

// varint reads a number of one to nine bytes (section 1.6). used is 0 where data ends
// in the middle of it.
func varint(data []byte) (value uint64, used int) {
	for i := range 8 {
		if i == len(data) {
			return 0, 0
		}
		value = value<<7 | uint64(data[i]&0x7f)
		if data[i] < 0x80 {
			return value, i + 1
		}
	}
	if len(data) < 9 {
		return 0, 0
	}
	return value<<8 | uint64(data[8]), 9
}

// lengthOf is the number of bytes that a value of a serial type takes; false for the
// two types that no file may hold.
func lengthOf(serial uint64) (uint64, bool) {
	switch serial {
	case 0, 8, 9:
		return 0, true
	case 1, 2, 3, 4:
		return serial, true
	case 5:
		return 6, true
	case 6, 7:
		return 8, true
	case 10, 11:
		return 0, false
	}
	return (serial - 12) / 2, true
}

// header is the beginning of a record.
type header struct {
	serials []uint64 // types of the values
	length  int      // bytes of the header
	whole   bool     // false where the data ended before the header did
}

// readHeader reads the header of a record of size bytes, of which data is the
// beginning. It is false when no record of that size begins so: SQLite writes no
// byte more or less than the values take.
func readHeader(data []byte, size int, serials []uint64) (header, bool) {
	length, at := varint(data)
	if at == 0 || length <= uint64(at) || length > uint64(size) || length > 9*mostValues+3 {
		return header{}, false
	}
	h := header{serials: serials[:0], length: int(length), whole: int(length) <= len(data)}
	room := uint64(size) - length
	end := min(h.length, len(data))
	for at < end {
		serial, used := varint(data[at:end])
		if used == 0 {
			return h, !h.whole
		}
		takes, known := lengthOf(serial)
		if !known || takes > room || len(h.serials) == mostValues {
			return h, false
		}
		room -= takes
		at += used
		h.serials = append(h.serials, serial)
	}
	return h, !h.whole || room == 0
}

// values returns the values of a record that are whole in data, copied out of it.
func (h header) values(data []byte) []any {
	all := make([]any, 0, len(h.serials))
	at := h.length
	for _, serial := range h.serials {
		length, _ := lengthOf(serial)
		if uint64(at)+length > uint64(len(data)) {
			break
		}
		all = append(all, valueOf(serial, data[at:at+int(length)]))
		at += int(length)
	}
	return all
}

func valueOf(serial uint64, data []byte) any {
	switch {
	case serial == 0:
		return nil
	case serial == 7:
		f := math.Float64frombits(binary.BigEndian.Uint64(data))
		if math.IsNaN(f) { // which SQLite reads as NULL, too
			return nil
		}
		return f
	case serial < 7:
		n := int64(int8(data[0]))
		for _, b := range data[1:] {
			n = n<<8 | int64(b)
		}
		return n
	case serial == 8 || serial == 9:
		return int64(serial - 8)
	case serial%2 == 1:
		return string(data)
	}
	return append([]byte{}, data...)
}
