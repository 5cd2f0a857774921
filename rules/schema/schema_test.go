package schema_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/rules/schema"
)

func compile(t *testing.T, text []byte) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	const url = "urn:tested"
	if err := c.AddResource(url, document); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(url)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, s *jsonschema.Schema, text []byte) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(document)
}

func TestOurFilingsFollowTheSchema(t *testing.T) {
	s := compile(t, schema.Filing())
	texts := map[string][]byte{"the sample": sample.Filing()}
	files, err := filepath.Glob("../testdata/*.json")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d sample filings: %v", len(files), err)
	}
	kinds, err := filepath.Glob("../testdata/kinds/*.json")
	if err != nil || len(kinds) < len(rules.Builtin().Kinds) {
		t.Fatalf("%d filings of kinds: %v", len(kinds), err)
	}
	files = append(files, kinds...)
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(name)] = text
	}
	empty, err := rules.Encode(rules.New("new_recordal"))
	if err != nil {
		t.Fatal(err)
	}
	texts["a new draft"] = empty
	blank, err := rules.Encode(&rules.Filing{Schema: rules.Schema})
	if err != nil {
		t.Fatal(err)
	}
	texts["a filing with nothing in it"] = blank
	texts["a lead said once, a later version's member"] = []byte(`{"schema": "recordal.filing/1", "kind": "new_recordal",
		"websites": [{"lead_is_host_lead": true, "colour": "red"}]}`)
	texts["answers and what is on record"] = []byte(`{"schema": "recordal.filing/1", "kind": "change_host",
		"answers": {"a_question_of_a_later_book": "yes"}, "websites": [{"answers": {}, "domains": [{"answers": {"compared_on": "2026-11-20"}}]}],
		"change": {"fields": ["host.name"], "before": {"host.name": "北京旧名有限公司"}}}`)
	retouched, err := rules.Encode(&rules.Filing{Schema: rules.Schema, Attachments: []rules.Attachment{{
		Material: "host_certificate", File: "a.jpg", Accepted: []string{"blurred"}, Retouch: &rules.Retouch{
			Turn: 3, Corners: []rules.Point{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, Watermarks: []rules.Watermark{{X: .5, Y: .5, Width: .6, Angle: -30}},
		},
	}, {Material: "face_photo", File: "b.jpg", Retouch: &rules.Retouch{}}}})
	if err != nil {
		t.Fatal(err)
	}
	texts["scans that were turned, cut out and marked"] = retouched
	for name, text := range texts {
		if err := validate(t, s, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFilingSchemaRefusesOtherShapes(t *testing.T) {
	s := compile(t, schema.Filing())
	for _, test := range []struct{ name, was, is string }{
		{"another schema", `"recordal.filing/1"`, `"recordal.filing/2"`},
		{"a kind nobody knows", `"kind": "new_recordal"`, `"kind": "renewal"`},
		{"a date in words", `"valid_from": "2018-05-21"`, `"valid_from": "21 May 2018"`},
		{"a month 13", `"valid_from": "2018-05-21"`, `"valid_from": "2018-13-21"`},
		{"long_term for a beginning", `"valid_from": "2018-05-21"`, `"valid_from": "long_term"`},
		{"a province by name", `"province": "110000"`, `"province": "北京市"`},
		{"a document nobody issues", `"type": "resident_id"`, `"type": "driving_licence"`},
		{"a flag as a word", `"lead_is_host_lead": false`, `"lead_is_host_lead": "no"`},
		{"an address kind nobody knows", `"kind": "eip"`, `"kind": "ipv4"`},
		{"a website before the first", `"website": 0`, `"website": -1`},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(string(sample.Filing()), test.was, test.is, 1)
			if text == string(sample.Filing()) {
				t.Fatalf("the sample has no %s", test.was)
			}
			if validate(t, s, []byte(text)) == nil {
				t.Error("accepted")
			}
		})
	}
}

func TestSchemasOfResults(t *testing.T) {
	for _, test := range []struct {
		file   string
		schema []byte
		wrong  [][2]string
	}{
		{"testdata/check.json", schema.Check(), [][2]string{
			{`"severity": "error"`, `"severity": "fatal"`},
			{`"route": "online"`, `"route": "post"`},
			{`"as_of": "2026-11-23"`, `"as_of": ""`},
			{`"date": "required"`, `"date": "optional"`},
			{`"delivery": [`, `"delivered": [`},
			{`"item": 7`, `"item": 15`},
		}},
		{"testdata/manifest.json", schema.Manifest(), [][2]string{
			{`"recordal.manifest/1"`, `"recordal.manifest/2"`},
			{`"size": 3120`, `"size": -1`},
			{`"path": "filing.json"`, `"path": "../filing.json"`},
			{`"path": "filing.json"`, `"path": "/filing.json"`},
			{`"sha256": "ab`, `"sha256": "zz`},
			{`"incomplete": false,`, ``},
			{`"host.name"`, `"../host"`},
			{`"became": "replaced"`, `"became": "burnt"`},
			{`"notice": "0193`, `"notice": "x193`},
			{`[0, 2]`, `[-1]`},
		}},
		{"testdata/return.json", schema.Return(), [][2]string{
			{`"recordal.return/1"`, `"recordal.return/2"`},
			{`"reference": "K7QM2F9D"`, `"reference": "../../.."`},
			{`"verdict": "returned"`, `"verdict": "accepted"`},
			{`"field": "host.name"`, `"field": "host/name"`},
			{`"field": "host.name"`, `"field": "host.name", "material": "check_list"`},
			{`"field": "host.name",`, ``},
			{`"of": "3e`, `"of": "zz`},
			{`"id": "0193`, `"id": "`},
		}},
	} {
		t.Run(filepath.Base(test.file), func(t *testing.T) {
			s := compile(t, test.schema)
			text, err := os.ReadFile(test.file)
			if err != nil {
				t.Fatal(err)
			}
			if err := validate(t, s, text); err != nil {
				t.Error(err)
			}
			for _, w := range test.wrong {
				changed := strings.Replace(string(text), w[0], w[1], 1)
				if changed == string(text) || validate(t, s, []byte(changed)) == nil {
					t.Errorf("accepted %s for %s", w[1], w[0])
				}
			}
		})
	}
}

// Optional members are no less typed for being optional.
func TestFilingSchemaRefusesOtherShapesOfOptionalMembers(t *testing.T) {
	s := compile(t, schema.Filing())
	for _, members := range []string{
		`"answers": ["yes"]`, `"answers": {"compared": true}`, `"answers": null`,
		`"websites": [{"answers": {"compared": 1}}]`, `"websites": [{"domains": [{"answers": "yes"}]}]`,
		`"attachments": [{"material": "", "file": "", "retouch": null}]`, `"attachments": [{"material": "", "file": "", "accepted": [1]}]`,
		`"attachments": [{"material": "", "file": "", "retouch": {"turn": 4}}]`,
		`"attachments": [{"material": "", "file": "", "retouch": {"corners": [[0, 0], [1, 0], [1, 1]]}}]`,
		`"attachments": [{"material": "", "file": "", "retouch": {"watermarks": [{"x": 0.5, "y": 2, "width": 0.5}]}}]`,
		`"change": {"before": {"host.name": null}}`, `"change": {"before": ["host.name"]}`,
	} {
		if validate(t, s, []byte(`{"schema": "recordal.filing/1", "kind": "", `+members+`}`)) == nil {
			t.Errorf("accepted %s", members)
		}
	}
}

// The schema's closed lists are the rulebook's.
func TestSchemaKnowsTheChoicesOfTheRulebook(t *testing.T) {
	text := string(schema.Filing())
	book := rules.Builtin()
	for _, list := range []string{"relationship", "document_type", "access_mode", "ip_kind"} {
		for _, c := range book.Lists[list].Choices {
			if !strings.Contains(text, `"`+c.ID+`"`) {
				t.Errorf("no %s %s in the schema", list, c.ID)
			}
		}
	}
	for _, k := range book.Kinds {
		if !strings.Contains(text, `"`+k.ID+`"`) {
			t.Errorf("no kind %s in the schema", k.ID)
		}
	}
}
