package salvage_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/store/salvage"
)

// built is a database file made byte by byte.
type built struct {
	pageSize int
	data     []byte
}

// build makes a file of empty pages whose first one is right.
func build(pageSize, pages int) *built {
	b := &built{pageSize, make([]byte, pageSize*pages)}
	copy(b.data, "SQLite format 3\x00")
	binary.BigEndian.PutUint16(b.data[16:], uint16(pageSize%65535)) // 1 for 65536
	copy(b.data[18:], "\x02\x02\x00\x40\x20\x20")
	binary.BigEndian.PutUint32(b.data[56:], 1)
	b.leaf(1, 0)
	return b
}

func (b *built) page(number int) []byte {
	return b.data[(number-1)*b.pageSize : number*b.pageSize]
}

// leaf makes a page one of a table, with the cells given, each as often as times says.
func (b *built) leaf(number, times int, cells ...[]byte) {
	page, at := b.page(number), 0
	if number == 1 {
		at = 100
	}
	page[at] = 0x0d
	end, array := b.pageSize, at+8
	for _, cell := range cells {
		end -= len(cell)
		copy(page[end:], cell)
		for range times {
			binary.BigEndian.PutUint16(page[array:], uint16(end))
			array += 2
		}
	}
	binary.BigEndian.PutUint16(page[at+3:], uint16((array-at-8)/2))
	binary.BigEndian.PutUint16(page[at+5:], uint16(end))
}

// long is the cell of a record with one value of size bytes, of which none but the
// first ones stand on the page and the others on that with the number given.
func (b *built) long(size, overflow int) []byte {
	header := varint(nil, uint64(12+2*size))
	record := append([]byte{byte(1 + len(header))}, header...)
	payload := len(record) + size
	local := (b.pageSize-12)*32/255 - 23
	if more := local + (payload-local)%(b.pageSize-4); more <= b.pageSize-35 {
		local = more
	}
	cell := append(varint(nil, uint64(payload)), 1)
	cell = append(cell, record...)
	cell = append(cell, bytes.Repeat([]byte{'v'}, local-len(record))...)
	return binary.BigEndian.AppendUint32(cell, uint32(overflow))
}

// chain makes the pages from first to last the rest of a record.
func (b *built) chain(first, last, behind int) {
	for page := first; page < last; page++ {
		binary.BigEndian.PutUint32(b.page(page), uint32(page+1))
	}
	binary.BigEndian.PutUint32(b.page(last), uint32(behind))
}

// varint writes a number as SQLite does, as long as it takes no more than eight bytes.
func varint(to []byte, n uint64) []byte {
	if n >= 0x80 {
		to = varint(to, n>>7)
		to[len(to)-1] |= 0x80
	}
	return append(to, byte(n&0x7f))
}

// table is the cell of the list of tables that names one.
func table(name string, root uint32) []byte {
	values := "table" + name + name
	record := []byte{6, 13 + 2*5, byte(13 + 2*len(name)), byte(13 + 2*len(name)), 4, 0}
	record = binary.BigEndian.AppendUint32(append(record, values...), root)
	return append([]byte{byte(len(record)), 1}, record...)
}

// harmful are files that would take for ever, or all memory, if they were believed.
// They have about as many pages as pages says.
func harmful(pageSize, pages int) map[string][]byte {
	all := map[string][]byte{}
	file := func(name string, make func(b *built)) {
		b := build(pageSize, pages)
		make(b)
		all[name] = b.data
	}
	room := pageSize - 4
	file("record of 60 MB", func(b *built) { b.leaf(2, 1, b.long(60<<20, 3)) })
	file("record of 2^62 bytes", func(b *built) {
		b.leaf(2, 1, append(varint(nil, math.MaxInt64>>8), 1, 3, 0xff, 0x7f))
	})
	file("record in a circle", func(b *built) {
		b.leaf(2, 1, b.long((pages-3)*room, 3))
		b.chain(3, 5, 3)
	})
	file("record that goes on on its own page", func(b *built) { b.leaf(2, 1, b.long((pages-3)*room, 2)) })
	file("all records on the same pages", func(b *built) {
		half := pages / 2
		for page := 2; page < half; page++ {
			b.leaf(page, 4, b.long((pages-half-1)*room, half))
		}
		b.chain(half, pages, 0)
	})
	file("all pointers to one cell", func(b *built) {
		value := pageSize / 4
		header := varint(nil, uint64(12+2*value))
		cell := append(varint(nil, uint64(1+len(header)+value)), 1, byte(1+len(header)))
		cell = append(append(cell, header...), make([]byte, value)...)
		for page := 2; page <= pages; page++ {
			b.leaf(page, pageSize/4, cell)
		}
	})
	file("record of empty values", func(b *built) {
		for page := 2; page <= pages; page++ {
			n := min(pageSize/2, 16000)
			cell := append(varint(nil, uint64(n+2)), 1)
			b.leaf(page, 1, append(varint(cell, uint64(n+2)), make([]byte, n)...))
		}
	})
	file("tree in a circle", func(b *built) {
		page := b.page(1)
		page[100] = 0x05
		binary.BigEndian.PutUint32(page[108:], 2)
		for number := 2; number <= pages; number++ {
			page := b.page(number)
			page[0] = 0x05
			cells := pageSize / 8
			for i := range cells {
				at := pageSize - 5*(i+1)
				if at < 12+2*cells {
					cells = i
					break
				}
				binary.BigEndian.PutUint32(page[at:], uint32(1+(number+i)%pages))
				page[at+4] = 1
				binary.BigEndian.PutUint16(page[12+2*i:], uint16(at))
			}
			binary.BigEndian.PutUint16(page[3:], uint16(cells))
			binary.BigEndian.PutUint32(page[8:], 1)
		}
	})
	file("thousands of tables with the same pages", func(b *built) {
		var cells [][]byte
		for range (pageSize - 200) / 40 {
			cells = append(cells, table("many", 2))
		}
		b.leaf(1, 1, cells...)
	})
	file("more free pages than fit a page", func(b *built) {
		binary.BigEndian.PutUint32(b.data[32:], 2)
		binary.BigEndian.PutUint32(b.page(2)[4:], math.MaxUint32)
	})
	file("free pages in a circle", func(b *built) {
		binary.BigEndian.PutUint32(b.data[32:], 2)
		binary.BigEndian.PutUint32(b.data[36:], math.MaxUint32)
		binary.BigEndian.PutUint32(b.page(2), 2)
		binary.BigEndian.PutUint32(b.page(2)[4:], 1)
		binary.BigEndian.PutUint32(b.page(2)[8:], 3)
	})
	return all
}

// counting counts what is read.
type counting struct {
	*bytes.Reader
	bytes int64
}

func (c *counting) ReadAt(p []byte, at int64) (int, error) {
	c.bytes += int64(len(p))
	return c.Reader.ReadAt(p, at)
}

// Whatever a file claims, what is read and what is allocated is a few times the file.
func TestHarmfulFilesTakeNoMoreThanOthers(t *testing.T) {
	if testing.Short() {
		t.Skip("measures memory, of which the race detector takes its own share")
	}
	forEachSize(t, func(t *testing.T, pageSize int) {
		pages := max(12, 1<<21/pageSize)
		for name, data := range harmful(pageSize, pages) {
			db := &counting{Reader: bytes.NewReader(data)}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := salvage.Read(t.Context(), db, nil, func(salvage.Row) error { return nil })
			runtime.ReadMemStats(&after)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			allocated := after.TotalAlloc - before.TotalAlloc
			if db.bytes > 8*int64(len(data)) {
				t.Errorf("%s: of %d bytes %d were read", name, len(data), db.bytes)
			}
			if allocated > 12*uint64(len(data))+1<<20 {
				t.Errorf("%s: for %d bytes %d were allocated", name, len(data), allocated)
			}
		}
	})
}

// record is the cell of a record: its header, whose first byte is its length, and then
// the values.
func record(row byte, header, values string) []byte {
	payload := string(varint(nil, uint64(len(header)+1))) + header + values
	return append(append(varint(nil, uint64(len(payload))), row), payload...)
}

// A record that SQLite would not have written is none.
func TestARecordThatDoesNotAddUpIsNone(t *testing.T) {
	none := map[string][]byte{
		"one byte too many":  record(2, "\x01\x01", "abc"),
		"one byte too few":   record(2, "\x01\x02", "ab"),
		"no value":           record(2, "", ""),
		"text of 2^54 bytes": record(2, "\xff\xff\xff\xff\xff\xff\xff\x7f", "a"),
		"type 10":            record(2, "\x0a", ""),
		"type 11":            record(2, "\x0b", ""),
		"2001 values":        append(varint(nil, 2003), append([]byte{2, 0x8f, 0x53}, make([]byte, 2001)...)...),
		"header too long":    {3, 2, 9, 1, 1},
		"header too short":   {3, 2, 1, 1, 1},
		"empty":              {0, 2, 0, 0},
	}
	for name, cell := range none {
		b := build(4096, 2)
		b.leaf(2, 1, record(1, "\x01", "a"), cell, record(3, "\x07", "\x7f\xf8\x00\x00\x00\x00\x00\x01"))
		var got []any
		report, err := salvage.Read(t.Context(), bytes.NewReader(b.data), nil, func(row salvage.Row) error {
			got = append(append(got, row.RowID), row.Values...)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		// What is no number is NULL, as SQLite has it.
		if diff := cmp.Diff([]any{int64(1), int64('a'), int64(3), nil}, got); diff != "" || report.Lost != 1 {
			t.Errorf("%s: %+v\n%s", name, report, diff)
		}
	}
}

// A record of more than 64 MB is not begun.
func TestTheLongestRecord(t *testing.T) {
	const most = 64 << 20
	for size, want := range map[int]int{most - 5: 1, most - 4: 0} { // with a header of 5 bytes
		b := build(4096, 3)
		b.leaf(2, 1, b.long(size, 3))
		report, err := salvage.Read(t.Context(), bytes.NewReader(b.data), nil, func(salvage.Row) error { return nil })
		if err != nil || report.Cut != want || report.Unreadable != 1-want {
			t.Errorf("%d bytes: %+v, %v", size, report, err)
		}
	}
}

// A log whose only frame is of the last page there can be, and says the database has as
// many, makes room for that one.
func TestALogThatClaimsALargeDatabaseIsNotBelieved(t *testing.T) {
	d := newDatabase(t, 512)
	db, wal := d.files(t)
	frame := wal[32 : 32+24+512]
	binary.BigEndian.PutUint32(frame, math.MaxUint32)
	binary.BigEndian.PutUint32(frame[4:], math.MaxUint32)
	seal(wal)
	wal = wal[:32+24+512]
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := read(t, db, wal, nil)
	runtime.ReadMemStats(&after)
	if got.report.Frames != 1 || got.report.Pages != len(db)/512+1 {
		t.Errorf("report %+v", got.report)
	}
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 1<<20 {
		t.Errorf("%d bytes were allocated", allocated)
	}
}
