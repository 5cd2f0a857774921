package paper

import (
	"context"
	"fmt"
	"strings"
)

// RecoveryName is what the file of the [RecoverySheet] is called.
const RecoveryName = "恢复码.pdf"

// Recovery is what stands on a recovery sheet.
type Recovery struct {
	Code  string // in groups of characters, with - between them
	Store string // where the filings lie
	Desk  string // the name of the desk; "" for none
}

// RecoverySheet returns the page with the code that opens a store whose passphrase was
// forgotten: the code in type large enough to be typed from, what it is for, how to use
// it and where to keep it. It fails for an Options.Date that is no date.
func RecoverySheet(ctx context.Context, r Recovery, o Options) ([]byte, error) {
	return ofTheStore(ctx, "paper.recovery.title", o, func(d *document) { d.recovery(r) })
}

func (d *document) recovery(r Recovery) {
	own := func(id string) phrase { return d.say("paper.recovery." + id) }
	d.title(own("title"), phrase{})
	d.plain(own("for"))
	rows := []row{field(own("store"), as(r.Store))}
	if r.Desk != "" {
		rows = append(rows, field(own("desk"), as(r.Desk)))
	}
	d.fields(append(rows, field(own("date"), as(d.options.Date)))...)
	d.gap(10)
	d.codeBox(own("code"), strings.Split(r.Code, "-"))
	d.heading(own("how"))
	d.clauses(own("how.1"), own("how.2"))
	d.heading(own("keep"))
	d.clauses(own("keep.1"), own("keep.2"), own("keep.3"))
}

// codeBox frames the groups of a code, four on a line, each under its number, so that
// who types them does not lose the place.
func (d *document) codeBox(caption phrase, groups []string) {
	const perLine, size, leading, room = 4, 26.0, 52.0, 10.0
	d.prompt(caption)
	lines := (len(groups) + perLine - 1) / perLine
	height := float64(lines)*leading + room
	d.need(height)
	d.frame(left, d.y, width, height, 1.2, 0, black)
	for i, group := range groups {
		middle := left + width/perLine*(float64(i%perLine)+0.5)
		y := d.y + float64(i/perLine)*leading + room
		number := fmt.Sprint(i + 1)
		d.write(middle-d.extent(number, 8)/2, y+8, 8, grey, number)
		d.write(middle-d.extent(group, size)/2, y+34, size, black, group)
	}
	d.y += height
	d.gap(10)
}
