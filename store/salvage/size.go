package salvage

import (
	"context"
	"encoding/binary"
)

// fileHeader is the length of the header before page 1's own (section 1.3).
const fileHeader = 100

const magic = "SQLite format 3\x00"

// pageSize reports whether pages can be of that size.
func pageSize(n int) bool { return n >= 512 && n <= 1<<16 && n&(n-1) == 0 }

// fileHead is what the header of the file says.
type fileHead struct {
	layout
	usable     bool
	trunk      uint32 // first page of the list of free pages
	autoVacuum bool
	utf16      bool
}

// readHead reads the header at the beginning of page 1; usable is false where it is
// damaged.
func readHead(data []byte) fileHead {
	if len(data) < fileHeader {
		return fileHead{}
	}
	size := int(binary.BigEndian.Uint16(data[16:]))
	if size == 1 {
		size = 1 << 16
	}
	encoding := binary.BigEndian.Uint32(data[56:])
	h := fileHead{
		layout:     layout{size, size - int(data[20])},
		trunk:      binary.BigEndian.Uint32(data[32:]),
		autoVacuum: binary.BigEndian.Uint32(data[52:]) != 0,
		utf16:      encoding == 2 || encoding == 3,
	}
	// The three fractions of a payload are the same in every file. A file without a
	// table has no encoding yet.
	h.usable = string(data[:16]) == magic && pageSize(size) && h.layout.usable >= 480 &&
		string(data[21:24]) == "\x40\x20\x20" && encoding <= 3
	return h
}

// enough pages that fit a layout leave no doubt.
const enough = 32

// findLayout finds how the file is divided, from the pages themselves: the layout in
// which most of them are accounted for to the byte. What the header claims, if
// anything, is tried first, since one flipped bit in it would garble every record. It
// is false where no page fits any layout.
func findLayout(ctx context.Context, db Source, claimed []layout) (layout, bool, error) {
	candidates := claimed
	for size := 512; size <= 1<<16; size *= 2 {
		candidates = append(candidates, layout{size, size})
	}
	fits := make([]int, len(candidates))
	block := make([]byte, 1<<16)
	best := 0
	for at := int64(0); at < db.Size() && fits[best] < enough; at += int64(len(block)) {
		if err := ctx.Err(); err != nil {
			return layout{}, false, err
		}
		n, _ := db.ReadAt(block, at)
		for i, l := range candidates {
			for start := 0; start+l.page <= n; start += l.page {
				number := uint32(min(at+int64(start), 1) + 1) // all that matters is whether it is the first
				p, ok := l.parseTree(block[start:start+l.page], number)
				if ok && p.exact() {
					fits[i]++
				}
			}
			if fits[i]*l.page > fits[best]*candidates[best].page {
				best = i
			}
		}
	}
	return candidates[best], fits[best] > 0, nil
}
