package paper

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"recordaldesk/store"
	"recordaldesk/translations"
)

// PurgedName is what the file of a [PurgeCertificate] is called.
const PurgedName = "清除证明.pdf"

// PurgeCertificate returns the page that says that filings were purged: when, by whom,
// why, and how much, and nothing of what they were. Several are rows of one page. It
// fails for an Options.Date that is no date.
func PurgeCertificate(ctx context.Context, all []store.Certificate, o Options) ([]byte, error) {
	return ofTheStore(ctx, "paper.purged.title", o, func(d *document) { d.purged(all) })
}

// ofTheStore returns a paper of the store, not of a filing. Names of folders and desks may have
// any character.
func ofTheStore(ctx context.Context, title string, o Options, draw func(*document)) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("print %s: %w", title, err)
	}
	o.Incomplete = false
	d := newDocument(o, translations.Text(translations.Chinese, title), "")
	d.lenient = true
	if d.err == nil {
		draw(d)
	}
	pdf, err := d.bytes()
	if err != nil {
		return nil, fmt.Errorf("print %s: %w", title, err)
	}
	return pdf, nil
}

func (d *document) purged(all []store.Certificate) {
	own := func(id string, args ...map[string]string) phrase { return d.say("paper.purged."+id, args...) }
	d.title(own("title"), phrase{})
	d.plain(own("what"))
	for _, c := range all {
		d.heading(own("one", map[string]string{"draft": c.Draft}))
		rows := []row{
			field(own("at"), as(c.At.Local().Format(time.DateTime))),
			field(own("reason"), own("reason."+string(c.Reason))),
			field(own("created"), as(c.Created.Local().Format(time.DateOnly))),
		}
		if c.By != "" {
			rows = append(rows, field(own("by"), as(c.By)))
		}
		if !c.Exported.IsZero() {
			rows = append(rows, field(own("exported"), as(c.Exported.Local().Format(time.DateOnly))), field(own("packet"), as(c.Packet)))
		}
		d.fields(append(rows, field(own("gone"), own("gone.count", map[string]string{
			"changes": strconv.Itoa(c.Changes), "scans": strconv.Itoa(c.Scans), "shared": strconv.Itoa(c.Shared),
		})))...)
		d.gap(10)
	}
	d.heading(own("limits"))
	d.clauses(own("limits.1"), own("limits.2"))
}
