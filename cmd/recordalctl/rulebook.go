package main

import (
	"errors"
	"flag"
	"os"

	"recordaldesk/rules"
	"recordaldesk/store/edition"
	"recordaldesk/translations"
)

// rulebookFlag adds the flag that names another rulebook than the built-in one.
func rulebookFlag(set *flag.FlagSet) *string { return set.String("rulebook", "", "") }

// book returns the built-in rulebook or, where a file is named, the one in it with
// its messages in force, whatever its version: an office tries its rulebook before
// it gives it to others, and a packet is judged by the book it was exported under.
// A file that fails the checks is a problem that names line and reason.
func (p *program) book(path string) (*rules.Book, error) {
	if path == "" {
		return rules.Builtin(), nil
	}
	loaded, err := p.loadBook(path)
	if err != nil {
		return nil, err
	}
	return loaded.Book, nil
}

func (p *program) loadBook(path string) (*edition.Loaded, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, &problem{id: "ctl.problem.rulebook_unreadable", args: map[string]string{"file": shownFile(path)}, err: err}
	}
	defer file.Close() // was only read
	loaded, err := edition.Load(shownFile(path), file)
	if err != nil {
		return nil, unusable(path, err)
	}
	loaded.Speak()
	return loaded, nil
}

// refusedBook keeps a command from being done because the rulebook is broken. Its
// reason is said in the reader's language.
type refusedBook struct {
	file     string
	problems []*rules.BookError
	err      error
}

func unusable(path string, err error) error {
	problems := rules.BookErrors(err)
	if len(problems) == 0 {
		return &problem{id: "ctl.problem.rulebook_unreadable", args: map[string]string{"file": shownFile(path)}, err: err}
	}
	return &refusedBook{file: shownFile(path), problems: problems, err: err}
}

func (e *refusedBook) Error() string { return "refuse rulebook: " + e.err.Error() }
func (e *refusedBook) Unwrap() error { return e.err }

// sentence says what is wrong with the rulebook.
func (e *refusedBook) sentence(l translations.Language) string {
	return translations.Text(l, "ctl.problem.rulebook", map[string]string{"file": e.file, "wrong": edition.Wrong(l, e.problems)})
}

// asRefusedBook finds the refusal of a rulebook in an error.
func asRefusedBook(err error) (*refusedBook, bool) {
	var refused *refusedBook
	ok := errors.As(err, &refused)
	return refused, ok
}
