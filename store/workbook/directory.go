package workbook

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// Sizes of the records at the end of a zip (PKWARE APPNOTE 6.3.9, 4.3.14 to 4.3.16).
const (
	endBytes       = 22
	largeEndBytes  = 56 // of the end record of a zip beyond 4 GB
	pointerBytes   = 20 // of what says where that lies
	longestComment = 1<<16 - 1
)

// directory is the zip's list of its parts.
type directory struct {
	count, bytes uint64
	at           uint64 // where it begins
	end          uint64 // where the end record begins
}

// checkDirectory bounds what archive/zip reads of the zip's list before anything
// can be counted.
func checkDirectory(r io.ReaderAt, size int64) error {
	d, err := findDirectory(r, size)
	switch {
	case err != nil:
		return err
	case d.count > maxParts:
		return refuse(TooLarge, "%d parts", d.count)
	case d.at > d.end:
		return refuse(Damaged, "list of parts at %d, its end at %d", d.at, d.end)
	case d.bytes > maxDirectoryBytes, d.end-d.at > maxDirectoryBytes:
		return refuse(TooLarge, "list of parts of %d bytes", max(d.bytes, d.end-d.at))
	}
	// A packet that was cut behind the workbook in it ends like a workbook. archive/zip
	// would take all before that for junk, and read the workbook without the packet.
	var first [4]byte
	if err := readFull(r, first[:], d.at); err != nil {
		return err
	}
	if string(first[:]) != "PK\x01\x02" {
		return refuse(Damaged, "no list of parts at %d", d.at)
	}
	return nil
}

// findDirectory looks for the list as archive/zip does: by the last end record.
func findDirectory(r io.ReaderAt, size int64) (directory, error) {
	tail := make([]byte, min(size, endBytes+longestComment))
	tailAt := uint64(size - int64(len(tail)))
	if err := readFull(r, tail, tailAt); err != nil {
		return directory{}, err
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || len(tail)-at < endBytes {
		return directory{}, refuse(Damaged, "no end record")
	}
	end := tail[at:]
	d := directory{
		count: uint64(binary.LittleEndian.Uint16(end[10:])),
		bytes: uint64(binary.LittleEndian.Uint32(end[12:])),
		at:    uint64(binary.LittleEndian.Uint32(end[16:])),
		end:   tailAt + uint64(at),
	}
	// Any of these makes archive/zip look for the record of a zip beyond 4 GB, the
	// second one too, whose true mark has 32 bits.
	if d.count == math.MaxUint16 || d.bytes == math.MaxUint16 || d.at == math.MaxUint32 {
		return d.large(r)
	}
	return d, nil
}

// large returns the list as the record of a zip beyond 4 GB has it, which some programs
// write for a small one too; d where there is no such record.
func (d directory) large(r io.ReaderAt) (directory, error) {
	if d.end < largeEndBytes+pointerBytes {
		return d, nil
	}
	at := d.end - largeEndBytes - pointerBytes
	var records [largeEndBytes + pointerBytes]byte
	if err := readFull(r, records[:], at); err != nil {
		return directory{}, err
	}
	record, pointer := records[:largeEndBytes], records[largeEndBytes:]
	switch {
	case string(pointer[:4]) != "PK\x06\x07":
		return d, nil
	case binary.LittleEndian.Uint32(pointer[4:]) != 0, binary.LittleEndian.Uint32(pointer[16:]) != 1:
		return directory{}, refuse(Unsafe, "zip in several parts")
	case binary.LittleEndian.Uint64(pointer[8:]) != at, string(record[:4]) != "PK\x06\x06":
		return directory{}, refuse(Unsafe, "the end record of a large zip is not before its pointer")
	}
	d.count = binary.LittleEndian.Uint64(record[32:])
	d.bytes = binary.LittleEndian.Uint64(record[40:])
	d.at = binary.LittleEndian.Uint64(record[48:])
	return d, nil
}

// readFull fills p from offset at; a workbook that ends before is damaged.
func readFull(r io.ReaderAt, p []byte, at uint64) error {
	n, err := r.ReadAt(p, int64(at))
	switch {
	case n == len(p):
		return nil
	case errors.Is(err, io.EOF):
		return refuse(Damaged, "cut short at byte %d", at+uint64(n))
	}
	return fmt.Errorf("read workbook: %w", err)
}
