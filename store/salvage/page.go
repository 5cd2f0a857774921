package salvage

import "encoding/binary"

// Kinds of b-tree pages, as their first byte says (section 1.6).
const (
	indexInterior byte = 0x02
	tableInterior byte = 0x05
	indexLeaf     byte = 0x0a
	tableLeaf     byte = 0x0d
)

// layout is how a database file is divided.
type layout struct {
	page   int // bytes of a page
	usable int // of them, those that SQLite itself uses
}

// localOf is how many bytes of a payload stand on the b-tree page itself, the rest
// being on overflow pages (section 1.6, "cell payload").
func (l layout) localOf(payload int, kind byte) int {
	most := l.usable - 35
	if kind != tableLeaf {
		most = (l.usable-12)*64/255 - 23
	}
	if payload <= most {
		return payload
	}
	least := (l.usable-12)*32/255 - 23
	if local := least + (payload-least)%(l.usable-4); local <= most {
		return local
	}
	return least
}

// treePage is one page of a b-tree.
type treePage struct {
	layout
	data  []byte // shorter than the page where the file ends in it
	kind  byte
	at    int // where its header begins: behind the file's own on page 1
	cells int
}

// parseTree looks at a page as one of a b-tree. What a damaged page can still be read
// without is not asked for: where its cells begin, and how much of it is free.
func (l layout) parseTree(data []byte, number uint32) (treePage, bool) {
	p := treePage{layout: l, data: data}
	if number == 1 {
		p.at = fileHeader
	}
	if len(data) < p.at+12 {
		return p, false
	}
	p.kind = data[p.at]
	switch p.kind {
	case indexInterior, tableInterior, indexLeaf, tableLeaf:
	default:
		return p, false
	}
	// A count made too high by a flipped bit costs nothing: no pointer is zero, and
	// behind the last one a page with room is; on a full page what follows is no cell.
	most := (min(len(data), l.usable) - p.array()) / 2
	p.cells = min(int(binary.BigEndian.Uint16(data[p.at+3:])), most)
	for i := range p.cells {
		if at := p.array() + 2*i; data[at] == 0 && data[at+1] == 0 {
			p.cells = i
			break
		}
	}
	return p, true
}

func (p treePage) interior() bool { return p.kind == tableInterior || p.kind == indexInterior }

// array is where the pointers to the cells stand.
func (p treePage) array() int {
	if p.interior() {
		return p.at + 12
	}
	return p.at + 8
}

// cell is one entry of a b-tree page.
type cell struct {
	child    uint32 // on interior pages: the page with what comes before
	rowID    int64  // in tables
	size     int    // bytes of the record
	local    []byte // those that stand on this page
	overflow uint32 // page with the next ones, 0 where all are here
	length   int    // bytes of the page that the cell takes
}

// cell reads the cell at a place of the pointer array. It is false when what it points
// to is none.
func (p treePage) cell(place int) (cell, bool) {
	var c cell
	start := int(binary.BigEndian.Uint16(p.data[p.array()+2*place:]))
	end := min(len(p.data), p.usable)
	if start < p.array() || start >= end {
		return c, false
	}
	at := start
	if p.interior() {
		if at+4 > end {
			return c, false
		}
		c.child = binary.BigEndian.Uint32(p.data[at:])
		at += 4
	}
	if p.kind != tableInterior {
		size, used := varint(p.data[at:end])
		if used == 0 || size > mostRecord {
			return c, false
		}
		c.size = int(size)
		at += used
	}
	if p.kind == tableInterior || p.kind == tableLeaf {
		id, used := varint(p.data[at:end])
		if used == 0 {
			return c, false
		}
		c.rowID = int64(id)
		at += used
	}
	local := p.localOf(c.size, p.kind)
	if at+local > end {
		return c, false
	}
	c.local = p.data[at : at+local]
	at += local
	if local < c.size {
		if at+4 > end {
			return c, false
		}
		c.overflow = binary.BigEndian.Uint32(p.data[at:])
		at += 4
	}
	c.length = max(at-start, 4) // no cell is smaller, so that it can be freed
	return c, true
}

// children are the pages below an interior page, as far as it can be read.
func (p treePage) children() []uint32 {
	var all []uint32
	if !p.interior() {
		return nil
	}
	for i := range p.cells {
		if c, ok := p.cell(i); ok {
			all = append(all, c.child)
		}
	}
	return append(all, binary.BigEndian.Uint32(p.data[p.at+8:]))
}

// exact reports whether every byte of the page is accounted for: by cells, free blocks
// and fragments. It is so on a sound page, and hardly if the layout is not the file's.
func (p treePage) exact() bool {
	content := int(binary.BigEndian.Uint16(p.data[p.at+5:]))
	if content == 0 {
		content = 1 << 16
	}
	left := p.usable - content - int(p.data[p.at+7])
	if content < p.array()+2*p.cells {
		return false
	}
	for i := range p.cells {
		c, ok := p.cell(i)
		if !ok {
			return false
		}
		left -= c.length
	}
	for block := int(binary.BigEndian.Uint16(p.data[p.at+1:])); block != 0 && left > 0; {
		if block < content || block+4 > len(p.data) {
			return false
		}
		next := int(binary.BigEndian.Uint16(p.data[block:]))
		left -= int(binary.BigEndian.Uint16(p.data[block+2:]))
		if next != 0 && next <= block {
			return false
		}
		block = next
	}
	return left == 0
}
