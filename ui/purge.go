package ui

import (
	"context"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/paper"
	"recordaldesk/translations"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// purge purges a draft, and offers the certificate.
func (d *Desk) purge(ctx context.Context, id string) error {
	all, err := d.purgeAll(ctx, []string{id}, store.ByHand)
	if err != nil {
		return err
	}
	d.o.Do(func() { d.certify(all...) })
	return nil
}

// purgeAll purges drafts, and what is known of them.
func (d *Desk) purgeAll(ctx context.Context, ids []string, reason store.Reason) ([]store.Certificate, error) {
	all, err := d.store().PurgeAll(ctx, ids, reason)
	for _, c := range all {
		d.checks().Removed(c.Draft)
	}
	if len(all) > 0 {
		d.clearPrinted() // their papers may be among them
	}
	return all, err
}

// certify says that filings were purged, and prints that where a person wants it.
func (d *Desk) certify(all ...store.Certificate) {
	d.inform(voice.Message("purge.done"), parts.Answer{Say: voice.Message("purge.print"), Do: func() { d.printCertificate(all) }})
}

func (d *Desk) printCertificate(all []store.Certificate) {
	o := paper.Options{Date: d.o.Now().Format(time.DateOnly), English: true, Program: d.o.Program}
	crash.Go(func() {
		pdf, err := paper.PurgeCertificate(context.Background(), all, o)
		path := ""
		if err == nil {
			path, err = d.printer().Put(paper.PurgedName, pdf)
		}
		d.o.Do(func() {
			if err == nil {
				err = d.openOutside(path)
			}
			if err != nil {
				d.failed("print the certificate", err)
			}
		})
	})
}

// dueEvery is how often the program looks for filings whose time is over.
const dueEvery = time.Hour

// watchRetention looks for filings whose time is over, at once and then every hour.
func (d *Desk) watchRetention(ctx context.Context) {
	every := time.NewTicker(dueEvery)
	defer every.Stop()
	for {
		d.lookForDue(ctx)
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		}
	}
}

func (d *Desk) lookForDue(ctx context.Context) {
	days, _ := strconv.Atoi(d.setting(ctx, settingRetention)) // without a number they stay for ever
	due, err := d.store().Due(ctx, days)
	if err != nil {
		if !d.store().Locked() && ctx.Err() == nil {
			slog.Error("look for filings whose time is over", "err", err)
		}
		return
	}
	d.o.Do(func() {
		d.due, d.dueDays = due, days
		if home, ok := d.screen.(*filings.Screen); ok {
			d.tellDue(home)
		}
	})
}

// aboutDue is the subject of the notice.
const aboutDue = "due"

// tellDue says above the list that filings can be purged.
func (d *Desk) tellDue(home *filings.Screen) {
	if len(d.due) == 0 {
		home.Unsay(aboutDue)
		return
	}
	home.Notify(aboutDue, voice.Message("purge.due", d.dueWords()), false,
		parts.Answer{Say: voice.Message("purge.due.show"), Do: d.askDue})
}

func (d *Desk) dueWords() map[string]string {
	return map[string]string{"count": strconv.Itoa(len(d.due)), "days": strconv.Itoa(d.dueDays)}
}

// mostNamed are named in the question; there may be hundreds.
const mostNamed = 8

// askDue asks whether to purge the filings whose time is over.
func (d *Desk) askDue() {
	due := d.due
	say := func(l translations.Language) string {
		said := []string{translations.Text(l, "purge.due.ask", d.dueWords()), ""}
		for _, m := range due[:min(len(due), mostNamed)] {
			said = append(said, filings.Name(m)(l))
		}
		if more := len(due) - mostNamed; more > 0 {
			said = append(said, translations.Text(l, "purge.due.more", map[string]string{"count": strconv.Itoa(more)}))
		}
		return strings.Join(said, "\n")
	}
	d.offer(say, parts.Answer{Say: voice.Message("filings.purge.yes"), Do: func() { d.purgeDue(due) }})
}

func (d *Desk) purgeDue(due []*store.Summary) {
	crash.Go(func() {
		var ids []string
		for _, m := range due {
			ids = append(ids, m.ID)
		}
		all, failed := d.purgeAll(context.Background(), ids, store.Retention)
		d.lookForDue(context.Background())
		d.o.Do(func() {
			d.screen.Refresh()
			switch {
			case failed != nil:
				d.failed("purge what is due", failed)
			case len(all) > 0:
				d.certify(all...)
			}
		})
	})
}
