package main

import (
	"bufio"
	"bytes"
	"os"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// What the rulebook may say one day is written in groups already: the report here
// is made up.
func TestTheReportIsWrittenInGroups(t *testing.T) {
	file, err := os.Open(kindFile("change_host"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	f, err := rules.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	find := func(field, id string, edit func(*rules.Finding)) rules.Finding {
		one := rules.Finding{
			Rule: "field-required", Severity: rules.Hint, Field: field, FieldID: id, Source: "domain 3.2",
			Confidence: rules.Corroborated, AsOf: "2026-07-01",
			Args: map[string]string{"value": "北\u200b京"}, Names: map[string]string{"field": "field." + id},
		}
		edit(&one)
		return one
	}
	r := &rules.Report{Rulebook: "2026.11.1", AsOf: "2026-11-23", Route: rules.Online, Findings: []rules.Finding{
		find("host.name", "host.name", func(f *rules.Finding) { f.Repair, f.Confidence = "北京", rules.Single }),
		find("answers.compared", "host.nature", func(f *rules.Finding) { f.Missing = true }),
		find("host.address", "host.address", func(f *rules.Finding) { f.Moment = rules.After }),
		find("host.county", "host.county", func(f *rules.Finding) { f.Moment = rules.Papers }),
	}, Materials: []rules.Material{{
		ID: "pre_approval", Per: "website", Advised: true, Copies: 1, Delivery: []string{"email"}, Signature: "none", Seal: "none",
		Date: "none", Reason: "material.pre_approval.because.named", Source: "domain 3.2", Confidence: rules.Single, AsOf: "2026-07-01",
	}}}
	var out bytes.Buffer
	p := &program{stdout: bufio.NewWriter(&out), languages: []translations.Language{translations.Chinese}}
	p.writeReport(f, r)
	if err := p.stdout.Flush(); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	at := 0
	for _, want := range []string{
		"变更内容\n", "\n提示 (1)\n", "可以改为“北京”，现在是“北[U+200B]京”。\n", "只有一个来源这样说（", "\n还没有回答的核对问题 (1)\n",
		"\n可能需要的材料 (1)\n", "  00 ", "只有一个来源这样说（", "\n签字盖章前 (1)\n", "\n寄出后 (1)\n", "\n是否就绪：是",
	} {
		next := strings.Index(text[at:], want)
		if next < 0 {
			t.Fatalf("%q is missing or in another place:\n%s", want, text)
		}
		at += next + len(want)
	}
	for _, unwanted := range []string{"寄出前", "不需要 (", "[output.", "\u200b"} {
		if strings.Contains(text, unwanted) {
			t.Errorf("the report says %q:\n%s", unwanted, text)
		}
	}
}

func TestColumnsStandBelowEachOther(t *testing.T) {
	var out bytes.Buffer
	tt := &page{w: &out, languages: translations.Languages}
	tt.table([][]string{{"项目", "b", "c"}, {"long", "长长", "d"}, {strings.Repeat("x", widest+5), "e", "f"}})
	lines := strings.Split(out.String(), "\n")
	column := func(line, before string) int { return places(line[:strings.Index(line, before)]) }
	if a, b := column(lines[0], "b"), column(lines[1], "长长"); a != b {
		t.Errorf("the second column begins at %d and at %d", a, b)
	}
	if a, b := column(lines[0], "c"), column(lines[1], "d"); a != b {
		t.Errorf("the third column begins at %d and at %d", a, b)
	}
	if !strings.Contains(lines[2], "  e   ") {
		t.Errorf("a cell too long for its column pushes the next one: %q", lines[2])
	}
}
