package rules_test

import (
	"testing"

	"recordaldesk/rules"
)

// testdata/kinds has a filing of each kind with no more in it than the kind asks for:
// tests of other packages export and print them.
func TestAFilingOfEachKindIsReady(t *testing.T) {
	for _, k := range rules.Builtin().Kinds {
		f := read(t, "kinds/"+k.ID+".json")
		if f.Kind != k.ID {
			t.Errorf("the filing of kind %s is of kind %q", k.ID, f.Kind)
		}
		for _, finding := range rules.Builtin().Check(f, today).Findings {
			if finding.Severity == rules.Error {
				t.Errorf("%s: %s at %s", k.ID, finding.Rule, finding.Field)
			}
		}
	}
}
