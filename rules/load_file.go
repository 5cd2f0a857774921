package rules

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// MaxBookBytes bounds one file of a rulebook: several times what the built-in one
// has, its messages included.
const MaxBookBytes = 4 << 20

// Message is one text that a rulebook in one file brings along.
type Message struct {
	Language string
	ID       string
	Text     string
	Line     int // at which it stands, from 1; 0 where that is not known
}

// BookFile is a rulebook that came as one file.
type BookFile struct {
	Name     string
	Book     *Book
	Messages []Message // sorted by language and id

	lines lines
}

// LoadFile reads a rulebook that is one file: all that a folder for [Load] holds,
// the head first, and behind it its messages, in tables by language:
//
//	[message.zh]
//	"rule.domain-url" = "…"
//
// It checks what Load checks, and tries the book on a handful of filings, so that
// an expression that fails when it is run is found as well. A list of the review
// desk that the file has nothing of is that of the built-in book. The messages are
// returned as they stand; whether they say all that the book needs is for those
// to check who know the languages.
//
// The name is for errors. What r gives is read up to 4 MiB, and may be anything.
// The error joins a [*BookError] for each thing that is wrong, 50 at the most; it
// is another one only where reading failed.
func LoadFile(name string, r io.Reader) (*BookFile, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBookBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read rulebook: %w", err)
	}
	text, err := decodeBook(name, data)
	if err != nil {
		return nil, err
	}
	l := newLoader()
	l.builtin = Builtin()
	l.load([]bookText{text})
	if len(l.errs) == 0 {
		l.inheritLists()
		l.try()
	}
	if err := errors.Join(l.errs...); err != nil {
		return nil, err
	}
	return &BookFile{Name: name, Book: l.book, Messages: text.messages(), lines: text.lines}, nil
}

// inheritLists gives a book that came as one file those built-in lists of the desk that
// it brings nothing of: a rulebook of an office is mostly about rules, or was written
// before there were such lists. What their entries name and this book has not is met by
// no filing of it.
func (l *loader) inheritLists() {
	b, from := l.book, l.builtin
	inherit(&b.Reasons, from.Reasons)
	inherit(&b.Originals, from.Originals)
	inherit(&b.PhotoChecks, from.PhotoChecks)
	inherit(&b.LicencePoints, from.LicencePoints)
	inherit(&b.Stages, from.Stages)
	inherit(&b.Clocks, from.Clocks)
	inherit(&b.StaleRules, from.StaleRules)
	inherit(&b.Footers, from.Footers)
	inherit(&b.Keying, from.Keying)
	inherit(&b.Security, from.Security)
	b.inheritProofs(from)
	b.timetable = newTimetable(b)
}

func inherit[T any](own *[]T, from []T) {
	if len(*own) == 0 {
		*own = from
	}
}

// Refusal returns an error about a message: at its line where the file has it,
// and else at the entry that needs it.
func (f *BookFile) Refusal(language, id, format string, args ...any) *BookError {
	line := 0
	for _, m := range f.Messages {
		if m.ID == id && (line == 0 || m.Language == language) {
			line = m.Line
		}
	}
	if line == 0 {
		line = f.lines.needs(id)
	}
	return newBookError(f.Name, line, "message."+language+" "+id, format, args...)
}

// needs returns the line of the entry that needs the message, 0 where that cannot
// be told.
func (l lines) needs(id string) int {
	sort, rest, _ := strings.Cut(id, ".")
	switch sort {
	case "source":
		for i, line := range l.text {
			if strings.Contains(line, rest) && (strings.Contains(line, "source =") || strings.Contains(line, "by =")) {
				return i + 1
			}
		}
		return 0
	case "field":
		return l.of("field " + strings.TrimSuffix(rest, ".help"))
	case "choice":
		list, choice, _ := strings.Cut(rest, ".")
		return l.of("list " + list + ", " + choice)
	case "rail":
		sort = "page"
	case "fact", "keying", "security":
		return l.setting(rest)
	}
	entry, part, _ := strings.Cut(rest, ".")
	if at := strings.LastIndexByte(part, '.'); at >= 0 { // material.<id>.because.<case>
		return l.of(sort + " " + entry + ", case " + part[at+1:])
	}
	return l.of(sort + " " + entry)
}

// setting returns the first line that gives an entry the id, 0 for none.
func (l lines) setting(id string) int {
	for i, line := range l.text {
		if strings.Contains(line, `id = "`+id+`"`) {
			return i + 1
		}
	}
	return 0
}

func (t *bookText) messages() []Message {
	var all []Message
	for _, language := range slices.Sorted(maps.Keys(t.Message)) {
		for _, id := range slices.Sorted(maps.Keys(t.Message[language])) {
			all = append(all, Message{
				Language: language, ID: id, Text: t.Message[language][id],
				Line: lineOf(t.places, "message."+language+"."+id),
			})
		}
	}
	return all
}

// BuiltinText returns the rulebook that comes with the program as one file for
// [LoadFile], without messages. Its head comes first, since what belongs to no
// table must.
func BuiltinText() (string, error) {
	names, err := fs.Glob(builtin, "book/*.toml")
	if err != nil {
		return "", fmt.Errorf("list rulebook: %w", err)
	}
	const head = "book/book.toml"
	slices.SortStableFunc(names, func(a, b string) int {
		switch {
		case a == b:
			return 0
		case a == head:
			return -1
		case b == head:
			return 1
		}
		return strings.Compare(a, b)
	})
	var chapters []string
	for _, name := range names {
		data, err := builtin.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("read rulebook: %w", err)
		}
		chapters = append(chapters, string(bytes.TrimSpace(data)))
	}
	return strings.Join(chapters, "\n\n") + "\n", nil
}

func readBookFile(dir fs.FS, name string) (bookText, error) {
	file, err := dir.Open(name)
	if err != nil {
		return bookText{}, fmt.Errorf("read rulebook: %w", err)
	}
	defer file.Close() // was only read
	data, err := io.ReadAll(io.LimitReader(file, MaxBookBytes+1))
	if err != nil {
		return bookText{}, fmt.Errorf("read rulebook: %w", err)
	}
	text, err := decodeBook(name, data)
	if err == nil && len(text.Message) > 0 {
		return text, newBookError(name, lineOfKey(string(data), "message"), "", "the messages of a folder stand in translations")
	}
	return text, err
}

// decodeBook reads the TOML of one file. An editor on Windows may have put a mark
// before it and ended its lines with two characters.
func decodeBook(name string, data []byte) (bookText, error) {
	fail := func(line int, format string, args ...any) (bookText, error) {
		return bookText{}, newBookError(name, line, "", format, args...)
	}
	data = bytes.ReplaceAll(trimBOM(data), []byte("\r\n"), []byte("\n"))
	switch at := bytes.IndexByte(data, 0); {
	case len(data) > MaxBookBytes:
		return fail(0, "longer than %d bytes", MaxBookBytes)
	case at >= 0:
		return fail(1+bytes.Count(data[:at], []byte("\n")), "the file is not UTF-8")
	case !utf8.Valid(data):
		return fail(invalidLine(data), "the file is not UTF-8")
	}
	text := bookText{file: name}
	places, wrong, line := scan(string(data))
	if wrong != "" {
		return bookText{}, &BookError{File: name, Line: line, What: wrong, Format: wrong}
	}
	meta, err := toml.Decode(string(data), &text)
	if err != nil {
		var parse toml.ParseError
		if errors.As(err, &parse) {
			return fail(parse.Position.Line, "no TOML: %s", parse.Message)
		}
		line, what := typeError(places, err)
		return fail(line, "no TOML: %s", what)
	}
	text.lines, text.places = locate(string(data)), places
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		key := unknown[0]
		line := lineOf(places, strings.Join(key, "."))
		if line == 0 {
			line = lineOfKey(string(data), key[len(key)-1])
		}
		return fail(line, "no such key: %s", key.String())
	}
	if what, line := text.oversized(places); what != "" {
		return fail(line, "too many entries")
	}
	return text, nil
}

// invalidLine returns the line of the first byte that is no UTF-8.
func invalidLine(data []byte) int {
	line := 1
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			return line
		}
		if r == '\n' {
			line++
		}
		data = data[size:]
	}
	return 0
}

// typeErrorText is how the TOML library says that a value is of another type than
// its key wants, which is no [toml.ParseError].
var typeErrorText = regexp.MustCompile(`^toml: line ([0-9]+) \(last key "([^"]*)"\): (incompatible types: TOML value has type ([^;]*);.*|.*)$`)

// typeError takes the place out of such an error; the line is 0 where it tells
// none. Of a key that stands in many tables the library knows the last alone.
func typeError(places []keyPlace, err error) (line int, what string) {
	found := typeErrorText.FindStringSubmatch(err.Error())
	if found == nil {
		return 0, err.Error()
	}
	if line = lineOfType(places, found[2], found[4]); line == 0 {
		line, _ = strconv.Atoi(found[1]) // are digits
	}
	return line, found[2] + ": " + found[3]
}
