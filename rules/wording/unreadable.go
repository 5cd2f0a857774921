package wording

import (
	"errors"
	"io"
	"io/fs"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
)

// Unreadable returns the message that says why a file could not be read as a
// filing or a return file, and what to do; the message's argument file is the file's
// name.
func Unreadable(err error) (id string) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "filing.problem.not_found"
	case errors.Is(err, fs.ErrPermission):
		return "filing.problem.may_not_read"
	case errors.Is(err, casework.ErrNotReturn):
		return "returning.problem.not_return"
	case errors.Is(err, casework.ErrNewerReturn):
		return "filing.problem.newer"
	case errors.Is(err, casework.ErrReturnTooLong):
		return "returning.problem.too_long"
	case errors.Is(err, casework.ErrReturnDamaged):
		return "returning.problem.damaged"
	case errors.Is(err, rules.ErrNotJSON), errors.Is(err, io.ErrUnexpectedEOF):
		return "filing.problem.not_json"
	case errors.Is(err, rules.ErrNotFiling):
		return "filing.problem.not_filing"
	case errors.Is(err, rules.ErrNewerSchema):
		return "filing.problem.newer"
	case errors.Is(err, rules.ErrFilingTooLong):
		return "filing.problem.too_long"
	}
	return "filing.problem.unreadable"
}
