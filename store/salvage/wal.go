package salvage

import (
	"context"
	"encoding/binary"
)

// Sizes in the write-ahead log (section 4.1).
const (
	walHeader   = 32
	frameHeader = 24
)

// walLog is a write-ahead log: a header, and frames of one page each.
type walLog struct {
	source Source
	page   int
	order  binary.ByteOrder // of the words that the checksums add up
	salt   [8]byte          // of the frames that were written since the log began anew
	sum    checksum         // of the header
}

// checksum is that of section 4.2. It goes on from frame to frame.
type checksum [2]uint32

func (s checksum) add(data []byte, order binary.ByteOrder) checksum {
	for ; len(data) >= 8; data = data[8:] {
		s[0] += order.Uint32(data) + s[1]
		s[1] += order.Uint32(data[4:]) + s[0]
	}
	return s
}

func storedSum(data []byte) checksum {
	return checksum{binary.BigEndian.Uint32(data), binary.BigEndian.Uint32(data[4:])}
}

// openLog reads the header of a log. It is false where there is no log to be used.
func openLog(source Source) (walLog, bool) {
	if source == nil || source.Size() < walHeader || source.Size() > mostFile {
		return walLog{}, false
	}
	var h [walHeader]byte
	if n, _ := source.ReadAt(h[:], 0); n < len(h) {
		return walLog{}, false
	}
	l := walLog{source: source, order: binary.LittleEndian, salt: [8]byte(h[16:24])}
	switch binary.BigEndian.Uint32(h[:]) {
	case 0x377f0682:
	case 0x377f0683:
		l.order = binary.BigEndian
	default:
		return walLog{}, false
	}
	if size := binary.BigEndian.Uint32(h[8:]); size <= 1<<16 {
		l.page = int(size)
	}
	l.sum = checksum{}.add(h[:24], l.order)
	return l, pageSize(l.page) && l.sum == storedSum(h[24:])
}

// overlay is what a log puts over the file.
type overlay struct {
	at     map[uint32]int64 // of each page, where in the log its newest content stands
	frames int              // that were taken
	pages  uint32           // of the database, as the last commit left it; 0 without one
}

// read takes the frames of whole transactions (section 4.4).
//
// SQLite stops at the first frame whose checksum is wrong. What stands behind it is
// later, though, and as good: each checksum goes on from the one that stands in the
// frame before, whose page may be damaged and its checksum not. Such frames are
// returned as late. They may be parts of a transaction.
func (l walLog) read(ctx context.Context) (sound, late overlay, err error) {
	sound, late = overlay{at: map[uint32]int64{}}, overlay{at: map[uint32]int64{}}
	into := &sound
	frame := make([]byte, frameHeader+l.page)
	sum := l.sum
	var open []int64 // frames of the transaction that has no end yet
	var numbers []uint32
	for at := int64(walHeader); at+int64(len(frame)) <= l.source.Size(); at += int64(len(frame)) {
		if err := ctx.Err(); err != nil {
			return sound, late, err
		}
		whole := true
		if n, _ := l.source.ReadAt(frame, at); n < len(frame) {
			clear(frame[n:])
			whole = false
		}
		sum = sum.add(frame[:8], l.order).add(frame[frameHeader:], l.order)
		number, commit := binary.BigEndian.Uint32(frame), binary.BigEndian.Uint32(frame[4:])
		if !whole || [8]byte(frame[8:16]) != l.salt || sum != storedSum(frame[16:]) || number == 0 {
			into = &late
			open, numbers = open[:0], numbers[:0]
			sum = storedSum(frame[16:])
			continue
		}
		open, numbers = append(open, at+frameHeader), append(numbers, number)
		if commit == 0 {
			continue
		}
		for i, at := range open {
			into.at[numbers[i]] = at
		}
		into.frames += len(open)
		into.pages = commit
		open, numbers = open[:0], numbers[:0]
	}
	return sound, late, nil
}
