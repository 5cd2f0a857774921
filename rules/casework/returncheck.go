package casework

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The shapes of what a return file names. All are bounded.
var (
	uuidShape        = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	referenceShape   = regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{8}$`) // its last character is checked where it is looked for
	fingerprintShape = regexp.MustCompile(`^([0-9a-f]{32})?$`)
	idShape          = regexp.MustCompile(`^[a-z][a-z0-9_]{0,63}$`)
	pathShape        = regexp.MustCompile(`^[a-z][a-z0-9_]{0,63}(\.([a-z][a-z0-9_]{0,63}|0|[1-9][0-9]{0,3})){0,9}$`)
)

const (
	maxPlaceWebsite = 9999
	maxPlaceDomain  = 253 // bytes
)

// IsNoticeID reports whether s can be the id of a notice.
func IsNoticeID(s string) bool { return uuidShape.MatchString(s) }

// Sound reports whether the place is one that a filing can have, by how it is written: a
// path, or the id of a material with what it goes with.
func (p Place) Sound() bool {
	if !p.IsMaterial() {
		return p.Website == 0 && p.Domain == "" && pathShape.MatchString(p.Field)
	}
	return p.Field == "" && idShape.MatchString(p.Material) && p.Website >= 0 && p.Website <= maxPlaceWebsite &&
		len(p.Domain) <= maxPlaceDomain && isPlain(p.Domain, maxPlaceDomain) && !strings.ContainsFunc(p.Domain, unicode.IsSpace)
}

// check proves what was read, member by member.
func (r *returnFile) check() error {
	damaged := func(where string) error { return fmt.Errorf("%w: %s", ErrReturnDamaged, where) }
	line := func(s string) bool { return isPlain(s, maxName) && !strings.Contains(s, "\n") }
	switch {
	case !uuidShape.MatchString(r.ID):
		return damaged("id")
	case r.At.Year() < 2000 || r.At.Year() > 9999:
		return damaged("at")
	case !referenceShape.MatchString(r.Reference):
		return damaged("reference")
	case !line(r.By):
		return damaged("by")
	case !line(r.Desk):
		return damaged("desk")
	case len(r.Items) == 0:
		return damaged("no items")
	case len(r.Items) > maxReturnItems:
		return fmt.Errorf("%w: too many items", ErrReturnTooLong)
	}
	seen := map[Place]bool{}
	for n, i := range r.Items {
		if err := i.check(); err != nil {
			return fmt.Errorf("%w of item %d", err, n)
		}
		if seen[i.Place] {
			return damaged(fmt.Sprintf("place of item %d", n))
		}
		seen[i.Place] = true
	}
	return nil
}

func (i Item) check() error {
	damaged := func(where string) error { return fmt.Errorf("%w: %s", ErrReturnDamaged, where) }
	switch {
	case !i.Place.Sound():
		return damaged("place")
	case i.Verdict != Returned && i.Verdict != Queried:
		return damaged("verdict")
	case i.Reason != "" && !idShape.MatchString(i.Reason):
		return damaged("reason")
	case !isPlain(i.Words, maxWords):
		return damaged("words")
	case !isPlain(i.Said.Chinese, maxWords), !isPlain(i.Said.English, maxWords):
		return damaged("said")
	case !fingerprintShape.MatchString(i.Of):
		return damaged("of")
	}
	return nil
}

// isPlain reports whether a text of so many characters at most shows what it says: it has
// no controls but line ends, and nothing that turns the direction of writing.
func isPlain(s string, most int) bool {
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= most && !strings.ContainsFunc(s, isDisturbing)
}

func isDisturbing(r rune) bool {
	return r != '\n' && (unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Co, unicode.Bidi_Control) || r == '\ufeff' || r == utf8.RuneError)
}

// plainText makes of any text one that [isPlain] accepts.
func plainText(s string) string { return plainly(s, maxWords) }

// plainLine does the same for what is one line.
func plainLine(s string) string { return plainly(strings.Join(strings.Fields(s), " "), maxName) }

func plainly(s string, most int) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\t", " ").Replace(strings.ToValidUTF8(s, ""))
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		if isDisturbing(r) {
			return -1
		}
		return r
	}, s))
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most-1]) + "…"
	}
	return s
}
