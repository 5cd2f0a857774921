package rules

import (
	"slices"
	"strconv"
	"strings"
)

// Proofs picks from the materials of a filing, as [Book.Materials] lists them, those
// that the field at a path is compared with, such as the host unit's certificate for
// its name. A person's own document comes before what else names the person; otherwise
// the order stays. None is returned for a field that no paper shows.
func (b *Book) Proofs(f *Filing, all []Material, path string) []Material {
	place := unnumbered(path)
	var personal, others []Material
	for _, m := range all {
		rule := b.paper(m.ID)
		if rule == nil || !rule.proves(place) || !m.beside(f, path) {
			continue
		}
		if _, ok := f.Whose(m); ok {
			personal = append(personal, m)
		} else {
			others = append(others, m)
		}
	}
	return append(personal, others...)
}

// proves reports whether the place is one that the material is compared with, or lies
// beneath one.
func (r *MaterialRule) proves(place string) bool {
	return slices.ContainsFunc(r.Proves, func(p string) bool {
		rest, ok := strings.CutPrefix(place, p)
		return ok && (rest == "" || rest[0] == '.')
	})
}

// beside reports whether the material belongs to the website and domain in which the
// path lies, as far as it lies in any.
func (m Material) beside(f *Filing, path string) bool {
	website, domain := -1, -1
	parts := strings.Split(path, ".")
	for i := 1; i < len(parts); i++ {
		n, err := strconv.Atoi(parts[i])
		switch {
		case err != nil:
		case parts[i-1] == "websites":
			website = n
		case parts[i-1] == "domains":
			domain = n
		}
	}
	switch {
	case m.Per == "filing" || website < 0:
		return true
	case m.Website != website:
		return false
	case m.Per != "domain" || domain < 0 || website >= len(f.Websites) || domain >= len(f.Websites[website].Domains):
		return true
	}
	return DomainKey(m.Domain) == DomainKey(f.Websites[website].Domains[domain].Name)
}

// unnumbered is a path without the numbers of the members of lists.
func unnumbered(path string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(path, "."), func(part string) bool {
		_, err := strconv.Atoi(part)
		return err == nil
	}), ".")
}

// checkProves makes sure that a material is compared with something that the forms ask
// for.
func (l *loader) checkProves(m MaterialRule) {
	for _, place := range m.Proves {
		if !l.asked(place) {
			l.fail("material "+m.ID, "no form asks for %q", place)
		}
	}
}

// asked reports whether a form asks for the place, or for something beneath it.
func (l *loader) asked(place string) bool {
	one := &MaterialRule{Proves: []string{place}}
	for _, p := range l.book.Pages {
		for _, s := range p.Sections {
			for _, f := range s.Fields {
				if one.proves(strings.ReplaceAll(s.Base, ".*", "") + "." + f.Name) {
					return true
				}
			}
		}
	}
	return false
}

// inheritProofs has a book that was written before materials said what is compared with
// them take that over from another one.
func (b *Book) inheritProofs(from *Book) {
	if slices.ContainsFunc(b.Papers, func(m MaterialRule) bool { return len(m.Proves) > 0 }) {
		return
	}
	for i := range b.Papers {
		if other := from.paper(b.Papers[i].ID); other != nil {
			b.Papers[i].Proves = other.Proves
		}
	}
}
