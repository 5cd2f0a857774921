package rules

import "slices"

// Reason is one of the reasons for which filings are returned (domain.md 5.5): the
// message reason.<id>, a few words to pick it by, and reason.<id>.words, what the
// return notice says to the client.
type Reason struct {
	ID         string
	Row        int      // its number in domain.md 5.5, and its place in the list
	Fields     []string // ids of the fields it is typically about
	Materials  []string // ids of the papers it is typically about, or AnyMaterial
	Kinds      []string // of recordal, where it can only be said of those; empty is all
	Provinces  []string // likewise, GB/T 2260
	Source     string
	Confidence Confidence
	AsOf       string `toml:"as_of"`
}

// AnyMaterial stands among the materials of a reason that any paper can be returned
// for.
const AnyMaterial = "any"

// About reports whether the reason is typically given for the field at a path of a
// filing, or for a material. Either may be empty, which is none.
func (r *Reason) About(path, material string) bool {
	return path != "" && slices.Contains(r.Fields, FieldID(path)) ||
		material != "" && (slices.Contains(r.Materials, material) || slices.Contains(r.Materials, AnyMaterial))
}

// ReasonsFor lists the reasons for which the filing can be returned, for a reviewer
// to pick one for the field at a path or for a material: first those that are about
// it, see [Reason.About], then all others, each group by row.
func (b *Book) ReasonsFor(f *Filing, path, material string) []Reason {
	var about, others []Reason
	for _, r := range b.Reasons {
		switch {
		case !concerns(f, r.Kinds, r.Provinces):
		case r.About(path, material):
			about = append(about, r)
		default:
			others = append(others, r)
		}
	}
	return append(about, others...)
}

// concerns reports whether something that is for some kinds and provinces, none
// being all, can be said of the filing. What the filing does not say itself leaves
// nothing out: better a reason too many than one that cannot be given.
func concerns(f *Filing, kinds, provinces []string) bool {
	within := func(value string, all []string) bool {
		return value == "" || len(all) == 0 || slices.Contains(all, value)
	}
	return within(f.Kind, kinds) && within(f.Host.Province, provinces)
}
