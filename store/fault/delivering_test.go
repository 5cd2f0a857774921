package fault

import (
	"context"
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
)

// delivering takes filings in as an import does, each with its scans and its receipt.
var delivering = scenario{name: "delivering", recorded: 12, failing: 3, share: 2, work: deliver, judge: judgeDeliveries}

// deliveredScans is how many scans each filing has of its own; all share one more.
const deliveredScans = 3

func deliver(w *worker) error {
	s, err := store.Open(context.Background(), w.dir, store.Options{})
	if err != nil {
		return err
	}
	return closing(s, deliverInto(s, w))
}

func deliverInto(s *store.Store, w *worker) error {
	w.begin("delivering")
	for n := 0; w.more(); n++ {
		id, err := deliverOne(s, w.dir+strconv.Itoa(n))
		if err != nil {
			return err
		}
		w.ack(id)
	}
	return nil
}

func deliverOne(s *store.Store, seed string) (id string, err error) {
	ctx := context.Background()
	delivery := s.Deliver()
	defer func() {
		if failed := delivery.Close(); err == nil {
			err = failed
		}
	}()
	record := sample()
	record.Filing.Attachments = nil
	for n := range deliveredScans + 1 {
		from := seed + strconv.Itoa(n)
		if n == deliveredScans {
			from = "shared"
		}
		scan, err := delivery.Add(ctx, &pattern{seed: from, left: scanBytes})
		if err != nil {
			return "", err
		}
		record.Filing.Attachments = append(record.Filing.Attachments, rules.Attachment{Material: "pre_approval", File: "a.jpg", SHA256: scan.SHA256})
	}
	d, err := delivery.Create(ctx, record, store.Imported, func(c *casework.Case) error {
		c.Receipts = []casework.Receipt{{File: "a.zip", SHA256: record.Filing.Attachments[0].SHA256}}
		return nil
	})
	return d.ID, err
}

// judgeDeliveries wants each acknowledged filing, and of every one that is there all its
// scans and its receipt.
func judgeDeliveries(ctx context.Context, dir string, acks []string) verdict {
	return inStore(ctx, dir, func(s *store.Store, drafts []*store.Summary, v *verdict) {
		there, scans := map[string]bool{}, map[string]bool{}
		for _, m := range drafts {
			there[m.ID] = true
			d, err := s.Load(ctx, m.ID)
			if err != nil {
				v.damage("load: %v", err)
				continue
			}
			for _, a := range d.Record.Filing.Attachments {
				scans[a.SHA256] = true
				if err := s.VerifyScan(ctx, m.ID, a.SHA256); err != nil {
					v.damage("a scan of a filing: %v", err)
				}
			}
			c, err := s.Case(ctx, m.ID)
			if err != nil || len(c.Receipts) != 1 || len(d.Record.Filing.Attachments) != deliveredScans+1 {
				v.damage("half a delivery: %d scans, case %+v, %v", len(d.Record.Filing.Attachments), c, err)
			}
		}
		for _, ack := range acks {
			if !there[strings.TrimSpace(ack)] {
				v.lose("a filing: %s", ack)
			}
		}
		if _, err := s.Sweep(ctx); err != nil {
			v.damage("sweep: %v", err)
		}
		if files := scanFiles(dir); len(files) != len(scans) {
			v.damage("%d files after the sweep, %d scans", len(files), len(scans))
		}
	})
}
