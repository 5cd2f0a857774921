package worth_test

import (
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/scan/worth"
	"recordaldesk/translations"
)

// sentences are the sentences of each fault: most have one.
func sentences(f worth.Fault) []worth.Remark {
	all := []worth.Remark{{Fault: f, Figure: 1.234, Limit: 2}}
	if f == worth.Small || f == worth.Blurred {
		all = append(all, worth.Remark{Fault: f, Figure: 512, Limit: 640, Unit: worth.Pixels})
	}
	return all
}

func TestEveryFaultIsSaidInBothLanguagesAndNoMessageIsOrphaned(t *testing.T) {
	known := map[string]bool{}
	for _, f := range worth.Faults {
		known[f.TitleID()], known[f.FixID()] = true, true
		for _, r := range sentences(f) {
			known[r.SentenceID()] = true
			for _, l := range translations.Languages {
				said := translations.Text(l, r.SentenceID(), r.Arguments())
				if strings.Contains(said, "<no value>") || !strings.Contains(said, r.Arguments()["figure"]) {
					t.Errorf("%s says in %s: %s", f, l, said)
				}
			}
		}
	}
	for id := range known {
		for _, l := range translations.Languages {
			if !translations.BuiltIn(l, id) {
				t.Errorf("%s is not said in %s", id, l)
			}
		}
	}
	for _, id := range translations.IDs(translations.Chinese) {
		if strings.HasPrefix(id, "scan.worth.") && !known[id] {
			t.Errorf("%s belongs to no fault", id)
		}
	}
}

func TestARemarkIsSaidWithItsFigure(t *testing.T) {
	for _, c := range []struct {
		remark worth.Remark
		zh, en string
	}{
		{worth.Remark{Fault: worth.Tilted, Figure: 4.23, Limit: 2, Unit: worth.Degrees},
			"倾斜约4.2°，应不超过2°。", "It is tilted by about 4.2°; it should be 2° at most."},
		{worth.Remark{Fault: worth.Small, Figure: 71.6, Limit: 100, Unit: worth.DotsPerInch},
			"按原件大小估算，分辨率约为每英寸72像素，应不低于100，小字可能看不清。",
			"Judged by the size of the original, the resolution is about 72 pixels per inch; it should be 100 or more, or small print cannot be read."},
		{worth.Remark{Fault: worth.Small, Figure: 640, Limit: 800, Unit: worth.Pixels},
			"图片的一边只有640像素，应不低于800像素。", "A side of the picture has only 640 pixels; it should have 800 or more."},
		{worth.Remark{Fault: worth.Grey, Figure: 0.0123, Limit: 0.08, Unit: worth.PerCent},
			"画面中有颜色的部分只占0.012%（一般不低于0.08%），像是黑白扫描件或复印件。",
			"Only 0.012 % of the picture has colour (usually 0.08 % or more); it looks like a grey scan or a photocopy."},
	} {
		for l, want := range map[translations.Language]string{translations.Chinese: c.zh, translations.English: c.en} {
			if got := translations.Text(l, c.remark.SentenceID(), c.remark.Arguments()); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	}
}

// A material that the rulebook gains must be thought of here too; and where a
// seal is demanded there is colour to be seen, but in plans of many pages.
func TestTheRulebooksMaterialsAreKnown(t *testing.T) {
	plans := []string{"hunan_construction_plan", "website_plan"}
	for _, m := range rules.Builtin().Papers {
		e := worth.Of(m.ID)
		if e == (worth.Expect{}) && m.ID != "reading_video" {
			t.Errorf("nothing is expected of %s", m.ID)
		}
		if m.Seal == "required" && !e.Colour && !slices.Contains(plans, m.ID) {
			t.Errorf("%s is sealed, but no colour is expected", m.ID)
		}
	}
	if e := worth.Of("nothing_known"); e != (worth.Expect{}) {
		t.Errorf("of an unknown material %+v is expected", e)
	}
}

func TestTheDocumentNarrowsWhatIsExpected(t *testing.T) {
	for _, c := range []struct {
		material, document string
		want               worth.What
		sides              int
	}{
		{"legal_representative_id", "", worth.Card, 2},
		{"legal_representative_id", "resident_id", worth.Card, 2},
		{"legal_representative_id", "passport", worth.Sheet, 0},
		{"host_certificate", "business_licence", worth.Sheet, 0},
		{"host_certificate", "resident_id", worth.Card, 2},
		{"check_list", "resident_id", worth.Sheet, 0},
		{"residence_permit", "resident_id", worth.Card, 0},
	} {
		if e := worth.OfDocument(c.material, c.document); e.What != c.want || e.Sides != c.sides {
			t.Errorf("%s with %s: %+v", c.material, c.document, e)
		}
	}
}
