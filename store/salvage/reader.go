package salvage

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// pageState is what a page turned out to be.
type pageState byte

const (
	unknown pageState = iota
	free
	readable
)

// claims bounds how often a page may be read as part of a long record. It is once on a
// sound file. A damaged record may claim the pages of a sound one before it; in a
// hostile file thousands of records go on on the same pages.
const claims = 4

// reader reads one database. The slices have an entry for each page, at its place.
type reader struct {
	*pages
	head     fileHead
	late     map[uint32]int64 // pages in the log behind a damaged frame
	trees    []*Tree
	owner    []uint16 // 1 + index of the tree the page is in, or 0
	kinds    []byte   // see kindOf
	state    []pageState
	claimed  []uint8  // how often, of claims
	claimer  []uint32 // number of the last long record that claimed it
	long     uint32   // long records so far
	report   Report
	frames   [2]int // sound and late ones
	pageSize int    // for the report

	page1, page2, over []byte // buffers of a page: for trees, for rows, for their rest
	onPage             []cell
	payload            []byte
	serials            []uint64
}

// open finds out how the database is divided and what the log adds to it.
func open(ctx context.Context, db, wal Source) (*reader, error) {
	if db.Size() > mostFile {
		return nil, fmt.Errorf("read damaged database: %w", ErrTooLarge)
	}
	start := make([]byte, fileHeader)
	n, _ := db.ReadAt(start, 0) // what fails here is page 1, of which more is said later
	head := readHead(start[:n])
	log, logged := openLog(wal)
	var claimed []layout
	if head.usable {
		claimed = append(claimed, head.layout)
	}
	if logged {
		claimed = append(claimed, layout{log.page, log.page})
	}
	l, sure, err := findLayout(ctx, db, claimed)
	if err != nil {
		return nil, fmt.Errorf("find pages: %w", err)
	}
	var sound, late overlay
	if logged && log.page == l.page {
		if sound, late, err = log.read(ctx); err != nil {
			return nil, fmt.Errorf("read write-ahead log: %w", err)
		}
	}
	// With all frames, so that each page has its place.
	all := maps.Clone(late.at)
	maps.Copy(all, sound.at)
	p := newPages(db, wal, l, all)
	p.inLog = sound.at
	if _, newer := sound.at[1]; newer {
		head = readHead(p.read(1, start))
	}
	head.usable = head.usable && l == head.layout
	r := &reader{pages: p, head: head, late: late.at, frames: [2]int{sound.frames, late.frames}}
	if sure || head.usable || logged {
		r.pageSize = l.page
	}
	n = p.count()
	r.owner, r.kinds, r.state = make([]uint16, n), make([]byte, n), make([]pageState, n)
	r.claimed, r.claimer = make([]uint8, n), make([]uint32, n)
	r.page1, r.page2, r.over = make([]byte, l.page), make([]byte, l.page), make([]byte, l.page)
	if sound.pages > 0 {
		for place := range r.state {
			if p.number(place) > sound.pages {
				r.state[place] = free
			}
		}
	}
	return r, nil
}

// readAll hands over the records of all pages.
func (r *reader) readAll(ctx context.Context, f func(Row) error) error {
	if err := r.findTrees(ctx); err != nil {
		return err
	}
	if r.head.usable {
		if err := r.findFree(ctx, r.head.trunk); err != nil {
			return err
		}
	}
	for place := range r.count() {
		if err := ctx.Err(); err != nil {
			return err
		}
		number := r.number(place)
		switch {
		case r.state[place] == free:
			continue
		case r.owner[place] != 0:
		case number == r.lockByte(), r.head.usable && r.head.autoVacuum && r.pointerMap(number):
			r.state[place] = free
			continue
		}
		if err := r.each(number, f); err != nil {
			return err
		}
	}
	return r.readLate(ctx, f)
}

// readLate hands over the records of the frames behind a damaged one of the log, in
// addition: they may be of half a transaction, and, if the program was killed, of one
// that never was.
func (r *reader) readLate(ctx context.Context, f func(Row) error) error {
	if len(r.late) == 0 {
		return nil
	}
	maps.Copy(r.inLog, r.late)
	clear(r.claimed)
	for _, number := range slices.Sorted(maps.Keys(r.late)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.each(number, f); err != nil {
			return err
		}
	}
	return nil
}

// each hands over the records of one page, if it is one that has any.
func (r *reader) each(number uint32, f func(Row) error) error {
	place, _ := r.place(number)
	data := r.read(number, r.page2)
	p, ok := r.parseTree(data, number)
	if !ok {
		if len(data) == r.page && len(bytes.TrimLeft(data, "\x00")) == 0 {
			r.state[place] = free
		}
		return nil
	}
	cells := r.cells(p)
	if len(cells) == 0 && p.cells > 0 {
		return nil // something else that began like a page of a tree
	}
	r.state[place] = readable
	if p.kind == tableInterior {
		return nil
	}
	r.report.Lost += p.cells - len(cells)
	for _, c := range cells {
		row := Row{Page: number, RowID: c.rowID, WithoutRowID: p.kind != tableLeaf}
		if owner := r.owner[place]; owner != 0 {
			row.Tree = r.trees[owner-1]
		}
		record, whole := r.whole(c)
		h, ok := readHeader(record, c.size, r.serials)
		r.serials = h.serials
		switch {
		case !ok || !h.whole:
			r.report.Lost++
			continue
		case whole:
			r.report.Records++
		default:
			row.Cut = true
			r.report.Cut++
		}
		row.Values = h.values(record)
		if err := f(row); err != nil {
			return err
		}
	}
	return nil
}

// cells returns the cells of a page that can be what they should, in memory that the next call
// uses again.
func (r *reader) cells(p treePage) []cell {
	all := r.onPage[:0]
	room := 2 * r.usable // a page with flipped bits may have overlapping cells, a hostile one thousands
	for i := range p.cells {
		c, ok := p.cell(i)
		if room -= c.length; room < 0 {
			break
		}
		if ok && p.kind == tableInterior {
			_, ok = r.place(c.child)
		} else if ok {
			var h header
			h, ok = readHeader(c.local, c.size, r.serials)
			r.serials = h.serials
		}
		if ok {
			all = append(all, c)
		}
	}
	r.onPage = all
	return all
}

// whole returns the record of a cell, put together from the pages it stands on (section
// 1.7), in memory that the next call uses again. It is false where one of them is
// missing or is another's.
func (r *reader) whole(c cell) ([]byte, bool) {
	if len(c.local) == c.size {
		return c.local, true
	}
	r.long++
	// The memory grows as pages come in, whatever the cell claims.
	record := append(r.payload[:0], c.local...)
	defer func() { r.payload = record }()
	next := c.overflow
	for len(record) < c.size {
		place, ok := r.place(next)
		if !ok || r.claimed[place] == claims || r.claimer[place] == r.long { // the last: in a circle
			return record, false
		}
		r.claimed[place]++
		r.claimer[place] = r.long
		data := r.read(next, r.over)
		want := min(c.size-len(record), r.usable-4)
		if len(data) < 4+want {
			return record, false
		}
		if r.state[place] == unknown {
			r.state[place] = readable
		}
		record = append(record, data[4:4+want]...)
		next = binary.BigEndian.Uint32(data)
	}
	return record, next == 0
}

// result completes the report.
func (r *reader) result() Report {
	r.report.HeaderUsable, r.report.UTF16 = r.head.usable, r.head.usable && r.head.utf16
	r.report.PageSize = r.pageSize
	r.report.Frames, r.report.LateFrames = r.frames[0], r.frames[1]
	r.report.Pages = r.count()
	for _, s := range r.state {
		switch s {
		case free:
			r.report.Free++
		case unknown:
			r.report.Unreadable++
		}
	}
	return r.report
}
