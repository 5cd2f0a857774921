package lookup

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// run is a stretch of text in one script: a word of Latin letters and digits, or
// Chinese characters up to the next sign or space.
type run struct {
	text   []rune
	han    bool
	hyphen bool // it goes on from the word before, as the domain of sub-domain
}

// plain writes a text as it is searched: full-width letters and digits as plain
// ones, in small letters.
func plain(s string) string { return strings.ToLower(norm.NFKC.String(s)) }

// runs cuts a plain text into its runs.
func runs(s string) []run {
	var all []run
	open, hyphen := false, false
	for _, r := range s {
		han := unicode.Is(unicode.Han, r)
		if !han && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if r != '\'' && r != '’' { // a licence's
				hyphen = open && r == '-'
				open = false
			}
			continue
		}
		if !open || all[len(all)-1].han != han {
			all = append(all, run{han: han, hyphen: hyphen && !han && !all[len(all)-1].han})
			open, hyphen = true, false
		}
		last := &all[len(all)-1]
		last.text = append(last.text, r)
	}
	return all
}

// terms lists by what a text can be found: the stems of its words, the single
// characters and the pairs of its Chinese.
func terms(s string, add func(term string)) {
	var before []rune
	for _, r := range runs(plain(s)) {
		if !r.han {
			for _, word := range words(r.text) {
				add(stem(word))
			}
			if r.hyphen { // subdomain
				add(stem(string(before) + string(r.text)))
			}
			before = r.text
			continue
		}
		for i := range r.text {
			add(string(r.text[i]))
			if i > 0 {
				add(string(r.text[i-1 : i+1]))
			}
		}
	}
}

// words returns a word and, where it mixes letters and digits as gb32100 does,
// its parts.
func words(text []rune) []string {
	all := []string{string(text)}
	from := 0
	for i := 1; i <= len(text); i++ {
		if i == len(text) || unicode.IsDigit(text[i]) != unicode.IsDigit(text[i-1]) {
			if i-from < len(text) && i-from > 1 {
				all = append(all, string(text[from:i]))
			}
			from = i
		}
	}
	return all
}

// endings are taken off English words, the first that fits, where a stem of
// some length is left. What they leave need not be a word: it must only be the
// same for plan and plans, expire and expired, authorise and authorization.
var endings = []struct{ ending, instead string }{
	{"ications", "y"}, {"ication", "y"}, {"isations", "is"}, {"isation", "is"}, {"ations", ""}, {"ation", ""},
	{"ities", ""}, {"ity", ""}, {"iest", "y"}, {"ied", "y"}, {"ies", "y"}, {"ings", ""}, {"ing", ""},
	{"edly", ""}, {"ed", ""}, {"sses", "ss"}, {"es", ""}, {"ss", "ss"}, {"us", "us"}, {"is", "is"}, {"s", ""}, {"ly", ""},
}

const shortest = 3 // letters of a stem

// stem takes its ending off an English word.
func stem(w string) string {
	if len(w) <= shortest || w[0] < 'a' || w[0] > 'z' {
		return w
	}
	w = strings.ReplaceAll(w, "iz", "is") // American spelling, as in cense, color and center
	w = strings.Replace(strings.Replace(w, "license", "licence", 1), "color", "colour", 1)
	w = strings.Replace(w, "center", "centre", 1)
	for _, e := range endings {
		if left, ok := strings.CutSuffix(w, e.ending); ok && len(left) >= shortest {
			w = left + e.instead
			if n := len(w); e.instead == "" && w[n-1] == w[n-2] && w[n-1] != 's' && w[n-1] != 'e' {
				w = w[:n-1] // cancel-led
			}
			break
		}
	}
	if n := len(w); n > shortest && (w[n-1] == 'e' || w[n-1] == 'y') {
		w = w[:n-1]
	}
	return w
}
