package wording

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"recordaldesk/rules"
	"recordaldesk/rules/ident"
)

// Privacy says things of a filing without the numbers by which a person could be
// known: of identity documents, telephones, accounts, and e-mail addresses. In full
// they stand only in the field where they are typed, on what is filed, and where
// somebody asks to see one. How much of one is left is decided by [ident.Mask] and
// its like.
type Privacy struct {
	ofPerson bool // the certificate of the host unit is that of a person
	hidden   *strings.Replacer
}

// PrivacyOf returns the privacy of a filing as it stands now. Numbers of a company's
// certificates are public and stay.
func PrivacyOf(f *rules.Filing) *Privacy {
	return privacyOf(f, f.Host.Nature == "individual" || isDocument(f.Host.Certificate.Type))
}

// StrictPrivacyOf is [PrivacyOf] for what leaves the desk in somebody's hand, and may
// be lost: the numbers of companies' certificates are hidden too.
func StrictPrivacyOf(f *rules.Filing) *Privacy { return privacyOf(f, true) }

func privacyOf(f *rules.Filing, ofPerson bool) *Privacy {
	p := &Privacy{ofPerson: ofPerson}
	var pairs []string
	add := func(fieldID, number string) {
		// What is shorter may stand anywhere by chance.
		if mask := p.mask(fieldID); mask != nil && len([]rune(strings.TrimSpace(number))) > 6 {
			pairs = append(pairs, number, mask(number))
		}
	}
	add("host.certificate.number", f.Host.Certificate.Number)
	persons := []rules.Person{f.Host.LegalRepresentative, f.Host.Lead}
	for _, w := range f.Websites {
		persons = append(persons, w.Lead)
	}
	for _, one := range persons {
		add("person.document.number", one.Document.Number)
		add("person.mobile", one.Mobile)
		add("person.emergency_phone", one.EmergencyPhone)
		add("person.office_phone", one.OfficePhone)
		add("person.email", one.Email)
		add("person.im_account", one.IMAccount)
	}
	for path, number := range f.Change.Before {
		add(rules.FieldID(path), number)
	}
	p.hidden = strings.NewReplacer(pairs...)
	return p
}

// isDocument reports whether a certificate's type is that of a person's document.
func isDocument(certificate string) bool {
	return slices.Contains([]string{
		ident.DocumentResidentID, ident.DocumentPassport, ident.DocumentHKMacaoPermit, ident.DocumentTaiwanPermit,
		ident.DocumentHKMacaoResidence, ident.DocumentTaiwanResidence, ident.DocumentForeignPermanentResidence,
	}, certificate)
}

// mask returns how the number in a field is masked; nil for a field that holds none.
func (p *Privacy) mask(fieldID string) func(string) string {
	switch fieldID {
	case "person.document.number", "person.im_account":
		return ident.Mask
	case "person.mobile", "person.emergency_phone", "person.office_phone":
		return ident.MaskPhone
	case "person.email":
		return ident.MaskEmail
	case "host.certificate.number":
		if p.ofPerson {
			return ident.Mask
		}
	}
	return nil
}

// Value is what a field holds, as others may read it.
func (p *Privacy) Value(fieldID, value string) string {
	if mask := p.mask(fieldID); mask != nil {
		return mask(value)
	}
	return p.Text(value)
}

// Text hides the filing's own numbers in a text, and any other that looks like a
// person's.
func (p *Privacy) Text(text string) string { return ident.MaskText(p.hidden.Replace(text)) }

// Finding returns the finding with the numbers masked that its message would say:
// the one that was typed, and the one it should be. It is for showing alone, since
// what it offers as the mended text is masked as well.
func (p *Privacy) Finding(f rules.Finding) rules.Finding {
	mask := p.mask(f.FieldID)
	hide := func(name, text string) string {
		if mask != nil && (name == "value" || isNumber(text)) {
			return mask(text)
		}
		return p.Text(text)
	}
	f.Args = maps.Clone(f.Args)
	for name, text := range f.Args {
		f.Args[name] = hide(name, text)
	}
	if f.Repair != "" {
		f.Repair = hide("value", f.Repair)
	}
	return f
}

// isNumber tells a number of a document or telephone from a name, a date, a count
// or a domain: nothing but digits and some letters, more than six of them.
func isNumber(value string) bool {
	if rules.IsDate(value) {
		return false
	}
	code, digits := ident.NormaliseCode(value), 0
	for _, r := range code {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r > unicode.MaxASCII || !unicode.IsLetter(r) && !strings.ContainsRune("()-+/", r):
			return false
		}
	}
	return digits > 6
}
