package fault

import (
	"context"
	"strings"

	"recordaldesk/store"
)

// purging makes filings with a scan each and destroys every second one for good.
var purging = scenario{name: "purging", recorded: 12, failing: 2, share: 1, work: purge, judge: judgePurge}

const (
	madeWord   = "made "
	purgedWord = "purged "
)

func purge(w *worker) error {
	s, err := store.Open(context.Background(), w.dir, store.Options{})
	if err != nil {
		return err
	}
	return closing(s, purgeIn(s, w))
}

func purgeIn(s *store.Store, w *worker) error {
	ctx := context.Background()
	w.begin("purging")
	for n := 0; w.more(); n++ {
		d, err := s.Create(ctx, sample())
		if err != nil {
			return err
		}
		if _, err := s.AddScan(ctx, d.ID, &pattern{seed: d.ID, left: scanBytes}); err != nil {
			return err
		}
		w.ack(madeWord + d.ID)
		if n%2 == 0 {
			continue
		}
		if _, err := s.Purge(ctx, d.ID, store.ByHand); err != nil {
			return err
		}
		w.ack(purgedWord + d.ID)
	}
	return nil
}

// judgePurge wants what was purged to be gone, with a certificate, and what was not to
// be there, with its scan; the last one made may be either, as it was being purged.
func judgePurge(ctx context.Context, dir string, acks []string) verdict {
	v := judgeScans(ctx, dir, nil) // what no row names must go
	more := inStore(ctx, dir, func(s *store.Store, drafts []*store.Summary, v *verdict) {
		there, certified := map[string]bool{}, map[string]bool{}
		for _, d := range drafts {
			there[d.ID] = true
		}
		certificates, err := s.Certificates(ctx)
		if err != nil {
			v.damage("certificates: %v", err)
		}
		for _, c := range certificates {
			certified[c.Draft] = true
			if there[c.Draft] {
				v.damage("a purged filing is there")
			}
		}
		for _, ack := range acks {
			if id, purged := strings.CutPrefix(ack, purgedWord); purged && (there[id] || !certified[id]) {
				v.lose("a filing was purged: there %v, certified %v", there[id], certified[id])
			}
			if id, made := strings.CutPrefix(ack, madeWord); made && !there[id] && !certified[id] {
				v.lose("a filing is gone that nobody purged")
			}
		}
	})
	v.add(more)
	return v
}
