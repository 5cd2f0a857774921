package wording

import (
	"slices"
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// Comparison is one thing that a change replaces, in words.
type Comparison struct {
	Path    string // in filing.json
	FieldID string // of its label
	Label   string // with its place where there are several: 网站2：网站名称
	Before  string // on record now; "" where nobody said
	After   string // filed instead; "" where nothing is
}

// Compared lists what a change replaces, in the order of the forms; nothing for
// other kinds. Of a block that the kind files anew, such as the access, it lists
// all of it.
func Compared(l Language, book *rules.Book, f *rules.Filing, today string) []Comparison {
	if !IsChange(f.Kind) {
		return nil
	}
	// A filing may come from anybody, with a list of any length.
	ticked, listed := map[string]bool{}, map[string]bool{}
	for _, path := range f.Change.Fields {
		ticked[path] = true
	}
	var all []Comparison
	add := func(path, fieldID string, field *rules.Field, before string) {
		if listed[path] {
			return
		}
		listed[path] = true
		c := Comparison{Path: path, FieldID: fieldID, Label: At(l, f, path, fieldID), Before: before}
		c.After = after(l, f, field, path)
		if c.Before != "" || c.After != "" || ticked[path] {
			all = append(all, c)
		}
	}
	for _, c := range book.Changed(f, today) {
		add(c.Path, c.FieldID, c.Field, c.Before)
	}
	kind, _ := kindOf(book, f.Kind)
	for _, i := range book.Shown(f, today) {
		if i.Field.Before || i.Field.Type == rules.TypeFlag || !slices.Contains(kind.Fills, i.Section.Block) {
			continue
		}
		path, id, field := i.Path, i.Field.ID, i.Field
		if i.Section.Repeats() {
			member := strings.TrimSuffix(path, "."+field.Name)
			path, id, field = member[:strings.LastIndexByte(member, '.')], strings.TrimSuffix(id, "."+field.Name), nil
		}
		add(path, id, field, f.Change.Before[path])
	}
	return all
}

func kindOf(book *rules.Book, id string) (kind rules.Kind, ok bool) {
	i := slices.IndexFunc(book.Kinds, func(k rules.Kind) bool { return k.ID == id })
	if i < 0 {
		return rules.Kind{}, false
	}
	return book.Kinds[i], true
}

// IsChange reports whether the kind changes what is on record.
func IsChange(kind string) bool { return strings.HasPrefix(kind, "change_") }

// IsCancellation reports whether the kind ends what is on record.
func IsCancellation(kind string) bool { return strings.HasPrefix(kind, "cancel_") }

// At labels the field at path, with its place where it stands in a list of
// several or is a person's.
func At(l Language, f *rules.Filing, path, fieldID string) string {
	label := Label(l, fieldID)
	where := Where(l, f, path)
	if where == "" {
		return label
	}
	return translations.Text(l, "output.at", map[string]string{"where": where, "field": label})
}

// after says what the filing has at path: a field's value, or what names the
// members of a list.
func after(l Language, f *rules.Filing, field *rules.Field, path string) string {
	value, err := f.Get(path)
	if err != nil {
		return ""
	}
	if field != nil {
		return Value(l, field, value)
	}
	var said []string
	switch list := value.(type) {
	case []rules.Domain:
		for _, d := range list {
			said = append(said, d.Name)
		}
	case []rules.IPRange:
		for _, ip := range list {
			said = append(said, address(l, ip))
		}
	case []rules.PreApproval:
		for _, a := range list {
			category := argument(l, "choice.pre_approval."+a.Category)
			said = append(said, strings.TrimSpace(category+" "+a.Number))
		}
	}
	return listed(l, said)
}

// address says a range of addresses and what kind they are of.
func address(l Language, ip rules.IPRange) string {
	said := ip.From
	if ip.To != "" && ip.To != ip.From {
		said += "–" + ip.To
	}
	if said == "" || ip.Kind == "" {
		return said
	}
	return argument(l, "choice.ip_kind."+ip.Kind) + " " + said
}

func listed(l Language, all []string) string {
	all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
	return strings.Join(all, translations.Text(l, "list.separator"))
}

// detailed puts what tells a thing from others behind it, in brackets.
func detailed(l Language, what, details string) string {
	if details == "" {
		return what
	}
	return translations.Text(l, "output.detailed", map[string]string{"what": what, "details": details})
}

// Ended lists what a cancellation ends: the host unit's recordal, or that of a
// website, or its access; nothing for other kinds.
func Ended(l Language, f *rules.Filing) []string {
	if !IsCancellation(f.Kind) {
		return nil
	}
	var all []string
	if f.Kind == "cancel_host" {
		all = []string{detailed(l, translations.Text(l, "output.ends.host"), listed(l, []string{f.Host.RecordalNumber, f.Host.Name}))}
	}
	for i, w := range f.Websites {
		name := w.Name
		if name == "" {
			name = translations.Text(l, "member.websites", map[string]string{"number": strconv.Itoa(i + 1)})
		}
		details := []string{w.RecordalNumber}
		for _, d := range w.Domains {
			details = append(details, d.Name)
		}
		id := "output.ends.website"
		if f.Kind == "cancel_access" {
			id = "output.ends.access"
			for _, ip := range w.Access.IPs {
				details = append(details, address(l, ip))
			}
		}
		all = append(all, detailed(l, translations.Text(l, id, map[string]string{"website": name}), listed(l, details)))
	}
	return all
}

// Number returns the recordal number that a filing is known by: its website's
// where it is about one, else the host unit's; "" for a new recordal.
func Number(book *rules.Book, f *rules.Filing) string {
	if AboutWebsites(book, f.Kind) && len(f.Websites) == 1 && f.Websites[0].RecordalNumber != "" {
		return f.Websites[0].RecordalNumber
	}
	return f.Host.RecordalNumber
}

// AboutWebsites reports whether the kind is about websites, and not the host unit
// alone. A kind that the book does not know may be.
func AboutWebsites(book *rules.Book, kind string) bool {
	k, known := kindOf(book, kind)
	return !known || k.Websites
}
