package casework_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/rules/casework"
)

func notice() *casework.Notice {
	f := filing()
	name := casework.FieldPlace("host.name")
	paper := casework.Place{Material: "domain_certificate", Website: 1, Domain: "星禾示例.中国"}
	return &casework.Notice{
		ID: "0193a1d2-7c3e-7abc-8def-0123456789ab", At: at, By: "甲", Desk: "一号窗口", Reference: "K7QM2F9D",
		Items: []casework.Item{
			{Place: name, Verdict: casework.Returned, Reason: "unit_name_differs", Said: casework.Said{Chinese: "照证件填写。", English: "As on the licence."}, Words: "缺“（集团）”\n请看证件", Of: casework.Fingerprint(f, name)},
			{Place: paper, Verdict: casework.Queried, Words: "<b>看不清</b>", Of: casework.Fingerprint(f, paper)},
		},
		Filing: f,
	}
}

func encodeReturn(t testing.TB, n *casework.Notice) []byte {
	t.Helper()
	data, err := casework.EncodeReturn(n)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestAReturnFileSaysWhatTheNoticeSays(t *testing.T) {
	want := notice()
	data := encodeReturn(t, want)
	if bytes.Contains(data, []byte(want.Filing.Host.Name)) {
		t.Error("the filing as it was reviewed is handed out")
	}
	for name, text := range map[string][]byte{"as it was written": data, "with a byte order mark": append([]byte("\xef\xbb\xbf"), data...)} {
		got, err := casework.DecodeReturn(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want.Filing = nil
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-written +read):\n%s", name, diff)
		}
	}
}

// What a reviewer pasted must not keep the notice from being read.
func TestTextsAreMadePlainWhenTheyAreWritten(t *testing.T) {
	n := notice()
	n.By, n.Desk = "甲\t\x00乙\n丙", strings.Repeat("长", 500)
	n.Items[0].Words = "上行\r\n\u202e下行\x07 \xff" + strings.Repeat("很", 9000)
	got, err := casework.DecodeReturn(bytes.NewReader(encodeReturn(t, n)))
	if err != nil {
		t.Fatal(err)
	}
	if got.By != "甲 乙 丙" || len([]rune(got.Desk)) != 100 {
		t.Errorf("by %q of %d characters", got.By, len([]rune(got.Desk)))
	}
	if words := got.Items[0].Words; !strings.HasPrefix(words, "上行\n下行 很") || len([]rune(words)) != 2000 {
		t.Errorf("words of %d characters: %.30q", len([]rune(words)), words)
	}
}

// hostile are return files that must be refused, with the error that says why.
func hostileReturns(t testing.TB) map[string]struct {
	text string
	want error
} {
	good := string(encodeReturn(t, notice()))
	with := func(old, replacement string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the return file has no %s", old)
		}
		return strings.Replace(good, old, replacement, 1)
	}
	item := func(n int) string {
		return fmt.Sprintf(`{"field":"host.x%d","verdict":"returned","of":""},`, n)
	}
	var many strings.Builder
	for n := range 600 {
		many.WriteString(item(n))
	}
	return map[string]struct {
		text string
		want error
	}{
		"empty":                {"", casework.ErrNotReturn},
		"a picture":            {"\xff\xd8\xff\xe0", casework.ErrNotReturn},
		"a filing":             {`{"schema": "recordal.filing/1"}`, casework.ErrNotReturn},
		"a list":               {"[" + good + "]", casework.ErrNotReturn},
		"a newer one":          {with("recordal.return/1", "recordal.return/2"), casework.ErrNewerReturn},
		"cut":                  {good[:len(good)/2], casework.ErrReturnDamaged},
		"two of them":          {good + good, casework.ErrReturnDamaged},
		"too long":             {good + strings.Repeat(" ", casework.MaxReturnBytes), casework.ErrReturnTooLong},
		"deep":                 {with(`"items": [`, `"x": `+strings.Repeat("[", 5000)+strings.Repeat("]", 5000)+`, "items": [`), casework.ErrReturnDamaged},
		"many values":          {with(`"items": [`, `"x": [`+strings.Repeat("1,", 100000)+`1], "items": [`), casework.ErrReturnTooLong},
		"many items":           {with(`"items": [`, `"items": [`+many.String()), casework.ErrReturnTooLong},
		"no items":             {good[:strings.Index(good, `"items"`)] + `"items": []}`, casework.ErrReturnDamaged},
		"a member twice":       {with(`"id"`, `"schema": "recordal.return/1", "id"`), casework.ErrReturnDamaged},
		"no id":                {with("0193a1d2-", "../../x-"), casework.ErrReturnDamaged},
		"no time":              {with("2026-11-30T09:00:00Z", "yesterday"), casework.ErrReturnDamaged},
		"a time long past":     {with("2026-11-30", "0001-01-01"), casework.ErrReturnDamaged},
		"no reference":         {with("K7QM2F9D", "K7QM2F9U"), casework.ErrReturnDamaged},
		"initials in two rows": {with(`"甲"`, `"甲\n乙"`), casework.ErrReturnDamaged},
		"a long desk":          {with("一号窗口", strings.Repeat("一", 101)), casework.ErrReturnDamaged},
		"a strange verdict":    {with(`"returned"`, `"accepted"`), casework.ErrReturnDamaged},
		"a path outside":       {with("host.name", "../host"), casework.ErrReturnDamaged},
		"an endless index":     {with("host.name", "websites.99999999999999999999.name"), casework.ErrReturnDamaged},
		"a place twice":        {with(`"items": [`, `"items": [`+`{"field":"host.name","verdict":"returned","of":""},`), casework.ErrReturnDamaged},
		"two places in one":    {with(`"field": "host.name"`, `"field": "host.name", "material": "check_list"`), casework.ErrReturnDamaged},
		"a website below 0":    {with(`"website": 1`, `"website": -1`), casework.ErrReturnDamaged},
		"a control":            {with("<b>", `\u0000`), casework.ErrReturnDamaged},
		"turned writing":       {with("<b>", `\u202e`), casework.ErrReturnDamaged},
		"long words":           {with("<b>", strings.Repeat("长", 2000)), casework.ErrReturnDamaged},
		"no fingerprint":       {with(`"of": "`, `"of": "x`), casework.ErrReturnDamaged},
		"a number for words":   {with(`"<b>看不清</b>"`, "7"), casework.ErrReturnDamaged},
	}
}

func TestHostileReturnFilesAreRefused(t *testing.T) {
	for name, test := range hostileReturns(t) {
		_, err := casework.DecodeReturn(strings.NewReader(test.text))
		if !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
		if err != nil && strings.ContainsAny(err.Error(), "看缺甲一") {
			t.Errorf("%s: the error quotes what stood there: %v", name, err)
		}
	}
}

// A filing that came along is not taken for the one the desk keeps.
func TestAFilingInAReturnFileIsLeftOut(t *testing.T) {
	text := strings.Replace(string(encodeReturn(t, notice())), `"items"`, `"filing": {"schema": "recordal.filing/1"}, "later": true, "items"`, 1)
	n, err := casework.DecodeReturn(strings.NewReader(text))
	if err != nil || n.Filing != nil {
		t.Errorf("%v, filing %v", err, n)
	}
}

func TestANoticeThatNobodyCouldReadIsNotWritten(t *testing.T) {
	n := notice()
	n.Items = nil
	if _, err := casework.EncodeReturn(n); !errors.Is(err, casework.ErrReturnDamaged) {
		t.Errorf("a notice of nothing: %v", err)
	}
}

// Whatever is read can be written, and is the same then.
func FuzzDecodeReturn(f *testing.F) {
	f.Add(encodeReturn(f, notice()))
	for _, one := range hostileReturns(f) {
		if len(one.text) < 16<<10 {
			f.Add([]byte(one.text))
		}
	}
	files, err := filepath.Glob("../../store/hostile/testdata/return/*.json")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
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
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := casework.DecodeReturn(bytes.NewReader(data))
		if err != nil {
			return
		}
		written, err := casework.EncodeReturn(n)
		if err != nil {
			t.Fatalf("cannot be written: %v", err)
		}
		again, err := casework.DecodeReturn(bytes.NewReader(written))
		if err != nil {
			t.Fatalf("cannot be read again: %v", err)
		}
		rewritten, err := casework.EncodeReturn(again)
		if err != nil || !bytes.Equal(written, rewritten) {
			t.Fatalf("differs when written again: %v", err)
		}
	})
}
