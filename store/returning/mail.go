package returning

import (
	"strconv"
	"strings"

	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
)

// mailOf writes the mail to the client with the files attached. It names what goes back
// and says nothing of what stands there: a mail can be read on its way.
func mailOf(d Draft, n *casework.Notice, o Options, files []packet.NoteFile) ([]byte, error) {
	var subjects, bodies []string
	for _, l := range o.Language.languages() {
		subjects = append(subjects, subject(l, d, n))
		bodies = append(bodies, body(l, d, n, o))
	}
	return packet.Note{
		To: d.To, Subject: strings.Join(subjects, " / "), Body: strings.Join(bodies, "\n----\n\n"), At: n.At, ID: n.ID, Files: files,
	}.Draft()
}

// languages are those of the notice, in their order.
func (l Language) languages() []translations.Language {
	switch l {
	case English:
		return []translations.Language{translations.English}
	case Both:
		return translations.Languages
	}
	return []translations.Language{translations.Chinese}
}

func subject(l translations.Language, d Draft, n *casework.Notice) string {
	return translations.Text(l, "returning.mail.subject", map[string]string{"host": packet.HostName(l, d.Filing), "reference": n.Reference})
}

func body(l translations.Language, d Draft, n *casework.Notice, o Options) string {
	places := wording.PlacesOf(o.Book, d.Filing, n.At.Format("2006-01-02"))
	lines := []string{
		translations.Text(l, "returning.mail.greeting"), "",
		translations.Count(l, "returning.mail.intro", len(n.Items), map[string]string{"host": packet.HostName(l, d.Filing)}), "",
	}
	for i, item := range n.Items {
		lines = append(lines, translations.Text(l, "returning.mail.item", map[string]string{
			"number": strconv.Itoa(i + 1), "place": packet.OneLine(places.Name(l, item.Place)),
			"verdict": translations.Text(l, "returning.verdict."+string(item.Verdict)),
		}))
	}
	lines = append(lines, "", translations.Text(l, "returning.mail.how"), "")
	if signed := packet.OneLine(strings.Join([]string{n.Desk, n.By}, " ")); signed != "" {
		lines = append(lines, signed)
	}
	lines = append(lines, n.At.Format("2006-01-02"))
	return strings.Join(lines, "\n") + "\n"
}
