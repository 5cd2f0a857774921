package labels

import (
	"slices"
	"strings"

	"recordaldesk/translations"
)

// Flaw is one thing that is wrong with a message in one language.
type Flaw struct {
	ID       string
	Language translations.Language
	Problem  Problem
	What     string // the word or mark that it is about; "" where it is about all of the text
}

// Problem says what is wrong. It is told to a person by the message
// labels.flaw.<problem>, see [Flaw.Say].
type Problem string

// The problems that the lint finds.
//
// No message has a key of its own to be sorted by or found by: both are made from the
// Chinese text, by [golang.org/x/text/collate] (store/worklist) and by the readings of its
// characters (store.Finds). So every character must have a reading. The names of places
// have theirs beside them, which assets/divisions compares.
const (
	Missing     Problem = "missing"     // another language has the message, this one has not
	Blank       Problem = "blank"       // it says nothing
	Malformed   Problem = "malformed"   // something else than {{.name}} stands in braces
	Lacking     Problem = "lacking"     // an argument of the Chinese text is not in it
	Foreign     Problem = "foreign"     // an argument that the Chinese text has not
	Plurals     Problem = "plurals"     // it has not the plural forms of its language
	Wording     Problem = "wording"     // a term is said otherwise than in the glossary
	WrongWord   Problem = "wrongword"   // a word that the glossary calls wrong
	Harsh       Problem = "harsh"       // a word that blames or apologises
	Stopped     Problem = "stopped"     // it ends with a full stop and is no sentence
	Unstopped   Problem = "unstopped"   // it is a sentence and ends without a full stop
	Unasked     Problem = "unasked"     // it is a question and ends without a question mark
	Unled       Problem = "unled"       // it leads to something and ends without a colon
	Punctuation Problem = "punctuation" // a mark of the other language
	Bracket     Problem = "bracket"     // a bracket of the other language
	Quote       Problem = "quote"       // quotation marks of the other language
	Twice       Problem = "twice"       // two stops in a row
	Space       Problem = "space"       // a space too many
	Spacing     Problem = "spacing"     // a space between a Chinese character and a number
	Latin       Problem = "latin"       // words in Latin letters in a Chinese text
	Han         Problem = "han"         // Chinese characters in another language's text
	Unread      Problem = "unread"      // a Chinese character without a reading in pinyin
	TooLong     Problem = "toolong"     // it does not fit in its place
)

// Problems lists all problems.
var Problems = []Problem{
	Missing, Blank, Malformed, Lacking, Foreign, Plurals, Wording, WrongWord, Harsh, Stopped, Unstopped, Unasked, Unled,
	Punctuation, Bracket, Quote, Twice, Space, Spacing, Latin, Han, Unread, TooLong,
}

// Texts is what a message says in each language that has it.
type Texts map[translations.Language]translations.Forms

// Options is what the lint needs to be told about the screen. The zero value looks at no
// lengths.
type Options struct {
	// Room tells how wide a message may be in its place, in em; false where it has all
	// the room it needs. Width is how wide a text is. Without either, no length is
	// looked at.
	Room  func(l translations.Language, id string) (em float32, ok bool)
	Width func(l translations.Language, text string) (em float32)
}

// Says returns what the message says, with a translator's edits.
func (r *Record) Says() Texts {
	texts := Texts{}
	for l, text := range r.Texts {
		if !text.Missing() {
			texts[l] = text.Forms
		}
	}
	return texts
}

// Lint returns what is wrong with the messages as they are on the bench, by id; nothing
// where all is well.
func (b *Bench) Lint(o Options) []Flaw {
	var flaws []Flaw
	for _, r := range b.Records() {
		flaws = append(flaws, LintMessage(r.ID, r.Says(), o)...)
	}
	return flaws
}

// LintBuiltIn is [Bench.Lint] for the messages as they are built in.
func LintBuiltIn(o Options) []Flaw {
	var flaws []Flaw
	for _, id := range ids() {
		texts := Texts{}
		for _, l := range translations.Languages {
			if forms, ok := translations.BuiltInForms(l, id); ok {
				texts[l] = forms
			}
		}
		flaws = append(flaws, LintMessage(id, texts, o)...)
	}
	return flaws
}

// LintMessage returns what is wrong with a message that says this, in the order of the
// languages; exceptions are left out. A language that is not built in may lack a message,
// and is held to nothing but arguments, plural forms, spaces and length.
func LintMessage(id string, texts Texts, o Options) []Flaw {
	var flaws []Flaw
	for _, l := range languagesOf(texts) {
		e := examination{id: id, language: l, texts: texts}
		e.structure()
		if !e.broken() {
			for _, form := range texts[l].List() {
				e.style(texts[l][form])
			}
			if l == translations.English {
				e.wording()
			}
			e.length(o)
		}
		flaws = append(flaws, e.flaws...)
	}
	flaws = slices.DeleteFunc(flaws, excepted)
	return flaws
}

// languagesOf are those that are built in, whether they have the message or not, and then
// all others that have it.
func languagesOf(texts Texts) []translations.Language {
	all := slices.Clone(translations.Languages)
	var begun []translations.Language
	for l := range texts {
		if !translations.Is(l) {
			begun = append(begun, l)
		}
	}
	slices.Sort(begun)
	return append(all, begun...)
}

// examination looks at one message in one language.
type examination struct {
	id       string
	language translations.Language
	texts    Texts
	flaws    []Flaw
}

func (e *examination) found(p Problem, what string) {
	f := Flaw{ID: e.id, Language: e.language, Problem: p, What: what}
	if !slices.Contains(e.flaws, f) {
		e.flaws = append(e.flaws, f)
	}
}

func (e *examination) broken() bool {
	return slices.ContainsFunc(e.flaws, func(f Flaw) bool { return f.Problem == Missing || f.Problem == Blank || f.Problem == Malformed })
}

// structure looks at what the program needs of the message to say it at all.
func (e *examination) structure() {
	forms := e.texts[e.language]
	if len(forms) == 0 {
		e.found(Missing, "")
		return
	}
	for _, form := range forms.List() {
		text := forms[form]
		if strings.TrimSpace(text) == "" {
			e.found(Blank, "")
		} else if _, err := translations.ArgumentsInEdit(text); err != nil {
			e.found(Malformed, braces(text))
		}
	}
	if e.broken() {
		return
	}
	e.plurals(forms)
	e.arguments(forms)
}

// braces is the first thing in braces that is no place for an argument; "" for none.
func braces(text string) string {
	for _, found := range inBraces.FindAllString(text, -1) {
		if !anArgument.MatchString(found) {
			return found
		}
	}
	return ""
}

// plurals looks whether a message that counts has all forms of its language, and any
// other one alone.
func (e *examination) plurals(forms translations.Forms) {
	wanted := []translations.Form{translations.Other}
	if len(e.texts[translations.English]) > 1 {
		wanted = translations.FormsFor(e.language)
	}
	for _, form := range translations.AllForms {
		if _, has := forms[form]; has != slices.Contains(wanted, form) {
			e.found(Plurals, string(form))
		}
	}
}

// arguments looks whether it has those of the Chinese text. The number may be left out of
// a form that is for one number alone.
func (e *examination) arguments(forms translations.Forms) {
	wanted := argumentsIn(e.texts[translations.Languages[0]])
	for _, form := range forms.List() {
		has := argumentsIn(translations.Single(forms[form]))
		for _, name := range has {
			if !slices.Contains(wanted, name) {
				e.found(Foreign, name)
			}
		}
		for _, name := range wanted {
			if !slices.Contains(has, name) && (name != "count" || form == translations.Other) {
				e.found(Lacking, name)
			}
		}
	}
}

func argumentsIn(forms translations.Forms) []string {
	var all []string
	for _, text := range forms {
		names, _ := translations.ArgumentsInEdit(text) // malformed ones were found before
		all = append(all, names...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// length looks whether the longest form fits in its place.
func (e *examination) length(o Options) {
	if o.Room == nil || o.Width == nil {
		return
	}
	room, ok := o.Room(e.language, e.id)
	if !ok {
		return
	}
	for _, text := range e.texts[e.language] {
		if o.Width(e.language, Bare(text)) > room {
			e.found(TooLong, "")
		}
	}
}

// Say says what is wrong and what to do about it, in the language l.
func (f Flaw) Say(l translations.Language) string {
	args := map[string]string{"what": f.What, "language": f.in(l)}
	if f.Problem == Wording || f.Problem == WrongWord {
		args["wanted"] = wanted(f)
	}
	return translations.Text(l, "labels.flaw."+string(f.Problem), args)
}

// in is the name of the flaw's language in the language l.
func (f Flaw) in(l translations.Language) string {
	if translations.Is(f.Language) {
		return translations.Text(l, "labels.language."+string(f.Language))
	}
	return string(f.Language)
}
