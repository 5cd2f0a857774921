package help

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/BurntSushi/toml"

	"recordaldesk/rules"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// Page is a page of the help. What it says are messages, see pages.toml.
type Page struct {
	ID       string
	Stop     string   // of the tour, which its picture shows
	Leads    string   // the stop to which it leads; that of the picture where there is none
	Marks    []string // messages that get a number in the picture
	Sections []Section
	Pages    []string // others that go with it
	Rules    []string // entries of the rulebook, by their keys
}

// Section is one headed paragraph.
type Section struct {
	ID         string
	Source     string // as the rulebook cites it; "" where the program speaks of itself
	Confidence rules.Confidence
	AsOf       string `toml:"as_of"`
	Fact       string // what the rulebook in force says takes the place of a text; "" for none
}

//go:embed pages.toml
var pagesFile string

// Pages returns all pages in their order. They are read once and shared: do not change them.
var Pages = sync.OnceValue(func() []*Page {
	var all struct {
		Page []*Page
	}
	meta, err := toml.Decode(pagesFile, &all)
	if unknown := meta.Undecoded(); err == nil && len(unknown) > 0 {
		err = fmt.Errorf("what is %s?", unknown[0])
	}
	if err != nil {
		panic(fmt.Errorf("read the pages of the help: %w", err)) // the file is built in; every test would show it
	}
	return all.Page
})

// ByID returns a page; nil for none.
func ByID(id string) *Page {
	if i := slices.IndexFunc(Pages(), func(p *Page) bool { return p.ID == id }); i >= 0 {
		return Pages()[i]
	}
	return nil
}

// ByStop returns the page that is about what a stop of the tour shows; nil for none. One
// that leads there comes before one that only has a picture of it.
func ByStop(stop string) *Page {
	for _, p := range Pages() {
		if p.ID == stop {
			return p
		}
	}
	for _, p := range Pages() {
		if p.way() == stop {
			return p
		}
	}
	return nil
}

// way is the stop to which the page leads.
func (p *Page) way() string {
	if p.Leads != "" {
		return p.Leads
	}
	return p.Stop
}

// name says the title.
func (p *Page) name() voice.Speaker { return voice.Message("help.page." + p.ID) }

// mark says what is at the mark with an index.
func (p *Page) mark(i int) voice.Speaker {
	return voice.Message("help.mark." + p.ID + "." + strconv.Itoa(i+1))
}

func (p *Page) head(s Section) voice.Speaker { return voice.Message("help.head." + p.ID + "." + s.ID) }

func (p *Page) text(s Section) voice.Speaker { return voice.Message("help.text." + p.ID + "." + s.ID) }

// Messages are the ids of all that the pages say.
func Messages() []string {
	var all []string
	for _, p := range Pages() {
		all = append(all, "help.page."+p.ID)
		for i := range p.Marks {
			all = append(all, "help.mark."+p.ID+"."+strconv.Itoa(i+1))
		}
		for _, s := range p.Sections {
			all = append(all, "help.head."+p.ID+"."+s.ID)
			if s.Fact == "" {
				all = append(all, "help.text."+p.ID+"."+s.ID)
			}
		}
	}
	return all
}

// find lists the pages in which a query is found: in the names and headings first, also by
// the initials of their pinyin, then in what they say.
func find(all []*Page, query string, finds func(text, query string) bool) []*Page {
	var named, saying []*Page
	for _, p := range all {
		names, texts := "", ""
		for _, l := range translations.Languages {
			names += p.name()(l) + "\n"
			for _, s := range p.Sections {
				names += p.head(s)(l) + "\n"
				if s.Fact == "" {
					texts += p.text(s)(l) + "\n"
				}
			}
		}
		switch {
		case finds(names, query):
			named = append(named, p)
		case finds(names+texts, query):
			saying = append(saying, p)
		}
	}
	return append(named, saying...)
}
