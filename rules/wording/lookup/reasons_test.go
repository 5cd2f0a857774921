package lookup

import (
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// Whoever holds a return notice looks its reason up, in either language. The words
// for what it is are asked with it: the rule that finds the same comes first else.
func TestAReasonOfReturnIsFoundByItsLabel(t *testing.T) {
	for _, r := range rules.Builtin().Reasons {
		for _, l := range translations.Languages {
			label, _ := wording.ReasonOfReturn(l, r.ID)
			label += " " + translations.Text(l, "rulebook.type.reason")
			found := keys(index().Find(label))
			if at := slices.Index(found, Key(TypeReason, r.ID)); at < 0 || at > 5 {
				t.Errorf("%q finds it at %d, behind %v", label, at, found[:min(len(found), 6)])
			}
		}
	}
	if found := index().Find("退回原因"); len(found) == 0 || found[0].Type != TypeReason {
		t.Error("the word for all of them finds none")
	}
}

// Its entry says what the client reads, what it is given for, and who says so.
func TestAReasonOfReturnIsReadWithItsSource(t *testing.T) {
	entries := Entries(rules.Builtin())
	read := func(id string, l wording.Language) string {
		t.Helper()
		i := slices.IndexFunc(entries, func(e *Entry) bool { return e.Key() == Key(TypeReason, id) })
		if i < 0 {
			t.Fatalf("no entry of %s", id)
		}
		var said []string
		for _, p := range entries[i].Parts {
			said = append(said, p.Say(l))
		}
		return strings.Join(said, "\n")
	}
	for _, c := range []struct {
		id   string
		l    wording.Language
		want []string
	}{
		{"seal", translations.Chinese, []string{"请用单位公章重新盖一份", "网站备案信息真实性核验单", "5.5", "2022-01-01"}},
		{"watermark", translations.English, []string{"take it away", "any material", "Sinnet", "2022-07-01"}},
		{"lead_of_several", translations.Chinese, []string{"江苏省", "江西省", "证件号码"}},
	} {
		for _, want := range c.want {
			if text := read(c.id, c.l); !strings.Contains(text, want) {
				t.Errorf("%s does not say %q:\n%s", c.id, want, text)
			}
		}
	}
}
