package packet

import "fmt"

// Problem says what is wrong with a packet or with writing one. It is the last
// part of the message that tells a person: packet.problem.<value>.
type Problem string

// What can be wrong with a zip that is opened.
const (
	NotPacket     Problem = "not_packet"     // no zip, or a zip that no program of ours wrote
	Damaged       Problem = "damaged"        // cut short, or its bytes have changed on the way
	Unsafe        Problem = "unsafe"         // built so as to harm or deceive who unpacks it
	Repacked      Problem = "repacked"       // unpacked, and packed again by another program
	TooLarge      Problem = "too_large"      // over the limits of size or number
	Encrypted     Problem = "encrypted"      // asks for a password
	WrongPassword Problem = "wrong_password" // it was given another one
	Newer         Problem = "newer"          // written by a newer version
	Changed       Problem = "changed"        // an entry is not what the manifest says
	Missing       Problem = "missing"        // an entry that the manifest or the filing names is not there
	Extra         Problem = "extra"          // an entry that neither of them names
	WrongFormat   Problem = "wrong_format"   // an entry is not what its ending says
	BadFiling     Problem = "bad_filing"     // filing.json cannot be read
)

// What can keep a packet from being written.
const (
	NotReady       Problem = "not_ready"       // errors stand or scans are missing, and it was not asked for incomplete
	ScanMissing    Problem = "scan_missing"    // the file of an attachment is not there
	ScanUnreadable Problem = "scan_unreadable" // it may not be read, or the disk fails
	ScanChanged    Problem = "scan_changed"    // it is not the file that was attached
	ScanUnusable   Problem = "scan_unusable"   // it cannot be used, see the scan's own message
	ScanTooHeavy   Problem = "scan_too_heavy"  // a scan does not fit into a mail, not even in a part of its own
	TooBig         Problem = "too_big"         // the packet would be over the limits
	TextTooLong    Problem = "text_too_long"   // a field does not fit into a cell of the workbook
	TextUnusable   Problem = "text_unusable"   // a field holds characters that cannot be written
	NoGlyph        Problem = "no_glyph"        // a field holds a character that the papers' font lacks
	BadDate        Problem = "bad_date"        // the day the filing is judged on is none
	MailAddress    Problem = "mail_address"    // the address of the ICP team is none
	BadPassword    Problem = "bad_password"    // the password cannot be typed wherever the zip is opened
	DiskFull       Problem = "disk_full"       // no space left
	DiskFailed     Problem = "disk_failed"     // it could not be read or written
	NotWritable    Problem = "not_writable"    // the folder may not be written
	NoFolder       Problem = "no_folder"       // the folder is not there
	NotFound       Problem = "not_found"       // the zip to open is not there
	Unreadable     Problem = "unreadable"      // the zip to open may not be read
	Stopped        Problem = "stopped"         // the person stopped it
	Failed         Problem = "failed"          // anything else
)

// Problems lists every Problem, for the test that each has its messages.
var Problems = []Problem{
	NotPacket, Damaged, Unsafe, Repacked, TooLarge, Encrypted, WrongPassword, Newer, Changed, Missing, Extra, WrongFormat, BadFiling,
	NotReady, ScanMissing, ScanUnreadable, ScanChanged, ScanUnusable, ScanTooHeavy, TooBig, TextTooLong, TextUnusable, NoGlyph, BadDate, MailAddress, BadPassword,
	DiskFull, DiskFailed, NotWritable, NoFolder, NotFound, Unreadable, Stopped, Failed,
}

// Error says what is wrong with a packet, or what keeps one from being written.
type Error struct {
	Problem Problem
	File    string // the entry or scan it is about, "" for the packet as a whole
	Field   string // the label id of the field it is about, such as field.host.name
	Err     error  // what was found; nil where there is nothing to add
}

// Error is for logs and tests, a person is shown [Message]. It never quotes
// what stands in the packet.
func (e *Error) Error() string {
	s := "packet: " + string(e.Problem)
	if e.Field != "" {
		s += " in " + e.Field
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// refuse returns the error with which the gate turns a zip away.
func refuse(p Problem, format string, args ...any) *Error {
	return &Error{Problem: p, Err: fmt.Errorf(format, args...)}
}

// refuseEntry is refuse for one entry of the zip.
func refuseEntry(p Problem, name string, format string, args ...any) *Error {
	return &Error{Problem: p, File: name, Err: fmt.Errorf(format, args...)}
}
