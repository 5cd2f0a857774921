package salvage_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"recordaldesk/store/salvage"
)

// pointers tells from SQLite's own maps (section 1.8) what each page is: 1 a root, 2
// free, 3 the first of the pages on which a record goes on, 4 another of them, 5 in a
// tree. parent is the page that points to it.
func pointers(db []byte, pageSize int) (kind []byte, parent []uint32) {
	pages := len(db) / pageSize
	kind, parent = make([]byte, pages+1), make([]uint32, pages+1)
	each := pageSize/5 + 1
	for page := 3; page <= pages; page++ {
		m := (page-2)/each*each + 2
		if m == page {
			continue
		}
		entry := db[(m-1)*pageSize+(page-m-1)*5:]
		kind[page], parent[page] = entry[0], binary.BigEndian.Uint32(entry[1:])
	}
	return kind, parent
}

// long leaves a test out under the race detector, for which it would take minutes.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("reads hundreds of databases in one goroutine, where nothing can race")
	}
}

// One page full of rubbish costs the rows that stand on it, and no other.
func TestADamagedPageCostsOnlyItsOwnRows(t *testing.T) {
	long(t)
	// Values of 2 kB, in as many rows as take seconds.
	rows := map[int]int{512: 150, 4096: 1000, 65536: 1000}
	forEachSize(t, func(t *testing.T, pageSize int) {
		d := newDatabase(t, pageSize)
		d.fill(t, rows[pageSize], -2000)
		d.do(t, "DELETE FROM draft WHERE rowid BETWEEN 60 AND 70")
		d.checkpoint(t)
		want := d.rows(t)
		db, _ := d.files(t)
		sound := read(t, db, nil, want)
		kind, parent := pointers(db, pageSize)
		random := rand.New(rand.NewPCG(2, 2))
		kept := make([]byte, pageSize)
		for page := 1; page < len(kind); page++ {
			damaged := db[(page-1)*pageSize : page*pageSize]
			copy(kept, damaged)
			for i := range damaged {
				damaged[i] = byte(random.Uint32())
			}
			got := read(t, db, nil, want)
			copy(damaged, kept)
			if len(got.wrong) > 0 {
				t.Errorf("page %d: %d rows are wrong, %s among them", page, len(got.wrong), got.wrong[0])
			}
			// The record that goes on there is one of those on the page that points to it.
			owner, most := uint32(page), len(want)
			for kind[owner] == 3 || kind[owner] == 4 {
				owner, most = parent[owner], 1
			}
			missing := got.missing(want)
			for _, key := range missing {
				if sound.rows[key].page != owner {
					t.Errorf("page %d: %s is missing, which stands on page %d", page, key, sound.rows[key].page)
				} else if most == 1 && !got.cut[key] {
					t.Errorf("page %d: %s is not said to be cut", page, key)
				}
			}
			if len(missing) > most {
				t.Errorf("page %d: %d rows are missing for one page of a record", page, len(missing))
			}
			nothing := kind[page] == 2 || kind[page] == 0 && page > 1 // free, or one of the maps
			if !nothing && got.report.Unreadable+got.report.Cut == 0 {
				t.Errorf("page %d: the report says nothing is wrong: %+v", page, got.report)
			}
		}
	})
}

func TestADatabaseWithoutItsFirstPageIsRead(t *testing.T) {
	forEachSize(t, func(t *testing.T, pageSize int) {
		d := newDatabase(t, pageSize)
		used(t, d, pageSize)
		d.checkpoint(t)
		want := d.rows(t)
		db, _ := d.files(t)
		clear(db[:pageSize])
		got := read(t, db, nil, want)
		got.exactly(t, want)
		if got.report.HeaderUsable || got.report.PageSize != pageSize {
			t.Errorf("report %+v", got.report)
		}
	})
}

// Whatever bit of the file's header is flipped, every row is found.
func TestNoBitOfTheHeaderIsNeeded(t *testing.T) {
	long(t)
	forEachSize(t, func(t *testing.T, pageSize int) {
		d := newDatabase(t, pageSize)
		d.fill(t, 20, 2*pageSize)
		d.do(t, "DELETE FROM draft WHERE rowid = 5")
		d.checkpoint(t)
		want := d.rows(t)
		db, _ := d.files(t)
		for bit := range 8 * 100 {
			db[bit/8] ^= 1 << (bit % 8)
			got := read(t, db, nil, want)
			db[bit/8] ^= 1 << (bit % 8)
			if missing := got.missing(want); len(missing)+len(got.wrong) > 0 {
				t.Errorf("bit %d of byte %d: %d rows are missing, %d are wrong", bit%8, bit/8, len(missing), len(got.wrong))
			}
		}
	})
}

// Of the header of a page only its kind is needed, and that the number of rows is not
// too low (section 1.6).
func TestHardlyABitOfAPagesHeaderIsNeeded(t *testing.T) {
	long(t)
	forEachSize(t, func(t *testing.T, pageSize int) {
		d := newDatabase(t, pageSize)
		d.fill(t, 40, pageSize/3)
		d.fill(t, 40, 10)
		d.checkpoint(t)
		want := d.rows(t)
		db, _ := d.files(t)
		with := map[uint32]bool{} // pages with rows
		for _, hit := range read(t, db, nil, want).rows {
			with[hit.page] = true
		}
		pages := slices.Sorted(maps.Keys(with))
		for _, page := range slices.Concat(pages[:1], pages[max(1, len(pages)-5):]) {
			header := db[(int(page)-1)*pageSize:][:8]
			for bit := range 8 * 8 {
				needed := bit/8 == 0 || (bit/8 == 3 || bit/8 == 4) && header[bit/8]>>(bit%8)&1 == 1
				if needed {
					continue
				}
				header[bit/8] ^= 1 << (bit % 8)
				got := read(t, db, nil, want)
				header[bit/8] ^= 1 << (bit % 8)
				if missing := got.missing(want); len(missing)+len(got.wrong) > 0 {
					t.Errorf("bit %d of byte %d of page %d: %d rows are missing, %d are wrong", bit%8, bit/8, page, len(missing), len(got.wrong))
				}
			}
		}
	})
}

// A count of rows that is too high is not taken for rows that are lost.
func TestRowsThatNeverWereAreNotLost(t *testing.T) {
	b := build(4096, 2)
	b.leaf(2, 1, record(1, "\x01", "a"))
	b.page(2)[3] = 1 // 257 instead of 1
	report, err := salvage.Read(t.Context(), bytes.NewReader(b.data), nil, func(salvage.Row) error { return nil })
	if err != nil || report.Records != 1 || report.Lost != 0 {
		t.Errorf("%+v, %v", report, err)
	}
}

// A pointer that leads from one table into another does not make the other's rows its
// own, where the kinds of the two tell them apart.
func TestADamagedPointerDoesNotRenameRows(t *testing.T) {
	d := newDatabase(t, 512)
	d.fill(t, 300, 300)
	d.checkpoint(t)
	db, _ := d.files(t)
	sound := read(t, db, nil, nil)
	trees, err := salvage.Trees(t.Context(), bytes.NewReader(db), nil)
	if err != nil {
		t.Fatal(err)
	}
	root := map[string]uint32{}
	for _, tree := range trees {
		root[tree.Name] = tree.Root
	}
	targets := []uint32{root["scan"]}
	for key, hit := range sound.rows {
		if key[0] == 's' {
			targets = append(targets, hit.page)
		}
	}
	for _, page := range targets {
		binary.BigEndian.PutUint32(db[(root["draft"]-1)*512+8:], page)
		if got := read(t, db, nil, nil); got.trees["scan"] != sound.trees["scan"] {
			t.Fatalf("page %d: %d rows of scan, want %d", page, got.trees["scan"], sound.trees["scan"])
		}
	}
}

// A list of free pages that has a page of a table on it costs no row.
func TestADamagedListOfFreePagesCostsNothing(t *testing.T) {
	d := newDatabase(t, 4096)
	used(t, d, 4096)
	d.checkpoint(t)
	want := d.rows(t)
	db, _ := d.files(t)
	trunk := db[(binary.BigEndian.Uint32(db[32:])-1)*4096:]
	for _, hit := range read(t, db, nil, want).rows {
		binary.BigEndian.PutUint32(trunk[8:], hit.page)
		read(t, db, nil, want).exactly(t, want)
		binary.BigEndian.PutUint32(db[32:], hit.page) // as if the list itself began there
		read(t, db, nil, want).exactly(t, want)
		break
	}
}

func TestATruncatedDatabaseIsReadAsFarAsItGoes(t *testing.T) {
	long(t)
	forEachSize(t, func(t *testing.T, pageSize int) {
		d := newDatabase(t, pageSize)
		d.fill(t, 200, 3*pageSize)
		d.checkpoint(t)
		want := d.rows(t)
		db, _ := d.files(t)
		sound := read(t, db, nil, want)
		random := rand.New(rand.NewPCG(3, 3))
		for range 20 {
			length := random.IntN(len(db))
			got := read(t, db[:length], nil, want)
			if len(got.wrong) > 0 {
				t.Errorf("%d of %d bytes: %s is wrong", length, len(db), got.wrong[0])
			}
			for _, key := range got.missing(want) {
				if int(sound.rows[key].page)*pageSize <= length && !got.cut[key] {
					t.Errorf("%d of %d bytes: %s is missing, which stands on page %d", length, len(db), key, sound.rows[key].page)
				}
			}
		}
	})
}

func TestWhatIsNoDatabaseHasNoRows(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	rubbish := make([]byte, 300_000)
	for i := range rubbish {
		rubbish[i] = byte(random.Uint32())
	}
	for name, data := range map[string][]byte{
		"nothing":     nil,
		"one byte":    {'S'},
		"zeros":       make([]byte, 100_000),
		"rubbish":     rubbish,
		"header only": []byte("SQLite format 3\x00\x10\x00\x02\x02\x00\x40\x20\x20" + string(make([]byte, 76))),
	} {
		got := read(t, data, data, nil)
		if r := got.report; r.Records+r.Cut+r.Frames != 0 || len(data) == 0 && r != (salvage.Report{}) {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// Single flipped bits cost what they hit. A value that is wrong is for the caller to
// find out, by its seal; here it is counted.
func TestFlippedBitsAreSurvived(t *testing.T) {
	long(t)
	d := newDatabase(t, 4096)
	d.fill(t, 200, 4000)
	d.checkpoint(t)
	want := d.rows(t)
	db, _ := d.files(t)
	random := rand.New(rand.NewPCG(5, 5))
	missing, wrong := 0, 0
	for range 400 {
		bit := random.IntN(8 * len(db))
		db[bit/8] ^= 1 << (bit % 8)
		got := read(t, db, nil, want)
		db[bit/8] ^= 1 << (bit % 8)
		missing += len(got.missing(want))
		wrong += len(got.wrong)
		if n := len(got.missing(want)); n > 30 {
			t.Errorf("bit %d of page %d costs %d rows", bit%(8*4096), bit/(8*4096)+1, n)
		}
	}
	t.Logf("400 times one bit flipped, %d rows each: %d missing, %d wrong", len(want), missing, wrong)

	d.fill(t, 800, 4000)
	d.checkpoint(t)
	want = d.rows(t)
	db, _ = d.files(t)
	for range 400 {
		bit := random.IntN(8 * len(db))
		db[bit/8] ^= 1 << (bit % 8)
	}
	got := read(t, db, nil, want)
	lost := len(got.missing(want))
	t.Logf("400 bits flipped at once in %d pages: of %d rows %.1f %% are right, %d wrong, %d missing: %+v",
		got.report.Pages, len(want), 100*float64(len(want)-lost-len(got.wrong))/float64(len(want)), len(got.wrong), lost, got.report)
	// Each bit can hit one row, or the pointers of a page with two or fifty.
	if len(want)-lost-len(got.wrong) < len(want)/2 {
		t.Errorf("of %d rows %d are missing and %d wrong", len(want), lost, len(got.wrong))
	}
}

// badDisk fails wherever one of its sectors is asked for.
type badDisk struct {
	*bytes.Reader
	bad []int64 // sectors of 4 KiB
}

func (d badDisk) ReadAt(p []byte, at int64) (int, error) {
	for sector := at / 4096; sector*4096 < at+int64(len(p)); sector++ {
		if slices.Contains(d.bad, sector) {
			n := max(0, int(sector*4096-at))
			if n, err := d.Reader.ReadAt(p[:n], at); err != nil {
				return n, err
			}
			return n, errors.New("input/output error")
		}
	}
	return d.Reader.ReadAt(p, at)
}

func TestADiskThatFailsInPlacesCostsThose(t *testing.T) {
	forEachSize(t, func(t *testing.T, pageSize int) {
		d := newDatabase(t, pageSize)
		d.fill(t, 300, 2000)
		d.checkpoint(t)
		want := d.rows(t)
		db, _ := d.files(t)
		sound := read(t, db, nil, want)
		for _, bad := range [][]int64{{0}, {40, 41, 50}} {
			got := readFrom(t, badDisk{bytes.NewReader(db), bad}, nil, want)
			if len(got.wrong) > 0 {
				t.Errorf("sectors %d: %s is wrong", bad, got.wrong[0])
			}
			for _, key := range got.missing(want) {
				first, last := (int64(sound.rows[key].page)-1)*int64(pageSize)/4096, (int64(sound.rows[key].page)*int64(pageSize)-1)/4096
				if !got.cut[key] && !slices.ContainsFunc(bad, func(s int64) bool { return first <= s && s <= last }) {
					t.Errorf("sectors %d: %s is missing, which stands on page %d", bad, key, sound.rows[key].page)
				}
			}
			if got.report.Unreadable == 0 {
				t.Errorf("sectors %d: the report says all pages are readable", bad)
			}
		}
	})
}
