package exchange

import (
	"errors"
	"fmt"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

// Problem says why a file cannot be read. It is the last part of the message that tells a
// person: exchange.problem.<value>.
type Problem string

// The problems.
const (
	Foreign   Problem = "foreign"    // no table of messages, and nothing else of ours
	OldFormat Problem = "old_format" // .xls, or behind a password
	Damaged   Problem = "damaged"    // cut short, or its parts do not hold together
	TooLarge  Problem = "too_large"  // larger than all messages could be
	Encoding  Problem = "encoding"   // not in UTF-8
	Newer     Problem = "newer"      // of a later version of the program
)

// Problems lists every Problem, for the test that each has its messages.
var Problems = []Problem{Foreign, OldFormat, Damaged, TooLarge, Encoding, Newer}

// Error is that a file cannot be read.
type Error struct {
	Problem Problem
	Err     error // what was found
}

// Error is for logs and tests, a person is shown [Message].
func (e *Error) Error() string { return "messages: " + string(e.Problem) + ": " + e.Err.Error() }

func (e *Error) Unwrap() error { return e.Err }

func refuse(p Problem, format string, args ...any) *Error {
	return &Error{Problem: p, Err: fmt.Errorf(format, args...)}
}

// Message says to a person what an [*Error] means and what to do about it; false for
// other errors, such as those of a disk.
func Message(l translations.Language, err error) (string, bool) {
	var known *Error
	if !errors.As(err, &known) {
		return "", false
	}
	return translations.Text(l, MessageID(known.Problem)), true
}

// MessageID is the id of the message that says what is wrong with a file.
func MessageID(p Problem) string { return "exchange.problem." + string(p) }

// Reason says to a person why an edit cannot be taken, and what to do about it.
func Reason(l translations.Language, r *labels.Refusal) string {
	what := r.What
	switch r.Why {
	case labels.Lost, labels.Added:
		what = "{{." + what + "}}" // as it is to be written
	case labels.Form, labels.FormAdded:
		what = translations.Text(l, "exchange.form."+what)
	}
	return translations.Text(l, "labels.refused."+string(r.Why), map[string]string{"what": what})
}
