package fault

import (
	"context"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"

	"recordaldesk/store"
)

// attaching adds scans to a new filing, and takes some away again.
var attaching = scenario{name: "attaching scans", recorded: 20, failing: 3, share: 2, work: attach, judge: judgeScans}

// scanBytes is the size of an attached scan: several writes of it, few enough that a
// trace of many stays small.
const scanBytes = 60_000

func attach(w *worker) error {
	s, err := store.Open(context.Background(), w.dir, store.Options{})
	if err != nil {
		return err
	}
	return closing(s, attachIn(s, w))
}

func attachIn(s *store.Store, w *worker) error {
	ctx := context.Background()
	d, err := s.Create(ctx, sample())
	if err != nil {
		return err
	}
	w.begin("attaching")
	for n := 0; w.more(); n++ {
		scan, err := s.AddScan(ctx, d.ID, &pattern{seed: d.ID + strconv.Itoa(n), left: scanBytes})
		if err != nil {
			return err
		}
		w.ack(d.ID + " " + scan.SHA256)
		if n%3 != 2 {
			continue
		}
		// All filings have this one and lose it, so that they meet its file.
		if scan, err = s.AddScan(ctx, d.ID, &pattern{seed: "dropped", left: scanBytes}); err != nil {
			return err
		}
		if err := s.DropScan(ctx, d.ID, scan.SHA256); err != nil {
			return err
		}
	}
	return nil
}

// judgeScans wants each acknowledged scan, whole, and for every other one that a row
// names its file; what no row names must go with the first sweep.
func judgeScans(ctx context.Context, dir string, acks []string) verdict {
	return inStore(ctx, dir, func(s *store.Store, drafts []*store.Summary, v *verdict) {
		for _, ack := range acks {
			draft, hash, _ := strings.Cut(ack, " ")
			if err := s.VerifyScan(ctx, draft, hash); err != nil {
				v.lose("an acknowledged scan: %v", err)
			}
		}
		known := map[string]bool{}
		for _, d := range drafts {
			scans, err := s.Scans(ctx, d.ID)
			if err != nil {
				v.damage("scans: %v", err)
			}
			for _, scan := range scans {
				known[scan.SHA256] = true
				if err := s.VerifyScan(ctx, d.ID, scan.SHA256); err != nil {
					v.damage("a scan in the list: %v", err)
				}
			}
		}
		if _, err := s.Sweep(ctx); err != nil {
			v.damage("sweep: %v", err)
		}
		if files := scanFiles(dir); len(files) != len(known) {
			v.damage("%d files after the sweep, %d scans", len(files), len(known))
		}
	})
}

// scanFiles lists the files in which the scans lie, and what lies beside them. A
// folder that cannot be read has none: the scans are missed then.
func scanFiles(dir string) (files []string) {
	_ = filepath.WalkDir(filepath.Join(dir, "scans"), func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			files = append(files, path)
		}
		return nil
	})
	return files
}
