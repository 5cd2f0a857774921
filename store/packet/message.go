package packet

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path"
	"syscall"

	"recordaldesk/rules"
	"recordaldesk/store/paper"
	"recordaldesk/store/scan"
	"recordaldesk/translations"
)

// Message says to a person, in one or two sentences, what an error of this
// package means and what to do about it.
func Message(l translations.Language, err error) string {
	var blank *paper.BlankError
	if errors.As(err, &blank) {
		return blank.Message(l)
	}
	id, args := MessageID(err)
	if label, ok := args["field"]; ok {
		args["field"] = translations.Text(l, label)
	}
	if reason, ok := args["reason"]; ok {
		args["reason"] = translations.Text(l, reason)
	}
	return translations.Text(l, id, args)
}

// MessageID returns the message for an error of this package and what to put
// into it. Of the arguments, file and character are text; field and reason are themselves ids
// of messages, to be said in the reader's language.
func MessageID(err error) (id string, args map[string]string) {
	args = map[string]string{}
	problem := Failed
	var known *Error
	if errors.As(err, &known) {
		problem = known.Problem
		if known.File != "" {
			args["file"] = safeName(path.Base(known.File), 120)
		}
		args["field"] = cmp.Or(known.Field, "packet.the_filing")
	} else {
		problem = failure(err)
	}
	var unusable *scan.Error
	if problem == ScanUnusable && errors.As(err, &unusable) {
		args["reason"] = unusable.Problem.MessageID()
	}
	var impossible *rules.RetouchError
	if problem == ScanUnusable && errors.As(err, &impossible) {
		args["reason"] = impossible.Problem.MessageID()
	}
	var missing *paper.MissingGlyphError
	if errors.As(err, &missing) {
		args["character"] = string(missing.Rune)
	}
	return "packet.problem." + string(problem), args
}

// failure names what the operating system failed at.
func failure(err error) Problem {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return Stopped
	case errors.Is(err, syscall.ENOSPC), isDiskFull(err):
		return DiskFull
	case isDiskFailed(err):
		return DiskFailed
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return NotWritable
	case errors.Is(err, fs.ErrNotExist):
		return NoFolder
	}
	return Failed
}
