package paper

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// What the filing says, as the papers write it.

// choice is the name of a member of a list of choices, the id itself where the
// list has no such member.
func (d *document) choice(list, id string) phrase {
	message := "choice." + list + "." + id
	if id == "" || !translations.Has(translations.Chinese, message) {
		return as(id)
	}
	return d.say(message)
}

// choices are the names of several members.
func (d *document) choices(list string, ids []string) phrase {
	var all []phrase
	for _, id := range ids {
		all = append(all, d.choice(list, id))
	}
	return d.joined(all)
}

func (d *document) joined(all []phrase) phrase {
	var zh, en []string
	for _, p := range all {
		zh = append(zh, p.zh)
		if p.en != "" {
			en = append(en, p.en)
		}
	}
	large := translations.Chinese
	if d.options.NoChinese {
		large = translations.English
	}
	return phrase{
		zh: strings.Join(zh, translations.Text(large, "paper.separator")),
		en: strings.Join(en, translations.Text(translations.English, "paper.separator")),
	}
}

// place is the name of a province, city or county by its code.
func (d *document) place(code string) phrase {
	p := as(wording.Place(translations.Chinese, code))
	if d.options.English && code != "" {
		p.en = wording.Place(translations.English, code)
	}
	return p
}

// Room to write by hand in a sentence.
const (
	roomForPerson = "____________"         // 24 mm
	roomForText   = "____________________" // 40 mm
)

// inSentence is a text of the filing within a sentence, room to write where nothing
// is given: a sentence of which a piece is missing cannot be signed.
func inSentence(s, room string) string {
	if s = clean(s); strings.TrimSpace(s) != "" {
		return s
	}
	return room
}

// list joins texts of the filing, leaving out empty ones.
func (d *document) list(texts []string) phrase {
	var all []phrase
	for _, s := range texts {
		if s = clean(s); s != "" {
			all = append(all, phrase{zh: s})
		}
	}
	return d.joined(all)
}

// domains are the domains of the form's websites.
func (p *form) domains() phrase {
	var names []string
	for _, i := range p.websites {
		names = append(names, domainsOf(p.filing.Websites[i])...)
	}
	return p.list(names)
}

// domainsOf are the names of a website's domains.
func domainsOf(w rules.Website) []string {
	var names []string
	for _, d := range w.Domains {
		names = append(names, d.Name)
	}
	return names
}

// names are the names of the form's websites.
func (p *form) names() phrase {
	var names []string
	for _, i := range p.websites {
		names = append(names, p.filing.Websites[i].Name)
	}
	return p.list(names)
}

// addresses are the IP addresses of the form's websites.
func (p *form) addresses() phrase {
	var all []string
	for _, i := range p.websites {
		all = append(all, rangesOf(p.filing.Websites[i])...)
	}
	return p.list(all)
}

// ranges are the IP addresses of one website.
func (p *form) ranges(w rules.Website) phrase { return p.list(rangesOf(w)) }

func rangesOf(w rules.Website) []string {
	var all []string
	for _, ip := range w.Access.IPs {
		if ip.To == "" || ip.To == ip.From {
			all = append(all, ip.From)
			continue
		}
		all = append(all, translations.Text(translations.Chinese, "paper.range",
			map[string]string{"from": ip.From, "to": ip.To}))
	}
	return all
}

// site is the website the form is about; empty where the filing has none.
func (p *form) site() rules.Website {
	if len(p.websites) == 0 {
		return rules.Website{}
	}
	return p.filing.Websites[p.websites[0]]
}

// lead is the person in charge of the form's website.
func (p *form) lead() rules.Person {
	if len(p.websites) == 0 {
		return p.filing.HostLead()
	}
	return p.filing.WebsiteLead(p.websites[0])
}

// address is the host unit's mailing address in full.
func (p *form) address() phrase { return addressOf(p.filing.Host) }

// addressOf is the host unit's mailing address in full. The city of a
// municipality has the name of its province and is written once.
func addressOf(h rules.Host) phrase {
	var address string
	last := ""
	for _, code := range []string{h.Province, h.City, h.County} {
		if name := wording.Place(translations.Chinese, code); name != last {
			address += name
			last = name
		}
	}
	return as(address + h.Address)
}

// fieldWith returns the path of the first text of the filing that has the
// character, "" where none has.
func fieldWith(f *rules.Filing, r rune) string {
	data, err := rules.Encode(f)
	if err != nil {
		return ""
	}
	var tree map[string]any
	if json.Unmarshal(data, &tree) != nil {
		return ""
	}
	delete(tree, "attachments") // names of files, which are not printed
	return pathWith(tree, r, "")
}

func pathWith(node any, r rune, at string) string {
	switch v := node.(type) {
	case string:
		if strings.ContainsRune(v, r) {
			return at
		}
	case []any:
		for i, one := range v {
			if path := pathWith(one, r, at+"."+strconv.Itoa(i)); path != "" {
				return path
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if path := pathWith(v[name], r, strings.TrimPrefix(at+"."+name, ".")); path != "" {
				return path
			}
		}
	}
	return ""
}
