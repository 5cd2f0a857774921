package workbook

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"recordaldesk/translations"
)

// What a client writes where nothing is asked is no part of the filing, and would be
// missed by nobody until it is too late.
func TestWhatStandsWhereNothingIsAskedIsNamed(t *testing.T) {
	const name = "北京星禾示例科技有限公司"
	for _, tt := range []struct {
		what string
		do   func(f *excelize.File, sheet string)
		want string // sheet and cell; the host unit's sheet is "host"
		kind MistakeKind
		lost bool // the name too
	}{
		{"an added row", func(f *excelize.File, sheet string) {
			must(t, f.InsertRows(sheet, 6, 1))
			must(t, f.SetCellStr(sheet, "D6", "又一个"))
		}, "host!D6", Stray, false},
		{"a number in a heading", func(f *excelize.File, sheet string) {
			must(t, f.SetCellValue(sheet, "D4", 5))
		}, "host!D4", Stray, false},
		{"below the form", func(f *excelize.File, sheet string) {
			must(t, f.SetCellStr(sheet, "A400", "另见合同"))
		}, "host!A400", Stray, false},
		{"beside the form", func(f *excelize.File, sheet string) {
			must(t, f.SetCellStr(sheet, "H9", "曾用名"))
		}, "host!H9", Stray, false},
		{"a sheet of the client's own", func(f *excelize.File, _ string) {
			_, err := f.NewSheet("备注")
			must(t, err)
			must(t, f.SetCellStr("备注", "B2", "请看我们的备注"))
		}, "备注!B2", LostSheet, false},
		{"an empty sheet", func(f *excelize.File, _ string) {
			_, err := f.NewSheet("Sheet1")
			must(t, err)
		}, "", "", false},
		{"the lists made visible", func(f *excelize.File, _ string) {
			must(t, f.SetSheetVisible(sheetName(both("workbook.sheet.lists")), true))
		}, "", "", false},
		{"without the hidden column", func(f *excelize.File, sheet string) {
			must(t, f.RemoveCol(sheet, "F"))
		}, "host!A1", LostSheet, true},
		{"without the hidden row", func(f *excelize.File, sheet string) {
			must(t, f.RemoveRow(sheet, roleRow))
		}, "host!A1", LostSheet, true},
		{"without the column to fill in", func(f *excelize.File, sheet string) {
			must(t, f.RemoveCol(sheet, "D"))
		}, "host!E3", LostSheet, true},
	} {
		var host string
		data := edited(t, func(f *excelize.File, at func(string) (string, string)) {
			sheet, cell := at("host.name")
			host = sheet
			must(t, f.SetCellStr(sheet, cell, name))
			must(t, f.UnprotectSheet(sheet))
			tt.do(f, sheet)
		})
		got, mistakes := mustRead(t, data)
		if (got.Host.Name == "") != tt.lost {
			t.Errorf("%s: the name is %q", tt.what, got.Host.Name)
		}
		if tt.want == "" && len(mistakes) == 0 {
			continue
		}
		want := strings.Replace(tt.want, "host!", host+"!", 1)
		if len(mistakes) != 1 || mistakes[0].Sheet+"!"+mistakes[0].Cell != want || mistakes[0].Kind != tt.kind {
			t.Errorf("%s: mistakes are %+v, want %s at %s", tt.what, mistakes, tt.kind, want)
			continue
		}
		for _, l := range translations.Languages {
			if message := mistakes[0].Message(l); !strings.HasPrefix(message, want) {
				t.Errorf("%s: the message does not say where: %s", tt.what, message)
			}
		}
	}
}
