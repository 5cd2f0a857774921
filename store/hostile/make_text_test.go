package hostile_test

import (
	"fmt"
	"strings"

	"recordaldesk/rules"
)

// filing is a filing.json with more members.
func filing(members string) []byte {
	return []byte(`{"schema": "recordal.filing/1", ` + members + `}`)
}

// many is n elements of a list.
func many(n int, element string) string {
	return strings.TrimSuffix(strings.Repeat(element+",", n), ",")
}

func filings() map[string][]byte {
	return map[string][]byte{
		"least.json":                   []byte(`{"schema": "recordal.filing/1"}`),
		"byte-order-mark.json":         join("\xef\xbb\xbf", string(filing(`"kind": "new_recordal"`))),
		"no-bytes.json":                {},
		"cut.json":                     []byte(`{"schema": "recordal.filing/1", "host": {"na`),
		"list.json":                    []byte(`["recordal.filing/1"]`),
		"null.json":                    []byte("null"),
		"figure.json":                  []byte("1e999999999"),
		"two-documents.json":           []byte(`{"schema": "recordal.filing/1"}{"schema": "recordal.filing/1"}`),
		"trailing-comma.json":          []byte(`{"schema": "recordal.filing/1",}`),
		"comment.json":                 []byte(`{"schema": "recordal.filing/1" /* x */}`),
		"utf-16.json":                  []byte("\xff\xfe{\x00\"\x00s\x00"),
		"gbk.json":                     filing("\"kind\": \"\xd0\xc2\xd4\xf6\""),
		"half-a-surrogate.json":        filing(`"kind": "\ud83d"`),
		"zero-byte.json":               filing("\"kind\": \"a\x00b\""),
		"zero-byte-escaped.json":       filing(`"kind": "a\u0000b"`),
		"turns-round.json":             filing(`"host": {"name": "甲\u202e司公"}`),
		"key-twice.json":               filing(`"kind": "a", "kind": "b"`),
		"key-twice-escaped.json":       filing(`"kind": "a", "k\u0069nd": "b"`),
		"schema-twice.json":            []byte(`{"schema": "recordal.filing/1", "schema": "recordal.filing/9"}`),
		"schema-figure.json":           []byte(`{"schema": 1}`),
		"schema-missing.json":          []byte(`{}`),
		"schema-foreign.json":          []byte(`{"schema": "http://json-schema.org/draft-07/schema#"}`),
		"schema-newer.json":            []byte(`{"schema": "recordal.filing/2"}`),
		"lists-65-deep.json":           filing(`"x": ` + strings.Repeat("[", 65) + strings.Repeat("]", 65)),
		"lists-20000-deep.json":        filing(`"x": ` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000)),
		"objects-20000-deep.json":      filing(`"x": ` + strings.Repeat(`{"a":`, 20_000) + "1" + strings.Repeat("}", 20_000)),
		"website-is-a-text.json":       filing(`"websites": ["a"]`),
		"website-is-huge.json":         filing(`"attachments": [{"website": 1e400}]`),
		"website-beyond-64-bits.json":  filing(`"attachments": [{"website": 99999999999999999999}]`),
		"website-half.json":            filing(`"attachments": [{"website": 0.5}]`),
		"website-negative.json":        filing(`"attachments": [{"material": "x", "website": -7}]`),
		"figure-of-100000-digits.json": filing(`"x": ` + strings.Repeat("9", 100_000)),
		"mark-not-a-number.json":       filing(`"attachments": [{"retouch": {"watermarks": [{"x": NaN, "y": 0, "width": 1}]}}]`),
		"ten-thousand-websites.json":   filing(`"websites": [` + many(10_000, "{}") + `]`),
	}
}

// recipes are filings with one scan that is to be retouched.
func recipes() map[string][]byte {
	recipe := func(members string) []byte {
		return filing(`"attachments": [{"material": "x", "retouch": {` + members + `}}]`)
	}
	mark := func(x, y, width, angle string) []byte {
		return recipe(fmt.Sprintf(`"watermarks": [{"x": %s, "y": %s, "width": %s, "angle": %s}]`, x, y, width, angle))
	}
	const least = `{"x": 0.5, "y": 0.5, "width": 0.1}`
	return map[string][]byte{
		"nothing.json":                 recipe(""),
		"turn-and-mark.json":           recipe(`"turn": 3, "watermarks": [` + least + `]`),
		"mark-in-the-corner.json":      mark("0", "1", "1", "-90"),
		"marks-1000.json":              recipe(`"watermarks": [` + many(1000, least) + `]`),
		"marks-1001.json":              recipe(`"watermarks": [` + many(1001, least) + `]`),
		"turn-negative.json":           recipe(`"turn": -1`),
		"turn-of-4.json":               recipe(`"turn": 4`),
		"turn-of-9-quintillion.json":   recipe(`"turn": 9223372036854775807`),
		"mark-outside.json":            mark("1.0001", "0.5", "0.5", "0"),
		"mark-negative.json":           mark("0.5", "-1e-9", "0.5", "0"),
		"mark-of-no-width.json":        mark("0.5", "0.5", "0", "0"),
		"mark-as-wide-as-the-sea.json": mark("0.5", "0.5", "1e308", "0"),
		"mark-least-number.json":       mark("5e-324", "5e-324", "0.1", "5e-324"),
		"mark-turned-1e300.json":       mark("0.5", "0.5", "0.5", "1e300"),
		"corners-three.json":           recipe(`"corners": [[0,0],[1,0],[1,1]]`),
		"corners-5000.json":            recipe(`"corners": [` + many(5000, "[0,0]") + `]`),
		"corners-outside.json":         recipe(`"corners": [[0,0],[1e9,0],[1,1],[0,1]]`),
		"corners-all-one.json":         recipe(`"corners": [[0.5,0.5],[0.5,0.5],[0.5,0.5],[0.5,0.5]]`),
		"corners-crossed.json":         recipe(`"corners": [[0,0],[1,1],[1,0],[0,1]]`),
		"corners-on-a-line.json":       recipe(`"corners": [[0,0],[0.3,0.3],[0.6,0.6],[1,1]]`),
		"corners-bent-inward.json":     recipe(`"corners": [[0,0],[1,0],[0.1,0.1],[0,1]]`),
		"corners-a-sliver.json":        recipe(`"corners": [[0,0],[1,0],[1,0.001],[0,0.001]]`),
		"corners-of-two-numbers.json":  recipe(`"corners": [[0],[1],[1],[0]]`),
	}
}

// rulebooks are the built-in one with one damage each, small enough to be kept
// where the damage is met before the whole book is read; the others are made.
func rulebooks() map[string][]byte {
	const head = "version = \"2999.1.1\"\ndate = \"2999-01-01\"\n"
	return map[string][]byte{
		"no-bytes.toml":           {},
		"text.toml":               []byte("Dear Sir or Madam\n"),
		"only-head.toml":          []byte(head),
		"zero-byte.toml":          []byte(head + "x = \"a\x00\"\n"),
		"gbk.toml":                []byte(head + "x = \"\xd6\xf7\xcc\xe5\"\n"),
		"utf-16.toml":             []byte("\xff\xfes\x00c\x00"),
		"cut-in-a-string.toml":    []byte(head + "x = \"abc"),
		"key-twice.toml":          []byte(head + "version = \"1\"\n"),
		"lists-20000-deep.toml":   []byte(head + "x = " + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + "\n"),
		"tables-20000-deep.toml":  []byte(head + "x = " + strings.Repeat("{a=", 20_000) + "1" + strings.Repeat("}", 20_000) + "\n"),
		"key-20000-deep.toml":     []byte(head + "a" + strings.Repeat(".a", 20_000) + " = 1\n"),
		"key-of-60000-bytes.toml": []byte(head + strings.Repeat("k", 60_000) + " = 1\n"),
		"figure-huge.toml":        []byte(head + "x = " + strings.Repeat("9", 5000) + "\n"),
		"keys-10000-unknown.toml": []byte(head + unknownKeys(10_000)),
		"rules-5000.toml":         []byte(head + strings.Repeat("[[rule]]\n", 5000)),
		"empty-tables-40000.toml": []byte(head + strings.Repeat("[[page]]\n[[page.section]]\n", 4_000)),
	}
}

func unknownKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d = 1\n", i)
	}
	return b.String()
}

// codes are what may be typed for the short number of a page.
func codes() map[string][]byte {
	return map[string][]byte{
		"no-bytes.txt":           {},
		"page-0.txt":             []byte("K7QM2F9D-06.1-0/2"),
		"page-beyond.txt":        []byte("K7QM2F9D-06.1-3/2"),
		"page-of-100-digits.txt": []byte("K7QM2F9D-06.1-1/" + strings.Repeat("9", 100)),
		"mistyped.txt":           []byte("K7QM2F9E-06.1-1/2"),
		"of-5-mb-in-short.txt":   []byte(strings.Repeat("K7QM2F9D-", 5000)),
		"zero-byte.txt":          []byte("K7QM2F9D-06.1-1/2\x00"),
		"turned-round.txt":       []byte("\u202eK7QM2F9D-06.1-1/2"),
		"full-width.txt":         []byte("Ｋ７ＱＭ２Ｆ９Ｄ-06.1-1/2"),
		"path.txt":               []byte("../../etc/passwd"),
	}
}

// The largest filing there may be, in bytes.
const maxFiling = rules.MaxFilingBytes
