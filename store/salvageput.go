package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"recordaldesk/store/salvage"
	"recordaldesk/store/seal"
)

// putter writes what was found, as far as it opens, into a new database.
type putter struct {
	ctx   context.Context
	tx    *sql.Tx
	k     *keys
	found *finds
	dir   string // the data folder
	done  *Salvaged

	boxes map[string]seal.Box // of the drafts that were put
	scans map[string]seal.Box // of the scans that were put
	seqs  map[int64]bool
	last  int64 // of them
}

func (p *putter) exec(query string, args ...any) error {
	_, err := p.tx.ExecContext(p.ctx, query, args...)
	return err
}

func (p *putter) all() error {
	p.boxes, p.scans, p.seqs = map[string]seal.Box{}, map[string]seal.Box{}, map[int64]bool{}
	for _, versions := range p.found.drafts {
		for _, row := range versions {
			p.last = max(p.last, row.seq)
		}
	}
	ids := make([]string, 0, len(p.found.seen))
	for id := range p.found.seen {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, put := range []func() error{
		func() error { return p.drafts(ids) }, p.allScans, p.numbered, p.cases, p.blanks, p.settings, p.derivatives,
	} {
		if err := put(); err != nil {
			return err
		}
	}
	return nil
}

func (p *putter) drafts(ids []string) error {
	for _, id := range ids {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if err := p.draft(id); err != nil {
			return err
		}
	}
	return nil
}

// draft puts the newest version that opens.
func (p *putter) draft(id string) error {
	versions := p.found.drafts[id]
	slices.SortStableFunc(versions, func(a, b foundDraft) int { return cmp.Compare(b.seq, a.seq) })
	said := SalvagedDraft{ID: id}
	for i, row := range versions {
		d, key, err := p.open(versions, row)
		if err != nil {
			continue
		}
		said.HostName, said.Updated = summarise(d).HostName, d.Updated
		// What a backup has can be the last version only where the database says so.
		said.Saved, said.Older = true, versions[0].seq > row.seq || i == 0 && row.fromBackup
		if err := p.putDraft(d, key); err != nil {
			return err
		}
		p.done.Saved++
		break
	}
	if !said.Saved && len(versions) > 0 {
		said.Updated = time.UnixMilli(versions[0].updated)
	}
	p.done.Drafts = append(p.done.Drafts, said)
	return nil
}

// open opens a version of a draft, by the key in its row or in another one, and returns
// that key too.
func (p *putter) open(versions []foundDraft, row foundDraft) (Draft, seal.Key, error) {
	for _, other := range append([]foundDraft{row}, versions...) {
		with := row.stored
		with.key = other.key
		if d, err := with.open(p.k); err == nil {
			key, err := p.k.box.OpenKey(other.key, draftKeyPlace(row.id))
			return d, key, err
		}
	}
	return Draft{}, seal.Key{}, ErrDraftDamaged
}

// putDraft seals the draft anew, under its key: a part of its row may have been
// damaged, or its number be that of another one by now.
func (p *putter) putDraft(d Draft, key seal.Key) error {
	if p.seqs[d.Seq] {
		p.last++
		d.Seq = p.last
	}
	p.seqs[d.Seq] = true
	plain, err := encodeRecord(d.Record)
	if err != nil {
		return err
	}
	summary, err := encodeSummary(summarise(d))
	if err != nil {
		return err
	}
	box := key.Box()
	p.boxes[d.ID] = box
	c := d.columns()
	return p.exec("INSERT INTO draft (id, state, created_ms, updated_ms, seq, key, summary, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		d.ID, d.State, c.created, c.updated, d.Seq,
		p.k.box.SealKey(key, draftKeyPlace(d.ID)), box.Seal(summary, c.place("summary")), box.Seal(plain, c.place("draft")))
}

// allScans puts the scans that drafts have, and that they have them.
func (p *putter) allScans() error {
	for pair, dropped := range p.found.has {
		draft, address := pair[0], pair[1]
		if _, saved := p.boxes[draft]; !saved {
			continue
		}
		if _, put := p.scans[address]; !put {
			if err := p.scan(address); err != nil {
				return err
			}
		}
		if _, put := p.scans[address]; !put {
			continue
		}
		if err := p.exec("INSERT INTO draft_scan (draft_id, address, dropped_ms) VALUES (?, ?, ?)", draft, address, dropped); err != nil {
			return err
		}
	}
	return nil
}

// scan puts the row that opens the file that is there; where there is none, any that
// opens.
func (p *putter) scan(address string) error {
	reader := &Store{dir: p.dir}
	var found *storedScan
	missing := true
	for _, row := range p.found.scans[address] {
		_, key, err := row.open(p.k)
		if err != nil {
			continue
		}
		if found == nil {
			found = &row
		}
		if original, err := reader.openFile(address, key); err == nil {
			found, missing = &row, false
			if err := original.Close(); err != nil {
				return err
			}
			break
		}
	}
	if found == nil {
		return nil
	}
	key, err := p.k.box.OpenKey(found.key, scanKeyPlace(address))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	p.scans[address] = key.Box()
	p.done.Scans++
	if missing {
		p.done.Missing++
	}
	return p.exec("INSERT INTO scan (address, added_ms, key, value) VALUES (?, ?, ?, ?)", address, found.added, found.key, found.value)
}

// numbered puts the history of the drafts, and the certificates of those that were
// purged, which look the same until they are opened.
func (p *putter) numbered() error {
	for id, rows := range p.found.numbered {
		box, saved := p.boxes[id]
		put := map[int64]bool{}
		for _, row := range rows {
			if put[row.n] {
				continue
			}
			var err error
			if _, opens := p.k.store.Open(row.value, purgedPlace(id, row.n)); opens == nil && !saved {
				err = p.exec("INSERT INTO purged (draft_id, at_ms, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", id, row.n, row.value)
			} else if !saved {
				continue
			} else if _, opens := box.Open(row.value, changePlace(id, row.n)); opens != nil {
				continue
			} else {
				err = p.exec("INSERT INTO change (draft_id, n, value) VALUES (?, ?, ?)", id, row.n, row.value)
			}
			if err != nil {
				return err
			}
			put[row.n] = true
		}
	}
	return nil
}

// cases puts the newest case that opens of each draft.
func (p *putter) cases() error {
	for id, rows := range p.found.cases {
		box, saved := p.boxes[id]
		if !saved {
			continue
		}
		slices.SortStableFunc(rows, func(a, b foundCase) int { return cmp.Compare(b.seq, a.seq) })
		for _, row := range rows {
			c, err := openCase(box, id, row.seq, row.value)
			if err != nil {
				continue
			}
			if err := putCase(p.ctx, p.tx, box, id, row.seq, c); err != nil {
				return err
			}
			break
		}
	}
	return nil
}

func (p *putter) blanks() error {
	for material, versions := range p.found.blanks {
		for _, v := range versions {
			if _, err := p.k.openBlank(material, v[0], v[1]); err != nil {
				continue
			}
			if err := p.exec("INSERT INTO blank (material, value, places) VALUES (?, ?, ?)", material, v[0], v[1]); err != nil {
				return err
			}
			break
		}
	}
	return nil
}

func (p *putter) settings() error {
	for key, value := range p.found.settings {
		if err := putSetting(p.ctx, p.tx, key, value); err != nil {
			return err
		}
	}
	return nil
}

// derivatives reads the database once more: together they can be larger than the
// memory.
func (p *putter) derivatives() error {
	put := map[[2]string]bool{}
	_, err := eachSalvaged(p.ctx, filepath.Join(p.dir, databaseFile), true, func(row salvage.Row) error {
		v := reading{row.Values}
		if row.Cut || !v.like("ssb") {
			return nil
		}
		address, kind, value := v.text(0), v.text(1), v.bytes(2)
		box, known := p.scans[address]
		if !known || put[[2]string{address, kind}] {
			return nil
		}
		if _, err := box.Open(value, derivativePlace(address, kind)); err != nil {
			return nil
		}
		put[[2]string{address, kind}] = true
		return p.exec("INSERT INTO derivative (address, kind, value) VALUES (?, ?, ?)", address, kind, value)
	})
	return err
}
