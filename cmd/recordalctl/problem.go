package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

	"recordaldesk/rules/ident"
	"recordaldesk/rules/wording"
	"recordaldesk/store/packet"
	"recordaldesk/store/workbook"
	"recordaldesk/translations"
)

// problem keeps a command from being done, and says so in a message.
type problem struct {
	id   string // of the message
	args map[string]string
	err  error // what happened; nil where there is nothing to add
}

func (e *problem) Error() string {
	if e.err == nil {
		return e.id
	}
	return e.id + ": " + e.err.Error()
}

func (e *problem) Unwrap() error { return e.err }

// complain says on standard error, in one sentence a language, why the command
// could not be done and what to do about it.
func (p *program) complain(err error) {
	for _, l := range p.languages {
		p.report(sentence(l, err))
	}
}

func sentence(l translations.Language, err error) string {
	if refused, ok := asRefusedBook(err); ok {
		return refused.sentence(l)
	}
	var blank *blankProblem
	if errors.As(err, &blank) {
		return blank.sentence(l)
	}
	var known *problem
	if errors.As(err, &known) {
		return translations.Text(l, known.id, known.args)
	}
	if message, ok := workbook.Message(l, err); ok {
		return message
	}
	// What is left are failures of the disk and of the packet, for which that
	// package has the words.
	return packet.Message(l, err)
}

// report writes a line to standard error, which scripts keep in their logs: a number
// of a person, as it may stand in the name of a file, is masked. Nobody can be told
// that this failed.
func (p *program) report(line string) {
	_, _ = fmt.Fprintln(p.stderr, "recordalctl: "+visible(ident.MaskText(line)))
}

// say writes a message to standard error, a line a language.
func (p *program) say(id string, args map[string]string) {
	for _, l := range p.languages {
		p.report(translations.Text(l, id, args))
	}
}

// unreadable says why the file called name could not be read as a filing. It
// leaves errors of the packet and of a workbook as they are.
func unreadable(name string, err error) error {
	var refused *packet.Error
	var unfit *workbook.Error
	if errors.As(err, &refused) || errors.As(err, &unfit) || errors.Is(err, context.Canceled) {
		return err
	}
	return &problem{id: wording.Unreadable(err), args: map[string]string{"file": shownFile(name)}, err: err}
}

// shownFile returns what a file is called in a sentence.
func shownFile(name string) string {
	if name == stdinName {
		return "stdin"
	}
	return shown(filepath.Base(name))
}

// shown returns an argument, or a text of a filing, as it may stand in a sentence:
// not too long, and without what steers a terminal.
func shown(argument string) string {
	const limit = 80
	clean := []rune(visible(argument))
	if len(clean) > limit {
		clean = append(clean[:limit], '…')
	}
	return string(clean)
}

// visible replaces what a terminal would obey rather than show: control
// characters, line ends among them, and those that turn the direction of
// writing. A filing may come from anybody.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
