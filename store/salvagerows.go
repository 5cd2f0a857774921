package store

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"recordaldesk/store/salvage"
)

// finds are the rows that were read out of a damaged database, each known by its shape
// alone. Of what a row should be there can be several versions.
type finds struct {
	keys       map[string][][]byte // by name
	drafts     map[string][]foundDraft
	seen       map[string]bool // ids of drafts, whether or not there is more of them
	numbered   map[string][]numbered
	cases      map[string][]foundCase
	scans      map[string][]storedScan // by address
	has        map[[2]string]int64     // draft and address: since when it was dropped
	blanks     map[string][][2][]byte  // by material
	settings   map[string]string
	unreadable int // pages

	fromBackup bool // what is read now is of a backup
}

// foundDraft is the row of a draft.
type foundDraft struct {
	stored
	fromBackup bool
}

// numbered is a row of the history of a draft, or the certificate of one.
type numbered struct {
	n     int64
	value []byte
}

// foundCase is the row of what is noted about a draft; its line is made anew.
type foundCase struct {
	seq   int64
	value []byte
}

func newFinds() *finds {
	return &finds{
		keys: map[string][][]byte{}, drafts: map[string][]foundDraft{}, seen: map[string]bool{},
		numbered: map[string][]numbered{}, cases: map[string][]foundCase{}, scans: map[string][]storedScan{}, has: map[[2]string]int64{},
		blanks: map[string][][2][]byte{}, settings: map[string]string{},
	}
}

// readFolder reads the database of a data folder, with its log and without, and the
// newest backup for what is damaged in it.
func (f *finds) readFolder(ctx context.Context, dir string) error {
	path := filepath.Join(dir, databaseFile)
	report, err := eachSalvaged(ctx, path, true, f.take)
	if err != nil {
		return err
	}
	f.unreadable = report.Unreadable
	if !isEmpty(path + "-wal") { // which may be another database's
		if _, err := eachSalvaged(ctx, path, false, f.take); err != nil {
			return err
		}
	}
	backups, err := backupsIn(ownPlace(dir))
	if err != nil {
		return err
	}
	for _, b := range backups {
		if b.note.Layout < firstSealed || isEmpty(b.database()) {
			continue
		}
		f.fromBackup = true
		// One that cannot be opened keeps nobody from what is in the others.
		if _, err := eachSalvaged(ctx, b.database(), false, f.take); err == nil || ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// eachSalvaged hands over the rows of a database file and of its log.
func eachSalvaged(ctx context.Context, path string, log bool, f func(salvage.Row) error) (salvage.Report, error) {
	db, err := openSource(path)
	if err != nil {
		return salvage.Report{}, err
	}
	defer db.Close() // was only read
	if !log {
		return salvage.Read(ctx, db, nil, f)
	}
	wal, err := openSource(path + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return salvage.Read(ctx, db, nil, f)
	}
	if err != nil {
		return salvage.Report{}, err
	}
	defer wal.Close() // was only read
	return salvage.Read(ctx, db, wal, f)
}

// salvageSource is a file that is read for salvage, of which nothing of SQLite is open.
type salvageSource struct {
	*io.SectionReader
	io.Closer
}

func openSource(path string) (*salvageSource, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &salvageSource{io.NewSectionReader(file, 0, info.Size()), file}, nil
}

// take files a row by its shape.
func (f *finds) take(row salvage.Row) error {
	v := reading{row.Values}
	switch {
	case row.Cut:
		if id, ok := v.id(0); ok && v.isText(1) && v.isInt(2) && !f.fromBackup {
			f.seen[id] = true
		}
	case v.like("sib"):
		f.takeNumbered(v)
	case v.like("ssiiibbb"):
		if id, ok := v.id(0); ok && (!f.fromBackup || f.seen[id]) {
			f.seen[id] = true
			f.drafts[id] = append(f.drafts[id], foundDraft{
				stored: stored{
					columns: columns{id: id, state: State(v.text(1)), created: v.int(2), updated: v.int(3), seq: v.int(4)},
					key:     v.bytes(5), value: v.bytes(7),
				},
				fromBackup: f.fromBackup,
			})
		}
	case v.like("sibb"):
		if address := v.text(0); addressForm.MatchString(address) {
			f.scans[address] = append(f.scans[address], storedScan{address: address, added: v.int(1), key: v.bytes(2), value: v.bytes(3)})
		} else if id, ok := v.id(0); ok && (!f.fromBackup || f.seen[id]) {
			f.cases[id] = append(f.cases[id], foundCase{v.int(1), v.bytes(3)})
		}
	case v.like("sb"):
		f.keys[v.text(0)] = append(f.keys[v.text(0)], v.bytes(1))
	case v.like("sbb"):
		f.blanks[v.text(0)] = append(f.blanks[v.text(0)], [2][]byte{v.bytes(1), v.bytes(2)})
	case v.like("ssb"):
		if key, value := v.text(0), v.text(1); string(settingSum(key, value)) == string(v.bytes(2)) && !f.fromBackup {
			if _, known := f.settings[key]; !known {
				f.settings[key] = value
			}
		}
	case v.like("ssi"):
		f.takeHas(v.text(0), v.text(1), v.int(2))
	case v.like("ss"): // the index of the same
		if pair := [2]string{v.text(1), v.text(0)}; !f.knows(pair) {
			f.takeHas(pair[0], pair[1], 0)
		}
	case v.like("si"): // the index of the drafts
		if id, ok := v.id(0); ok && row.WithoutRowID && !f.fromBackup {
			f.seen[id] = true
		}
	}
	return nil
}

func (f *finds) takeNumbered(v reading) {
	if id, ok := v.id(0); ok && (!f.fromBackup || f.seen[id]) {
		f.numbered[id] = append(f.numbered[id], numbered{v.int(1), v.bytes(2)})
	}
}

func (f *finds) knows(pair [2]string) bool {
	_, known := f.has[pair]
	return known
}

// takeHas keeps that a draft has a scan. A backup may know of scans that were dropped
// since.
func (f *finds) takeHas(draft, address string, dropped int64) {
	if pair := [2]string{draft, address}; addressForm.MatchString(address) && uuid.Validate(draft) == nil && !f.fromBackup {
		f.has[pair] = dropped
	}
}

// reading is the values of a row.
type reading struct{ values []any }

// like reports whether the values are of the kinds given: s for a text, i for a whole
// number, b for bytes.
func (r reading) like(kinds string) bool {
	if len(r.values) != len(kinds) {
		return false
	}
	for i, kind := range kinds {
		var ok bool
		switch kind {
		case 's':
			ok = r.isText(i)
		case 'i':
			ok = r.isInt(i)
		case 'b':
			_, ok = r.values[i].([]byte)
		}
		if !ok {
			return false
		}
	}
	return true
}

func (r reading) isText(i int) bool {
	if i >= len(r.values) {
		return false
	}
	_, ok := r.values[i].(string)
	return ok
}

func (r reading) isInt(i int) bool {
	if i >= len(r.values) {
		return false
	}
	_, ok := r.values[i].(int64)
	return ok
}

func (r reading) text(i int) string  { return r.values[i].(string) }
func (r reading) int(i int) int64    { return r.values[i].(int64) }
func (r reading) bytes(i int) []byte { return r.values[i].([]byte) }

// id is a value that is the id of a draft.
func (r reading) id(i int) (string, bool) {
	if !r.isText(i) {
		return "", false
	}
	return r.text(i), uuid.Validate(r.text(i)) == nil
}
