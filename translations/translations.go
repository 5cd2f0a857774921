// Package translations holds every text the program shows or prints, in Chinese
// and in English, and finds the right one.
//
// A rulebook that is not built in brings messages of its own along, see [Overlay].
//
// The texts live in go-i18n message files, one pair of languages for a subject:
// active.zh.toml and active.en.toml are the largest.
// A message's id is made from what it belongs to, so that nobody keeps a
// mapping: field host.name is the message field.host.name, its hint
// field.host.name.help; choice enterprise of the list nature is
// choice.nature.enterprise; rule domain-expired is rule.domain-expired and, how
// to mend it, rule.domain-expired.fix. Arguments are named in lower case:
// {{.field}}, {{.value}}.
package translations

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed *.toml
var files embed.FS

// Language is a language the program speaks.
type Language string

// The languages. What is filed is Chinese; English is for understanding.
const (
	Chinese Language = "zh"
	English Language = "en"
)

// Languages lists all languages, the first being the one that is filed.
var Languages = []Language{Chinese, English}

// catalog is the loaded messages of one language.
type catalog struct {
	localizer *i18n.Localizer
	ids       map[string]bool
}

// catalogs reads the languages side by side: it is most of what a program that
// prints one paper and ends takes.
var catalogs = sync.OnceValue(func() map[Language]catalog {
	loaded := make([]catalog, len(Languages))
	var reading sync.WaitGroup
	for i, l := range Languages {
		reading.Go(func() {
			c, err := load(l)
			if err != nil {
				panic(err) // the files are built in; every test would show it
			}
			loaded[i] = c
		})
	}
	reading.Wait()
	all := map[Language]catalog{}
	for i, l := range Languages {
		all[l] = loaded[i]
	}
	return all
})

// Read reads the built-in messages, which the first text that is asked for would do. It
// takes some 50 ms, and may be called from several goroutines.
func Read() { catalogs() }

func load(l Language) (catalog, error) {
	messages, err := read(l)
	if err != nil {
		return catalog{}, err
	}
	tag := language.Make(string(l))
	bundle := i18n.NewBundle(tag)
	ids := make(map[string]bool, len(messages))
	all := make([]*i18n.Message, len(messages))
	for i, m := range messages {
		ids[m.ID], all[i] = true, m.Message
	}
	if err := bundle.AddMessages(tag, all...); err != nil {
		return catalog{}, fmt.Errorf("take in the messages in %s: %w", l, err)
	}
	return catalog{localizer: i18n.NewLocalizer(bundle, string(l)), ids: ids}, nil
}

// filed is a message and the file in which it stands, without language and ending.
type filed struct {
	*i18n.Message
	file string
}

// read returns the messages of all files of the language, in the order of the
// files' names. An id that stands twice is an error: one of the two would never
// be seen.
func read(l Language) ([]filed, error) {
	names, err := fs.Glob(files, "*."+string(l)+".toml")
	if err != nil {
		return nil, fmt.Errorf("list translations: %w", err)
	}
	var all []filed
	in := map[string]string{}
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read translations: %w", err)
		}
		file, err := i18n.ParseMessageFileBytes(data, name, map[string]i18n.UnmarshalFunc{"toml": toml.Unmarshal})
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		for _, m := range file.Messages {
			if other, twice := in[m.ID]; twice {
				return nil, fmt.Errorf("read %s: %s stands in %s too", name, m.ID, other)
			}
			in[m.ID] = name
			all = append(all, filed{m, strings.TrimSuffix(name, "."+string(l)+".toml")})
		}
	}
	return all, nil
}

// Text returns the message id in the language, with the arguments put in. A
// message that does not exist gives its id in brackets, which a test keeps from
// ever being seen. A language that is not built in is said in English where it has
// no message of its own.
func Text(l Language, id string, args ...map[string]string) string {
	var data map[string]string
	if len(args) > 0 {
		data = args[0]
	}
	return heard(l, id, say(l, id, data, func(_ Language, p phrases) phrase { return p[Other] }, func(config *i18n.LocalizeConfig) {}))
}

// Count returns the message id in the form the language uses for n of a thing;
// {{.count}} in it is n.
func Count(l Language, id string, n int, args map[string]string) string {
	data := map[string]string{"count": fmt.Sprint(n)}
	maps.Copy(data, args)
	return heard(l, id, say(l, id, data, func(l Language, p phrases) phrase { return p.form(l, n) }, func(config *i18n.LocalizeConfig) { config.PluralCount = n }))
}

// say finds the message in the first place that has it and puts the arguments in.
func say(l Language, id string, data map[string]string, form func(Language, phrases) phrase, counted func(*i18n.LocalizeConfig)) string {
	if l == Pseudo {
		return pseudo(id, data, form)
	}
	for {
		if p, ok := overlaid(l, id); ok {
			return form(l, p).say(data)
		}
		if c, ok := catalogs()[l]; ok {
			config := &i18n.LocalizeConfig{MessageID: id}
			if data != nil {
				config.TemplateData = data
			}
			counted(config)
			text, err := c.localizer.Localize(config)
			if err != nil {
				return "[" + id + "]"
			}
			return text
		}
		if l == Base(l) {
			return "[" + id + "]"
		}
		l = Base(l)
	}
}

// Base is the built-in language in which is said what a language does not say itself: a
// kind of Chinese falls back on Chinese, all others on English.
func Base(l Language) Language {
	if l == Chinese || strings.HasPrefix(string(l), string(Chinese)+"-") {
		return Chinese
	}
	return English
}

// Has reports whether the language has the message.
func Has(l Language, id string) bool {
	_, ok := overlaid(l, id)
	return ok || BuiltIn(l, id) || !Is(l) && Has(Base(l), id)
}

// Is reports whether the language is built in; all others fall back on one that is,
// message by message.
func Is(l Language) bool { return slices.Contains(Languages, l) }

// BuiltIn reports whether the language has the message without any overlay.
func BuiltIn(l Language, id string) bool { return catalogs()[l].ids[id] }

// BuiltInIDs returns the ids of the messages that are built in for the language, sorted.
func BuiltInIDs(l Language) []string { return slices.Sorted(maps.Keys(catalogs()[l].ids)) }

// IDs returns the ids of all messages of the language, sorted.
func IDs(l Language) []string {
	ids := maps.Clone(catalogs()[l].ids)
	if o := overlay.Load(); o != nil {
		for id := range o.messages[l] {
			ids[id] = true
		}
	}
	return slices.Sorted(maps.Keys(ids))
}
