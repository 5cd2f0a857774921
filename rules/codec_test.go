package rules_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
)

func decode(t testing.TB, text string) *rules.Filing {
	t.Helper()
	f, err := rules.Decode(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func encode(t testing.TB, f *rules.Filing) string {
	t.Helper()
	data, err := rules.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// What was written comes back byte for byte, so that a filing that nobody
// changed keeps its checksum.
func TestWrittenFilingsComeBackByteForByte(t *testing.T) {
	texts := map[string]string{
		"the sample":                  string(sample.Filing()),
		"a new draft":                 encode(t, rules.New("new_recordal")),
		"a filing with nothing in it": encode(t, &rules.Filing{Schema: rules.Schema}),
	}
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(data)
	}
	for name, text := range texts {
		if got := encode(t, decode(t, text)); got != text {
			t.Errorf("%s: changed on the way:\n%s", name, got)
		}
	}
}

func TestUnknownMembersAreKeptAndReported(t *testing.T) {
	const text = `{"schema": "recordal.filing/1", "kind": "new_recordal",
		"zebra": {"deep": [1, 2.50, {"er": null}]}, "apple": "\u661f\/",
		"host": {"certificate": {"scan": true}, "legal_representative": {"document": {"issuer": "某局"}}},
		"websites": [{"domains": [{}, {"whois": 1e400}], "access": {"ips": [{"port": 80}]}}]}`
	f := decode(t, text)
	want := []string{
		"apple", "host.certificate.scan", "host.legal_representative.document.issuer",
		"websites.0.access.ips.0.port", "websites.0.domains.1.whois", "zebra",
	}
	got := f.UnknownPaths()
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("unknown: got %v, want %v", got, want)
	}
	var reported []string
	for _, finding := range check(f).Findings {
		if finding.Rule == "key-unknown" {
			if finding.Severity != rules.Hint {
				t.Errorf("%s is reported as %s", finding.Field, finding.Severity)
			}
			reported = append(reported, finding.Field)
		}
	}
	slices.Sort(reported)
	if !slices.Equal(reported, want) {
		t.Errorf("reported: got %v, want %v", reported, want)
	}
	again := decode(t, encode(t, f))
	if encode(t, again) != encode(t, f) {
		t.Error("a second writing differs")
	}
	for path, want := range map[string]string{"zebra": `{"deep":[1,2.50,{"er":null}]}`, "apple": `"星/"`} {
		value := again.Unknown[path]
		if err := value.Compact(); err != nil || string(value) != want {
			t.Errorf("%s: got %s, want %s", path, value, want)
		}
	}
	if got := string(again.Websites[0].Domains[1].Unknown["whois"]); got != "1e400" {
		t.Errorf("a number too large for us: got %s", got)
	}
}

func TestFilingsFromOtherPrograms(t *testing.T) {
	for _, test := range []struct{ name, text string }{
		{"a byte order mark", "\xef\xbb\xbf" + `{"schema": "recordal.filing/1", "kind": "new_recordal"}`},
		{"null for what is not filled in", `{"schema": "recordal.filing/1", "kind": "new_recordal", "host": null, "websites": null, "as_of": null}`},
		{"white space and another order", " \r\n{\"kind\":\t\"new_recordal\",\"schema\":\"recordal.filing\\/1\"}\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := decode(t, test.text)
			if f.Kind != "new_recordal" || f.Schema != rules.Schema || len(f.UnknownPaths()) > 0 {
				t.Errorf("got kind %q, schema %q, unknown %v", f.Kind, f.Schema, f.UnknownPaths())
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	const head = `{"schema": "recordal.filing/1", "kind": "new_recordal", `
	for _, test := range []struct {
		name, text string
		want       error
		place      string // what the error says of where
	}{
		{"nothing", "", rules.ErrNotJSON, ""},
		{"a letter", "尊敬的备案团队：\n附件是我们的材料。", rules.ErrNotJSON, "byte 0"},
		{"a zip", "PK\x03\x04\x14\x00", rules.ErrNotJSON, "byte 0"},
		{"half a filing", head + `"host": {"name": "星禾`, rules.ErrNotJSON, ""},
		{"a comma too many", head + `}`, rules.ErrNotJSON, "byte 54"},
		{"two filings", head + `"host": {}} {}`, rules.ErrNotJSON, ""},
		{"a member twice", head + `"host": {"name": "甲", "name": "乙"}}`, rules.ErrNotJSON, ""},
		{"an unknown member twice", head + `"x": 1, "x": 2}`, rules.ErrNotJSON, ""},
		{"broken UTF-8", head + "\"as_of\": \"\xff\"}", rules.ErrNotJSON, ""},
		{"GBK", head + "\"as_of\": \"\xd0\xc7\xba\xcc\"}", rules.ErrNotJSON, ""},
		{"UTF-16", "\xff\xfe{\x00}\x00", rules.ErrNotJSON, "byte 0"},
		{"values in values in values", head + `"x": ` + strings.Repeat("[", 64) + strings.Repeat("]", 64) + "}", rules.ErrNotFiling, "deep"},
		{"deeper than any JSON", head + `"x": ` + strings.Repeat("[", 1<<20), rules.ErrNotFiling, "deep"},
		{"a bomb of empty websites", head + `"websites": [{}` + strings.Repeat(",{}", 1<<14) + "]}", rules.ErrFilingTooLong, ""},
		{"a bomb of empty domains", head + `"websites": [{"domains": [{}` + strings.Repeat(",{}", 1<<17) + "]}]}", rules.ErrFilingTooLong, ""},
		{"a bomb of members", head + `"services": [1` + strings.Repeat(",1", 1<<20) + "]}", rules.ErrFilingTooLong, ""},
		{"null", "null", rules.ErrNotFiling, ""},
		{"a list", "[]", rules.ErrNotFiling, ""},
		{"a word", `"recordal.filing/1"`, rules.ErrNotFiling, ""},
		{"an object without schema", `{"kind": "new_recordal"}`, rules.ErrNotFiling, ""},
		{"a foreign schema", `{"schema": "invoice/1"}`, rules.ErrNotFiling, ""},
		{"a schema that is a number", `{"schema": 1}`, rules.ErrNotFiling, ""},
		{"a newer schema", `{"schema": "recordal.filing/2", "host": 7}`, rules.ErrNewerSchema, ""},
		{"a text for a list", head + `"websites": "https://secret.example"}`, rules.ErrNotFiling, "/websites"},
		{"a number for a text", head + `"host": {"certificate": {"number": 91110105}}}`, rules.ErrNotFiling, "/host/certificate/number"},
		{"a number in a list", head + `"websites": [{}, {"services": ["news", 42]}]}`, rules.ErrNotFiling, "/websites/1/services/1"},
		{"a text for a flag", head + `"websites": [{"lead_is_host_lead": "secret"}]}`, rules.ErrNotFiling, "/websites/0/lead_is_host_lead"},
		{"a website that is no whole number", head + `"attachments": [{"website": 1.5}]}`, rules.ErrNotFiling, "/attachments/0/website"},
		{"a website out of all bounds", head + `"attachments": [{"website": 99999999999999999999}]}`, rules.ErrNotFiling, "/attachments/0/website"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := rules.Decode(strings.NewReader(test.text))
			if f != nil || !errors.Is(err, test.want) {
				t.Fatalf("got %v, %v; want %v", f, err, test.want)
			}
			if !strings.Contains(err.Error(), test.place) {
				t.Errorf("%q does not say %q", err, test.place)
			}
			for _, value := range []string{"secret", "星禾", "91110105", "42", "备案", "1.5", "9999"} {
				if strings.Contains(err.Error(), value) {
					t.Errorf("%q repeats a value", err)
				}
			}
		})
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestDecodeBoundsWhatItReads(t *testing.T) {
	body := `{"schema": "recordal.filing/1", "kind": "`
	fill := func(size int) string {
		return body + strings.Repeat("x", size-len(body)-len(`"}`)) + `"}`
	}
	// What is read must fit when it is written as well, with all members.
	if f, err := rules.Decode(strings.NewReader(fill(rules.MaxFilingBytes - 2000))); err != nil || len(encode(t, f)) > rules.MaxFilingBytes {
		t.Errorf("nearly %d bytes: %v", rules.MaxFilingBytes, err)
	}
	if _, err := rules.Decode(strings.NewReader(fill(rules.MaxFilingBytes))); !errors.Is(err, rules.ErrFilingTooLong) {
		t.Errorf("no room to write it: %v", err)
	}
	if _, err := rules.Decode(strings.NewReader(fill(rules.MaxFilingBytes + 1))); !errors.Is(err, rules.ErrFilingTooLong) {
		t.Errorf("one byte more: %v", err)
	}
	broken := errors.New("the stick was pulled out")
	if _, err := rules.Decode(failing{broken}); !errors.Is(err, broken) {
		t.Errorf("a disk that fails: %v", err)
	}
}

func TestCloneSharesNothing(t *testing.T) {
	f := read(t, "sichuan_institution.json")
	f.Websites[0].Unknown = rules.Unknown{"colour": []byte(`"red"`)}
	before := encode(t, f)
	c := f.Clone()
	if encode(t, c) != before {
		t.Fatal("the clone differs")
	}
	c.Websites[0].Domains[0].Name = "other.cn"
	c.Websites[0].Services[0] = "news"
	c.Websites[0].Unknown["colour"][1] = 'b'
	c.Websites[1].Access.IPs[0].From = "1.1.1.1"
	if err := c.Remove("websites.0"); err != nil {
		t.Fatal(err)
	}
	if encode(t, f) != before {
		t.Error("a change of the clone changed the filing")
	}
}

// Whatever is read can be written and read again, and is the same then.
func FuzzDecode(f *testing.F) {
	f.Add(sample.Filing())
	for _, pattern := range []string{"testdata/*.json", "../store/hostile/testdata/filing/*.json", "../store/hostile/testdata/recipe/*.json"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			f.Fatalf("no seeds in %s: %v", pattern, err)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			if len(data) < 16<<10 {
				f.Add(data)
			}
		}
	}
	f.Add([]byte(`{"schema": "recordal.filing/1", "websites": [{"x": {"y": [null, 1e5, "\ud83d\ude00"]}}], "attachments": [{"website": -7}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		filing, err := rules.Decode(bytes.NewReader(data))
		if err != nil {
			return
		}
		written, err := rules.Encode(filing)
		if err != nil {
			t.Fatalf("cannot be written: %v", err)
		}
		again, err := rules.Decode(bytes.NewReader(written))
		if err != nil {
			t.Fatalf("cannot be read again: %v", err)
		}
		rewritten, err := rules.Encode(again)
		if err != nil || !bytes.Equal(written, rewritten) {
			t.Fatalf("differs when written again: %v", err)
		}
		check(filing)
	})
}
