package workbook

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

func TestAFormAsksAllThatItsKindMayAsk(t *testing.T) {
	for _, k := range book().Kinds {
		f := openWorkbook(t, mustBlank(t, k.ID, nil, 1))
		asked := map[string]bool{}
		sheetKeys(t, f, func(_ string, _ int, path, _ string) { asked[path] = true })
		may := book().Askable(k.ID, today)
		for _, a := range may {
			if !asked[a.Path] {
				t.Errorf("%s does not ask for %s", k.ID, a.Path)
			}
		}
		for _, p := range book().Picks(rules.New(k.ID), today) {
			isAsked := slices.ContainsFunc(may, func(a rules.Askable) bool {
				return a.Path == p.Path || strings.HasPrefix(a.Path, p.Path+".")
			})
			if isAsked && !asked[p.Path] {
				t.Errorf("%s does not ask whether %s changes", k.ID, p.Path)
			}
		}
	}
}

func TestAFormHasASheetForEachPart(t *testing.T) {
	for kind, want := range map[string]string{
		"new_recordal":  "填写说明 How to fill in|主体 Host|网站1 Website 1|网站2 Website 2|核对问答 Questions|选项 Choices",
		"change_host":   "填写说明 How to fill in|主体 Host|核对问答 Questions|选项 Choices",
		"cancel_access": "填写说明 How to fill in|主体 Host|网站1 Website 1|网站2 Website 2|核对问答 Questions|选项 Choices",
	} {
		f := openWorkbook(t, mustBlank(t, kind, nil, 2))
		if got := strings.Join(f.GetSheetList(), "|"); got != want {
			t.Errorf("%s has the sheets %s, want %s", kind, got, want)
		}
		if shown, err := f.GetSheetVisible("选项 Choices"); err != nil || shown {
			t.Errorf("%s shows the sheet of the lists", kind)
		}
	}
}

// Only what is to be filled in can be typed into, and as text.
func TestOnlyTheCellsToFillInAreOpen(t *testing.T) {
	f := openWorkbook(t, mustBlank(t, "change_website", nil, 1))
	for _, sheet := range f.GetSheetList() {
		protection, err := f.GetSheetProtection(sheet)
		if err != nil || protection.Password != "" || !protection.SelectUnlockedCells {
			t.Errorf("%s is not protected as it should be: %+v, %v", sheet, protection, err)
		}
	}
	open, closed := 0, 0
	sheetKeys(t, f, func(sheet string, row int, path, cell string) {
		if path == keyKind {
			return
		}
		locked := func(cell string) bool {
			id, err := f.GetCellStyle(sheet, cell)
			must(t, err)
			style, err := f.GetStyle(id)
			must(t, err)
			if style.NumFmt != textFormat {
				t.Errorf("%s!%s has the format %d", sheet, cell, style.NumFmt)
			}
			return style.Protection == nil || style.Protection.Locked
		}
		field := fieldsOf(book())[pattern(path)]
		if want := field == nil || field.Derived; locked(cell) != want {
			t.Errorf("%s!%s of %s is locked: %t", sheet, cell, path, !want)
		} else if want {
			closed++
		} else {
			open++
		}
		for column := range 3 {
			if !locked(cellName(column, row)) {
				t.Errorf("%s!%s is open", sheet, cellName(column, row))
			}
		}
	})
	if open < 100 || closed < 3 {
		t.Errorf("%d cells are open, %d closed", open, closed)
	}
}

func TestChoicesDropDown(t *testing.T) {
	f := openWorkbook(t, mustBlank(t, "new_recordal", nil, 1))
	lists := map[string]string{} // of each cell
	for _, sheet := range f.GetSheetList() {
		drops, err := f.GetDataValidations(sheet)
		must(t, err)
		for _, d := range drops {
			for cell := range strings.FieldsSeq(d.Sqref) {
				lists[sheet+"!"+cell] = d.Formula1
			}
		}
	}
	named := map[string]string{}
	for _, n := range f.GetDefinedName() {
		named[n.Name] = n.RefersTo
	}
	for _, tt := range []struct{ path, first string }{
		{"host.nature", "企业 Enterprise"},
		{"host.lead_is_legal_representative", "是 Yes"},
		{"host.certificate.valid_until", "长期 Long-term"},
		{"host.province", "北京市 Beijing"},
		{"websites.0.services", "单位门户网站 Company portal"},
		{"websites.0.domains.4.name", ""},
		{"host.city", ""},
	} {
		sheetKeys(t, f, func(sheet string, _ int, path, cell string) {
			if path != tt.path {
				return
			}
			list := lists[sheet+"!"+cell]
			if (list == "") != (tt.first == "") {
				t.Errorf("%s drops down %q", path, list)
			}
			if tt.first == "" {
				return
			}
			at, first, ok := strings.Cut(strings.Trim(named[list], "'"), "'!$")
			if !ok {
				t.Fatalf("%s drops down %s, which is %s", path, list, named[list])
			}
			first, _, _ = strings.Cut(strings.Replace(first, "$", "", 1), ":")
			if got, err := f.GetCellValue(at, first); err != nil || got != tt.first {
				t.Errorf("the list of %s begins with %q (%v), want %q", path, got, err, tt.first)
			}
		})
	}
}

// What is needed and when it is asked is said beside the field.
func TestAFormSaysWhatIsNeededAndWhen(t *testing.T) {
	f := openWorkbook(t, mustBlank(t, "new_recordal", nil, 1))
	row := func(want string) []string {
		var found []string
		sheetKeys(t, f, func(sheet string, row int, path, _ string) {
			if path == want && found == nil {
				rows, err := f.GetRows(sheet)
				must(t, err)
				found = rows[row-1]
			}
		})
		return found
	}
	for _, tt := range []struct {
		path, need string
		note       []string
	}{
		{"host.name", "必填\nRequired", []string{"与证件上的名称逐字一致"}},
		{"host.superior", "", nil},
		{"host.lead.office_phone", "视情况\nIt depends", nil},
		{"host.legal_representative.mobile", "必填\nRequired", []string{
			"仅当“主体负责人就是法定代表人”为“是”，或“网站负责人就是主体负责人”为“否”且“网站负责人就是法定代表人”为“是”时填写", `Only if "`}},
		{"websites.0.domains.1.name", "", nil},
		{"websites.0.access.isp", "", []string{"不用改"}},
	} {
		cells := row(tt.path)
		if len(cells) < 5 {
			t.Errorf("%s has no row", tt.path)
			continue
		}
		if cells[2] != tt.need {
			t.Errorf("the need for %s is %q, want %q", tt.path, cells[2], tt.need)
		}
		for _, part := range tt.note {
			if !strings.Contains(cells[4], part) {
				t.Errorf("the note of %s lacks %s: %s", tt.path, part, cells[4])
			}
		}
	}
	if isp := row("websites.0.access.isp"); isp[3] != "北京光环新网科技股份有限公司" {
		t.Errorf("the provider is %q", isp[3])
	}
}

func TestNoIDShowsInAForm(t *testing.T) {
	for _, k := range book().Kinds {
		f := openWorkbook(t, mustBlank(t, k.ID, ofKind(t, k.ID).Filing, 2))
		for _, sheet := range f.GetSheetList() {
			if shown, err := f.GetSheetVisible(sheet); err != nil || !shown {
				continue
			}
			for _, row := range visibleRows(t, f, sheet) {
				for _, cell := range row {
					if strings.HasPrefix(cell, "[") || strings.Contains(cell, "{{") || strings.HasPrefix(cell, "host.") || strings.HasPrefix(cell, "websites.") {
						t.Errorf("%s, %s shows %s", k.ID, sheet, cell)
					}
				}
			}
		}
	}
}

func TestTheSameFormIsTheSameBytes(t *testing.T) {
	first := mustBlank(t, "change_website", nil, 3)
	for range 3 {
		if !slices.Equal(first, mustBlank(t, "change_website", nil, 3)) {
			t.Fatal("the form differs")
		}
	}
}

func TestWhatNoFormCanBeMadeFor(t *testing.T) {
	full := rules.New("new_recordal")
	full.Host.Remark = "a\x00b"
	many := rules.New("new_recordal")
	many.Websites = make([]rules.Website, mostWebsites+1)
	for _, tt := range []struct {
		kind     string
		from     *rules.Filing
		websites int
		want     Problem
	}{
		{"renewal", nil, 1, UnknownKind},
		{"", nil, 1, UnknownKind},
		{"new_recordal", nil, MaxWebsites + 1, TooMany},
		{"new_recordal", nil, -1, TooMany},
		{"new_recordal", many, 1, TooMany},
		{"new_recordal", full, 1, TextUnusable},
	} {
		_, err := Blank(book(), tt.kind, tt.from, Options{Websites: tt.websites, Today: today})
		var refused *Error
		if !errors.As(err, &refused) || refused.Problem != tt.want {
			t.Errorf("%s with %d websites: %v, want %s", tt.kind, tt.websites, err, tt.want)
			continue
		}
		for _, l := range translations.Languages {
			if message, ok := Message(l, err); !ok || strings.HasPrefix(message, "[") {
				t.Errorf("%s in %s: %q", tt.want, l, message)
			}
		}
	}
}

// A row is as high as its text, counted by hand.
func TestRowsAreAsHighAsTheirText(t *testing.T) {
	for _, tt := range []struct {
		text  string
		width float64
		want  int
	}{
		{"", 20, 1},
		{"主办单位名称", 13, 1},
		{"主办单位名称", 12, 2}, // one digit is kept free
		{strings.Repeat("长", 30), 21, 3},
		{strings.Repeat("长", 31), 21, 4},
		{"one two three four", 10, 3}, // "one two", "three", "four": "three four" is too wide
		{"a\nb\n\nc", 20, 4},
		{strings.Repeat("1", 95), 20, 5},
		{"京ICP备2021036925号", 11, 3},
	} {
		if got := countLines(tt.text, tt.width); got != tt.want {
			t.Errorf("%q takes %d lines of %g, want %d", tt.text, got, tt.width, tt.want)
		}
	}
}

// What no row can be high enough for is written smaller, not cut off.
func TestLongTextIsWrittenSmaller(t *testing.T) {
	text := strings.Repeat("长", 1024) // the longest remark
	for _, width := range []float64{38, 44, 46} {
		l := lookInput.fitting(text, width)
		if high := l.high(text, width); high > maxHeight || l.shrunk == 0 {
			t.Errorf("in a column of %g it is %g points high, in letters of %g points", width, high, l.size())
		}
	}
	if l := lookCell.fitting("短", 20); l.shrunk != 0 {
		t.Error("a short text is written smaller")
	}
	in := sampleInput()
	in.Filing.Host.Remark = text
	data, err := Filed(in)
	must(t, err)
	f := openWorkbook(t, data)
	sheetKeys(t, f, func(sheet string, row int, path, cell string) {
		if path != "host.remark" {
			return
		}
		if got, err := f.GetCellValue(sheet, cell); err != nil || got != text {
			t.Errorf("the remark became %.20q (%v)", got, err)
		}
		id, err := f.GetCellStyle(sheet, cell)
		must(t, err)
		style, err := f.GetStyle(id)
		must(t, err)
		if style.Font.Size >= usualSize {
			t.Errorf("the remark is written in %g points", style.Font.Size)
		}
	})
}

func ExampleMistake_Message() {
	m := Mistake{Sheet: "主体 Host", Cell: "D14", Field: "field.host.certificate.number", Kind: Rounded}
	fmt.Println(m.Message(translations.English))
	// Output: 主体 Host!D14 (Certificate number of the host unit): The spreadsheet program has taken this number for a quantity, and its last digits may have become 0; please format the cell as text and fill it in again.
}
