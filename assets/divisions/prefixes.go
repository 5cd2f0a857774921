package divisions

// A recordal number begins with a character for the province. The first is
// what the authority writes today, the others are seen in older numbers; 蜀,
// 黔, 滇 and 陇 are the forms in live use (domain notes of 2026, table of
// provinces; the order of the codes).
var prefixes = []struct {
	province string
	short    string
	prefixes []string
}{
	{"110000", "京", []string{"京"}},
	{"120000", "津", []string{"津"}},
	{"130000", "冀", []string{"冀"}},
	{"140000", "晋", []string{"晋"}},
	{"150000", "蒙", []string{"蒙"}},
	{"210000", "辽", []string{"辽"}},
	{"220000", "吉", []string{"吉"}},
	{"230000", "黑", []string{"黑"}},
	{"310000", "沪", []string{"沪"}},
	{"320000", "苏", []string{"苏"}},
	{"330000", "浙", []string{"浙"}},
	{"340000", "皖", []string{"皖"}},
	{"350000", "闽", []string{"闽"}},
	{"360000", "赣", []string{"赣"}},
	{"370000", "鲁", []string{"鲁"}},
	{"410000", "豫", []string{"豫"}},
	{"420000", "鄂", []string{"鄂"}},
	{"430000", "湘", []string{"湘"}},
	{"440000", "粤", []string{"粤"}},
	{"450000", "桂", []string{"桂"}},
	{"460000", "琼", []string{"琼"}},
	{"500000", "渝", []string{"渝"}},
	{"510000", "川", []string{"蜀", "川"}},
	{"520000", "贵", []string{"黔", "贵"}},
	{"530000", "云", []string{"滇", "云"}},
	{"540000", "藏", []string{"藏"}},
	{"610000", "陕", []string{"陕", "秦"}},
	{"620000", "甘", []string{"陇", "甘"}},
	{"630000", "青", []string{"青"}},
	{"640000", "宁", []string{"宁"}},
	{"650000", "新", []string{"新"}},
}

// ShortName returns the one-character name of the province in which a code
// lies: 京 for 110000 and for 110101. It is empty for an unknown code.
func ShortName(code string) string {
	province, _, _ := Codes(code)
	for _, p := range prefixes {
		if p.province == province {
			return p.short
		}
	}
	return ""
}

// ICPPrefixes returns the characters with which recordal numbers of the
// province begin (蜀ICP备…), today's first. It is nil for an unknown code.
func ICPPrefixes(code string) []string {
	province, _, _ := Codes(code)
	for _, p := range prefixes {
		if p.province == province {
			return append([]string(nil), p.prefixes...)
		}
	}
	return nil
}

// ProvinceOfPrefix returns the province whose recordal numbers begin with a
// character: 四川省 for 蜀 and for 川.
func ProvinceOfPrefix(prefix string) (Division, bool) {
	for _, p := range prefixes {
		for _, known := range p.prefixes {
			if known == prefix {
				return Lookup(p.province)
			}
		}
	}
	return Division{}, false
}
