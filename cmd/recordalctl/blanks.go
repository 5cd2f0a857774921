package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/store/paper"
	"recordaldesk/translations"
)

// blankFiles are the official blanks that --blank names: by the id of a material the
// file of its form. Where the fields go stands beside it, under the same name with
// .json behind it.
type blankFiles struct{ named []blankFile }

type blankFile struct{ material, file string }

// blankFlag adds the flag --blank MATERIAL=FILE, which may stand several times.
func blankFlag(set *flag.FlagSet) *blankFiles {
	b := &blankFiles{}
	set.Func("blank", "", func(s string) error {
		material, file, _ := strings.Cut(s, "=")
		if material == "" || file == "" {
			return errors.New("not MATERIAL=FILE")
		}
		b.named = append(b.named, blankFile{material, file})
		return nil
	})
	return b
}

// read reads the blanks, the last where one material has several.
func (b *blankFiles) read(ctx context.Context, book *rules.Book) (map[string]paper.Blank, error) {
	blanks := map[string]paper.Blank{}
	for _, one := range b.named {
		if _, err := materialOf(book, one.material); err != nil {
			return nil, err
		}
		blank, err := readBlank(ctx, one.file)
		var unfit *paper.BlankError
		if errors.As(err, &unfit) {
			return nil, &blankProblem{one.file, unfit}
		}
		if err != nil {
			return nil, err
		}
		blanks[one.material] = blank
	}
	return blanks, nil
}

// materialOf finds the rule for a material by its id.
func materialOf(book *rules.Book, id string) (rules.MaterialRule, error) {
	i := slices.IndexFunc(book.Papers, func(m rules.MaterialRule) bool { return m.ID == id })
	if i < 0 {
		return rules.MaterialRule{}, &problem{id: "ctl.problem.blank_material", args: map[string]string{"argument": shown(id)}}
	}
	return book.Papers[i], nil
}

// listValues lists what can be placed on the official blank of a material, a line
// each: the id and what it is.
func (p *program) listValues(material, rulebook string) error {
	book, err := p.book(rulebook)
	if err != nil {
		return err
	}
	rule, err := materialOf(book, material)
	if err != nil {
		return err
	}
	t := p.result()
	for _, id := range paper.Values(rules.Material{ID: rule.ID, Per: rule.Per}) {
		var labels []string
		for _, l := range p.languages {
			labels = append(labels, paper.ValueLabel(l, id))
		}
		t.line(0, id+"  "+strings.Join(slices.Compact(labels), " · "))
	}
	return nil
}

// placesEnding is what the file with the places has behind the name of the blank.
const placesEnding = ".json"

func readBlank(ctx context.Context, name string) (paper.Blank, error) {
	pdf, err := readBounded(name, paper.MaxBlankBytes)
	if err != nil {
		return paper.Blank{}, &problem{id: "ctl.problem.blank_file", args: map[string]string{"file": shownFile(name)}, err: err}
	}
	clean, pages, err := paper.CheckBlank(ctx, pdf)
	if err != nil {
		return paper.Blank{}, err
	}
	data, err := readBounded(name+placesEnding, paper.MaxPlacesBytes)
	if err != nil {
		id := "ctl.problem.blank_file"
		if errors.Is(err, fs.ErrNotExist) {
			id = "ctl.problem.blank_places"
		}
		return paper.Blank{}, &problem{id: id, args: map[string]string{"file": shownFile(name + placesEnding)}, err: err}
	}
	places, err := paper.DecodePlaces(data)
	if err != nil {
		return paper.Blank{}, err
	}
	return paper.Blank{PDF: clean, Places: places}, paper.CheckPlaces(places, pages)
}

// readBounded reads a file up to one byte over the limit, by which paper tells that it
// is too large.
func readBounded(name string, limit int64) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read a blank: %w", err)
	}
	defer file.Close() // was only read
	data, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read a blank: %w", err)
	}
	return data, nil
}

// blankProblem says which blank cannot be used, and why.
type blankProblem struct {
	file string
	err  *paper.BlankError
}

func (e *blankProblem) Error() string { return e.err.Error() }
func (e *blankProblem) Unwrap() error { return e.err }

func (e *blankProblem) sentence(l translations.Language) string {
	return translations.Text(l, "ctl.problem.blank", map[string]string{"file": shownFile(e.file), "reason": e.err.Message(l)})
}
