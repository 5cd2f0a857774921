package packet

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"recordaldesk/rules"
)

// maxStemBytes bounds the name of the zip without its ending. File systems take
// 255 bytes, Windows 260 UTF-16 units for a whole path; this leaves room for
// " (12).zip" behind and for a deep folder before.
const maxStemBytes = 180

// stem returns the name of the zip and of the mail draft, without ending:
//
//	ICP备案_<host name>_<kind>_<date>[_DRAFT草稿]
//
// The date is YYYY-MM-DD, as everywhere in the packet, and the day the filing is
// judged on, so that the same filing keeps its name. Only the host name is cut
// where all would be too long.
func stem(f *rules.Filing, asOf string, incomplete bool) string {
	head, tail := "ICP备案_", "_"+safeName(kindName(f), 40)+"_"+safeName(asOf, 10)
	if incomplete {
		tail += "_DRAFT草稿"
	}
	host := safeName(f.Host.Name, maxStemBytes-len(head)-len(tail))
	if host == "" {
		host = say("packet.unnamed_host")
	}
	return head + host + tail
}

// numbered returns the name with which the n-th try to find a free one is made:
// the stem itself, then "stem (2)" and so on, as file managers do it.
func numbered(stem string, n int) string {
	if n == 1 {
		return stem
	}
	return stem + " (" + strconv.Itoa(n) + ")"
}

// safeName makes from any text a part of a file name that Windows, macOS and
// Linux take and show alike: NFC, no character that a file system forbids or
// that cannot be seen, no dot or space at either end, none of the names of
// Windows' devices, and not more than limit bytes. It returns "" where nothing
// is left.
func safeName(s string, limit int) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, ""))
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			if b.Len() > 0 && !strings.HasSuffix(b.String(), " ") {
				b.WriteByte(' ')
			}
		case strings.ContainsRune(forbiddenInNames, r):
			b.WriteByte('_')
		case !isVisible(r):
		default:
			b.WriteRune(r)
		}
	}
	// Dropping what is invisible can bring a mark next to its letter.
	name := trimName(cut(norm.NFC.String(b.String()), limit))
	if isDeviceName(name) {
		name = trimName(cut("_"+name, limit))
	}
	return name
}

// forbiddenInNames are the characters that Windows refuses in a file name.
const forbiddenInNames = `<>:"/\|?*`

// isVisible reports whether the rune shows something: no control, no bidi
// control, nothing of zero width, no private use, not U+FFFD.
func isVisible(r rune) bool {
	return unicode.IsGraphic(r) && r != utf8.RuneError &&
		!unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point, unicode.Zl, unicode.Zp)
}

// deviceName matches what Windows takes for a device whatever its ending is.
var deviceName = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$`)

func isDeviceName(name string) bool {
	base, _, _ := strings.Cut(name, ".")
	return deviceName.MatchString(strings.TrimRight(base, " "))
}

func trimName(s string) string { return strings.Trim(s, ". ") }

// cut shortens s to at most limit bytes, between characters, where a letter and
// its marks are one.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	end := 0
	for {
		n := norm.NFC.NextBoundaryInString(s[end:], true)
		if n <= 0 || end+n > limit {
			return s[:end]
		}
		end += n
	}
}
