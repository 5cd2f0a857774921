package fault

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"recordaldesk/store"
)

// migrating opens data folders of the program's earlier versions, one after the
// other, which brings them up to the layout of today.
var migrating = scenario{
	name: "migrating", recorded: 4, failing: 1, share: 1, anew: true,
	work: migrateOn, judge: judgeMigrated,
}

// oldStores are the folders, each with so many filings and scans in them.
var oldStores = []string{"../testdata/schema1", "../testdata/schema2"}

const (
	oldFilings = 3
	oldScans   = 4
)

func migrateOn(w *worker) error {
	for n := 0; w.more(); n++ {
		dir := filepath.Join(w.dir, strconv.Itoa(n))
		if err := errors.Join(copySafely(dir, oldStores[n%len(oldStores)]), syncFile(w.dir)); err != nil {
			return scene(err)
		}
		w.ack(strconv.Itoa(n)) // from here on nothing of the old store may be lost
		s, err := store.Open(context.Background(), dir, store.Options{})
		if err := closing(s, err); err != nil {
			return err
		}
	}
	return nil
}

// copySafely copies a folder and brings all of it to the disk.
func copySafely(dir, from string) error {
	return filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, name)
		if e.IsDir() {
			err = os.Mkdir(to, 0o700)
		} else {
			var data []byte
			if data, err = os.ReadFile(path); err == nil {
				err = os.WriteFile(to, data, 0o600)
			}
		}
		if err != nil {
			return err
		}
		return errors.Join(syncFile(to), syncFile(filepath.Dir(to)))
	})
}

// syncFile brings a file, or the names in a folder, to the disk.
func syncFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

func judgeMigrated(ctx context.Context, dir string, acks []string) (all verdict) {
	for _, n := range acks {
		v := inStore(ctx, filepath.Join(dir, n), func(s *store.Store, drafts []*store.Summary, v *verdict) {
			if len(drafts) != oldFilings {
				v.lose("%d of %d filings are left", len(drafts), oldFilings)
			}
			scans := 0
			for _, d := range drafts {
				if _, err := s.Load(ctx, d.ID); err != nil {
					v.lose("a filing: %v", err)
				}
				list, err := s.Scans(ctx, d.ID)
				if err != nil {
					v.damage("scans: %v", err)
				}
				for _, scan := range list {
					scans++
					if err := s.VerifyScan(ctx, d.ID, scan.SHA256); err != nil {
						v.lose("a scan: %v", err)
					}
				}
			}
			if scans != oldScans {
				v.lose("%d of %d scans are left", scans, oldScans)
			}
		})
		all.add(v)
	}
	return all
}
