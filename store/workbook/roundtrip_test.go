package workbook

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
)

const today = trial.Today

func mustRead(t testing.TB, data []byte) (*rules.Filing, []Mistake) {
	t.Helper()
	f, mistakes, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), book())
	if err != nil {
		t.Fatal(err)
	}
	return f, mistakes
}

func mustBlank(t testing.TB, kind string, from *rules.Filing, websites int) []byte {
	t.Helper()
	data, err := Blank(book(), kind, from, Options{Websites: websites, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// differences lists the fields that the first filing shows and the second has
// otherwise, without those that a mistake names; what Tidy mends is no difference.
func differences(want, got *rules.Filing, mistakes []Mistake) []string {
	named := map[string]bool{}
	for _, m := range mistakes {
		named[m.Field] = true
	}
	var all []string
	for _, i := range book().Shown(want, today) {
		a, errA := want.Get(i.Path)
		b, errB := got.Get(i.Path)
		if errA != nil || named["field."+i.Field.ID] {
			continue
		}
		switch v := a.(type) {
		case string:
			switch {
			case strings.TrimSpace(v) == "":
				a = ""
			case !i.Field.Before:
				a = rules.Tidy(i.Field.Type, v)
			}
			if errB != nil && a == "" {
				continue // nothing of its member was filled in
			}
		case bool:
			if errB != nil {
				continue
			}
		case []string:
			x, y := slices.Clone(v), []string(nil)
			if errB == nil {
				y, _ = b.([]string)
				y = slices.Clone(y)
			}
			if i.Field.Type == rules.TypeFields {
				slices.Sort(x)
				slices.Sort(y)
			}
			if slices.Equal(x, y) {
				continue
			}
		}
		if errB != nil || !reflect.DeepEqual(a, b) {
			all = append(all, i.Path)
		}
	}
	return all
}

// filings are many: each kind, and rules broken and kept, of those about changes all.
func filings(t testing.TB) map[string]*rules.Filing {
	t.Helper()
	all := map[string]*rules.Filing{"sample": trial.Valid()}
	for _, k := range book().Kinds {
		all["kind "+k.ID] = ofKind(t, k.ID).Filing
	}
	for n, c := range trial.Cases() {
		every := 7
		if testing.Short() {
			every = 16
		}
		if n%every > 0 && !strings.HasPrefix(c.Rule, "change-") {
			continue
		}
		broken, kept := trial.Valid(), trial.Valid()
		c.Breaks(broken)
		c.Keeps(kept)
		name := c.Rule + " " + c.Field + " " + string(rune('a'+n%26))
		all[name+" broken"], all[name+" kept"] = broken, kept
	}
	return all
}

func TestAPrefilledFormIsReadBackAsTheFiling(t *testing.T) {
	for name, want := range filings(t) {
		if _, ok := kindOf(book(), want.Kind); !ok {
			continue
		}
		data, err := Blank(book(), want.Kind, want, Options{Today: today})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, mistakes := mustRead(t, data)
		if lost := differences(want, got, mistakes); len(lost) > 0 {
			t.Errorf("%s: these changed: %v (mistakes %v)", name, lost, mistakes)
		}
	}
}

func TestTheWorkbookOfAPacketIsReadBackAsTheFiling(t *testing.T) {
	for name, want := range filings(t) {
		if strings.HasPrefix(name, "province-unknown") {
			continue // the packet says a wrong code by its name, which is that of another
		}
		data, err := Filed(inputOf(want))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, mistakes := mustRead(t, data)
		if lost := differences(want, got, mistakes); len(lost) > 0 {
			t.Errorf("%s: these changed: %v (mistakes %v)", name, lost, mistakes)
		}
	}
}

// Where nothing is wrong, nothing is named.
func TestAGoodFilingHasNoMistakes(t *testing.T) {
	for _, k := range book().Kinds {
		want := ofKind(t, k.ID).Filing
		filed, err := Filed(inputOf(want))
		if err != nil {
			t.Fatal(err)
		}
		for what, data := range map[string][]byte{"form": mustBlank(t, k.ID, want, 3), "packet": filed} {
			if _, mistakes := mustRead(t, data); len(mistakes) > 0 {
				t.Errorf("%s, %s: %s", k.ID, what, mistakes[0].Message(en))
			}
		}
	}
}

func TestAnEmptyFormIsReadAsAnEmptyFiling(t *testing.T) {
	for _, k := range book().Kinds {
		got, mistakes := mustRead(t, mustBlank(t, k.ID, nil, 2))
		if len(mistakes) > 0 {
			t.Errorf("%s: %s", k.ID, mistakes[0].Message(en))
		}
		if got.Kind != k.ID || len(got.Websites) > 0 || got.Host.Name != "" {
			t.Errorf("%s: read as %s with %d websites", k.ID, got.Kind, len(got.Websites))
		}
	}
}

// sheetKeys goes over the rows of a form with their keys as paths.
func sheetKeys(t testing.TB, f *excelize.File, do func(sheet string, row int, path, value string)) {
	t.Helper()
	site := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) < roleRow || len(rows[roleRow-1]) == 0 || !strings.HasPrefix(rows[roleRow-1][len(rows[roleRow-1])-1], markOfSheet) {
			continue
		}
		keys := len(rows[roleRow-1]) - 1
		value := slices.Index(rows[roleRow-1], roleValue)
		isSite := false
		for n, row := range rows[roleRow:] {
			if len(row) <= keys {
				continue
			}
			path := row[keys]
			if rest, ok := strings.CutPrefix(path, anyWebsite); ok {
				isSite = true
				path = "websites." + string(rune('0'+site)) + "." + rest
			}
			do(sheet, roleRow+n+1, path, cellName(value, roleRow+n+1))
		}
		if isSite {
			site++
		}
	}
}

// fill types a filing into an empty form, cell by cell.
func fill(t testing.TB, data []byte, want *rules.Filing) []byte {
	t.Helper()
	f := openWorkbook(t, data)
	fields := fieldsOf(book())
	used := map[string]int{}
	sheetKeys(t, f, func(sheet string, _ int, path, cell string) {
		field := fields[pattern(path)]
		value, err := want.Get(path)
		if field == nil || err != nil {
			return
		}
		text := ""
		switch v := value.(type) {
		case string:
			text = textOf(field, v)
		case bool:
			text = yesNo(v)
		case []string:
			if used[path] < len(v) && !field.Derived {
				text = textOf(field, v[used[path]])
			}
			used[path]++
		}
		if text == "" {
			return
		}
		if err := f.SetCellStr(sheet, cell, text); err != nil {
			t.Fatal(err)
		}
	})
	return bytesOf(t, f)
}

func bytesOf(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAFormFilledInByHandIsReadAsTheFiling(t *testing.T) {
	want := ofKind(t, "new_recordal").Filing
	second := want.Websites[0]
	second.Name, second.Services = "第二个网站", []string{"shopping", "news", "search"}
	second.Domains = []rules.Domain{{Name: "one.example.cn"}, {Name: "two.example.cn"}, {Name: "three.example.cn"}}
	want.Websites = append(want.Websites, second)
	got, mistakes := mustRead(t, fill(t, mustBlank(t, want.Kind, nil, 2), want))
	if lost := differences(want, got, nil); len(lost) > 0 || len(mistakes) > 0 {
		t.Errorf("these changed: %v (mistakes %v)", lost, mistakes)
	}
}

func TestLibreOfficeSavesAFormAsItWas(t *testing.T) {
	for _, kind := range []string{"new_recordal", "change_website"} {
		want := ofKind(t, kind).Filing
		want.Host.Remark = "=1+1 _x0041_ 0123 1.1E+17\n龙䶮𠮷 <&> \"'"
		dir := t.TempDir()
		convert(t, dir, mustBlank(t, kind, want, 2), "xlsx:Calc MS Excel 2007 XML")
		data, err := os.ReadFile(filepath.Join(dir, "book.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		got, mistakes := mustRead(t, data)
		if lost := differences(want, got, nil); len(lost) > 0 || len(mistakes) > 0 {
			t.Errorf("%s: these changed: %v (mistakes %v)", kind, lost, mistakes)
		}
	}
}

func TestOpenpyxlSavesAFormAsItWas(t *testing.T) {
	name := pythonWith(t, "openpyxl")
	want := ofKind(t, "new_recordal").Filing
	dir := t.TempDir()
	path := filepath.Join(dir, "form.xlsx")
	if err := os.WriteFile(path, mustBlank(t, want.Kind, want, 2), 0o600); err != nil {
		t.Fatal(err)
	}
	python(t, name, `
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book:
    if sheet.sheet_state == "visible":
        assert sheet.protection.sheet and sheet.freeze_panes and sheet.print_title_rows == "$1:$2", sheet.title
book.save(sys.argv[1])`, path)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got, mistakes := mustRead(t, data)
	if lost := differences(want, got, nil); len(lost) > 0 || len(mistakes) > 0 {
		t.Errorf("these changed: %v (mistakes %v)", lost, mistakes)
	}
}
