package paper

import (
	"context"
	"fmt"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// Typing is a sheet that is typed from into another platform.
type Typing struct {
	Security bool // it is the one of the public security
	Rows     []wording.Typed
	Done     func(wording.Typed) bool // whether a row is typed already
}

// TypingSheet returns the sheet on paper: page by page and row by row as on the platform,
// each with a box to tick. Values stand in full, since they are to be typed. It fails as
// [Forms] does.
func TypingSheet(ctx context.Context, f *rules.Filing, t Typing, o Options) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("print the keying sheet: %w", err)
	}
	o.Incomplete = false // it is no form that somebody hands in
	title := "paper.typing.title"
	if t.Security {
		title += ".security"
	}
	d := fewestPages(func(tight bool) *document { return drawTyping(f, t, title, o, tight) })
	pdf, err := d.bytes()
	if err != nil {
		return nil, fmt.Errorf("print the keying sheet: %w", located(err, f))
	}
	return pdf, nil
}

func drawTyping(f *rules.Filing, t Typing, title string, o Options, tight bool) *document {
	d := newDocument(o, translations.Text(translations.Chinese, title), f.Host.Name)
	d.tight = tight
	if d.err != nil {
		return d
	}
	d.title(d.say(title), phrase{})
	d.fields(field(d.say("paper.label.host"), as(f.Host.Name)))
	d.notice(d.say("paper.typing.note"), red)
	columns := []column{
		{width: 66 * mm, head: d.say("paper.typing.box"), label: true},
		{width: width - 96*mm, head: d.say("paper.typing.value")},
		{width: 30 * mm, head: d.say("paper.typing.how")},
	}
	var rows []row
	for i, one := range t.Rows {
		rows = append(rows, row{
			{phrase: d.gloss(one), tick: one.Text != "" || one.Ask, ticked: t.Done(one)}, {phrase: as(one.Text)}, {phrase: d.how(one)},
		})
		if i+1 < len(t.Rows) && t.Rows[i+1].PageID == one.PageID && t.Rows[i+1].Website == one.Website {
			continue
		}
		head := phrase{zh: clean(one.Page)}
		if one.Website >= 0 {
			head.zh = clean(translations.Text(translations.Chinese, "typing.website", map[string]string{
				"page": one.Page, "website": wording.WebsiteName(translations.Chinese, f, one.Website),
			}))
		}
		d.heading(head)
		d.table(columns, rows...)
		rows = nil
	}
	return d
}

// gloss is the platform's own label, and what it means in English.
func (d *document) gloss(t wording.Typed) phrase {
	p := as(t.Label)
	if d.options.English {
		p.en = clean(t.Gloss(translations.English))
	}
	return p
}

// how says how the value gets into its box, or who has to be asked for it.
func (d *document) how(t wording.Typed) phrase {
	switch {
	case t.Ask:
		return d.say("typing.ask")
	case t.Text == "":
		return d.say("typing.blank")
	}
	return d.say("typing.how." + string(t.How))
}
