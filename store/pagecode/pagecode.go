// Package pagecode says which filing, form and page a printed page is, so that the
// signed page finds its place again when it comes back as a scan: by a QR code
// that [Find] reads, and by the same short number in print for who must type it.
//
//	K7QM2F9D-06.1-1/2      filing K7QM2F9D, form 06 of website 1, page 1 of 2
//	K7QM2F9D-RC-1/1        form RC, for the relationship confirmation
//	K7QM2F9D-DHS.2.1-1/1   of website 2, domain 1
//
// Nothing of what the filing says is in it.
package pagecode

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"recordaldesk/rules"
)

// Code is what a printed page says of itself.
type Code struct {
	Filing  string // its reference, see [Reference]
	Form    string // see [FormOf]
	Website int    // which one the form is about, from 1; 0 for the whole filing
	Domain  int    // which of the website's, from 1; 0 for all
	Page    int    // from 1
	Pages   int
}

// String returns the short number.
func (c Code) String() string {
	var b strings.Builder
	b.WriteString(c.Filing + "-" + c.Form)
	for _, n := range []int{c.Website, c.Domain} {
		if n == 0 {
			break
		}
		b.WriteString("." + strconv.Itoa(n))
	}
	fmt.Fprintf(&b, "-%d/%d", c.Page, c.Pages)
	return b.String()
}

var (
	number   = regexp.MustCompile(`^([0-9A-Z]{8})-([0-9]{2}|[A-Z]{2,8})(?:\.([0-9]{1,4}))?(?:\.([0-9]{1,4}))?-([0-9]{1,3})/([0-9]{1,3})$`)
	errOther = errors.New("no number of a page")
)

// Parse reads a short number as [Code.String] writes it, also as a person types it:
// in small letters, with blanks, or with letters for the digits they look like. It
// fails for anything else, and where a character of the reference is mistyped.
func Parse(s string) (Code, error) {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	s = strings.NewReplacer("－", "-", "—", "-", "．", ".", "／", "/").Replace(s)
	if len(s) > referenceLong {
		s = lookalikes.Replace(s[:referenceLong]) + s[referenceLong:]
	}
	m := number.FindStringSubmatch(s)
	if m == nil || !IsReference(m[1]) {
		return Code{}, errOther
	}
	c := Code{Filing: m[1], Form: m[2]}
	for i, into := range []*int{&c.Website, &c.Domain, &c.Page, &c.Pages} {
		if m[3+i] != "" {
			*into, _ = strconv.Atoi(m[3+i]) // a few digits
		}
	}
	if c.Page < 1 || c.Page > c.Pages {
		return Code{}, errOther
	}
	return c, nil
}

// FormOf returns how a form is named in a code: the two digits of its item in the
// ICP team's list, or for a material beyond that list the first letters of the
// words of its id.
func FormOf(item int, material string) string {
	if item > 0 {
		return fmt.Sprintf("%02d", item)
	}
	var b strings.Builder
	for word := range strings.SplitSeq(material, "_") {
		if word != "" {
			b.WriteString(strings.ToUpper(word[:1]))
		}
	}
	return b.String()
}

// Of returns the code of a material's form, without its pages.
func Of(f *rules.Filing, m rules.Material) Code {
	c := Code{Filing: Reference(f), Form: FormOf(m.Item, m.ID)}
	if m.Per == "filing" || m.Website >= len(f.Websites) {
		return c
	}
	c.Website = m.Website + 1
	if m.Per == "domain" {
		for i, d := range f.Websites[m.Website].Domains {
			if d.Name == m.Domain {
				c.Domain = i + 1
				break
			}
		}
	}
	return c
}

// Material returns which of the materials the page belongs to; false where it is
// of none of them, or of another filing.
func (c Code) Material(f *rules.Filing, materials []rules.Material) (rules.Material, bool) {
	for _, m := range materials {
		of := Of(f, m)
		of.Page, of.Pages = c.Page, c.Pages
		if of == c {
			return m, true
		}
	}
	return rules.Material{}, false
}
