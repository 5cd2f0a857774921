package packet

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// subject and body of the mail to the ICP team are Chinese, like all that is
// filed. The same messages exist in English, for the window to show what the
// mail says.

func (w *writer) subject() string {
	id, args := "mail.subject", map[string]string{
		"host": w.hostName(), "kind": w.kindName(), "date": oneLine(w.Report.AsOf),
	}
	if number := w.number(); number != "" {
		id, args["number"] = "mail.subject.on_record", number
	}
	s := say(id, args)
	if w.Incomplete {
		s = say("mail.subject.incomplete", map[string]string{"subject": s})
	}
	if w.part.of > 0 {
		s += " " + strings.TrimPrefix(w.part.tail(), "_")
	}
	return s
}

func (w *writer) body() string {
	intro := "mail.intro"
	if w.Incomplete {
		intro = "mail.intro.incomplete"
	}
	blocks := []string{
		say("mail.greeting"),
		say(intro, map[string]string{"host": w.hostName(), "kind": w.kindName()}),
		lines(w.facts()),
		w.answered(),
		titled("mail.since", w.sinceLast()),
		titled("mail.changes", w.changes()),
		titled("mail.ends", w.ends()),
		w.reason(),
		w.parted(),
		w.locked(),
		titled("mail.enclosed", w.enclosed()),
		w.lighterCopies(),
		titled("mail.by_post", w.delivered("post")),
		titled("mail.in_person", w.delivered("in_person")),
		titled(w.contactTitle(), w.contacts()),
		say("mail.closing"),
		lines([]string{w.hostName(), oneLine(w.Report.AsOf)}),
	}
	blocks = slices.DeleteFunc(blocks, func(s string) bool { return s == "" })
	return strings.Join(blocks, "\n\n") + "\n"
}

// facts are what the reviewer sorts the mail by.
func (w *writer) facts() []string {
	f := w.Filing
	var sites, numbers, domains []string
	for _, site := range f.Websites {
		sites = append(sites, oneLine(site.Name))
		numbers = append(numbers, oneLine(site.RecordalNumber))
		for _, d := range site.Domains {
			domains = append(domains, oneLine(d.Name))
		}
	}
	return []string{
		fact("mail.fact.host", w.hostName()),
		fact("mail.fact.recordal_number", oneLine(f.Host.RecordalNumber)),
		fact("mail.fact.kind", w.kindName()),
		fact("mail.fact.province", oneLine(wording.Place(translations.Chinese, f.Host.Province))),
		fact("mail.fact.websites", listed(sites)),
		fact("mail.fact.website_numbers", listed(numbers)),
		fact("mail.fact.domains", listed(domains)),
		fact("mail.fact.account", oneLine(f.Account.ID)),
		w.route(),
	}
}

// number is the recordal number that the filing is known by; "" for a new one.
func (w *writer) number() string { return oneLine(wording.Number(w.Book, w.Filing)) }

// route says how the filing is verified; nobody's identity is to end a recordal.
func (w *writer) route() string {
	if wording.IsCancellation(w.Filing.Kind) {
		return ""
	}
	return fact("mail.fact.route", say("packet.route."+string(w.Report.Route)))
}

// changes names what changes, without what it was and becomes: that may be the
// number of somebody's identity card, and a mail can be read on its way. The
// workbook has both.
func (w *writer) changes() []string {
	var said []string
	for _, c := range wording.Compared(translations.Chinese, w.Book, w.Filing, w.Report.AsOf) {
		said = append(said, oneLine(c.Label))
	}
	return said
}

// ends lists what a cancellation ends.
func (w *writer) ends() []string {
	var said []string
	for _, one := range wording.Ended(translations.Chinese, w.Filing) {
		said = append(said, oneLine(one))
	}
	return said
}

// reason says why something is changed or ended.
func (w *writer) reason() string {
	if !wording.IsChange(w.Filing.Kind) && !wording.IsCancellation(w.Filing.Kind) {
		return ""
	}
	return fact("mail.reason", oneLine(w.Filing.Change.Reason))
}

// fact is "主办单位：…", or "" where there is nothing to say.
func fact(id, value string) string {
	if value == "" {
		return ""
	}
	return say(id, map[string]string{"value": value})
}

// locked says that the zip asks for a password and how that comes; never in this
// mail, which would undo it.
func (w *writer) locked() string {
	if w.Password == "" {
		return ""
	}
	return say("mail.password")
}

// parted says which part of the packet this mail has, and what the others are
// called.
func (w *writer) parted() string {
	if w.part.of == 0 {
		return ""
	}
	said := []string{say("mail.part", map[string]string{"number": strconv.Itoa(w.part.number), "of": strconv.Itoa(w.part.of)})}
	for _, other := range w.part.others {
		said = append(said, oneLine(other.File))
	}
	return lines(said)
}

// lighterCopies says which scans are copies in a lower resolution.
func (w *writer) lighterCopies() string {
	var names []string
	for _, s := range w.group {
		if s.lighter > 0 {
			names = append(names, s.entry.Path)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return lines(append([]string{say("mail.lighter")}, names...))
}

// enclosed lists the files of the zip, the manifest and the filing for programs
// at its end.
func (w *writer) enclosed() []string {
	var names []string
	for _, p := range w.enclosedPapers() {
		names = append(names, p.entry.Path)
	}
	for _, s := range w.group {
		names = append(names, s.entry.Path)
	}
	return append(names, filingEntry, manifestEntry)
}

// delivered lists the papers that are needed and go another way than by mail.
func (w *writer) delivered(how string) []string {
	var said []string
	for _, m := range w.Report.Materials {
		if !m.Needed || !slices.Contains(m.Delivery, how) {
			continue
		}
		name := materialName(m.ID)
		if m.Domain != "" {
			name += " " + oneLine(m.Domain)
		}
		said = append(said, translations.Count(translations.Chinese, "mail.copies", m.Copies, map[string]string{"material": name}))
	}
	return said
}

// aboutHost reports whether the ICP team calls the person in charge of the host
// unit: where the filing is about nothing else, or has no website yet.
func (w *writer) aboutHost() bool {
	return !wording.AboutWebsites(w.Book, w.Filing.Kind) || len(w.Filing.Websites) == 0
}

func (w *writer) contactTitle() string {
	if w.aboutHost() {
		return "mail.contact.host"
	}
	return "mail.contact"
}

// contacts names the persons in charge, whom the ICP team calls: of the websites,
// or of the host unit.
func (w *writer) contacts() []string {
	leads := make([]rules.Person, 0, len(w.Filing.Websites))
	if w.aboutHost() {
		leads = append(leads, w.Filing.HostLead())
	} else {
		for i := range w.Filing.Websites {
			leads = append(leads, w.Filing.WebsiteLead(i))
		}
	}
	var said []string
	for _, p := range leads {
		one := slices.DeleteFunc([]string{
			oneLine(p.Name), fact("mail.contact.mobile", oneLine(p.Mobile)), fact("mail.contact.email", oneLine(p.Email)),
		}, func(s string) bool { return s == "" })
		if line := strings.Join(one, "，"); line != "" && !slices.Contains(said, line) {
			said = append(said, line)
		}
	}
	return said
}

func (w *writer) hostName() string { return HostName(translations.Chinese, w.Filing) }

func (w *writer) kindName() string { return kindName(w.Filing) }

// kindName says the kind of recordal in Chinese.
func kindName(f *rules.Filing) string {
	if id := "kind." + f.Kind; translations.Has(translations.Chinese, id) {
		return say(id)
	}
	return say("packet.unknown_kind")
}

// titled puts a title above a list, numbered where it is longer than one; ""
// where it is empty.
func titled(id string, list []string) string {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return say(id) + "\n" + list[0]
	}
	numbered := make([]string, len(list))
	for i, one := range list {
		numbered[i] = strconv.Itoa(i+1) + ". " + one
	}
	return say(id) + "\n" + lines(numbered)
}

func lines(list []string) string {
	return strings.Join(slices.DeleteFunc(list, func(s string) bool { return s == "" }), "\n")
}

func listed(list []string) string {
	list = slices.DeleteFunc(list, func(s string) bool { return s == "" })
	return strings.Join(slices.Compact(list), "、")
}

// oneLine makes of what a person typed one line in which nothing is hidden.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !isVisible(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}
