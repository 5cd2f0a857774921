package paper

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/store/pagecode"
	"recordaldesk/translations"
)

// Notice returns the return notice of a filing (退回通知单): whose it is and who looked at
// it, each thing that goes back with where it stands, what stands there, why, and what to
// do, and at the end how it comes in again. A dozen things are on one page, in smaller
// type where they must be. The numbers of persons are masked, since it may be lost on the
// way. It is in Chinese, with English besides or, with Options.NoChinese, in English
// alone. It fails as [Forms] does.
func Notice(ctx context.Context, f *rules.Filing, n *casework.Notice, book *rules.Book, o Options) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("print the return notice: %w", err)
	}
	o.Incomplete = false // what it is about may be so
	pdf, err := drawNotice(f, n, book, o).bytes()
	if err != nil {
		return nil, fmt.Errorf("print the return notice: %w", located(err, f))
	}
	return pdf, nil
}

// noticeForm is how the code of its pages names a return notice.
const noticeForm = "RN"

// onOnePage is how many items stand on one page.
const onOnePage = 12

// drawNotice draws the notice in type as large as it fits on one page; of what takes more
// than that by right, in its own size.
func drawNotice(f *rules.Filing, n *casework.Notice, book *rules.Book, o Options) *document {
	var d *document
	for _, scale := range []float64{1, 0.93, 0.86, 0.79, 0.72, 0.65} {
		d = drawNoticeIn(scale, f, n, book, o)
		if d.pages <= 1 || d.err != nil || len(n.Items) > onOnePage && scale < 1 {
			break
		}
	}
	return d
}

// returnNotice is the notice being drawn.
type returnNotice struct {
	*document
	filing *rules.Filing
	notice *casework.Notice
	book   *rules.Book
	places *wording.Places
	scale  float64
}

func drawNoticeIn(scale float64, f *rules.Filing, n *casework.Notice, book *rules.Book, o Options) *document {
	const title = "paper.notice.title"
	d := newDocument(o, translations.Text(translations.Chinese, title), f.Host.Name)
	d.tight, d.dense, d.lenient = scale < 1, scale < 0.75, true // a reviewer's words may have any character
	d.code = pagecode.Code{Filing: n.Reference, Form: noticeForm}
	if d.err != nil {
		return d
	}
	r := returnNotice{d, f, n, book, wording.PlacesOf(book, f, o.Date), scale}
	r.title(r.say(title), phrase{})
	r.facts()
	r.plainly(r.count("paper.notice.intro", len(n.Items)))
	returned := r.items(casework.Returned, "paper.notice.returned", 0)
	r.items(casework.Queried, "paper.notice.queried", returned)
	r.again()
	return d
}

func (r *returnNotice) own(id string, args ...map[string]string) phrase {
	return r.say("paper.notice."+id, args...)
}

// sized is a style in the notice's size, as far as it can be read.
func (r *returnNotice) sized(s style) style {
	const least = 5.5
	size := max(s.size*r.scale, least)
	leading := s.leading / s.size
	if r.dense {
		leading = min(leading, 1.3)
	}
	s.size, s.leading = size, leading*size
	return s
}

func (r *returnNotice) plainly(p phrase) {
	r.lines(left, r.setPhrase(p, r.sized(bodyStyle), r.sized(aidStyle), width))
	r.gap(3)
}

// facts say whose filing it is, and who looked at it.
func (r *returnNotice) facts() {
	var domains []string
	for _, w := range r.filing.Websites {
		domains = append(domains, domainsOf(w)...)
	}
	const most = 2 // of a filing with many, these tell it
	domain := r.list(domains[:min(len(domains), most)])
	if rest := len(domains) - most; rest > 0 {
		domain = r.joined([]phrase{domain, as(r.count("paper.notice.more", rest).zh)})
	}
	pairs := [][2]phrase{
		{r.say("paper.label.host"), as(r.filing.Host.Name)}, {r.say("paper.checklist.kind"), r.kindOf()},
		{r.say("paper.label.domain"), domain}, {r.own("reference"), as(r.notice.Reference)},
		{r.own("by"), r.list([]string{r.notice.Desk, r.notice.By})}, {r.own("date"), as(r.options.Date)},
	}
	pairs = slices.DeleteFunc(pairs, func(p [2]phrase) bool { return p[1].zh == "" })
	columns := []column{{width: 24 * mm, label: true}, {width: width/2 - 24*mm}, {width: 24 * mm, label: true}, {width: width/2 - 24*mm}}
	for i := 0; i < len(pairs); i += 2 {
		set := make([][]textLine, len(columns))
		for j, p := range pairs[i:min(i+2, len(pairs))] {
			label := r.sized(style{size: 9.5, leading: 14, colour: black})
			set[2*j] = r.setCell(p[0], label, r.sized(aidStyle), columns[2*j].width-2*cellInset)
			set[2*j+1] = r.setCell(p[1], r.sized(cellStyle), r.sized(aidStyle), columns[2*j+1].width-2*cellInset)
		}
		r.rowOf(columns, set, nil)
	}
	r.gap(8)
}

// kindOf says the kind of recordal.
func (r *returnNotice) kindOf() phrase {
	if r.options.NoChinese {
		return as(r.kind(r.filing).zh)
	}
	return r.kind(r.filing)
}

// languages are those that the notice is in, the large one first.
func (r *returnNotice) languages() []translations.Language {
	switch {
	case r.options.NoChinese:
		return []translations.Language{translations.English}
	case r.options.English:
		return translations.Languages
	}
	return []translations.Language{translations.Chinese}
}

// in makes a phrase of what is said in each of the notice's languages.
func (r *returnNotice) in(say func(translations.Language) string) phrase {
	all := r.languages()
	p := phrase{zh: cleanLines(say(all[0]))}
	if translations.Base(all[0]) == translations.English {
		p.zh = inLatin.Replace(p.zh)
	}
	if len(all) > 1 {
		if p.en = cleanLines(say(all[1])); p.en == p.zh {
			p.en = ""
		}
	}
	return p
}

// items lists the items with the verdict under a heading, numbered on from those that
// stand before them, and returns how many they are.
func (r *returnNotice) items(v casework.Verdict, heading string, before int) int {
	var mine []casework.Item
	for _, i := range r.notice.Items {
		if i.Verdict == v {
			mine = append(mine, i)
		}
	}
	if len(mine) == 0 {
		return 0
	}
	r.heading(r.count(heading, len(mine)))
	columns := []column{{width: 8 * mm}, {width: 50 * mm, label: true}, {width: width - 58*mm}}
	for n, i := range mine {
		set := r.setItem(columns, before+n+1, i)
		if n == 0 {
			r.need(min(r.rowHeight(set, nil), (bottom-top)/2))
		}
		r.rowOf(columns, set, nil)
	}
	r.gap(6)
	return len(mine)
}

// setItem breaks the texts of an item to its columns: its number, where it stands and
// what stands there, and what was said of it.
func (r *returnNotice) setItem(columns []column, number int, i casework.Item) [][]textLine {
	strong, plain := r.sized(style{size: 10.5, leading: 15, colour: black}), r.sized(style{size: 10, leading: 14.5, colour: black})
	small, aid := r.sized(style{size: 8.5, leading: 12, colour: grey}), r.sized(style{size: 7.5, leading: 10, colour: grey})
	room := func(n int) float64 { return columns[n].width - 2*cellInset }
	where := r.setCell(r.in(func(l translations.Language) string { return r.places.Name(l, i.Place) }), strong, aid, room(1))
	where = append(where, r.setCell(r.aside(func(l translations.Language) (string, map[string]string) {
		id := "stands"
		step := r.places.Step(l, i.Place)
		if step != "" {
			id = "stands_on"
		}
		return id, map[string]string{"step": step, "value": shortened(r.places.Value(l, i.Place), mostShown)}
	}), small, aid, room(1))...)

	said := r.in(func(l translations.Language) string {
		if translations.Base(l) == translations.English && i.Said.English != "" || i.Said.Chinese == "" {
			return i.Said.English
		}
		return i.Said.Chinese
	})
	lines := r.setCell(said, plain, aid, room(2))
	if i.Words != "" {
		words := r.aside(func(translations.Language) (string, map[string]string) {
			return "words", map[string]string{"words": i.Words}
		})
		lines = append(lines, r.setCell(words, plain, aid, room(2))...)
	}
	if len(lines) == 0 {
		lines = r.setCell(r.own("unsaid."+string(i.Verdict)), plain, aid, room(2))
	}
	return [][]textLine{r.setCell(as(strconv.Itoa(number)), plain, aid, room(0)), where, lines}
}

// mostShown is how many characters of what stands at a place are shown.
const mostShown = 60

// aside is a message of the notice in the large language alone: small print besides it
// would say the same again.
func (r *returnNotice) aside(say func(translations.Language) (id string, args map[string]string)) phrase {
	p := r.in(func(l translations.Language) string {
		id, args := say(l)
		return translations.Text(l, "paper.notice."+id, args)
	})
	return phrase{zh: p.zh}
}

// again says how the filing comes in again, and which papers come along.
func (r *returnNotice) again() {
	steps := []phrase{r.own("again.open"), r.own("again.send")}
	if papers := r.originals(); len(papers) > 0 {
		p := r.own("again.originals", map[string]string{"papers": r.joined(papers).zh})
		if p.en != "" {
			p.en = r.own("again.originals", map[string]string{"papers": r.joined(papers).en}).en
		}
		steps = append(steps, p)
	}
	if slices.ContainsFunc(r.notice.Items, func(i casework.Item) bool { return i.Verdict == casework.Queried }) {
		steps = append(steps, r.own("again.queried"))
	}
	r.heading(r.own("again"))
	for i, p := range steps {
		body, aid := r.sized(bodyStyle), r.sized(aidStyle)
		const hang = 20
		lines := r.setPhrase(p, body, aid, width-hang)
		r.need(height(lines))
		r.line(left, r.y, r.setLines(r.say("paper.clause_number", numbered(i+1)).zh, body, hang)[0])
		r.lines(left+hang, lines)
		r.gap(2)
	}
}

// originals are the papers that went back of which the paper itself is wanted, signed or
// sealed anew, each once.
func (r *returnNotice) originals() []phrase {
	var all []phrase
	for _, i := range r.notice.Items {
		m, known := r.places.Material(i.Place)
		wanted := m.Signature == "required" || m.Seal == "required" || slices.Contains(m.Delivery, "post")
		if !i.IsMaterial() || !known || !wanted || i.Verdict != casework.Returned {
			continue
		}
		name := r.say("material." + m.ID)
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}
