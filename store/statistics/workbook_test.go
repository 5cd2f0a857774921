package statistics_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"recordaldesk/store/statistics"
	"recordaldesk/translations"
)

func workbook(t *testing.T, p statistics.Period, l translations.Language) []byte {
	t.Helper()
	data, err := figures(t, desk(), p, now).Workbook(l)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// counted is what the sheets say from the names of the columns on, as counted by hand.
var counted = map[string][][]string{
	"按月 Months": {
		{"月份 Month", "收到 Received", "发出 Mailed", "通过 Approved", "退回 Returned"},
		{"2026-10", "1", "1", "0", "0"},
		{"2026-11", "3", "1", "2", "4"},
		{"合计 Sum", "4", "2", "2", "4"},
	},
	"类型 Kinds": {
		{"备案类型", "Kind of recordal", "数量 Number"},
		{"新增备案", "New recordal", "2"}, {"变更主体", "Change of host unit", "1"}, {"新增网站", "New website", "1"},
	},
	"省份 Provinces": {
		{"省份", "Province", "数量 Number"},
		{"广东省", "Guangdong", "2"}, {"省份未填", "Province not filled in", "1"}, {"北京市", "Beijing", "1"},
	},
	"进度 Stages": {
		{"现在的进度", "Stage now", "数量 Number"},
		{"收到材料", "Materials received", "1"}, {"已退回客户", "Returned to the client", "1"}, {"管局审核通过", "Approved by the authority", "2"},
	},
	"退回原因 Reasons": {
		{"退回原因", "Reason of return", "数量 Number"},
		{"电话号码格式不对", "Telephone number malformed", "3"}, {"审核人员自己写明的原因", "In the reviewer's own words", "1"}, {"单位证件号码有误", "Certificate number wrong", "1"},
	},
	"用时 Times": {
		{"平均用时", "Average time", "平均天数 Days on average", "备案数 Filings"},
		{"从收到到发出", "From receipt to mailing", "3.0", "2"}, {"从提交到通过", "From submission to approval", "26.0", "2"},
	},
}

// says wants the figures counted by hand in a workbook.
func says(t *testing.T, data []byte) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() // has no file open
	for sheet, want := range counted {
		rows, err := f.GetRows(sheet)
		if err != nil || len(rows) < 4 {
			t.Fatalf("%s: %d rows of %v, %v", sheet, len(rows), f.GetSheetList(), err)
		}
		if diff := cmp.Diff(want, rows[3:]); diff != "" {
			t.Errorf("%s (-want +read):\n%s", sheet, diff)
		}
	}
}

// charts are the numbers that each chart of a workbook shows, as the program that wrote it
// last worked them out, and the cells that they stand in.
func charts(t *testing.T, data []byte) (numbers, cells []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if ok, err := filepath.Match("xl/charts/chart*.xml", f.Name); err != nil || !ok {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		var chart struct {
			Series []struct {
				F      string   `xml:"val>numRef>f"`
				Values []string `xml:"val>numRef>numCache>pt>v"`
			} `xml:"chart>plotArea>barChart>ser"`
		}
		if err := xml.Unmarshal(part, &chart); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		for _, s := range chart.Series {
			cells = append(cells, strings.NewReplacer("'", "", "$", "").Replace(s.F))
			numbers = append(numbers, strings.Join(s.Values, " "))
		}
	}
	slices.Sort(cells)
	slices.Sort(numbers)
	return numbers, cells
}

var drawn = []string{
	"按月 Months!B5:B6", "按月 Months!C5:C6", "按月 Months!D5:D6", "按月 Months!E5:E6",
	"类型 Kinds!C5:C7", "省份 Provinces!C5:C7", "进度 Stages!C5:C7", "退回原因 Reasons!C5:C7",
}

func TestTheWorkbookHasTheFiguresCountedByHand(t *testing.T) {
	data := workbook(t, statistics.All, translations.Chinese)
	says(t, data)
	_, cells := charts(t, data)
	want := slices.Clone(drawn)
	slices.Sort(want)
	if diff := cmp.Diff(want, cells); diff != "" {
		t.Errorf("the charts draw (-want +got):\n%s", diff)
	}
}

// No client is named in it, neither in a cell nor anywhere else.
func TestTheWorkbookNamesNoClient(t *testing.T) {
	data := workbook(t, statistics.All, translations.English)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(part, []byte("示例有限公司")) {
			t.Errorf("%s names a client", f.Name)
		}
	}
}

// A time in which nothing happened makes a workbook, too.
func TestAWorkbookWithoutFigures(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(workbook(t, statistics.LastYear, translations.Chinese)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() // has no file open
	if said, err := f.GetCellValue("按月 Months", "A5"); err != nil || said != "这一时段没有记录 Nothing in this time" {
		t.Errorf("it says %q, %v", said, err)
	}
}

// LibreOffice opens the workbook, draws its charts and saves both.
func TestLibreOfficeSavesTheWorkbookWithItsCharts(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("soffice is not installed; the end-to-end test of the pipeline has it")
	}
	dir, to := t.TempDir(), t.TempDir()
	name := filepath.Join(dir, "book.xlsx")
	if err := os.WriteFile(name, workbook(t, statistics.All, translations.Chinese), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless",
		"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", to, name).CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(to, "book.xlsx"))
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	says(t, data)
	numbers, _ := charts(t, data)
	want := []string{"1 3", "1 1", "0 2", "0 4", "2 1 1", "2 1 1", "1 1 2", "3 1 1"}
	slices.Sort(want)
	if diff := cmp.Diff(want, numbers); diff != "" {
		t.Errorf("its charts show (-want +got):\n%s", diff)
	}
}
