package rules

import (
	"strings"
	"testing"
)

// deskLists has one entry of each list of the review desk, for the book small.
const deskLists = `[[reason]]
id = "tried"
row = 1
fields = ["host.name"]
materials = ["check_list", "any"]
source = "domain 5.5"
confidence = "single"
as_of = "2026-11-23"

[[original]]
id = "card"
material = "check_list"
when = 'host.nature != "individual"'
source = "domain 6.2"
confidence = "single"
as_of = "2026-11-23"

[[photo]]
id = "size"
measured = "size"
source = "domain 6.3"
confidence = "single"
as_of = "2026-11-23"

[[licence]]
id = "capital"
source = "domain 7.2"
confidence = "single"
as_of = "2026-11-23"

`

// withLists returns the book small with the lists and whatever else.
func withLists(lists string) string { return strings.Replace(small, "[[rule]]", lists+"[[rule]]", 1) }

func loaded(t *testing.T, text string) *Book {
	t.Helper()
	file, err := LoadFile("rulebook.toml", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return file.Book
}

// What is wrong with an entry of the desk's lists is said with the line at which the
// entry begins, or with its own.
func TestListsOfTheDeskAreReadAsStrictlyAsRules(t *testing.T) {
	const (
		reason, original, photo, licence = "[[reason]]", "[[original]]", "[[photo]]", "[[licence]]"
		cited                            = "source = \"domain 7.2\"\nconfidence = \"single\"\nas_of = \"2026-11-23\"\n"
		again                            = "source = \"domain 5.5\"\nconfidence = \"own\"\nas_of = \"2026-11-23\"\n\n"
	)
	for _, c := range []struct {
		name    string
		was, is string
		at      string // how the line begins
		says    string
	}{
		{"a reason twice", original, "[[reason]]\nid = \"tried\"\nrow = 2\n" + again + original, reason, "reason tried: stands twice"},
		{"a reason without an id", `id = "tried"`, `id = ""`, reason, "no id"},
		{"an id with a dot", `id = "tried"`, `id = "tried.words"`, reason, "no id"},
		{"a row twice", original, "[[reason]]\nid = \"other\"\nrow = 1\n" + again + original, reason, "row 1 stands twice"},
		{"a row before the first", "row = 1", "row = 0", reason, "row is out of bounds"},
		{"a row beyond all bounds", "row = 1", "row = 1000000", reason, "row is out of bounds"},
		{"a row in words", "row = 1", `row = "first"`, "row =", "row"},
		{"a field that is not there", `"host.name"]`, `"host.slogan"]`, reason, `no field "host.slogan"`},
		{"a field by its path", `"host.name"]`, `"websites.0.name"]`, reason, `no field "websites.0.name"`},
		{"a paper that is not there", `"check_list", "any"`, `"checklist", "any"`, reason, `no material "checklist"`},
		{"no kind", "row = 1", "row = 1\nkinds = [\"renewal\"]", reason, `no kind "renewal"`},
		{"no province", "row = 1", "row = 1\nprovinces = [\"990000\"]", reason, `no province "990000"`},
		{"a city for a province", "row = 1", "row = 1\nprovinces = [\"320100\"]", reason, `no province "320100"`},
		{"a reason without source", `source = "domain 5.5"`, "", reason, "source or as_of"},
		{"a day that is none", `"single"` + "\nas_of = \"2026-11-23\"\n\n[[original]]", `"single"` + "\nas_of = \"2026-11-31\"\n\n[[original]]", reason, "source or as_of"},
		{"no confidence", "confidence = \"single\"\nas_of = \"2026-11-23\"\n\n[[original]]", "as_of = \"2026-11-23\"\n\n[[original]]", reason, "no confidence"},
		{"a key nobody knows", "row = 1", "line = 1", "line =", "no such key"},
		{"an original twice", photo, "[[original]]\nid = \"card\"\n" + again + photo, original, "original card: stands twice"},
		{"an original of a paper that is not there", `material = "check_list"`, `material = "checklist"`, original, `no material "checklist"`},
		{"a misspelt condition", "host.nature", "host.nautre", "when =", "nautre"},
		{"a condition that is no yes or no", ` != "individual"`, "", original, "bool"},
		{"a condition that fails on a filing", `host.nature != "individual"`, `(filing.websites)[0].name == "x"`, original, "fails on a filing"},
		{"an original without source", `source = "domain 6.2"`, "", original, "source or as_of"},
		{"a photo check twice", licence, "[[photo]]\nid = \"size\"\n" + again + licence, photo, "photo size: stands twice"},
		{"a photo check that no program makes", `measured = "size"`, `measured = "smile"`, photo, `"smile"`},
		{"a photo check of no province", `measured = "size"`, `provinces = ["62"]`, photo, `no province "62"`},
		{"a photo check without source", `source = "domain 6.3"`, "", photo, "source or as_of"},
		{"a point of the licence twice", cited, cited + "\n[[licence]]\nid = \"capital\"\n" + again, licence, "licence capital: stands twice"},
		{"a point of the licence of no confidence", cited, strings.Replace(cited, "single", "certain", 1), licence, `no confidence "certain"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			lists := strings.Replace(deskLists, c.was, c.is, 1)
			if lists == deskLists {
				t.Fatal("nothing was changed")
			}
			text := withLists(lists)
			_, err := LoadFile("rulebook.toml", strings.NewReader(text))
			problems := BookErrors(err)
			if len(problems) != 1 {
				t.Fatalf("got %v", err)
			}
			if !strings.Contains(problems[0].Error(), c.says) {
				t.Errorf("it does not say %q: %v", c.says, problems[0])
			}
			lines := strings.Split(text, "\n")
			if at := problems[0].Line; at == 0 || !strings.HasPrefix(lines[at-1], c.at) {
				t.Errorf("line %d, want one with %s: %v", at, c.at, problems[0])
			}
		})
	}
}

// Whatever the order of the file, the list has the order of the rows.
func TestReasonsStandByRow(t *testing.T) {
	first := strings.Replace(strings.Replace(deskLists, "row = 1", "row = 70", 1), `id = "tried"`, `id = "own"`, 1)
	first, _, _ = strings.Cut(first, "[[original]]")
	b := loaded(t, withLists(first+deskLists))
	if len(b.Reasons) != 2 || b.Reasons[0].ID != "tried" || b.Reasons[1].ID != "own" {
		t.Errorf("got %v", b.Reasons)
	}
}

// A rulebook that an office wrote before there were lists for the review desk stays in
// force, with the lists that come with the program; one of its own takes the place of
// that one alone.
func TestABookWithoutListsOfTheDeskHasTheBuiltinOnes(t *testing.T) {
	builtin, old := Builtin(), loaded(t, small)
	if d := compareReview(builtin, old); len(d) > 0 {
		t.Errorf("the lists differ: %v", d)
	}
	// It has no paper but the check list.
	for _, o := range old.OriginalsFor(New("new_recordal"), "2026-11-28") {
		if o.Material != "" && o.Material != "check_list" {
			t.Errorf("%s is compared, of a paper that the book has not", o.ID)
		}
	}
	reasons, _, _ := strings.Cut(deskLists, "[[original]]")
	next := loaded(t, withLists(reasons))
	if len(next.Reasons) != 1 || next.Reasons[0].ID != "tried" || len(next.Originals) != len(builtin.Originals) ||
		len(next.PhotoChecks) != len(builtin.PhotoChecks) || len(next.LicencePoints) != len(builtin.LicencePoints) {
		t.Errorf("%d reasons, %d originals, %d photo checks, %d points", len(next.Reasons), len(next.Originals), len(next.PhotoChecks), len(next.LicencePoints))
	}
}

// The lists of the review desk judge no filing, and a desk wants to know of a change
// to them all the same.
func TestCompareNamesWhatIsDifferentInTheListsOfTheDesk(t *testing.T) {
	old := loaded(t, withLists(deskLists))
	for _, c := range []struct {
		was, is string
		want    string
	}{
		{"row = 1", "row = 2", "reason tried changed row"},
		{`fields = ["host.name"]`, "", "reason tried changed about"},
		{`materials = ["check_list", "any"]`, "kinds = [\"new_recordal\"]\nprovinces = [\"620000\"]", "reason tried changed about kinds provinces"},
		{`"domain 5.5"`, `"domain 5.4"`, "reason tried changed source"},
		{`id = "tried"`, `id = "other"`, "reason other new; reason tried withdrawn"},
		{`!= "individual"`, `== "individual"`, "original card changed condition"},
		{`material = "check_list"`, "", "original card changed about"},
		{`measured = "size"`, `provinces = ["620000"]`, "photo size changed measured provinces"},
		{"7.2\"\nconfidence = \"single\"\nas_of = \"2026-11-23\"", "7.2\"\nconfidence = \"own\"\nas_of = \"2026-11-24\"", "licence capital changed source date"},
	} {
		lists := strings.Replace(deskLists, c.was, c.is, 1)
		if lists == deskLists {
			t.Fatalf("nothing was changed: %q", c.was)
		}
		var got []string
		for _, d := range Compare(old, loaded(t, withLists(lists))) {
			got = append(got, shown(d))
		}
		if all := strings.Join(got, "; "); all != c.want {
			t.Errorf("%q: got %q, want %q", c.is, all, c.want)
		}
	}
}
