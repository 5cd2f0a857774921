// Package ident checks the numbers and names a filing is made of: resident
// IDs, credit codes, telephones, recordal numbers, domains, IP addresses and
// the text around them.
//
// Every function is pure: no clock, no file, no network. A Parse function
// takes any string, however long or broken, and answers either the parts of a
// good number or an *Error that says which rule it breaks. Whether that is an
// error or a warning, and in which words, is for the rulebook to decide.
//
// Parse functions of codes read through [NormaliseCode], so that a number with
// spaces or full-width digits is judged by what it means. What is filed must
// be the normalised form; a caller that wants to insist on it compares the two.
package ident

import (
	"errors"
	"strconv"
)

// Problem names the one rule a value breaks. The values are stable ids, never
// shown to a person.
type Problem string

// Problems of numbers in general.
const (
	ProblemEmpty        Problem = "empty"         // nothing but white space
	ProblemLength       Problem = "length"        // too few or too many characters
	ProblemCharacter    Problem = "character"     // a character this number cannot have; Error.At says where
	ProblemFormat       Problem = "format"        // the parts do not stand as the number needs them
	ProblemArea         Problem = "area"          // no such province in the address code, or an unknown recordal prefix
	ProblemDate         Problem = "date"          // no such day in the calendar
	ProblemCheck        Problem = "check"         // the check character does not fit; Error.Want is the one that would
	ProblemOrganisation Problem = "organisation"  // the organisation code inside a credit code fails its own check
	ProblemObsolete     Problem = "obsolete"      // a number of a kind no longer accepted; Error.Want is its successor where known
	ProblemDocumentType Problem = "document_type" // the number of another document, or a document type that is not known
	ProblemAreaCode     Problem = "area_code"     // no telephone area code of this shape
)

// Problems of recordal numbers.
const (
	ProblemLicence        Problem = "licence"         // a commercial licence (ICP证, B2-), not a recordal
	ProblemPublicSecurity Problem = "public_security" // a public-security recordal (公网安备), not an ICP recordal
)

// Problems of domains and home pages.
const (
	ProblemURL         Problem = "url"           // http:// or another scheme stands before the name
	ProblemPath        Problem = "path"          // something follows the name: /, ? or #
	ProblemPort        Problem = "port"          // a port follows the name
	ProblemSubdomain   Problem = "subdomain"     // www or another sub-domain; Error.Want is the registrable name
	ProblemSuffixOnly  Problem = "suffix_only"   // the name is itself a public suffix such as com.cn
	ProblemNoDot       Problem = "no_dot"        // one label without a suffix
	ProblemLabelLength Problem = "label_length"  // a label is empty or longer than 63 characters
	ProblemIPAddress   Problem = "ip_address"    // an IP address where a name is wanted
	ProblemNotInDomain Problem = "not_in_domain" // the home page lies in none of the domains
)

// Problems of IP ranges. The last ones say why an address is not a public one.
const (
	ProblemUnreadable    Problem = "unreadable"
	ProblemMixedFamilies Problem = "mixed_families" // one end IPv4, the other IPv6
	ProblemReversed      Problem = "reversed"       // the first address lies behind the last
	ProblemPrivate       Problem = "private"
	ProblemSharedAddress Problem = "shared_address" // carrier-grade NAT, RFC 6598
	ProblemLoopback      Problem = "loopback"
	ProblemLinkLocal     Problem = "link_local"
	ProblemMulticast     Problem = "multicast"
	ProblemDocumentation Problem = "documentation"
	ProblemReserved      Problem = "reserved"
)

// Problems of website names.
const (
	ProblemShort          Problem = "short"
	ProblemOnlyDigits     Problem = "only_digits"
	ProblemOnlyLatin      Problem = "only_latin"
	ProblemContainsDomain Problem = "contains_domain"
	ProblemPunctuation    Problem = "punctuation"
	ProblemForbiddenWord  Problem = "forbidden_word"
)

// Error says what is wrong with a value. Its text never repeats the value, so
// that it can be logged.
type Error struct {
	Problem Problem
	Want    string // what should stand there, where that is known: a check character, a whole number, a name
	At      int    // which character of the normalised value, from 0; -1 when no single one is to blame
}

// Error is the English text for a log, not for a person.
func (e *Error) Error() string {
	if e.At < 0 {
		return "number refused: " + string(e.Problem)
	}
	return "number refused: " + string(e.Problem) + " at character " + strconv.Itoa(e.At+1)
}

// ProblemOf takes the Problem out of an error of this package; "" when err is
// nil or comes from somewhere else.
func ProblemOf(err error) Problem {
	var e *Error
	if errors.As(err, &e) {
		return e.Problem
	}
	return ""
}

func problem(p Problem) *Error              { return &Error{Problem: p, At: -1} }
func problemAt(p Problem, at int) *Error    { return &Error{Problem: p, At: at} }
func wanting(p Problem, want string) *Error { return &Error{Problem: p, Want: want, At: -1} }
