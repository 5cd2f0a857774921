package pagecode

import (
	"crypto/rand"
	"crypto/sha256"
	"strings"

	"recordaldesk/rules"
)

// alphabet has the digits and letters that nobody takes for another (Crockford's
// base 32: without I, L, O and U).
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// referenceLong is how many characters a reference has, the last a check.
const referenceLong = 8

// lookalikes are the letters that stand for digits when they are typed.
var lookalikes = strings.NewReplacer("O", "0", "I", "1", "L", "1")

// NewReference returns a reference that no other filing has: 35 random bits and a
// check character. Among the 10,000 filings of a desk the chance that any two share
// one is one in seven hundred, and costs a question: which of the two?
func NewReference() string {
	var random [8]byte
	_, _ = rand.Read(random[:]) // never fails, says its documentation
	return referenceOf(random[:])
}

// Reference returns the reference of a filing: its own or, where it was begun
// without one, what follows from its kind, host unit and first domain.
func Reference(f *rules.Filing) string {
	if IsReference(f.Reference) {
		return f.Reference
	}
	domain := ""
	if len(f.Websites) > 0 && len(f.Websites[0].Domains) > 0 {
		domain = f.Websites[0].Domains[0].Name
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{f.Kind, f.Host.Certificate.Number, f.Host.Name, domain}, "\x00")))
	return referenceOf(sum[:])
}

// ReferenceFor returns the reference that follows from what a filing came in as, for one
// that shall be known again when the same comes once more.
func ReferenceFor(cameAs string) string {
	sum := sha256.Sum256([]byte(cameAs))
	return referenceOf(sum[:])
}

// IsReference reports whether s is a reference: eight characters, the last of
// which checks the others.
func IsReference(s string) bool {
	if len(s) != referenceLong {
		return false
	}
	check, ok := checkOf(s[:referenceLong-1])
	return ok && check == s[referenceLong-1]
}

func referenceOf(bytes []byte) string {
	s := make([]byte, 0, referenceLong)
	for _, b := range bytes[:referenceLong-1] {
		s = append(s, alphabet[b%32])
	}
	check, _ := checkOf(string(s)) // of the alphabet
	return string(append(s, check))
}

// checkOf is the check character by Luhn's algorithm to the base 32: it finds any
// one wrong character and two neighbours that changed places.
func checkOf(s string) (byte, bool) {
	const base = len(alphabet)
	sum, factor := 0, 2
	for i := len(s) - 1; i >= 0; i-- {
		at := strings.IndexByte(alphabet, s[i])
		if at < 0 {
			return 0, false
		}
		n := factor * at
		sum += n/base + n%base
		factor = 3 - factor
	}
	return alphabet[(base-sum%base)%base], true
}
