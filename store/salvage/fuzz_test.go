package salvage_test

import (
	"bytes"
	"encoding/binary"
	"testing"

	"recordaldesk/store/salvage"
)

// FuzzRead proves that no file, and no log, harms the reader, that no record is larger
// than what it was read from, and that the report counts what was handed over.
func FuzzRead(f *testing.F) {
	d := newDatabase(f, 512)
	d.fill(f, 1, 1500)
	d.checkpoint(f)
	d.fill(f, 1, 1500)
	db, wal := d.files(f)
	f.Add(db, wal)
	f.Add(db, []byte{})
	f.Add([]byte{}, wal)
	f.Add(append(make([]byte, 512), db[512:]...), []byte{})
	for _, data := range harmful(512, 8) {
		f.Add(data, []byte{})
	}
	f.Fuzz(func(t *testing.T, db, wal []byte) {
		readAny(t, db, wal)
		if len(wal) < 32 {
			return
		}
		if size := binary.BigEndian.Uint32(wal[8:]); size < 1<<16 && size%8 == 0 {
			// Otherwise hardly a log would get past its checksums.
			sealed := bytes.Clone(wal)
			seal(sealed)
			readAny(t, db, sealed)
		}
	})
}

func readAny(t *testing.T, db, wal []byte) {
	whole, cut := 0, 0
	report, err := salvage.Read(t.Context(), bytes.NewReader(db), bytes.NewReader(wal), func(row salvage.Row) error {
		if row.Cut {
			cut++
		} else {
			whole++
		}
		size := 0
		for _, value := range row.Values {
			switch v := value.(type) {
			case string:
				size += len(v)
			case []byte:
				size += len(v)
			case nil, int64, float64:
			default:
				t.Errorf("a value is a %T", v)
			}
		}
		if size > len(db)+len(wal) || len(row.Values) > 2000 || row.Page == 0 {
			t.Errorf("page %d: %d values of %d bytes out of %d", row.Page, len(row.Values), size, len(db)+len(wal))
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if report.Records != whole || report.Cut != cut || report.Free+report.Unreadable > report.Pages ||
		report.Pages > (len(db)+len(wal))/512+1 {
		t.Errorf("%d records, %d cut, and the report says %+v", whole, cut, report)
	}
	if _, err := salvage.Trees(t.Context(), bytes.NewReader(db), bytes.NewReader(wal)); err != nil {
		t.Error(err)
	}
}
