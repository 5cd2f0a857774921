package ui

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2/theme"

	"recordaldesk/assets/divisions"
	"recordaldesk/assets/guidance"
	"recordaldesk/rules"
	"recordaldesk/translations"
	"recordaldesk/ui/places"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// Two languages at once are shown in these places whatever is spoken.
var bothOnPurpose = map[string]string{
	"check":           "the summary shows what is filed, which is Chinese, with English beside it",
	"mistakes_check":  "as check",
	"walk_packet":     "as check",
	"help":            "the guidance is quoted in its own words, with a translation",
	"kind_list":       "what can be typed to find an answer is found in both languages",
	"dialog_crash":    "nobody knows which language the person reads after a crash",
	"crash_restarted": "as dialog_crash",
	"crash_again":     "as dialog_crash",
	"keying_licence":  "the mail to the ICP team is in Chinese, with the same in English beneath",
	"rescue":          "nobody knows which language the person reads where the settings cannot be read",
}

// Some messages say the same words in Chinese whatever is spoken.
var chineseOnPurpose = map[string]string{
	"keying":          "the labels of the provider's platform stand there in its own words",
	"keying_security": "as keying",
	"help":            "the translation of the guidance stands there, and words of the platform",
	"keying_footer":   "as keying, and what is put on the website, which is Chinese",
}

// Messages themselves are what these places show, as data and with what is wrong with them:
// they stand there raw, in all languages, shortened in a list.
var messagesAreData = map[string]string{
	"labels":         "the list of all messages",
	"labels_panel":   "the panel of one message",
	"rescue_label":   "as labels_panel",
	"labels_preview": "what a file would change in messages",
	"labels_begin":   "languages are named in their own words",
	"licences":       "licences have a language of their own",
}

// May be shortened all the same, since all of it can be read elsewhere on the same screen.
var readElsewhere = map[string]string{
	"review_originals": "a point that the reviewer ticks is a sentence; that of the current row stands whole beside the list",
	"findings_listed":  "a line leads to its field, where the sentence stands whole",
	"returned":         "as findings_listed",
	"review_reasons":   "as review_originals: the sentence for the client stands beneath the list of reasons",
}

// The window on an office screen of 1366 by 768 points.
const (
	tourWidth  = 1366
	tourHeight = 730
)

// judge finds what is wrong with what can be read at the stops of a tour.
type judge struct {
	scale  float32
	quoted []string // words of the provider's platform
	places map[translations.Language]map[string]bool
	fine   map[string]bool // texts by mode that were found to be translated
	home   map[string]bool // texts of the list of filings, from which the tour goes to each stop
}

func newJudge(book *rules.Book, scale float32) *judge {
	j := &judge{scale: scale, places: map[translations.Language]map[string]bool{}, fine: map[string]bool{}}
	for _, page := range slices.Concat(book.Keying, book.Security) {
		j.quoted = append(j.quoted, page.Label)
		for _, row := range page.Rows {
			j.quoted = append(j.quoted, row.Label, row.Text)
		}
	}
	for _, p := range guidance.Whole().Paragraphs {
		j.quoted = append(j.quoted, p.English, p.Chinese)
	}
	for _, l := range translations.Languages {
		j.places[l] = map[string]bool{}
	}
	j.addPlaces("")
	return j
}

func (j *judge) addPlaces(above string) {
	for _, d := range divisions.Children(above) {
		j.places[translations.Chinese][d.Name] = true
		j.places[translations.English][d.English] = true
		if d.Code != above {
			j.addPlaces(d.Code)
		}
	}
}

var rawID = regexp.MustCompile(`\[[a-z]+(\.[a-z0-9_-]+)+\]`)

// read says what is wrong at a stop, and with what can be read there.
func (j *judge) read(v places.View) (wrong []string) {
	if j.stayed(v) {
		wrong = append(wrong, "the tour has not left the list of filings")
	}
	return append(wrong, j.legible(v)...)
}

// above is what can be read in front: beneath a dialog nothing is.
func above(v places.View) []seen.Text {
	top := len(v.Canvas.Overlays().List())
	return slices.DeleteFunc(seen.In(v.Canvas), func(t seen.Text) bool { return t.Layer != top })
}

// legible says what is wrong with what can be read.
func (j *judge) legible(v places.View) (wrong []string) {
	texts := above(v)
	// A window grows to what its content needs at least, also beyond the screen.
	if needs := v.Canvas.Content().MinSize(); needs.Width > tourWidth || needs.Height > tourHeight {
		wrong = append(wrong, fmt.Sprintf("the window grows to %v", needs))
	}
	w := j.words(v)
	for _, t := range texts {
		switch {
		case messagesAreData[v.Stop] != "" && !t.Hidden():
		case rawID.MatchString(t.Says):
			wrong = append(wrong, fmt.Sprintf("a raw id in %q", t.Says))
		case t.Hidden():
			wrong = append(wrong, fmt.Sprintf("cut off: %q at %v", t.Says, t.Lines))
		case t.Torn() && w.said[t.Says]:
			wrong = append(wrong, fmt.Sprintf("torn: %q into %q", t.Says, t.Drawn))
		case readElsewhere[v.Stop] != "" && strings.HasSuffix(t.Drawn, "…"):
		case w.shortened(t):
			wrong = append(wrong, fmt.Sprintf("shortened: %q to %q", t.Says, t.Drawn))
		case maskedLetter(t.Says):
		case !j.translated(v.Mode, w, t.Says):
			wrong = append(wrong, fmt.Sprintf("in another language or hard-wired: %q, all but %q", t.Says, w.rest(t.Says)))
		}
	}
	if v.Stop == "labels_panel" || v.Stop == "rescue_label" || v.Stop == "help" {
		return wrong // the panel lies over a part of the screen, whose texts go on beneath it
	}
	for _, o := range seen.Overlaps(texts) {
		wrong = append(wrong, fmt.Sprintf("over one another: %q and %q", o.One.Drawn, o.Other.Drawn))
	}
	return wrong
}

// isList has the stops at the list of filings.
var isList = map[string]bool{"filings": true, "folder_moved": true, "filings_hints": true}

// stayed reports whether a stop shows what the first one did, beside the head of the
// window, which all have.
func (j *judge) stayed(v places.View) bool {
	same := 0
	texts := slices.DeleteFunc(above(v), func(t seen.Text) bool { return t.Box.Y < 3*theme.TextSize() })
	if v.Stop == "filings" {
		j.home = map[string]bool{}
	}
	for _, t := range texts {
		if j.home[t.Says] {
			same++
		}
		if v.Stop == "filings" {
			j.home[t.Says] = true
		}
	}
	return !isList[v.Stop] && len(v.Canvas.Overlays().List()) == 0 && same*3 > len(texts)*2
}

// words are what a text may be made of.
type words struct {
	said   map[string]bool // messages in a language that is spoken
	pieces []string        // the same, the longest first
	data   map[string]bool // what was typed, and what is quoted, whole
	typed  string          // all of it
}

// languages are those that may be read in a mode at a stop.
func languages(v places.View) []translations.Language {
	switch {
	case v.Mode == voice.Both, bothOnPurpose[v.Stop] != "":
		all := slices.Clone(translations.Languages)
		if v.Mode != voice.Both {
			all = append(all, translations.Language(v.Mode))
		}
		return all
	case chineseOnPurpose[v.Stop] != "":
		return []translations.Language{translations.Language(v.Mode), translations.Chinese}
	}
	return []translations.Language{translations.Language(v.Mode)}
}

func (j *judge) words(v places.View) *words {
	w := &words{said: map[string]bool{}, data: map[string]bool{}, typed: strings.Join(v.Typed, "\n")}
	spoken := languages(v)
	for _, s := range v.Said {
		if s.Text != "" && slices.Contains(spoken, s.Language) {
			w.said[s.Text] = true
		}
	}
	w.pieces = slices.SortedFunc(maps.Keys(w.said), longestFirst)
	for _, value := range v.Typed {
		w.data[value] = true
	}
	if chineseOnPurpose[v.Stop] != "" {
		for _, q := range j.quoted {
			w.data[q] = true
		}
	}
	for _, l := range spoken {
		of := l
		if l == translations.Pseudo {
			of = translations.English // the names of places are no messages
		}
		maps.Copy(w.data, j.places[of])
	}
	return w
}

func longestFirst(a, b string) int { return len(b) - len(a) }

// rest is what is left of a text without the messages in it, each of which leaves a line
// end.
func (w *words) rest(text string) string {
	for _, s := range w.pieces {
		if len(s) <= len(text) {
			text = without(text, s)
		}
	}
	return text
}

// without puts a line end where a message stands by itself, and not within a word.
func without(text, message string) string {
	first, _ := utf8.DecodeRuneInString(message)
	last, _ := utf8.DecodeLastRuneInString(message)
	for from := 0; ; {
		at := strings.Index(text[from:], message)
		if at < 0 {
			return text
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(message):])
		if oneWord(before, first) || oneWord(last, after) || utf8.RuneCountInString(message) == 1 && (unicode.IsLetter(before) || unicode.IsLetter(after)) {
			from = at + len(message)
			continue
		}
		text = text[:at] + "\n" + text[at+len(message):]
		from = at + 1
	}
}

func oneWord(a, b rune) bool { return isLatin(a) && isLatin(b) }

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) }

// translated reports whether a text is made of messages, of data, and of what needs no
// words.
func (j *judge) translated(mode voice.Mode, w *words, text string) bool {
	if w.said[text] || w.data[text] || j.fine[string(mode)+text] {
		return true
	}
	if named.MatchString(text) {
		return true
	}
	for _, part := range strings.Split(w.rest(text), "\n") {
		if !w.isData(part) {
			return false
		}
	}
	j.fine[string(mode)+text] = true
	return true
}

// masked is the part of a number or an address that is not shown.
var masked = regexp.MustCompile(`[a-z0-9]*\*+`)

// maskedLetter reports whether a text is a whole letter in which numbers were masked after
// it was written: no message says its sentences as they stand there.
func maskedLetter(text string) bool {
	return strings.Count(text, "\n") > 5 && strings.Contains(text, "****")
}

// named is the name of a file, or how large it is.
var named = regexp.MustCompile(`\.(zip|eml|xlsx|pdf|png|jpe?g|json|html|txt)$|^[0-9.]+ [KM]B$`)

// isData reports whether a text is made of what was typed, what is quoted, and what needs
// no words. Its end may be shortened.
func (w *words) isData(text string) bool {
	text, shortened := strings.CutSuffix(strings.TrimSpace(masked.ReplaceAllString(text, "")), "…")
	if w.data[text] || named.MatchString(text) || shortened && w.beginsData(text) {
		return true
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("·,;，、；：()（）", r) }) {
		part = strings.TrimSpace(part)
		if w.data[part] || !strings.ContainsFunc(part, unicode.IsLetter) || shortened && strings.HasSuffix(text, part) && w.beginsData(part) {
			continue
		}
		for _, word := range strings.FieldsFunc(part, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-@._", r)
		}) {
			word = strings.TrimLeft(word, "@-.")
			if shortened && strings.HasSuffix(text, word) && w.beginsData(word) {
				continue
			}
			if strings.ContainsFunc(word, unicode.IsLetter) && !w.data[word] && !w.typedWord(word) {
				return false
			}
		}
	}
	return true
}

// typedWord reports whether a word stands in what was typed: a Latin one by itself, a
// Chinese one within others, since nothing stands between those.
func (w *words) typedWord(word string) bool {
	for rest := w.typed; ; {
		at := strings.Index(rest, word)
		if at < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(rest[:at])
		after, _ := utf8.DecodeRuneInString(rest[at+len(word):])
		if first, _ := utf8.DecodeRuneInString(word); unicode.Is(unicode.Han, first) && utf8.RuneCountInString(word) > 1 || !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return true
		}
		rest = rest[at+len(word):]
	}
}

func (w *words) beginsData(text string) bool {
	if text == "" || strings.Contains(w.typed, text) {
		return true
	}
	for d := range w.data {
		if strings.HasPrefix(d, text) {
			return true
		}
	}
	return false
}

// shortened reports whether words of the program's own are missing at the end of a text.
// What was typed may be shortened.
func (w *words) shortened(t seen.Text) bool {
	drawn, shortened := strings.CutSuffix(t.Drawn, "…")
	if !shortened || w.said[t.Says] && !t.Cut() {
		return false
	}
	if t.Says == t.Drawn && w.endsSo(t.Says) {
		return false
	}
	if t.Says != t.Drawn { // it is known what it should say
		if w.said[t.Says] {
			return true
		}
		lost := strings.TrimPrefix(t.Says, drawn)
		return !w.data[t.Says] && strings.Contains(w.rest(lost), "\n")
	}
	if w.begins(drawn) {
		return true
	}
	tail := w.rest(drawn)
	tail = strings.TrimSpace(tail[strings.LastIndexAny(tail, "\n·")+1:])
	if tail == "" {
		return drawn == ""
	}
	return !w.beginsData(tail) && w.begins(tail)
}

// endsSo reports whether a message stands whole at the end of a text, its own dots included.
func (w *words) endsSo(text string) bool {
	return slices.ContainsFunc(w.pieces, func(piece string) bool {
		return strings.HasSuffix(piece, "…") && strings.HasSuffix(text, " "+piece)
	})
}

// begins reports whether a message begins with a text and goes on.
func (w *words) begins(text string) bool {
	if text == "" || w.said[text] || w.data[text] {
		return false
	}
	for s := range w.said {
		if strings.HasPrefix(s, text) {
			return true
		}
	}
	return false
}
