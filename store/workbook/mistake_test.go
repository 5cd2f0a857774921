package workbook

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// emptyForm is the form that clients fill in here, made once.
var emptyForm = sync.OnceValues(func() ([]byte, error) {
	return Blank(book(), "new_recordal", nil, Options{Websites: 1, Today: today})
})

// edited returns an empty form of a new recordal in which a client did something;
// at finds the cell of a field.
func edited(t testing.TB, do func(f *excelize.File, at func(path string) (sheet, cell string))) []byte {
	t.Helper()
	data, err := emptyForm()
	must(t, err)
	f := openWorkbook(t, data)
	do(f, func(path string) (string, string) {
		var sheet, cell string
		sheetKeys(t, f, func(s string, _ int, p, c string) {
			if p == path && cell == "" {
				sheet, cell = s, c
			}
		})
		if cell == "" {
			t.Fatalf("no cell for %s", path)
		}
		return sheet, cell
	})
	return bytesOf(t, f)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestACellIsReadAsWhatWasMeant(t *testing.T) {
	day := time.Date(2015, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		path  string
		typed any
		want  any
		wrong MistakeKind
	}{
		// Numbers.
		{"host.certificate.number", "91110105MA00H2P633", "91110105MA00H2P633", ""},
		{"host.certificate.number", " ９１１１０１０５ma00h2p633 ", "91110105MA00H2P633", ""},
		{"host.certificate.number", int64(110101199001010015), "", Rounded},
		{"host.certificate.number", 1.10101199001010e17, "", Rounded},
		{"host.certificate.number", int64(1101011990010100), "", Rounded},
		{"host.certificate.number", int64(110101199001010), "110101199001010", ""},
		{"host.certificate.number", 1.5, "", Altered},
		{"host.certificate.number", -3, "", Altered},
		{"host.legal_representative.mobile", int64(13800136621), "13800136621", ""},
		{"host.legal_representative.mobile", 1.3800136621e10, "13800136621", ""},
		{"account.id", "012345678901", "012345678901", ""},
		// Text.
		{"host.superior", "  星禾集团  ", "星禾集团", ""},
		{"host.superior", "0.10", "0.10", ""},
		{"host.superior", "1.1E+17", "1.1E+17", ""},
		{"host.superior", "TRUE", "TRUE", ""},
		{"host.superior", true, "", Altered},
		{"host.superior", "=1+1", "=1+1", ""},
		{"host.superior", "龙䶮𠮷é", "龙䶮𠮷é", ""},
		{"host.superior", strings.Repeat("长", 255), strings.Repeat("长", 255), ""},
		{"host.superior", strings.Repeat("长", 256), "", TooLong},
		{"host.remark", "第一行\n第二行", "第一行\n第二行", ""},
		// Days.
		{"host.certificate.valid_from", "2015-01-02", "2015-01-02", ""},
		{"host.certificate.valid_from", "2015年1月2日", "2015-01-02", ""},
		{"host.certificate.valid_from", "２０１５/１/２", "2015-01-02", ""},
		{"host.certificate.valid_from", "20150102", "2015-01-02", ""},
		{"host.certificate.valid_from", 20150102, "2015-01-02", ""},
		{"host.certificate.valid_from", day, "2015-01-02", ""},
		{"host.certificate.valid_from", 42006, "", NotDate}, // a number that nobody marked as a day
		{"host.certificate.valid_from", "2015-02-29", "", NotDate},
		{"host.certificate.valid_from", "长期", "", NotDate},
		{"host.certificate.valid_until", day, "2015-01-02", ""},
		{"host.certificate.valid_until", "长期", rules.LongTerm, ""},
		{"host.certificate.valid_until", "长期有效", rules.LongTerm, ""},
		{"host.certificate.valid_until", "长期 Long-term", rules.LongTerm, ""},
		{"host.certificate.valid_until", "long_term", rules.LongTerm, ""},
		{"host.certificate.valid_until", "永远", "", NotUntil},
		{"host.superior", day, "", Altered},
		// Choices.
		{"host.nature", "企业 Enterprise", "enterprise", ""},
		{"host.nature", "企业", "enterprise", ""},
		{"host.nature", "ENTERPRISE", "enterprise", ""},
		{"host.nature", "行会", "", UnknownChoice},
		{"account.relationship", "friends", "", UnknownChoice},
		{"host.nature", "guild", "guild", ""}, // of an open list, as a later version may have it
		{"host.lead_is_legal_representative", "否", false, ""},
		{"host.lead_is_legal_representative", "no", false, ""},
		{"host.lead_is_legal_representative", false, false, ""},
		{"host.lead_is_legal_representative", "也许", true, NotFlag},
		{"websites.0.services", "单位门户网站、网络购物", []string{"company_portal", "shopping"}, ""},
		{"websites.0.services", "Online shopping\n搜索引擎", []string{"shopping", "search"}, ""},
		{"websites.0.services", "网络购物、魔术", []string(nil), UnknownChoice},
		// Places.
		{"host.province", "浙江", "330000", ""},
		{"host.province", "Inner Mongolia", "150000", ""},
		{"host.province", "330000", "330000", ""},
		{"host.province", "香港", "", UnknownPlace},
		{"host.city", "杭州", "330100", ""},
		{"host.city", "济源市", "419000", ""},
		{"host.city", "330100", "330100", ""},
		{"host.city", "330106", "", UnknownPlace},
		{"host.county", "鼓楼区", "", Ambiguous}, // in four cities
		{"host.county", "西湖区", "", Ambiguous},
		{"host.county", "济源市", "419001", ""},
	} {
		data := edited(t, func(f *excelize.File, at func(string) (string, string)) {
			sheet, cell := at(tt.path)
			must(t, f.SetCellValue(sheet, cell, tt.typed))
		})
		got, mistakes := mustRead(t, data)
		kind := MistakeKind("")
		if len(mistakes) > 0 {
			kind = mistakes[0].Kind
		}
		value, err := got.Get(tt.path)
		if err != nil && tt.wrong != "" {
			value = tt.want // its website was not made
		}
		if len(mistakes) > 1 || kind != tt.wrong || fmt.Sprint(value) != fmt.Sprint(tt.want) {
			t.Errorf("%s %.20v is read as %q with mistakes %v, want %q %s", tt.path, tt.typed, value, mistakes, tt.want, tt.wrong)
		}
	}
}

func TestAPlaceIsLookedForWhereItLies(t *testing.T) {
	for _, tt := range []struct{ province, city, county, want string }{
		{"江苏省", "南京市", "鼓楼区", "320000 320100 320106"},
		{"江苏省", "徐州", "鼓楼区", "320000 320300 320302"},
		{"北京", "北京市", "东城区", "110000 110100 110101"},
		{"重庆", "重庆市", "城口县", "500000 500100 500229"},
		{"河南省", "济源市", "济源市", "410000 419000 419001"},
		{"江苏省", "杭州市", "", "320000  "},
		{"江苏省", "", "鼓楼区", "320000  "},
	} {
		data := edited(t, func(f *excelize.File, at func(string) (string, string)) {
			for path, text := range map[string]string{"host.province": tt.province, "host.city": tt.city, "host.county": tt.county} {
				sheet, cell := at(path)
				must(t, f.SetCellStr(sheet, cell, text))
			}
		})
		got, mistakes := mustRead(t, data)
		h := got.Host
		if codes := h.Province + " " + h.City + " " + h.County; codes != tt.want || (len(mistakes) > 0) != strings.HasSuffix(tt.want, "  ") {
			t.Errorf("%s, %s, %s is %s (mistakes %v), want %s", tt.province, tt.city, tt.county, codes, mistakes, tt.want)
		}
	}
}

func TestAMistakeNamesSheetAndCell(t *testing.T) {
	var sheet, cell string
	data := edited(t, func(f *excelize.File, at func(string) (string, string)) {
		sheet, cell = at("host.certificate.number")
		must(t, f.SetCellFormula(sheet, cell, `HYPERLINK("http://x")`))
	})
	got, mistakes := mustRead(t, data)
	if len(mistakes) != 1 {
		t.Fatalf("mistakes are %v", mistakes)
	}
	m := mistakes[0]
	if m.Sheet != sheet || m.Cell != cell || m.Field != "field.host.certificate.number" || m.Kind != Formula || got.Host.Certificate.Number != "" {
		t.Errorf("the mistake is %+v, want a formula at %s!%s", m, sheet, cell)
	}
	for _, l := range translations.Languages {
		message := m.Message(l)
		for _, part := range []string{sheet, cell, say(l, m.Field), m.Problem(l)} {
			if !strings.Contains(message, part) {
				t.Errorf("the message lacks %q: %s", part, message)
			}
		}
	}
}

// What a client does to a sheet without a password is survived or named.
func TestAFormIsReadWhereverItsCellsStand(t *testing.T) {
	const name = "北京星禾示例科技有限公司"
	for what, do := range map[string]func(f *excelize.File, sheet string){
		"rows above":     func(f *excelize.File, sheet string) { must(t, f.InsertRows(sheet, 1, 7)) },
		"rows within":    func(f *excelize.File, sheet string) { must(t, f.InsertRows(sheet, 6, 2)) },
		"columns before": func(f *excelize.File, sheet string) { must(t, f.InsertCols(sheet, "A", 3)) },
		"another name":   func(f *excelize.File, sheet string) { must(t, f.SetSheetName(sheet, "随便")) },
	} {
		data := edited(t, func(f *excelize.File, at func(string) (string, string)) {
			sheet, cell := at("host.name")
			must(t, f.SetCellStr(sheet, cell, name))
			must(t, f.UnprotectSheet(sheet))
			do(f, sheet)
		})
		got, mistakes := mustRead(t, data)
		if got.Host.Name != name || len(mistakes) > 0 {
			t.Errorf("%s: the name is %q, mistakes %v", what, got.Host.Name, mistakes)
		}
	}
}

func TestACopiedSheetIsAnotherWebsite(t *testing.T) {
	data := edited(t, func(f *excelize.File, at func(string) (string, string)) {
		sheet, cell := at("websites.0.name")
		to, err := f.NewSheet("网站副本")
		must(t, err)
		from, err := f.GetSheetIndex(sheet)
		must(t, err)
		must(t, f.CopySheet(from, to))
		must(t, f.SetCellStr(sheet, cell, "第一个"))
		must(t, f.SetCellStr("网站副本", cell, "第二个"))
	})
	got, mistakes := mustRead(t, data)
	if len(got.Websites) != 2 || got.Websites[0].Name != "第一个" || got.Websites[1].Name != "第二个" || len(mistakes) > 0 {
		t.Errorf("%d websites, mistakes %v", len(got.Websites), mistakes)
	}
}

func TestEmptyMembersAreLeftOut(t *testing.T) {
	data := edited(t, func(f *excelize.File, at func(string) (string, string)) {
		for path, text := range map[string]string{"websites.0.domains.1.name": "one.cn", "websites.0.domains.4.name": "two.cn"} {
			sheet, cell := at(path)
			must(t, f.SetCellStr(sheet, cell, text))
		}
	})
	got, _ := mustRead(t, data)
	var names []string
	for _, d := range got.Websites[0].Domains {
		names = append(names, d.Name)
	}
	if !slices.Equal(names, []string{"one.cn", "two.cn"}) || len(got.Websites[0].Access.IPs) > 0 {
		t.Errorf("the domains are %q, and there are %d IP ranges", names, len(got.Websites[0].Access.IPs))
	}
}

func TestRowsThatLostTheirFieldAreNamed(t *testing.T) {
	for _, tt := range []struct {
		what string
		do   func(f *excelize.File, sheet, name, superior string)
		want []MistakeKind
	}{
		{"another key", func(f *excelize.File, sheet, name, _ string) {
			must(t, f.SetCellStr(sheet, keyCell(name), "host.nonsense"))
		}, []MistakeKind{UnknownField}},
		{"the same key twice", func(f *excelize.File, sheet, _, superior string) {
			must(t, f.SetCellStr(sheet, keyCell(superior), "host.name"))
		}, []MistakeKind{Twice, Twice}},
		{"merged cells", func(f *excelize.File, sheet, name, _ string) {
			must(t, f.MergeCell(sheet, name, keyCellBefore(name)))
		}, []MistakeKind{Merged}},
	} {
		data := edited(t, func(f *excelize.File, at func(string) (string, string)) {
			sheet, name := at("host.name")
			_, superior := at("host.superior")
			must(t, f.SetCellStr(sheet, name, "星禾"))
			must(t, f.SetCellStr(sheet, superior, "云图"))
			tt.do(f, sheet, name, superior)
		})
		got, mistakes := mustRead(t, data)
		var kinds []MistakeKind
		for _, m := range mistakes {
			kinds = append(kinds, m.Kind)
		}
		if !slices.Equal(kinds, tt.want) || got.Host.Name != "" {
			t.Errorf("%s: mistakes are %v, want %v; the name is %q", tt.what, kinds, tt.want, got.Host.Name)
		}
	}
}

// keyCell is the cell with the key of a value's cell: the columns of a form without
// changes are known here.
func keyCell(value string) string { return "F" + value[1:] }

func keyCellBefore(value string) string { return "E" + value[1:] }

func TestAChangeIsUnderstoodWithoutBeingMarked(t *testing.T) {
	f := openWorkbook(t, mustBlank(t, "change_host", nil, 0))
	sheetKeys(t, f, func(sheet string, row int, path, cell string) {
		switch path {
		case "host.superior": // asked only where it changes
			must(t, f.SetCellStr(sheet, cell, "星禾集团"))
		case "host.name": // asked in any case, and something else is on record
			must(t, f.SetCellStr(sheet, cell, "北京星禾"))
			must(t, f.SetCellStr(sheet, cellName(4, row), "北京云图"))
		case "host.certificate.number": // tells which recordal is meant
			must(t, f.SetCellStr(sheet, cell, "91110105MA00H2P633"))
		case "host.address":
			must(t, f.SetCellStr(sheet, cellName(3, row), "是"))
		}
	})
	got, mistakes := mustRead(t, bytesOf(t, f))
	slices.Sort(got.Change.Fields)
	if want := []string{"host.address", "host.name", "host.superior"}; !slices.Equal(got.Change.Fields, want) || len(mistakes) > 0 {
		t.Errorf("what changes is %v, want %v; mistakes %v", got.Change.Fields, want, mistakes)
	}
	if got.Change.Before["host.name"] != "北京云图" || got.Host.Name != "北京星禾" {
		t.Errorf("on record is %v", got.Change.Before)
	}
}

// Names must tell the choices of a list apart, or what is read back is another.
func TestNoTwoChoicesHaveOneName(t *testing.T) {
	for id, list := range book().Lists {
		seen := map[string]string{}
		for _, c := range list.Choices {
			for _, name := range []string{choiceName(id, c.ID), c.ID} {
				key := nameKey(name)
				if other, twice := seen[key]; twice && other != c.ID {
					t.Errorf("%s and %s of %s are both called %s", other, c.ID, id, name)
				}
				seen[key] = c.ID
			}
			for _, l := range translations.Languages {
				if message := "choice." + id + "." + c.ID; translations.Has(l, message) {
					key := nameKey(say(l, message))
					if other, twice := seen[key]; twice && other != c.ID {
						t.Errorf("%s and %s of %s are both called %s", other, c.ID, id, say(l, message))
					}
					seen[key] = c.ID
				}
			}
		}
	}
}

func TestWhatIsWrongIsSaidInBothLanguages(t *testing.T) {
	var ids []string
	for _, p := range Problems {
		ids = append(ids, "workbook.problem."+string(p))
	}
	for _, k := range MistakeKinds {
		ids = append(ids, "workbook.mistake."+string(k))
	}
	for _, id := range ids {
		for _, l := range translations.Languages {
			if !translations.Has(l, id) {
				t.Errorf("%s has no message in %s", id, l)
			}
		}
	}
	spare := []string{"workbook.mistake.at", "workbook.mistake.nowhere"}
	for _, id := range translations.IDs(zh) {
		if (strings.HasPrefix(id, "workbook.problem.") || strings.HasPrefix(id, "workbook.mistake.")) &&
			!slices.Contains(ids, id) && !slices.Contains(spare, id) {
			t.Errorf("%s says nothing that can be wrong", id)
		}
	}
}

// A message that no source names is left over.
func TestNoMessageOfTheWorkbookIsOrphaned(t *testing.T) {
	var sources strings.Builder
	names, err := filepath.Glob("*.go")
	must(t, err)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		must(t, err)
		sources.Write(text)
	}
	for _, id := range translations.IDs(zh) {
		rest, ours := strings.CutPrefix(id, "workbook.")
		if !ours || strings.HasPrefix(rest, "problem.") || strings.HasPrefix(rest, "mistake.") {
			continue
		}
		// Those of the guide and of types are put together from the last part.
		last := id[strings.LastIndexByte(id, '.')+1:]
		named := strings.Contains(sources.String(), `"`+id+`"`) ||
			strings.HasPrefix(rest, "guide.") && strings.Contains(sources.String(), `"`+last+`"`) ||
			strings.HasPrefix(rest, "note.type.") && slices.Contains(fieldTypes(), last)
		if !named {
			t.Errorf("%s is said nowhere", id)
		}
	}
}

func fieldTypes() []string {
	var all []string
	for _, f := range fieldsOf(book()) {
		all = append(all, string(f.Type))
	}
	return all
}
