package scan

import (
	"encoding/binary"
	"errors"
)

// maxTIFFPages bounds the walk along a TIFF's pages, whose links may form a ring.
const maxTIFFPages = 1000

// countTIFFPages counts the pictures in a TIFF (TIFF 6.0, section 2), leaving
// out those marked as a smaller version of another. The decoder knows only the
// first; office scanners put a whole document into one file.
func countTIFFPages(src *source) (int, error) {
	order, next, err := tiffStart(src)
	if err != nil {
		return 0, err
	}
	pages := 0
	for seen := 0; next != 0; seen++ {
		if seen == maxTIFFPages {
			return 0, errors.New("endless list of pages")
		}
		var entries []byte
		if entries, next, err = tiffDirectory(src, order, next); err != nil {
			return 0, err
		}
		if !isReducedTIFF(entries, order) {
			pages++
		}
	}
	return pages, nil
}

// tiffStart reads the order of bytes and the place of the first directory.
func tiffStart(src *source) (order binary.ByteOrder, first int64, err error) {
	var header [8]byte
	if _, err := src.ReadAt(header[:], 0); err != nil {
		return nil, 0, err
	}
	order = binary.LittleEndian
	if header[0] == 'M' {
		order = binary.BigEndian
	}
	return order, int64(order.Uint32(header[4:])), nil
}

// tiffDirectory reads the directory at a place: its entries, 12 bytes each, and
// the place of the next, 0 for none.
func tiffDirectory(src *source, order binary.ByteOrder, at int64) (entries []byte, next int64, err error) {
	var count [2]byte
	if _, err := src.ReadAt(count[:], at); err != nil {
		return nil, 0, err
	}
	directory := make([]byte, int(order.Uint16(count[:]))*12+4)
	if n, err := src.ReadAt(directory, at+2); n < len(directory) {
		return nil, 0, err
	}
	entries, link := directory[:len(directory)-4], directory[len(directory)-4:]
	return entries, int64(order.Uint32(link)), nil
}

// isReducedTIFF looks for the tag NewSubfileType with its bit for a reduced version.
func isReducedTIFF(entries []byte, order binary.ByteOrder) bool {
	const newSubfileType = 254
	for ; len(entries) >= 12; entries = entries[12:] {
		if order.Uint16(entries) == newSubfileType {
			return order.Uint32(entries[8:])&1 != 0
		}
	}
	return false
}
