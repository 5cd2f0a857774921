package exchange

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

// stampComment begins the comment with the fingerprints of an entry.
const stampComment = "fingerprint "

// writePO writes a PO file that translates into o.To, from Chinese or, into Chinese, from
// English. An entry is known by its context, which is the id of the message.
func writePO(w io.Writer, records []*labels.Record, o Options) error {
	from := zh
	if o.To == zh {
		from = en
	}
	if _, ok := languageOf(string(o.To)); !ok {
		return fmt.Errorf("%q is no language", o.To)
	}
	plural, ok := pluralOf(o.To)
	if !ok {
		return fmt.Errorf("how many forms %s has is not known", o.To)
	}
	p := &poWriter{w: bufio.NewWriter(w), forms: translations.FormsFor(o.To)}
	code := strings.ReplaceAll(string(o.To), "-", "_")
	at := o.Now().Format("2006-01-02 15:04-0700")
	p.line(`msgid ""`)
	p.line(`msgstr ""`)
	for _, field := range []string{
		"Project-Id-Version: " + o.Program, "POT-Creation-Date: " + at, "PO-Revision-Date: " + at,
		"Last-Translator: ", "Language-Team: ", "Language: " + code, "MIME-Version: 1.0",
		"Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit",
		fmt.Sprintf("Plural-Forms: nplurals=%d; plural=%s;", len(p.forms), plural),
	} {
		p.line(quotedPO(field + "\n"))
	}
	for _, r := range records {
		p.entry(r, from, o)
	}
	return p.w.Flush()
}

// poWriter writes a PO file; its writer keeps the first failure.
type poWriter struct {
	w     *bufio.Writer
	forms []translations.Form
}

func (p *poWriter) line(text string) {
	_, _ = p.w.WriteString(text)
	_ = p.w.WriteByte('\n')
}

func (p *poWriter) entry(r *labels.Record, from translations.Language, o Options) {
	about := o.About(r.ID)
	p.line("")
	for _, said := range []string{about.Note, about.Place, about.State, about.Last} {
		for line := range strings.Lines(said) {
			p.line("#. " + strings.TrimSpace(line))
		}
	}
	p.line("#. " + stampComment + stampsOf(r, []translations.Language{o.To}).String())
	p.line("msgctxt " + quotedPO(r.ID))
	source, target := r.Texts[from].Forms, r.Texts[o.To].Forms
	one := source[translations.Other]
	if one == "" {
		one = r.ID // a file must have something there
	}
	if !labels.Counts(r.ID) {
		p.line("msgid " + quotedPO(one))
		p.line("msgstr " + quotedPO(target[translations.Other]))
		return
	}
	several := one
	if form, ok := source[translations.One]; ok {
		one = form
	}
	p.line("msgid " + quotedPO(one))
	p.line("msgid_plural " + quotedPO(several))
	for i, form := range p.forms {
		p.line(fmt.Sprintf("msgstr[%d] %s", i, quotedPO(target[form])))
	}
}

var escapePO = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`)

func quotedPO(text string) string { return `"` + escapePO.Replace(text) + `"` }
