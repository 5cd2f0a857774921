package inbox

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"syscall"

	"recordaldesk/store/held"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
)

// What can go wrong in a way that a person can do something about. A packet that cannot
// be used is a [*packet.Error]. None of them loses a packet.
var (
	ErrGone       = errors.New("the inbox cannot be reached")
	ErrNotInbox   = errors.New("the folder is no inbox")
	ErrReadOnly   = errors.New("the inbox cannot be written")
	ErrNoSpace    = errors.New("no space left in the inbox")
	ErrDisk       = errors.New("reading or writing failed")
	ErrHeld       = errors.New("another program holds the packet")
	ErrTaken      = errors.New("another desk has the packet")
	ErrLost       = errors.New("the packet is not this desk's any more")
	ErrIncomplete = errors.New("the packet is not whole, or was changed")
	ErrTooMany    = errors.New("too many packets in the inbox")
	ErrLocal      = errors.New("the copy on this computer cannot be written")
	ErrDesk       = errors.New("this cannot be a desk")
)

// messages gives each error the id of its sentence in translations.
var messages = []struct {
	err error
	id  string
}{
	{ErrLocal, "inbox.problem.local"},
	{ErrNotInbox, "inbox.problem.not_inbox"},
	{ErrTaken, "inbox.problem.taken"},
	{ErrLost, "inbox.problem.lost"},
	{ErrIncomplete, "inbox.problem.incomplete"},
	{ErrTooMany, "inbox.problem.too_many"},
	{ErrDesk, "inbox.problem.desk"},
	{ErrGone, "inbox.problem.gone"},
	{ErrReadOnly, "inbox.problem.read_only"},
	{ErrNoSpace, "inbox.problem.no_space"},
	{ErrHeld, "inbox.problem.held"},
	{ErrDisk, "inbox.problem.disk"},
}

// otherMessage is the sentence for what nobody foresaw.
const otherMessage = "inbox.problem.other"

// Problems lists the errors of this package.
func Problems() []error {
	var all []error
	for _, m := range messages {
		all = append(all, m.err)
	}
	return all
}

// OtherDeskError is [ErrTaken] or [ErrLost] where it is known which desk has the packet.
type OtherDeskError struct {
	By  Desk
	Err error
}

func (e *OtherDeskError) Error() string { return e.Err.Error() }
func (e *OtherDeskError) Unwrap() error { return e.Err }

// Message says to a person what an error of this package means and what to do; "" where
// there is nothing to say: for nil, and for what was stopped by its context.
func Message(l translations.Language, err error) string {
	var unusable *packet.Error
	if errors.As(err, &unusable) && !errors.Is(err, ErrIncomplete) {
		return packet.Message(l, err)
	}
	id, args := MessageID(err)
	if id == "" {
		return ""
	}
	return translations.Text(l, id, args)
}

// MessageID returns the id of the sentence for an error of this package, and what to put
// into it. For a [*packet.Error] ask packet.MessageID.
func MessageID(err error) (id string, args map[string]string) {
	if err == nil || errors.Is(err, context.Canceled) {
		return "", nil
	}
	for _, m := range messages {
		if !errors.Is(err, m.err) {
			continue
		}
		var other *OtherDeskError
		if errors.As(err, &other) && other.By.Name != "" {
			return m.id + "_by", map[string]string{"desk": other.By.Name}
		}
		return m.id, nil
	}
	return otherMessage, nil
}

// failure is an error of the file system in the inbox. Its text goes to logs: it has no
// paths, since the names of packets are those of companies.
type failure struct {
	doing   string
	problem error // of this package; nil if err says so itself or nobody knows
	err     error
}

func (f *failure) Error() string {
	text := f.doing
	if f.problem != nil {
		text += ": " + f.problem.Error()
	}
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(f.err, &path):
		return text + ": " + path.Op + ": " + path.Err.Error()
	case errors.As(f.err, &link):
		return text + ": " + link.Op + ": " + link.Err.Error()
	}
	return text + ": " + f.err.Error()
}

func (f *failure) Unwrap() []error {
	if f.problem == nil {
		return []error{f.err}
	}
	return []error{f.problem, f.err}
}

// wrap says what was being done and which of the package's errors it is.
func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return &failure{doing, problem(err), err}
}

// problem tells which of the package's errors stands behind a failure of the file
// system; nil when err says so itself or nobody knows.
func problem(err error) error {
	for _, m := range messages {
		if errors.Is(err, m.err) {
			return nil
		}
	}
	var path *fs.PathError
	var link *os.LinkError
	var unusable *packet.Error
	switch {
	case errors.As(err, &unusable):
		return nil
	case isNoSpace(err):
		return ErrNoSpace
	case isGone(err), errors.Is(err, fs.ErrNotExist):
		return ErrGone
	case isReadOnly(err), errors.Is(err, fs.ErrPermission):
		return ErrReadOnly
	case held.Is(err):
		return ErrHeld
	case errors.As(err, &path), errors.As(err, &link):
		return ErrDisk
	}
	return nil
}

// isAny reports whether the operating system failed with one of the codes.
func isAny(err error, codes ...syscall.Errno) bool {
	var code syscall.Errno
	return errors.As(err, &code) && slices.Contains(codes, code)
}
