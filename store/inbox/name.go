package inbox

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"recordaldesk/store/packet"
)

// label is what stands in a packet's name:
//
//	<title>~<mark>.zip                                          waiting, put by a desk
//	<title>~<mark>~<time>-<number>~<desk's id>~<its name>.zip   claimed, done, double
//
// The longest has some 210 bytes; file systems take 255.
type label struct {
	title string
	mark  string    // "" in a name that no desk has given
	at    time.Time // claimed at, by the folder's clock
	once  string    // keeps apart what is claimed within one second
	desk  Desk
}

const (
	maxName   = 255 // bytes, what file systems take
	maxTitle  = 100 // bytes
	maxDesk   = 40  // bytes
	sumDigits = 16  // of a mark, which begins with the SHA-256 of the packet
	timeForm  = "20060102T150405Z"
	ending    = ".zip"
	separator = "~"
	hidden    = "~$" // begins what office programs write beside a document that is open
)

var (
	waitingName = regexp.MustCompile(`^(.*)~([0-9a-f]{24})\.zip$`)
	claimedName = regexp.MustCompile(`^(.*)~([0-9a-f]{24})~([0-9]{8}T[0-9]{6}Z)-([0-9a-f]{8})~([0-9a-f]{8})~([^~]+)\.zip$`)
)

// parse takes the name of a packet apart, whichever folder it lies in. Any name of a
// zip gives a label with a title that can be shown; others are no packets.
func parse(name string) (l label, ok bool) {
	if !strings.EqualFold(path.Ext(name), ending) || len(name) > maxName || strings.HasPrefix(name, ".") || strings.HasPrefix(name, hidden) {
		return label{}, false
	}
	stem := name[:len(name)-len(ending)]
	if !utf8.ValidString(name) {
		return label{title: safeTitle(stem)}, true
	}
	if m := claimedName.FindStringSubmatch(name); m != nil {
		at, err := time.Parse(timeForm, m[3])
		desk := Desk{ID: m[5], Name: safeDesk(m[6])}
		if err == nil && desk.Name != "" {
			return label{title: safeTitle(m[1]), mark: m[2], at: at, once: m[4], desk: desk}, true
		}
	}
	if m := waitingName.FindStringSubmatch(name); m != nil {
		return label{title: safeTitle(m[1]), mark: m[2]}, true
	}
	return label{title: safeTitle(stem)}, true
}

// waiting is the name under which the packet waits.
func (l label) waiting() string { return l.title + separator + l.mark + ending }

// claimed is the name under which the label's desk has the packet.
func (l label) claimed() string {
	return strings.Join([]string{l.title, l.mark, l.at.UTC().Format(timeForm) + "-" + l.once, l.desk.ID, l.desk.Name}, separator) + ending
}

// sum is the beginning of the packet's SHA-256.
func (l label) sum() string { return l.mark[:min(sumDigits, len(l.mark))] }

// before reports whether of two claims of one packet this one stays. All desks that see
// both names must come to the same answer.
func (l label) before(other label) bool {
	return cmp.Or(l.at.Compare(other.at), strings.Compare(l.desk.ID, other.desk.ID), strings.Compare(l.once, other.once)) < 0
}

// mark makes the mark of a packet from its whole SHA-256 and what else tells it from
// another with the same bytes. Two desks that take the same file must come to the same
// mark.
func mark(sum, from string) string {
	other := sha256.Sum256([]byte(from))
	return sum[:sumDigits] + hex.EncodeToString(other[:4])
}

// safeTitle makes from any name of a packet, without its ending, what can be shown and
// used in another name.
func safeTitle(name string) string {
	title := packet.SafeName(name, maxTitle)
	if strings.HasPrefix(title, hidden) { // a packet would not be listed any more
		title = "_" + title[1:]
	}
	return cmp.Or(title, "ICP备案")
}

// safeDesk makes from any text the name of a desk as it can stand in a name of a file;
// "" where nothing is left.
func safeDesk(name string) string {
	return packet.SafeName(strings.ReplaceAll(name, separator, "-"), maxDesk)
}
