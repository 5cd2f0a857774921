package salvage

import (
	"errors"
	"io"
	"slices"
)

// pages are those of a database: of the file, and of its log where that has a newer
// one. A page has a number from 1 on and, for tables of all pages, a place without
// gaps: a log may hold a page far behind the end of a file that was cut.
type pages struct {
	layout
	db     Source
	wal    Source
	inFile uint32
	inLog  map[uint32]int64 // where in the log the page stands
	behind []uint32         // pages in the log behind the end of the file
}

func newPages(db, wal Source, l layout, inLog map[uint32]int64) *pages {
	p := &pages{layout: l, db: db, wal: wal, inLog: inLog}
	p.inFile = uint32((db.Size() + int64(l.page) - 1) / int64(l.page))
	for number := range inLog {
		if number > p.inFile {
			p.behind = append(p.behind, number)
		}
	}
	slices.Sort(p.behind)
	return p
}

func (p *pages) count() int { return int(p.inFile) + len(p.behind) }

// number is the number of the page at a place.
func (p *pages) number(place int) uint32 {
	if place < int(p.inFile) {
		return uint32(place) + 1
	}
	return p.behind[place-int(p.inFile)]
}

// place is the reverse of number; false where there is no such page.
func (p *pages) place(number uint32) (int, bool) {
	if number >= 1 && number <= p.inFile {
		return int(number) - 1, true
	}
	at, ok := slices.BinarySearch(p.behind, number)
	return int(p.inFile) + at, ok
}

// read reads a page into buffer, which is as long as one or shorter, and returns what
// there is of it: the last page of a file that was cut is shorter. It is nil where the
// disk does not give the page.
func (p *pages) read(number uint32, buffer []byte) []byte {
	source, at := p.db, (int64(number)-1)*int64(p.page)
	if inLog, ok := p.inLog[number]; ok {
		source, at = p.wal, inLog
	}
	n, err := source.ReadAt(buffer, at)
	if n < len(buffer) && !errors.Is(err, io.EOF) {
		return nil
	}
	return buffer[:n]
}

// lockByte is the page with the bytes that SQLite locks on Windows, which holds
// nothing (section 1.4).
func (p *pages) lockByte() uint32 { return uint32(1<<30/p.page) + 1 }

// pointerMap reports whether, in a file with auto_vacuum, the page holds the map of
// the pages behind it (section 1.8).
func (p *pages) pointerMap(number uint32) bool {
	if number < 2 {
		return false
	}
	each := uint32(p.usable/5 + 1)
	first := (number-2)/each*each + 2
	if first == p.lockByte() {
		first++
	}
	return number == first
}
