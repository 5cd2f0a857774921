package fault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"recordaldesk/store"
)

// restoring puts one backup after the other in the place of what is there: two of
// different stores, which lie elsewhere, and the copy of what was replaced last. In
// between it types a number that no backup has.
var restoring = scenario{
	name: "restoring", recorded: 4, failing: 2, share: 2, span: usualSpan * 5,
	work: restore, judge: judgeRestored,
}

// keptFilings are how many filings the two backups have.
var keptFilings = []int{2, 4}

func keptIn(dir string, n int) string { return filepath.Join(dir, "kept"+strconv.Itoa(n)) }

func restore(w *worker) error {
	for n := range keptFilings {
		if err := makeKept(w.dir, n); err != nil {
			return err
		}
	}
	if err := standingMark(w); err != nil {
		return err
	}
	w.begin("restoring")
	for n := 0; w.more(); n++ {
		backup, err := toRestore(w.dir, n)
		if err != nil {
			return err
		}
		if _, err := store.Restore(context.Background(), dataIn(w.dir), backup, store.RestoreOptions{}); err != nil {
			return err
		}
		if err := typeMark(w); err != nil {
			return err
		}
	}
	return nil
}

// standingMark acknowledges once more what stands in the data folder: another child typed
// it, and the first restore of this one may not lose it either.
func standingMark(w *worker) error {
	if _, err := os.Stat(dataIn(w.dir)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	ctx := context.Background()
	s, err := store.Open(ctx, dataIn(w.dir), store.Options{})
	if err != nil {
		return err
	}
	drafts, err := s.Drafts(ctx)
	for _, summary := range drafts {
		d, failed := s.Load(ctx, summary.ID)
		if err = errors.Join(err, failed); err == nil && d.Record.Field != sample().Field {
			w.ack(d.Record.Field)
			break
		}
	}
	return closing(s, err)
}

// makeKept makes a store and a backup of it, unless there is one.
func makeKept(dir string, n int) error {
	if _, err := toRestore(dir, n); err == nil {
		return nil
	}
	if err := makeSafely(keptIn(dir, n)); err != nil {
		return err
	}
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(keptIn(dir, n), "of"), store.Options{})
	if err != nil {
		return err
	}
	for range keptFilings[n] {
		d, err := s.Create(ctx, called(fmt.Sprint("第", n, "家示例公司")))
		if err == nil {
			_, err = s.AddScan(ctx, d.ID, &pattern{seed: d.ID, left: scanBytes})
		}
		if err != nil {
			return closing(s, err)
		}
	}
	if err := s.Close(); err != nil {
		return err
	}
	_, err = store.BackUp(ctx, s.Dir(), keptIn(dir, n))
	return err
}

// toRestore finds the n-th backup to be restored.
func toRestore(dir string, n int) (string, error) {
	pattern := filepath.Join(keptIn(dir, n%3), "recordal-desk*", "2*")
	if n%3 == len(keptFilings) {
		pattern = filepath.Join(dataIn(dir), "backups", "2*")
	}
	found, err := filepath.Glob(pattern)
	if err == nil && len(found) == 0 {
		err = fs.ErrNotExist
	}
	if err != nil {
		return "", scene(fmt.Errorf("look for a backup: %w", err))
	}
	return found[len(found)-1], nil
}

// typeMark saves a number that was never saved before, and acknowledges it.
func typeMark(w *worker) error {
	ctx := context.Background()
	s, err := store.Open(ctx, dataIn(w.dir), store.Options{})
	if err != nil {
		return err
	}
	mark := strconv.FormatInt(time.Now().UnixNano(), 10)
	drafts, err := s.Drafts(ctx)
	if err == nil && len(drafts) == 0 {
		err = scene(errors.New("there is no filing to type in")) // which the judge finds, too
	}
	if err != nil {
		return closing(s, err)
	}
	d, err := s.Load(ctx, drafts[0].ID)
	if err == nil {
		d.Record.Field = mark
		_, err = s.Save(ctx, d.ID, d.Seq, d.Record)
	}
	if err == nil {
		w.ack(mark)
	}
	return closing(s, err)
}

// judgeRestored wants one of the two stores, whole and with its scans, and the number
// that was acknowledged last in it, in a backup of what was replaced, or in what was set
// aside because no backup of it could be made.
func judgeRestored(ctx context.Context, dir string, acks []string) (v verdict) {
	if _, err := os.Stat(dataIn(dir)); errors.Is(err, fs.ErrNotExist) && len(acks) == 0 {
		return v // it was not restored for the first time
	}
	mark := ""
	if len(acks) > 0 {
		mark = acks[len(acks)-1]
	}
	marked := mark == ""
	look := func(where string, empty bool) verdict {
		return inStore(ctx, where, func(s *store.Store, drafts []*store.Summary, v *verdict) {
			found, err := judgeKept(ctx, s, drafts, mark, empty, v)
			if err != nil {
				v.damage("look: %v", err)
			}
			marked = marked || found
		})
	}
	v.add(look(dataIn(dir), len(acks) == 0))
	for _, b := range alignedBackups(ctx, dir, &v) {
		if marked {
			break
		}
		v.add(inBackup(ctx, b, func(dir string) verdict { return look(dir, false) }))
	}
	asides, err := filepath.Glob(filepath.Join(dataIn(dir), "aside", "*"))
	if err != nil {
		v.damage("what was set aside: %v", err)
	}
	for _, aside := range asides {
		if marked {
			break
		}
		v.add(inCopy(aside, func(dir string) verdict { return look(dir, false) }))
	}
	if !marked {
		v.lose("what was typed before a restore is in no backup, nor set aside")
	}
	return v
}

// judgeKept reports whether the mark is in the store, which must be one of the two, or
// may have nothing in it.
func judgeKept(ctx context.Context, s *store.Store, drafts []*store.Summary, mark string, empty bool, v *verdict) (marked bool, err error) {
	if len(drafts) == 0 && empty {
		return false, nil
	}
	one := -1
	for n, filings := range keptFilings {
		if len(drafts) == filings {
			one = n
		}
	}
	if one < 0 {
		v.damage("%d filings are left", len(drafts))
		return false, nil
	}
	for _, summary := range drafts {
		if want := fmt.Sprint("第", one, "家示例公司"); summary.HostName != want {
			v.damage("a filing of the other store: %s instead of %s", summary.HostName, want)
		}
		d, err := s.Load(ctx, summary.ID)
		if err != nil {
			return false, err
		}
		marked = marked || d.Record.Field == mark
		scans, err := s.Scans(ctx, summary.ID)
		if err != nil {
			return false, err
		}
		if len(scans) != 1 {
			v.lose("a filing has %d scans", len(scans))
		}
		for _, scan := range scans {
			if err := s.VerifyScan(ctx, summary.ID, scan.SHA256); err != nil {
				v.lose("a scan: %v", err)
			}
		}
	}
	return marked, nil
}
