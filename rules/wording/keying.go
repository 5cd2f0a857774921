package wording

import (
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/ident"
	"recordaldesk/translations"
)

// How says how a value gets into a box of a platform.
type How string

// The ways.
const (
	Type   How = "type"   // typed or pasted
	Choose How = "choose" // one of a list
	Tick   How = "tick"   // some boxes of several
)

// Typed is one box of another platform, with what goes into it. Label and text are
// Chinese whatever the reader speaks: they are the platform's. What they mean is the
// message of Gloss.
type Typed struct {
	Key      string // tells it from all others of the sheet
	PageID   string
	Page     string // the screen, in the platform's words
	Website  int    // index, -1 for none
	RowID    string
	Label    string // in the platform's words
	Path     string // of the value in the filing; of several that are joined the first's; "" for none
	Text     string // "" where there is nothing to type
	How      How
	Ask      bool // the filing cannot say it, and it is needed: the client has to be asked
	Replaces bool // in a change: what is on record is another value

	gloss string
}

// Gloss returns what the box is for.
func (t Typed) Gloss(l Language) string { return translations.Text(l, t.gloss) }

// Keying returns what is typed into the access provider's platform, in its own order
// and words. Passwords are none of it.
func Keying(book *rules.Book, f *rules.Filing, today string) []Typed {
	return typed(book, f, today, "keying", book.Keying, func(t Typed, i *rules.Instance) (shown, ask bool) {
		asked := i != nil && i.Asked()
		return t.Text != "" || asked || t.Path == "", t.Path == "" || asked && i.Required()
	})
}

// Security returns what the client types into the platform of the public security, all
// of it: what the filing cannot say is to be asked for.
func Security(book *rules.Book, f *rules.Filing, today string) []Typed {
	return typed(book, f, today, "security", book.Security, func(Typed, *rules.Instance) (shown, ask bool) { return true, true })
}

// typed fills a sheet in. Of each box, judge says whether it is worth showing, and
// whether somebody has to be asked where it stays empty; the instance is nil where no
// form shows the field.
func typed(book *rules.Book, f *rules.Filing, today, sort string, sheet []rules.SheetPage, judge func(Typed, *rules.Instance) (shown, ask bool)) []Typed {
	f = f.Clone()
	book.Derive(f, today)
	shown := map[string]*rules.Instance{}
	instances := book.Shown(f, today)
	for i := range instances {
		shown[instances[i].Path] = &instances[i]
	}
	change := IsChange(f.Kind)
	var all []Typed
	for _, p := range book.Placed(sheet, f) {
		t := Typed{
			Key: p.Row.ID, PageID: p.Page.ID, Page: p.Page.Label, Website: p.Website, RowID: p.Row.ID, Label: p.Row.Label,
			Text: p.Row.Text, How: howOf(p.Row), gloss: sort + "." + p.Row.ID,
		}
		if p.Website >= 0 {
			t.Key += " " + strconv.Itoa(p.Website)
		}
		if len(p.Paths) > 0 {
			t.Path, t.Text = p.Paths[0], textAt(f, p)
			t.Key += " " + t.Path
			t.Replaces = change && f.Change.Changes(t.Path)
		}
		worth, ask := judge(t, shown[t.Path])
		if !worth {
			continue
		}
		t.Ask = ask && t.Text == ""
		all = append(all, t)
	}
	return all
}

func howOf(r *rules.SheetRow) How {
	switch {
	case r.Text != "", r.Path != "" && r.Field == nil:
		return Choose
	case r.Field == nil:
		return Type
	}
	switch r.Field.Type {
	case rules.TypeChoices:
		return Tick
	case rules.TypeChoice, rules.TypeProvince, rules.TypeCity, rules.TypeCounty, rules.TypeFlag:
		return Choose
	}
	return Type
}

// textAt says what stands at the row's paths, as the platform wants it.
func textAt(f *rules.Filing, p rules.Placed) string {
	var said []string
	for _, path := range p.Paths {
		value, err := f.Get(path)
		if err != nil {
			continue
		}
		if text := textOf(f, p.Row.Field, path, value); text != "" {
			said = append(said, text)
		}
	}
	return strings.Join(said, ";")
}

func textOf(f *rules.Filing, field *rules.Field, path string, value any) string {
	if field == nil { // of a list as a whole it is asked whether there is one
		return Value(translations.Chinese, nil, f.Len(path) > 0)
	}
	text := Value(translations.Chinese, field, value)
	switch field.Type {
	case rules.TypePhone:
		return ident.NormalisePhone(text)
	case rules.TypeCode:
		return ident.NormaliseCode(text)
	}
	return text
}

// WebsiteName returns what a person knows a website of the filing by: its name, its first
// domain or its number.
func WebsiteName(l Language, f *rules.Filing, website int) string {
	w := f.Websites[website]
	switch {
	case w.Name != "":
		return w.Name
	case len(w.Domains) > 0 && w.Domains[0].Name != "":
		return w.Domains[0].Name
	}
	return translations.Text(l, "typing.footer.unnamed", map[string]string{"number": strconv.Itoa(website + 1)})
}
