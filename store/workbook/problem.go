package workbook

import (
	"errors"

	"recordaldesk/translations"
)

// Problem says what is wrong with a workbook as a whole, or keeps one from being
// written. It is the last part of the message that tells a person:
// workbook.problem.<value>.
type Problem string

// What can be wrong with a workbook that is read.
const (
	NotWorkbook Problem = "not_workbook" // no workbook of the format .xlsx
	OldFormat   Problem = "old_format"   // .xls
	Encrypted   Problem = "encrypted"    // asks for a password
	Macros      Problem = "macros"       // has a program in it
	Linked      Problem = "linked"       // draws on other files
	Foreign     Problem = "foreign"      // no sheet of it is a form of ours
	Newer       Problem = "newer"        // written by a newer version
	TooLarge    Problem = "too_large"    // larger than any filled-in form
	Damaged     Problem = "damaged"      // cut short, or its parts do not hold together
	Unsafe      Problem = "unsafe"       // built so as to harm or deceive who opens it
	NoKind      Problem = "no_kind"      // it does not say of which kind the filing is
)

// What can keep a workbook from being written.
const (
	TextTooLong  Problem = "text_too_long" // a field does not fit into a cell
	TextUnusable Problem = "text_unusable" // a field holds characters that cannot be written
	UnknownKind  Problem = "unknown_kind"  // the rulebook does not know the kind of recordal
	TooMany      Problem = "too_many"      // websites, more than a form can be made for
)

// Problems lists every Problem, for the test that each has its messages.
var Problems = []Problem{
	NotWorkbook, OldFormat, Encrypted, Macros, Linked, Foreign, Newer, TooLarge, Damaged, Unsafe, NoKind,
	TextTooLong, TextUnusable, UnknownKind, TooMany,
}

// Error says what is wrong with a workbook. It never quotes what stands in one.
type Error struct {
	Problem Problem
	Field   string // the label id of the field it is about, such as field.host.name; "" for none
	Err     error  // what was found; nil where there is nothing to add
}

// Error is for logs and tests, a person is shown [Message].
func (e *Error) Error() string {
	s := "workbook: " + string(e.Problem)
	if e.Field != "" {
		s += " in " + e.Field
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// Message says to a person, in one or two sentences, what an [*Error] means and
// what to do about it; ok is false for other errors, such as those of a disk.
func Message(l translations.Language, err error) (message string, ok bool) {
	var known *Error
	if !errors.As(err, &known) {
		return "", false
	}
	args := map[string]string{"field": say(l, "packet.the_filing")}
	if known.Field != "" {
		args["field"] = say(l, known.Field)
	}
	return say(l, "workbook.problem."+string(known.Problem), args), true
}
