package rules_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/rules/ident"
)

// today is the day the tests judge on.
const today = "2026-11-23"

// valid returns the sample filing, in which the book finds nothing.
func valid(t testing.TB) *rules.Filing {
	t.Helper()
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// read returns a filing of testdata.
func read(t testing.TB, name string) *rules.Filing {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	f, err := rules.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func check(f *rules.Filing) *rules.Report { return rules.Builtin().Check(f, today) }

// errorsOf names the errors of a report, as rule and path.
func errorsOf(r *rules.Report) []string {
	var found []string
	for _, f := range r.Findings {
		if f.Severity == rules.Error {
			found = append(found, f.Rule+" "+f.Field)
		}
	}
	return found
}

// atFields returns what stands at fields: all but what is told at its moment.
func atFields(r *rules.Report) []rules.Finding {
	return slices.DeleteFunc(slices.Clone(r.Findings), func(f rules.Finding) bool { return f.Moment != "" })
}

func foundRule(r *rules.Report, rule string) bool {
	return slices.ContainsFunc(r.Findings, func(f rules.Finding) bool { return f.Rule == rule })
}

// residentID makes a number with the right check character.
func residentID(t testing.TB, area, birth, sequence string) string {
	t.Helper()
	c, ok := ident.ResidentIDCheck(area + birth + sequence)
	if !ok {
		t.Fatalf("no resident ID of %s %s %s", area, birth, sequence)
	}
	return area + birth + sequence + string(c)
}

// creditCode makes a code with the right check characters.
func creditCode(t testing.TB, kind, area, organisation string) string {
	t.Helper()
	inner, ok := ident.OrganisationCodeCheck(organisation)
	if !ok {
		t.Fatalf("no organisation code of %s", organisation)
	}
	code := kind + area + organisation + string(inner)
	outer, ok := ident.CreditCodeCheck(code)
	if !ok {
		t.Fatalf("no credit code of %s", code)
	}
	return code + string(outer)
}

// set returns a change of a filing at one place.
func set(path string, value any) func(*rules.Filing) {
	return func(f *rules.Filing) {
		if err := f.Set(path, value); err != nil {
			panic(err)
		}
	}
}

func TestSampleFilingsHaveNoError(t *testing.T) {
	for _, test := range []struct {
		name     string
		route    rules.Route
		warnings []string
	}{
		{"sichuan_institution.json", rules.Manual, []string{"several-domains"}},
		{"jiangsu_company.json", rules.Online, []string{"paper-may-be-asked"}},
		{"shanghai_subsidiary.json", rules.Online, nil},
		{"foreign_representative.json", rules.Manual, nil},
		{"individual.json", rules.Manual, []string{"individual-at-sinnet"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := check(read(t, test.name))
			var others []string
			for _, f := range r.Findings {
				if f.Severity == rules.Warning {
					others = append(others, f.Rule)
				}
			}
			if errs := errorsOf(r); len(errs) > 0 || !r.Ready() {
				t.Errorf("errors: %v", errs)
			}
			if !slices.Equal(others, test.warnings) {
				t.Errorf("warnings: got %v, want %v", others, test.warnings)
			}
			if r.Route != test.route {
				t.Errorf("route: got %s, want %s", r.Route, test.route)
			}
		})
	}
}

func TestTheSampleIsWhole(t *testing.T) {
	f := valid(t)
	r := check(f)
	if found := atFields(r); len(found) > 0 {
		t.Errorf("findings: %v", found)
	}
	for _, m := range r.Outstanding() {
		t.Errorf("%s is missing", m.ID)
	}
	for _, a := range f.Attachments {
		data, err := sample.Scan(a.File)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := hexSHA256(data); got != a.SHA256 {
			t.Errorf("%s: SHA-256 is %s, the filing says %s", a.File, got, a.SHA256)
		}
		if size := len(data); size < 20<<10 || size > 80<<10 {
			t.Errorf("%s has %d bytes", a.File, size)
		}
	}
	if _, err := sample.Scan("passport.jpg"); err == nil {
		t.Error("a scan that is not there was read")
	}
}
