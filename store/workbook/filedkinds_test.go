package workbook

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"recordaldesk/rules"
)

// ofKind returns what a person exports who has filled in a filing of the kind.
func ofKind(t testing.TB, kind string) Input {
	t.Helper()
	file, err := os.Open("../../rules/testdata/kinds/" + kind + ".json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	f, err := rules.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return inputOf(f)
}

func workbookOfKind(t *testing.T, kind string) *excelize.File {
	t.Helper()
	data, err := Filed(ofKind(t, kind))
	if err != nil {
		t.Fatal(err)
	}
	return openWorkbook(t, data)
}

func TestEachKindHasTheSheetsThatItNeeds(t *testing.T) {
	const rest = "|材料 Materials|检查 Findings"
	for kind, want := range map[string]string{
		"new_recordal":   "主体 Host|网站 Website",
		"change_host":    "主体 Host|变更对照 Before and After",
		"change_website": "主体 Host|变更对照 Before and After|网站 Website",
		"change_access":  "主体 Host|变更对照 Before and After|网站 Website",
		"cancel_host":    "主体 Host",
		"cancel_website": "主体 Host|网站 Website",
	} {
		f := workbookOfKind(t, kind)
		got := strings.Join(f.GetSheetList(), "|")
		if got != want+rest {
			t.Errorf("%s has the sheets %s, want %s", kind, got, want+rest)
		}
		for _, name := range f.GetSheetList() {
			for _, row := range visibleRows(t, f, name) {
				if text := strings.Join(row, "\t"); strings.Contains(text, "[") || strings.Contains(text, "websites.0.") {
					t.Errorf("%s shows an id in %s: %s", kind, name, text)
				}
			}
		}
	}
}

func TestTheComparisonStandsInBothLanguages(t *testing.T) {
	f := workbookOfKind(t, "change_host")
	const name = "变更对照 Before and After"
	for _, tt := range []struct {
		label   string
		columns int
		want    string
	}{
		{say(zh, "field.host.county"), 1, textEN("field.host.county")},
		{say(zh, "field.host.county"), 2, "西城区"},
		{say(zh, "field.host.county"), 3, "海淀区"},
		{say(zh, "field.host.county"), 4, "Haidian District"},
		{say(zh, "field.host.address"), 2, "百万庄北街9号1层105室"},
		{say(zh, "field.host.address"), 3, "知行南路6号院4号楼312室"},
		{say(zh, "field.host.address"), 4, ""},
		{"原因", 3, "公司迁址，主体负责人更换手机号码。"},
	} {
		if got := cellRightOf(t, f, name, tt.label, tt.columns); got != tt.want {
			t.Errorf("%d right of %s: %q, want %q", tt.columns, tt.label, got, tt.want)
		}
	}
}

func TestTheSummaryOfACancellationSaysWhatEnds(t *testing.T) {
	f := workbookOfKind(t, "cancel_website")
	const host = "主体 Host"
	if got, want := cellRightOf(t, f, host, "注销或取消的内容", 2), "网站“远岫读书会”的备案（京ICP备17052608号-1、yuanxiu-dushu.cn）"; got != want {
		t.Errorf("what ends is %q, want %q", got, want)
	}
	if got, want := cellRightOf(t, f, host, say(zh, "field.change.reason"), 2), "网站停止运营，域名不再使用。"; got != want {
		t.Errorf("the reason is %q, want %q", got, want)
	}
	if got := cellRightOf(t, f, host, say(zh, "packet.summary.route"), 2); got != "" {
		t.Errorf("a cancellation is verified %q", got)
	}
}

func TestQuestionsStandWithTheirAnswers(t *testing.T) {
	in := sampleInput()
	in.Filing.Websites[0].Domains[1].Answers = rules.Answers{"verified": "2026-11-20"}
	c := &contents{in}
	section := &rules.Section{ID: "host_unit", Base: "answers"}
	ask := func(path string, field rules.Field) rules.Instance {
		return rules.Instance{Page: &rules.Page{}, Section: section, Field: &field, Path: path, Website: -1}
	}
	s, ok := c.answerSheet([]rules.Instance{
		ask("host.name", rules.Field{ID: "host.name"}),
		ask("answers.compared", rules.Field{ID: "host.nature"}),
		ask("websites.0.domains.1.answers.verified", rules.Field{ID: "domain.verified_on", Type: rules.TypeDate}),
	})
	if !ok || len(s.rows) != 2 {
		t.Fatalf("%d questions, want 2", len(s.rows))
	}
	if got, want := strings.Join(s.rows[0].cells, "|"), say(zh, "field.host.nature")+"|"+textEN("field.host.nature")+"||未回答|not answered"; got != want {
		t.Errorf("an open question is %s, want %s", got, want)
	}
	if got, want := strings.Join(s.rows[1].cells[2:], "|"), "域名2 domain 2|2026-11-20|"; got != want {
		t.Errorf("an answered one is %s, want %s", got, want)
	}
	if _, ok := c.answerSheet([]rules.Instance{ask("answers.compared", rules.Field{ID: "host.nature"})}); ok {
		t.Error("a filing without an answer has a sheet for them")
	}
}

func TestFindingsAreGroupedInTheWorkbook(t *testing.T) {
	in := sampleInput()
	find := func(edit func(*rules.Finding)) rules.Finding {
		f := rules.Finding{Rule: "field-required", Severity: rules.Hint, Field: "host.name", FieldID: "host.name", Source: "domain 3.2",
			AsOf: "2026-07-01", Args: map[string]string{"value": "北\u200b京"}, Names: map[string]string{"field": "field.host.name"}}
		edit(&f)
		return f
	}
	in.Report.Findings = []rules.Finding{
		find(func(f *rules.Finding) { f.Moment = rules.Sending }),
		find(func(f *rules.Finding) { f.Missing, f.Field = true, "answers.compared" }),
		find(func(f *rules.Finding) { f.Repair, f.Confidence = "北京", rules.Single }),
	}
	s := (&contents{in}).findingSheet()
	var titles []string
	for _, r := range s.rows {
		if r.section {
			titles = append(titles, r.cells[1]+" "+r.cells[2])
		}
	}
	if got, want := strings.Join(titles, "|"), "还没有回答的核对问题 Questions still to be answered|寄出前 Before sending"; got != want {
		t.Errorf("groups are %s, want %s", got, want)
	}
	first := strings.Join(s.rows[0].cells, "|")
	for _, want := range []string{"可以改为“北京”，现在是“北[U+200B]京”。", `May become "北京"`, "只有一个来源"} {
		if !strings.Contains(first, want) {
			t.Errorf("the finding lacks %s: %s", want, first)
		}
	}
	if err := s.check(); err != nil {
		t.Error(err)
	}
}

func TestLibreOfficeReadsTheComparison(t *testing.T) {
	needs(t, "soffice")
	data, err := Filed(ofKind(t, "change_website"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	// Comma, quotation mark, UTF-8, from the first line, and every sheet.
	convert(t, dir, data, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")
	file, err := os.Open(filepath.Join(dir, "book-变更对照 Before and After.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.FieldsPerRecord = -1
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, r := range rows {
		found = found || strings.HasPrefix(strings.Join(r, "|"), "网站名称|Website name|半亩园艺|半亩园艺商品展示||")
	}
	if !found {
		t.Errorf("the name's change is not among %q", rows)
	}
}

// The checklist's own questions, as the rulebook asks them today.
func TestAnswersOfTheRulebookStandInTheWorkbook(t *testing.T) {
	in := ofKind(t, "new_website")
	in.Filing.Answers = rules.Answers{"other_order_open": "no"}
	data, err := Filed(in)
	if err != nil {
		t.Fatal(err)
	}
	f := openWorkbook(t, data)
	const name = "核对问答 Questions"
	question := say(zh, "field.answers.other_order_open")
	if got, want := cellRightOf(t, f, name, question, 3), say(zh, "choice.yes_no.no"); got != want {
		t.Errorf("the answer is %q, want %q", got, want)
	}
	if got, want := cellRightOf(t, f, name, question, 4), textEN("choice.yes_no.no"); got != want {
		t.Errorf("the answer in English is %q, want %q", got, want)
	}
	if got := cellRightOf(t, f, "主体 Host", question, 2); got != "" {
		t.Errorf("the question stands among the fields, too: %q", got)
	}
}
