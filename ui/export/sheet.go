package export

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// sheet is the filing as it reads on paper: Chinese in the left columns, English
// in the right, each finding below the field it is about.
type sheet struct {
	screen *Screen
	speech *parts.Speech
	lines  []line
	rows   *fyne.Container
	object fyne.CanvasObject
}

// line is one line of the sheet. A sheet whose lines stay is left alone.
type line struct {
	kind    kind
	zhLabel string
	zh      string
	enLabel string
	en      string
	look    widget.Importance // of the values, or of the finding
	fullZH  string            // what stands there when somebody asks to see masked numbers; "" where none are
	fullEN  string
	path    string // where the line's link leads; "" for none
}

type kind int

const (
	titleLine   kind = iota // names the kind of filing
	headLine                // names a page
	sectionLine             // names a section of it
	valueLine               // a field or a material
	findLine                // a finding
)

func newSheet(s *Screen) *sheet {
	h := &sheet{screen: s, speech: parts.NewSpeech(s.voice), rows: container.NewVBox()}
	h.object = container.NewStack(parts.NewGround(look.ColorPaper, theme.ColorNameSeparator), container.NewPadded(container.NewPadded(h.rows)))
	return h
}

// refresh writes the sheet anew where the filing or its findings changed.
func (h *sheet) refresh() {
	lines := gather(h.screen.session.Book(), h.screen.session.Filing(), h.screen.session.Report())
	if slices.Equal(lines, h.lines) {
		return
	}
	h.lines = lines
	h.speech = parts.NewSpeech(h.screen.voice)
	h.rows.Objects = nil
	for _, l := range lines {
		h.rows.Add(h.draw(l))
	}
	h.rows.Refresh()
}

// gather reads the lines off the filing and the report.
func gather(book *rules.Book, f *rules.Filing, r *rules.Report) []line {
	g := gatherer{filing: f, report: r, privacy: wording.PrivacyOf(f), open: map[string][]rules.Finding{}}
	for _, finding := range r.Findings {
		if finding.Moment != "" {
			continue // told above the sheet, with the papers, or after the export
		}
		g.open[finding.Field] = append(g.open[finding.Field], finding)
	}
	g.add(line{kind: titleLine, zh: translations.Text(translations.Chinese, "kind."+f.Kind), en: translations.Text(translations.English, "kind."+f.Kind)})
	shown := book.Shown(f, r.AsOf)
	for i, field := range shown {
		newPage := i == 0 || !samePage(field, shown[i-1])
		if newPage {
			g.page(field)
		}
		if section := sectionOf(field); newPage && sectioned(shown[i:]) || !newPage && section != sectionOf(shown[i-1]) {
			g.section(field)
		}
		g.field(field)
	}
	g.materials()
	g.rest()
	return g.lines
}

type gatherer struct {
	filing  *rules.Filing
	report  *rules.Report
	privacy *wording.Privacy
	open    map[string][]rules.Finding // by field, those not yet on the sheet
	lines   []line
}

func (g *gatherer) add(l line) { g.lines = append(g.lines, l) }

// both says a thing in both languages.
func both(say voice.Speaker) (zh, en string) {
	return say(translations.Chinese), say(translations.English)
}

func (g *gatherer) page(i rules.Instance) {
	name := voice.Message("page." + i.Page.ID)
	if i.Website >= 0 && len(g.filing.Websites) > 1 {
		name = func(l translations.Language) string {
			return translations.Text(l, "check.page_of_website", map[string]string{
				"page": translations.Text(l, "page."+i.Page.ID), "number": strconv.Itoa(i.Website + 1),
			})
		}
	}
	l := line{kind: headLine, path: i.Path}
	l.zh, l.en = both(name)
	g.add(l)
}

// samePage reports whether two fields stand on one page, of one website where the
// page is filled in for each.
func samePage(a, b rules.Instance) bool {
	return a.Page == b.Page && (a.Website == b.Website || !a.Page.PerWebsite())
}

// sectionOf is where the section of a field stands.
func sectionOf(i rules.Instance) string { return i.Section.ID + "@" + i.At() }

// sectioned reports whether the page that the list begins with has more than one
// section.
func sectioned(shown []rules.Instance) bool {
	for _, i := range shown {
		if !samePage(i, shown[0]) {
			return false
		}
		if sectionOf(i) != sectionOf(shown[0]) {
			return true
		}
	}
	return false
}

// section names a section, with its number where it repeats, and with the website
// or domain it is about where the page is not a website's own.
func (g *gatherer) section(i rules.Instance) {
	name := voice.Message("section." + i.Section.ID)
	places := strings.Split(i.At(), ".")
	switch n, err := strconv.Atoi(places[len(places)-1]); {
	case i.Section.Repeats() && !i.Field.Before && err == nil && len(places) > 1:
		name = voice.Message("member."+places[len(places)-2], map[string]string{"number": strconv.Itoa(n + 1)})
	case !i.Page.PerWebsite() && i.Website >= 0:
		name = func(l translations.Language) string {
			return translations.Text(l, "form.section_of", map[string]string{
				"section": translations.Text(l, "section."+i.Section.ID), "of": wording.About(l, g.filing, i.At()),
			})
		}
	}
	l := line{kind: sectionLine}
	l.zh, l.en = both(name)
	g.add(l)
}

// field adds a field and its findings.
func (g *gatherer) field(i rules.Instance) {
	value, err := g.filing.Get(i.Path)
	if err != nil {
		return // the path is the rulebook's own and was checked when it was loaded
	}
	l := line{kind: valueLine, look: widget.MediumImportance}
	l.zhLabel, l.enLabel = both(func(l translations.Language) string {
		if i.Field.Before {
			return translations.Text(l, "form.before", map[string]string{"field": wording.Label(l, i.Field.ID)})
		}
		return wording.Label(l, i.Field.ID)
	})
	l.zh, l.en = both(func(l translations.Language) string { return wording.Value(l, i.Field, value) })
	l.mask(func(s string) string { return g.privacy.Value(i.Field.ID, s) })
	if l.zh == "" {
		l.look = widget.LowImportance
		if i.Required() {
			l.look = widget.DangerImportance
		}
		l.zh, l.en = both(voice.Message("check.empty"))
	}
	g.add(l)
	g.findings(i.Path)
}

// mask puts masked numbers into the line, and keeps the full ones for who asks.
func (l *line) mask(mask func(string) string) {
	if zh, en := mask(l.zh), mask(l.en); zh != l.zh || en != l.en {
		l.fullZH, l.fullEN = l.zh, l.en
		l.zh, l.en = zh, en
	}
}

func (g *gatherer) findings(path string) {
	for _, f := range g.open[path] {
		l := line{kind: findLine, look: importance(f.Severity)}
		l.zh, l.en = both(sayFinding(g.privacy.Finding(f)))
		if leads(f.Field) {
			l.path = f.Field
		}
		g.add(l)
	}
	delete(g.open, path)
}

func sayFinding(f rules.Finding) voice.Speaker {
	return func(l translations.Language) string {
		message, fix := wording.Message(l, f)
		return say.Sentences(l, message, fix)
	}
}

func importance(s rules.Severity) widget.Importance {
	return map[rules.Severity]widget.Importance{
		rules.Error: widget.DangerImportance, rules.Warning: widget.WarningImportance, rules.Hint: widget.LowImportance,
	}[s]
}

// materials adds what goes with the filing.
func (g *gatherer) materials() {
	head := line{kind: headLine, path: "attachments"}
	head.zh, head.en = both(voice.Message("check.materials"))
	g.add(head)
	for _, m := range g.report.Materials {
		var files []string
		for _, a := range g.filing.Attachments {
			if m.Holds(a) {
				files = append(files, a.File)
			}
		}
		if !m.Needed && len(files) == 0 {
			continue
		}
		l := line{kind: valueLine, look: widget.MediumImportance}
		l.zhLabel, l.enLabel = both(say.Material(g.filing, m))
		switch {
		case len(files) > 0:
			l.zh, l.en = strings.Join(files, "\n"), strings.Join(files, "\n")
			l.mask(g.privacy.Text)
		case m.Scanned():
			l.look = widget.DangerImportance
			l.zh, l.en = both(voice.Message("materials.state.missing"))
		default:
			l.zh, l.en = both(voice.Message("materials.state.by_post"))
		}
		g.add(l)
	}
}

// rest adds the findings about what no form shows.
func (g *gatherer) rest() {
	headed := false
	for _, f := range g.report.Findings {
		if _, left := g.open[f.Field]; !left {
			continue
		}
		if !headed {
			headed = true
			l := line{kind: headLine}
			l.zh, l.en = both(voice.Message("check.other"))
			g.add(l)
		}
		g.findings(f.Field)
	}
}

// The shares of the width that the columns have: label and value in Chinese, in
// English, and the link.
var (
	valueColumns = parts.Columns{Shares: []float32{13, 31, 16, 29, 11}}
	textColumns  = parts.Columns{Shares: []float32{44, 45, 11}}

	narrowColumns = parts.Columns{Shares: []float32{42, 42, 16}}
)

// draw makes the widgets of a line.
func (h *sheet) draw(l line) fyne.CanvasObject {
	switch l.kind {
	case titleLine:
		return container.New(textLayout{}, text(l.zh, widget.MediumImportance, theme.SizeNameHeadingText), text(l.en, widget.MediumImportance, theme.SizeNameHeadingText), text("", 0, ""))
	case headLine:
		zh, en := text(l.zh, widget.MediumImportance, theme.SizeNameSubHeadingText), text(l.en, widget.MediumImportance, theme.SizeNameSubHeadingText)
		zh.TextStyle, en.TextStyle = look.Strong(l.zh), look.Strong(l.en)
		return container.NewVBox(widget.NewSeparator(), container.New(textLayout{}, zh, en, h.link(l, "check.change")))
	case sectionLine:
		zh, en := text(l.zh, widget.MediumImportance, ""), text(l.en, widget.MediumImportance, "")
		zh.TextStyle, en.TextStyle = look.Strong(l.zh), look.Strong(l.en)
		return container.New(textLayout{}, zh, en, text("", 0, ""))
	case valueLine:
		return container.New(&valueLayout{},
			text(l.zhLabel, widget.LowImportance, ""), h.value(l.zh, l.fullZH, l.look),
			text(l.enLabel, widget.LowImportance, ""), h.value(l.en, l.fullEN, l.look), text("", 0, ""))
	}
	return container.New(textLayout{}, text(l.zh, l.look, ""), text(l.en, l.look, ""), h.link(l, "check.go"))
}

// text is a wrapped label. What a person typed is never set in bold: the bold
// face lacks rare characters.
func text(s string, look widget.Importance, size fyne.ThemeSizeName) *widget.Label {
	l := widget.NewLabel(s)
	l.Wrapping, l.Importance = fyne.TextWrapWord, look
	if size != "" {
		l.SizeName = size
	}
	return l
}

// value is the text of a value, which shows masked numbers to who asks.
func (h *sheet) value(s, full string, look widget.Importance) fyne.CanvasObject {
	if full == "" {
		return text(s, look, "")
	}
	v := parts.NewVeil(s, full, h.screen.around.Do)
	v.Importance = look
	v.OnFocus = func() { h.screen.reveal(v) }
	return v
}

// link leads from a line to where it can be changed.
func (h *sheet) link(l line, id string) fyne.CanvasObject {
	if l.path == "" {
		return text("", 0, "")
	}
	link := h.speech.Link(voice.Message(id), func() { h.screen.goTo(l.path) })
	link.OnFocus = func() { h.screen.reveal(link) }
	return link
}
