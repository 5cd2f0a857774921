// Package source finds which messages the program's source uses, so that none is used that
// does not exist, and none exists that nobody uses.
//
// A message's id is a string in the source: whole ("dialog.cancel") or put together
// ("kind."+k.ID+".help"), which uses all ids of that shape. Ids that nobody writes down, such
// as those of the rules, are told to it.
package source

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Use is that the source uses a message, or all messages of a shape.
type Use struct {
	ID    string // with a star for each part that is put in
	Place string // file:line, from the folder of the source
}

// Uses is what the source uses.
type Uses struct {
	whole  []Use
	shapes []Use
	named  []string // in the rulebook, where fields look the same
}

// anID is what an id looks like; sorts are the first parts of ids.
var anID = regexp.MustCompile(`^[a-z]+(?:\.[a-z0-9_*-]+)+$`)

// endings are last parts that files have, so that "crash.log" is none of the messages of a
// crash.
var endings = []string{"json", "jsonl", "toml", "tsv", "csv", "txt", "log", "db", "pdf", "zip", "xlsx", "png", "jpg", "svg", "go", "xml", "html", "eml", "ics", "cn", "com"}

// Scan reads the source in a folder: its Go files but for tests, and the files of the
// rulebook, whose expressions name messages too. Its error names the file that cannot be read.
func Scan(dir string) (*Uses, error) {
	u := &Uses{}
	packages := map[string][]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		switch {
		case entry.IsDir() && path != dir && (strings.HasPrefix(name, ".") || name == "testdata"):
			return filepath.SkipDir
		case !entry.IsDir() && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
			packages[filepath.Dir(path)] = append(packages[filepath.Dir(path)], path)
		case !entry.IsDir() && strings.HasSuffix(name, ".toml") && filepath.Base(filepath.Dir(path)) == "book":
			return u.readBook(path)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look for source: %w", err)
	}
	if len(packages) == 0 {
		return nil, fmt.Errorf("look for source in %s: %w", dir, os.ErrNotExist)
	}
	for _, files := range packages {
		if err := u.read(dir, files); err != nil {
			return nil, err
		}
	}
	byPlace := func(a, b Use) int { return strings.Compare(a.Place+a.ID, b.Place+b.ID) }
	slices.SortFunc(u.whole, byPlace)
	slices.SortFunc(u.shapes, byPlace)
	return u, nil
}

// Known is what is known of messages beside the source.
type Known struct {
	IDs   []string // all that exist
	Other []string // strings of the source that look like ids and are none
	Told  []string // those that are used without being written down
	Sorts []string // beginnings of ids that are used whole, or told, or not at all: "rule"
}

// Unknown returns what the source uses and does not exist: whole ids that begin like a
// message and are none, and shapes that no message has.
func (u *Uses) Unknown(k Known) []Use {
	exists, sorts := set(k.IDs), map[string]bool{}
	for _, id := range k.IDs {
		sorts[sortOf(id)] = true
	}
	var unknown []Use
	for _, use := range u.whole {
		last := use.ID[strings.LastIndexByte(use.ID, '.')+1:]
		if sorts[sortOf(use.ID)] && !exists[use.ID] && !slices.Contains(k.Other, use.ID) && !slices.Contains(endings, last) && !isPart(use.ID, k.IDs) {
			unknown = append(unknown, use)
		}
	}
	for _, use := range u.shapes {
		expression := expressionOf(use.ID)
		if sorts[sortOf(use.ID)] && !slices.Contains(k.Other, use.ID) && !slices.ContainsFunc(k.IDs, expression.MatchString) && !isPart(strings.TrimRight(use.ID, ".*"), k.IDs) {
			unknown = append(unknown, use)
		}
	}
	for _, id := range k.Told {
		if !exists[id] {
			unknown = append(unknown, Use{ID: id})
		}
	}
	return unknown
}

// isPart reports whether the text is an id less its first or last parts, which the source
// adds elsewhere.
func isPart(text string, ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool {
		return strings.HasPrefix(id, text+".") || strings.HasSuffix(id, "."+text)
	})
}

// Unused returns the ids that exist and that nothing uses.
func (u *Uses) Unused(k Known) []string {
	used := set(k.Told)
	for _, use := range u.whole {
		used[use.ID] = true
	}
	for _, id := range u.named {
		used[id] = true
	}
	var shapes []*regexp.Regexp
	added := map[string]bool{} // what is put behind an id that is used
	for _, use := range u.shapes {
		switch sort := sortOf(use.ID); {
		case strings.HasPrefix(use.ID, "*."):
			added[use.ID[1:]] = true
		case sort != "*" && !slices.ContainsFunc(k.Sorts, func(sort string) bool { return strings.HasPrefix(use.ID, sort+".*") }):
			shapes = append(shapes, expressionOf(use.ID))
		}
	}
	uses := func(id string) bool {
		return used[id] || slices.ContainsFunc(shapes, func(e *regexp.Regexp) bool { return e.MatchString(id) })
	}
	var unused []string
	for _, id := range k.IDs {
		if uses(id) {
			continue
		}
		behind := false
		for ending := range added {
			before, ok := strings.CutSuffix(id, ending)
			behind = behind || ok && uses(before)
		}
		if !behind {
			unused = append(unused, id)
		}
	}
	return unused
}

func sortOf(id string) string { sort, _, _ := strings.Cut(id, "."); return sort }

func set(ids []string) map[string]bool {
	all := make(map[string]bool, len(ids))
	for _, id := range ids {
		all[id] = true
	}
	return all
}

func expressionOf(shape string) *regexp.Regexp {
	return regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(shape), `\*`, `.+`) + "$")
}
