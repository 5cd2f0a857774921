package exchange

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"recordaldesk/translations"
)

// poEntry is an entry of a PO file as it is being read.
type poEntry struct {
	context string
	id      string
	texts   map[int]string // by index; 0 for an entry without forms
	plural  bool
	fuzzy   bool
	stamps  stamps
	begun   bool // a keyword was read
}

// poReader reads a PO file line by line.
type poReader struct {
	known []translations.Language
	file  *file
	entry *poEntry
	add   func(text string) // to what the last keyword began; nil where it is not kept

	language translations.Language // "" until the header is read
	forms    []translations.Form   // by index
}

var poKeyword = regexp.MustCompile(`^(msgctxt|msgid_plural|msgid|msgstr)(?:\[([0-9]{1,2})\])?[ \t]*(".*)$`)

// readPO reads a PO file, whatever program has written it: with texts wrapped, entries in
// another order, and entries that are not in use any more, which are left out.
// known are the languages that the program has.
func readPO(text string, known []translations.Language) (*file, error) {
	p := &poReader{known: known, file: &file{format: PO}, entry: &poEntry{texts: map[int]string{}}}
	number := 0
	for line := range strings.Lines(text) {
		number++
		if err := p.line(strings.TrimSpace(line)); err != nil {
			var known *Error
			if errors.As(err, &known) {
				return nil, err
			}
			return nil, refuse(Damaged, "line %d: %w", number, err)
		}
	}
	if err := p.end(); err != nil {
		var known *Error
		if errors.As(err, &known) {
			return nil, err
		}
		return nil, refuse(Damaged, "the last entry: %w", err)
	}
	if p.language == "" {
		return nil, refuse(Foreign, "a PO file that does not say its language")
	}
	return p.file, nil
}

func (p *poReader) line(line string) error {
	switch {
	case line == "":
		return nil
	case strings.HasPrefix(line, "#"):
		return p.comment(line)
	case strings.HasPrefix(line, `"`):
		text, err := unquotePO(line)
		if err == nil && p.add != nil {
			p.add(text)
		}
		return err
	}
	found := poKeyword.FindStringSubmatch(line)
	if found == nil {
		return errors.New("neither a keyword nor a text")
	}
	text, err := unquotePO(found[3])
	if err != nil {
		return err
	}
	if found[1] == "msgctxt" || found[1] == "msgid" && len(p.entry.texts) > 0 {
		if err := p.next(); err != nil {
			return err
		}
	}
	e := p.entry
	e.begun = true
	switch found[1] {
	case "msgctxt":
		p.add = func(text string) { e.context = capped(e.context, text) }
	case "msgid":
		p.add = func(text string) { e.id = capped(e.id, text) }
	case "msgid_plural":
		e.plural = true
		p.add = nil
	case "msgstr":
		index, _ := strconv.Atoi(found[2]) // "" is 0
		if _, twice := e.texts[index]; twice {
			return errors.New("two texts for one form")
		}
		e.plural = e.plural || found[2] != ""
		e.texts[index] = ""
		p.add = func(text string) { e.texts[index] = capped(e.texts[index], text) }
	}
	if p.add != nil {
		p.add(text)
	}
	return nil
}

// maxHeaderBytes bounds a text as it is read, the header too.
const maxHeaderBytes = 64 << 10

func capped(text, more string) string {
	if len(text) > maxHeaderBytes {
		return text
	}
	return text + more
}

// comment reads a comment, which stands before its entry. Entries that are not in use any
// more (#~) and what they once were (#|) are comments too.
func (p *poReader) comment(line string) error {
	if len(p.entry.texts) > 0 {
		if err := p.next(); err != nil {
			return err
		}
	}
	if flags, ok := strings.CutPrefix(line, "#,"); ok {
		for flag := range strings.SplitSeq(flags, ",") {
			p.entry.fuzzy = p.entry.fuzzy || strings.TrimSpace(flag) == "fuzzy"
		}
		return nil
	}
	if stamp, ok := strings.CutPrefix(strings.TrimLeft(line, "#. \t"), stampComment); ok {
		p.entry.stamps = readStamps(stamp)
	}
	return nil
}

// next takes the entry that was read and begins another. What was said before its first
// keyword belongs to that.
func (p *poReader) next() error {
	if !p.entry.begun {
		return nil
	}
	if err := p.end(); err != nil {
		return err
	}
	p.entry, p.add = &poEntry{texts: map[int]string{}}, nil
	return nil
}

// end takes the entry that was read.
func (p *poReader) end() error {
	e := p.entry
	switch {
	case !e.begun:
		return nil
	case e.context == "" && e.id == "" && p.language == "":
		return p.header(e.texts[0])
	case p.language == "":
		return refuse(Foreign, "a PO file without a header")
	case len(p.file.entries) >= maxRows:
		return refuse(TooLarge, "more than %d entries", maxRows)
	}
	made := newEntry(e.context)
	made.fuzzy, made.stamps = e.fuzzy, e.stamps
	if !e.plural {
		made.say(p.language, translations.Other, e.texts[0])
	}
	for i, form := range p.forms {
		if text, ok := e.texts[i]; ok && e.plural {
			made.say(p.language, form, text)
		}
	}
	for i := range e.texts {
		if i >= len(p.forms) && e.plural {
			return errors.New("a form more than the header says")
		}
	}
	switch {
	case e.context != "":
		p.file.entries = append(p.file.entries, made)
	case !made.blank():
		p.file.nameless++
	}
	return nil
}

var poPlural = regexp.MustCompile(`(?i)nplurals\s*=\s*([0-9]{1,2})\s*;\s*plural\s*=\s*([^;\n]+)`)

// header reads the first entry.
func (p *poReader) header(text string) error {
	plural := ""
	for line := range strings.Lines(text) {
		name, field, _ := strings.Cut(strings.TrimSpace(line), ":")
		field = strings.TrimSpace(field)
		switch strings.ToLower(name) {
		case "language":
			tag, err := language.Parse(strings.ReplaceAll(field, "_", "-"))
			if _, ok := languageOf(tag.String()); err != nil || !ok {
				return refuse(Foreign, "no language: %q", field)
			}
			p.language = p.meant(tag)
		case "content-type":
			if _, set, ok := strings.Cut(strings.ToLower(field), "charset="); ok && strings.TrimSpace(set) != "utf-8" && strings.TrimSpace(set) != "us-ascii" {
				return refuse(Encoding, "in %s", set)
			}
		case "plural-forms":
			plural = field
		}
	}
	if p.language == "" {
		return refuse(Foreign, "a PO file that does not say its language")
	}
	p.forms = translations.FormsFor(p.language)
	if found := poPlural.FindStringSubmatch(plural); found != nil {
		count, _ := strconv.Atoi(found[1]) // the pattern has digits alone
		if p.forms = formsOfPlural(p.language, found[2], count); p.forms == nil {
			return refuse(Damaged, "plural forms that are not those of %s: %s", p.language, plural)
		}
	}
	return nil
}

// meant is the language of the program that a file is in: some programs say more of it
// than they were told, such as zh_CN.
func (p *poReader) meant(tag language.Tag) translations.Language {
	l := translations.Language(tag.String())
	base, _ := tag.Base()
	wider := translations.Language(base.String())
	if slices.Contains(p.known, l) || !slices.Contains(p.known, wider) {
		return l
	}
	script, _ := tag.Script()
	if usual, _ := language.Make(string(wider)).Script(); script != usual {
		return l
	}
	return wider
}

// unquotePO reads a text in quotation marks.
func unquotePO(text string) (string, error) {
	if len(text) < 2 || text[0] != '"' || text[len(text)-1] != '"' {
		return "", errors.New("a text without its quotation marks")
	}
	text = text[1 : len(text)-1]
	if !strings.ContainsAny(text, `\"`) {
		return text, nil
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '"':
			return "", errors.New("a quotation mark within a text")
		case text[i] != '\\':
			b.WriteByte(text[i])
			continue
		}
		if i++; i == len(text) {
			return "", errors.New("a text that ends with a backslash")
		}
		switch c := text[i]; {
		case strings.IndexByte(`abfnrtv`, c) >= 0:
			b.WriteByte("\a\b\f\n\r\t\v"[strings.IndexByte(`abfnrtv`, c)])
		case c >= '0' && c <= '7':
			end := i + 1
			for end < len(text) && end < i+3 && text[end] >= '0' && text[end] <= '7' {
				end++
			}
			n, _ := strconv.ParseUint(text[i:end], 8, 16) // digits alone
			b.WriteByte(byte(n))
			i = end - 1
		case c == 'x' && i+2 < len(text):
			n, err := strconv.ParseUint(text[i+1:i+3], 16, 8)
			if err != nil {
				return "", errors.New("no number after a backslash")
			}
			b.WriteByte(byte(n))
			i += 2
		default:
			b.WriteByte(c) // a backslash, a quotation mark, or what needs none
		}
	}
	return strings.ToValidUTF8(b.String(), "\ufffd"), nil
}
