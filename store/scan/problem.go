package scan

import "fmt"

// Problem says why a scan cannot be used. Its value is the last part of the
// message that tells a person: scan.problem.<value>, see [Problem.MessageID].
type Problem string

// Every problem a scan can have.
const (
	Empty         Problem = "empty"           // no bytes at all
	TooLarge      Problem = "too_large"       // more than MaxBytes
	UnknownKind   Problem = "unknown_kind"    // no picture and no PDF
	PhoneFormat   Problem = "phone_format"    // HEIC and its kin, which nobody else can open
	Archive       Problem = "archive"         // a zip or an Office document
	TooManyPixels Problem = "too_many_pixels" // over MaxPixels, MaxSide, or the memory to decode it
	Damaged       Problem = "damaged"         // cut short, or not decodable
	ManyPictures  Problem = "many_pictures"   // a TIFF with pages: only its first would be used
	Encrypted     Problem = "encrypted"       // a PDF that asks for a password
	NoPages       Problem = "no_pages"        // a PDF with nothing in it
)

// Problems lists every Problem, for the test that each has its messages.
var Problems = []Problem{
	Empty, TooLarge, UnknownKind, PhoneFormat, Archive,
	TooManyPixels, Damaged, ManyPictures, Encrypted, NoPages,
}

// MessageID is the id of the sentence for this problem in translations.
func (p Problem) MessageID() string { return "scan.problem." + string(p) }

// NameMismatchMessageID is the id of the notice for a scan for which
// [NameMismatch] is true.
const NameMismatchMessageID = "scan.notice.name_mismatch"

// Error says that a scan cannot be used, and why. The scan is at fault, not the
// disk or the program; the person can do something about it.
type Error struct {
	Problem Problem
	Kind    Kind  // what the content is, as far as it was recognised
	Width   int   // pixels, for TooManyPixels
	Height  int   // pixels, for TooManyPixels
	Err     error // what the decoder said; nil where there is nothing to add
}

// Error is for logs and tests; a person is shown Problem.MessageID.
func (e *Error) Error() string {
	what := string(e.Kind)
	if e.Kind == Unknown {
		what = "file"
	}
	s := fmt.Sprintf("%s cannot be used: %s", what, e.Problem)
	if e.Width > 0 {
		s += fmt.Sprintf(" (%d × %d pixels)", e.Width, e.Height)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }
