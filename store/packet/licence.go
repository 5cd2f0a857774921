package packet

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// LicenceMail is the mail in which a host unit asks the ICP team for what only the
// access provider can give for an ICP licence: its qualification and the access
// agreement (domain 7.2).
type LicenceMail struct {
	filing *rules.Filing
	day    string // YYYY-MM-DD
	to     string
}

// NewLicenceMail returns the mail of the filing's host unit, dated on the day, to an
// address of the ICP team.
func NewLicenceMail(f *rules.Filing, day, to string) LicenceMail { return LicenceMail{f, day, to} }

// To is whom it goes to.
func (m LicenceMail) To() string { return m.to }

// Subject returns the subject. What is sent is Chinese, English is for understanding.
func (m LicenceMail) Subject(l translations.Language) string {
	return translations.Text(l, "mail.licence.subject", map[string]string{"host": m.host(l)})
}

// Body returns the text of the mail.
func (m LicenceMail) Body(l translations.Language) string {
	text := func(id string) string { return translations.Text(l, id) }
	host := map[string]string{"host": m.host(l)}
	blocks := []string{
		text("mail.greeting"),
		translations.Text(l, "mail.licence.intro", host) + "\n" + text("mail.licence.wanted.1") + "\n" + text("mail.licence.wanted.2"),
		text("mail.licence.facts") + "\n" + lines(m.facts(l)),
	}
	if contact := m.contact(l); contact != "" {
		blocks = append(blocks, text("mail.contact.host")+"\n"+contact)
	}
	blocks = append(blocks, text("mail.licence.closing"), lines([]string{host["host"], m.day}))
	return strings.Join(blocks, "\n\n") + "\n"
}

func (m LicenceMail) host(l translations.Language) string { return HostName(l, m.filing) }

// facts are what the ICP team finds the host unit by.
func (m LicenceMail) facts(l translations.Language) []string {
	var sites, numbers, domains []string
	for _, site := range m.filing.Websites {
		sites, numbers = append(sites, oneLine(site.Name)), append(numbers, oneLine(site.RecordalNumber))
		for _, d := range site.Domains {
			domains = append(domains, oneLine(d.Name))
		}
	}
	var said []string
	for _, one := range []struct{ id, value string }{
		{"mail.fact.host", m.host(l)}, {"mail.fact.recordal_number", oneLine(m.filing.Host.RecordalNumber)},
		{"mail.fact.websites", listed(sites)}, {"mail.fact.website_numbers", listed(numbers)},
		{"mail.fact.domains", listed(domains)}, {"mail.fact.account", oneLine(m.filing.Account.ID)},
	} {
		if one.value != "" {
			said = append(said, translations.Text(l, one.id, map[string]string{"value": one.value}))
		}
	}
	return said
}

// contact is the person in charge of the host unit, whom the ICP team calls.
func (m LicenceMail) contact(l translations.Language) string {
	p := m.filing.HostLead()
	said := []string{oneLine(p.Name)}
	for _, one := range []struct{ id, value string }{{"mail.contact.mobile", oneLine(p.Mobile)}, {"mail.contact.email", oneLine(p.Email)}} {
		if one.value != "" {
			said = append(said, translations.Text(l, one.id, map[string]string{"value": one.value}))
		}
	}
	if said[0] == "" {
		said = said[1:]
	}
	return strings.Join(said, map[translations.Language]string{translations.Chinese: "，", translations.English: ", "}[l])
}

// FileName is what the draft is called.
func (m LicenceMail) FileName() string {
	return safeName(say("mail.licence.file", map[string]string{"host": m.host(translations.Chinese)}), maxStemBytes) + ".eml"
}

// Draft returns the mail as a file that a mail program opens as one still to be sent.
// The same filing gives the same file on the same day.
func (m LicenceMail) Draft() ([]byte, error) {
	day, err := time.Parse(time.DateOnly, m.day)
	if err != nil {
		return nil, fmt.Errorf("date the mail draft: %w", err)
	}
	body := m.Body(translations.Chinese)
	sum := sha256.Sum256([]byte(body))
	return Note{
		To: m.To(), Subject: m.Subject(translations.Chinese), Body: body, At: day.Add(mailHour), ID: hex.EncodeToString(sum[:16]),
	}.Draft()
}
