package salvage_test

import (
	"encoding/binary"
	"testing"
)

// Rows that are still in the log are read from there, and what they took the place of
// is not.
func TestALogIsReadOverItsFile(t *testing.T) {
	forEachSize(t, func(t *testing.T, pageSize int) {
		d := newDatabase(t, pageSize)
		used(t, d, pageSize)
		d.checkpoint(t)
		d.fill(t, 30, 2*pageSize)
		d.do(t, "UPDATE draft SET note = 'later' WHERE rowid % 4 = 0")
		d.do(t, "DELETE FROM draft WHERE rowid % 4 = 1")
		d.do(t, "PRAGMA incremental_vacuum")
		want := d.rows(t)
		db, wal := d.files(t)
		got := read(t, db, wal, want)
		got.exactly(t, want)
		r := got.report
		if frames := (len(wal) - 32) / (24 + pageSize); r.Frames != frames || r.LateFrames+r.Unreadable+r.Lost+r.Cut != 0 {
			t.Errorf("of %d frames, the report says %+v", frames, r)
		}
	})
}

// A program that was killed before its first checkpoint leaves everything in the log.
func TestAllIsInTheLog(t *testing.T) {
	d := newDatabase(t, 4096)
	d.fill(t, 100, 6000)
	want := d.rows(t)
	db, wal := d.files(t)
	for name, data := range map[string][]byte{"as it was left": db, "file lost": nil} {
		got := read(t, data, wal, want)
		got.exactly(t, want)
		if !got.report.HeaderUsable || got.trees["draft"] != len(want)/2 {
			t.Errorf("%s: %+v, rows by tree %v", name, got.report, got.trees)
		}
	}
}

// twoCommits is a database with two transactions in its log, and what it held after
// each.
func twoCommits(t *testing.T, pageSize int) (db, wal []byte, first, both content, firstEnd int) {
	t.Helper()
	d := newDatabase(t, pageSize)
	d.fill(t, 50, 2*pageSize)
	d.checkpoint(t)
	d.fill(t, 20, 2*pageSize)
	first = d.rows(t)
	_, wal = d.files(t)
	firstEnd = len(wal)
	d.do(t, "DELETE FROM draft WHERE rowid < 10")
	d.do(t, "BEGIN")
	d.do(t, "UPDATE draft SET note = 'later' WHERE rowid % 3 = 0")
	d.do(t, "UPDATE draft SET value = randomblob(9) WHERE rowid % 3 = 1")
	d.do(t, "COMMIT")
	both = d.rows(t)
	db, wal = d.files(t)
	return db, wal, first, both, firstEnd
}

// A log that ends within a transaction is read up to the one before, as SQLite does.
func TestALogThatIsCutIsReadUpToItsLastTransaction(t *testing.T) {
	forEachSize(t, func(t *testing.T, pageSize int) {
		db, wal, first, _, end := twoCommits(t, pageSize)
		for _, length := range []int{end, end + 1, end + 23, end + 24 + pageSize/2, end + 2*(24+pageSize) + 9} {
			got := read(t, db, wal[:length], first)
			got.exactly(t, first)
			if frames := (end - 32) / (24 + pageSize); got.report.Frames != frames || got.report.LateFrames != 0 {
				t.Errorf("%d bytes: want %d frames, the report says %+v", length, frames, got.report)
			}
		}
	})
}

// SQLite would drop what stands in the log behind a damaged page. It is read here, in
// addition to what it took the place of.
func TestBehindADamagedFrameTheLogIsReadOn(t *testing.T) {
	forEachSize(t, func(t *testing.T, pageSize int) {
		db, wal, first, both, end := twoCommits(t, pageSize)
		wal[32+24+pageSize/2] ^= 4 // in the page of the first frame
		got := read(t, db, wal, nil)
		later := 0
		for key, values := range both {
			if seen, ok := got.rows[key]; ok && same(seen.values, values) && !same(values, first[key]) {
				later++
			}
		}
		if r := got.report; r.Frames != 0 || r.LateFrames != (len(wal)-32)/(24+pageSize)-1 {
			t.Errorf("report %+v", r)
		}
		if changed := len(both) / 3; later < changed/2 {
			t.Errorf("%d rows are as the last transaction left them, want about %d", later, changed)
		}

		wal[32+24+pageSize/2] ^= 4
		wal[end+24+pageSize/2] ^= 4 // in the page of the first frame of the second transaction
		got = read(t, db, wal, nil)
		if missing := got.missing(both); len(missing) > 0 {
			t.Errorf("%d rows are missing, %s among them", len(missing), missing[0])
		}
	})
}

// A log of another page size, a damaged one, and one that began anew are not for this
// file.
func TestALogThatDoesNotFitIsLeftOut(t *testing.T) {
	d := newDatabase(t, 4096)
	d.fill(t, 100, 3000)
	d.checkpoint(t)
	want := d.rows(t)
	db, _ := d.files(t)
	other := newDatabase(t, 1024)
	other.fill(t, 10, 3000)
	_, otherSize := other.files(t)
	same := newDatabase(t, 4096)
	same.fill(t, 10, 3000)
	_, wrongHeader := same.files(t)
	otherSalt := append([]byte{}, wrongHeader...)
	wrongHeader[13]++
	binary.BigEndian.PutUint32(otherSalt[16:], 7)
	seal(otherSalt)
	for name, wal := range map[string][]byte{
		"other page size": otherSize, "damaged header": wrongHeader, "other salt": otherSalt, "empty": {}, "header only": wrongHeader[:32],
	} {
		got := read(t, db, wal, want)
		got.exactly(t, want)
		if got.report.Frames+got.report.LateFrames != 0 || !got.report.HeaderUsable {
			t.Errorf("%s: %+v", name, got.report)
		}
	}
}

// seal makes the checksums of a log right (section 4.2).
func seal(wal []byte) {
	var order binary.ByteOrder = binary.LittleEndian
	if wal[3]&1 == 1 {
		order = binary.BigEndian
	}
	var a, b uint32
	add := func(data []byte) {
		for ; len(data) > 0; data = data[8:] {
			a += order.Uint32(data) + b
			b += order.Uint32(data[4:]) + a
		}
	}
	put := func(into []byte) {
		binary.BigEndian.PutUint32(into, a)
		binary.BigEndian.PutUint32(into[4:], b)
	}
	add(wal[:24])
	put(wal[24:])
	size := 24 + int(binary.BigEndian.Uint32(wal[8:]))
	for frames := wal[32:]; len(frames) >= size; frames = frames[size:] {
		add(frames[:8])
		add(frames[24:size])
		put(frames[16:])
	}
}
