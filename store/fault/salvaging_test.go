package fault

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"recordaldesk/store"
	"recordaldesk/store/salvage"
)

// salvaging takes out of damaged stores what can be read, one after the other.
var salvaging = scenario{
	name: "salvaging", recorded: 3, failing: 1, share: 1, anew: true, span: usualSpan * 3,
	work: salvageOn, judge: judgeSalvaged,
}

// salvagedFilings are in each store, of which one is damaged.
const salvagedFilings = 6

func salvageOn(w *worker) error {
	for n := 0; w.more(); n++ {
		dir := filepath.Join(w.dir, strconv.Itoa(n))
		sum, err := makeDamaged(dir)
		if err != nil {
			return err
		}
		if err := syncFile(w.dir); err != nil {
			return scene(err)
		}
		w.ack(strconv.Itoa(n) + " " + sum)
		if _, err := store.Salvage(context.Background(), dir, store.SalvageOptions{}); err != nil {
			return err
		}
	}
	return nil
}

// makeDamaged makes a store with filings and overwrites the page on which one of them
// stands. It returns the sum of the database then.
func makeDamaged(dir string) (sum string, err error) {
	ctx := context.Background()
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return "", err
	}
	for n := 0; err == nil && n < salvagedFilings; n++ {
		r := sample()
		write(&r, 9+n) // the first is large, so that it has pages of its own
		_, err = s.Create(ctx, r)
	}
	if err := closing(s, err); err != nil {
		return "", err
	}
	sum, err = damage(filepath.Join(dir, "recordal.db"))
	return sum, scene(err)
}

// damage overwrites the page of a database on which a filing stands.
func damage(path string) (sum string, err error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return "", err
	}
	page, err := filingPage(file)
	if err == nil {
		_, err = file.WriteAt([]byte(strings.Repeat("damaged ", 4096/8)), (page-1)*4096)
	}
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return "", err
	}
	return sumOf(path)
}

// filingPage is the number of a page of the database with a filing on it.
func filingPage(file *os.File) (page int64, err error) {
	const columns = 8 // of a draft
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	_, err = salvage.Read(context.Background(), io.NewSectionReader(file, 0, info.Size()), nil, func(row salvage.Row) error {
		if len(row.Values) == columns {
			page = int64(row.Page)
		}
		return nil
	})
	if err == nil && (page < 2 || page*4096 > info.Size()) {
		err = fmt.Errorf("a filing on page %d", page)
	}
	return page, err
}

func sumOf(path string) (string, error) {
	data, err := os.ReadFile(path)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), err
}

// judgeSalvaged wants of each store the damaged database, untouched: in its place, or
// set aside beside one that has what could be read. The first can be salvaged yet.
func judgeSalvaged(ctx context.Context, dir string, acks []string) (v verdict) {
	for _, ack := range acks {
		n, sum, _ := strings.Cut(ack, " ")
		v.add(judgeOneSalvaged(ctx, filepath.Join(dir, n), sum))
	}
	return v
}

func judgeOneSalvaged(ctx context.Context, dir, sum string) (v verdict) {
	if got, err := sumOf(filepath.Join(dir, "recordal.db")); err == nil && got == sum {
		// Nothing happened yet, or all of it is decided and only to be put in place.
		done, err := store.Salvage(ctx, dir, store.SalvageOptions{})
		if err != nil || done.Saved < salvagedFilings-2 {
			v.damage("salvage again: %+v, %v", done, err)
			return v
		}
	}
	v.add(inStore(ctx, dir, func(s *store.Store, drafts []*store.Summary, v *verdict) {
		if _, err := s.Sweep(ctx); err != nil {
			v.damage("sweep: %v", err)
		}
		if len(drafts) < salvagedFilings-2 {
			v.lose("%d of %d filings could be read", len(drafts), salvagedFilings)
		}
	}))
	asides, err := filepath.Glob(filepath.Join(dir, "aside", "*", "recordal.db"))
	untouched := false
	for _, path := range asides {
		got, err := sumOf(path)
		untouched = untouched || err == nil && got == sum
	}
	if !untouched {
		v.lose("the damaged database was not set aside as it was: %v, %v", asides, err)
	}
	if left := unfinished(dir); len(left) > 0 {
		v.damage("left behind: %v", left)
	}
	return v
}
