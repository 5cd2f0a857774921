package paper

import (
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// What the checklist and the review sheet say of a change or a cancellation.

// comparison is the table of what a change replaces; nothing of other kinds.
func (d *document) comparison(book *rules.Book, f *rules.Filing, asOf string) {
	inChinese := wording.Compared(translations.Chinese, book, f, asOf)
	if len(inChinese) == 0 {
		return
	}
	inEnglish := wording.Compared(translations.English, book, f, asOf)
	var rows []row
	for i, one := range inChinese {
		rows = append(rows, row{
			{phrase: d.both(one.Label, inEnglish[i].Label)},
			d.value(one.Before, one.Before), d.value(one.After, inEnglish[i].After),
		})
	}
	d.heading(d.say("output.changes"))
	const label = 46 * mm
	d.table([]column{
		{width: label, head: d.say("output.item"), label: true},
		{width: (width - label) / 2, head: d.say("output.before")},
		{width: (width - label) / 2, head: d.say("output.after")},
	}, rows...)
}

// value is what stands in the comparison, in grey where nothing does.
func (d *document) value(chinese, english string) cell {
	if chinese == "" {
		return cell{phrase: d.say("output.not_given"), colour: grey}
	}
	return cell{phrase: d.both(chinese, english)}
}

// both is a text said in two languages, once where they agree.
func (d *document) both(chinese, english string) phrase {
	p := phrase{zh: cleanLines(chinese)}
	if english = cleanLines(english); d.options.English && english != p.zh {
		p.en = english
	}
	return p
}

// ended are the rows that say what a cancellation ends, and why.
func (d *document) ended(f *rules.Filing) []row {
	if !wording.IsCancellation(f.Kind) {
		return nil
	}
	ends := d.both(strings.Join(wording.Ended(translations.Chinese, f), "\n"), strings.Join(wording.Ended(translations.English, f), "\n"))
	return []row{field(d.say("output.ends"), ends), field(d.say("output.reason"), phrase{zh: cleanLines(f.Change.Reason)})}
}

// kind names the kind of recordal; of a draft without one, nothing.
func (d *document) kind(f *rules.Filing) phrase {
	if id := "kind." + f.Kind; translations.Has(translations.Chinese, id) {
		return d.say(id)
	}
	return as(f.Kind)
}

// book returns the rulebook to speak by.
func (o Options) book() *rules.Book {
	if o.Book != nil {
		return o.Book
	}
	return rules.Builtin()
}
