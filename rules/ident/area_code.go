package ident

import (
	"slices"
	"strconv"
)

// areaCodeRanges is the last column of domain.md 1.8.4: own knowledge there, so
// what is derived from it may warn and never block. The ranges are wider than
// what is given out.
var areaCodeRanges = []struct {
	province string
	ranges   [][2]int // without the leading 0, both ends included
}{
	{"110000", [][2]int{{10, 10}}},
	{"120000", [][2]int{{22, 22}}},
	{"130000", [][2]int{{310, 319}, {335, 335}}},
	{"140000", [][2]int{{349, 359}}},
	{"150000", [][2]int{{470, 479}, {482, 483}}},
	{"210000", [][2]int{{24, 24}, {411, 419}, {421, 421}, {427, 427}, {429, 429}}},
	{"220000", [][2]int{{431, 439}}},
	{"230000", [][2]int{{451, 459}, {464, 464}, {467, 469}}},
	{"310000", [][2]int{{21, 21}}},
	{"320000", [][2]int{{25, 25}, {510, 519}, {523, 523}, {527, 527}}},
	{"330000", [][2]int{{570, 580}}},
	{"340000", [][2]int{{550, 566}}},
	{"350000", [][2]int{{591, 599}}},
	{"360000", [][2]int{{701, 701}, {790, 799}}},
	{"370000", [][2]int{{530, 546}, {631, 635}}},
	{"410000", [][2]int{{370, 379}, {391, 398}}},
	{"420000", [][2]int{{27, 27}, {710, 728}}},
	{"430000", [][2]int{{730, 746}}},
	{"440000", [][2]int{{20, 20}, {660, 668}, {750, 769}}},
	{"450000", [][2]int{{770, 779}}},
	{"460000", [][2]int{{898, 898}}},
	{"500000", [][2]int{{23, 23}}},
	{"510000", [][2]int{{28, 28}, {812, 839}}},
	{"520000", [][2]int{{851, 859}}},
	{"530000", [][2]int{{691, 692}, {870, 888}}},
	{"540000", [][2]int{{891, 897}}},
	{"610000", [][2]int{{29, 29}, {911, 919}}},
	{"620000", [][2]int{{930, 943}}},
	{"630000", [][2]int{{970, 979}}},
	{"640000", [][2]int{{951, 955}}},
	{"650000", [][2]int{{901, 909}, {990, 999}}},
}

// ProvincesOfAreaCode lists the provinces (GB/T 2260, six digits) that use a
// telephone area code written with its 0, such as 0571; nil when none is known
// to.
func ProvincesOfAreaCode(code string) []string {
	n, ok := areaCode(code)
	if !ok {
		return nil
	}
	var found []string
	for _, p := range areaCodeRanges {
		if isIn(p.ranges, n) {
			found = append(found, p.province)
		}
	}
	return found
}

// unusedAreaCodes lie in a range above, but no place has them today; some were
// given up when neighbouring cities went over to one code, as 0732 and 0733 for
// 0731. Source: the numbering plan in libphonenumber's data, Go module
// github.com/nyaruka/phonenumbers 1.8.1; it agrees with the provinces above for
// every code it knows.
var unusedAreaCodes = [][2]int{
	{397, 397}, {540, 542}, {544, 545}, {560, 560}, {565, 565}, {661, 661}, {664, 667}, {720, 721},
	{723, 723}, {725, 727}, {732, 733}, {740, 742}, {761, 761}, {764, 765}, {767, 767}, {814, 815},
	{819, 824}, {828, 829}, {880, 882}, {884, 885}, {904, 905}, {907, 907}, {918, 918}, {940, 940},
	{942, 942},
}

// moreAreaCodes are in that plan though the table above lacks them.
var moreAreaCodes = [][2]int{{410, 410}, {807, 807}}

// AreaCodeInUse says whether some place of the mainland is reached by an area
// code written with its 0, such as 0571. A number with another one is a slip or
// an old number. The plan changes, so this is good for a hint and no more.
func AreaCodeInUse(code string) bool {
	n, ok := areaCode(code)
	if !ok || isIn(unusedAreaCodes, n) {
		return false
	}
	return isIn(moreAreaCodes, n) || len(ProvincesOfAreaCode(code)) > 0
}

// areaCode is the number of a well-formed area code, without its 0.
func areaCode(code string) (int, bool) {
	if len(code) < 3 || len(code) > 4 || code[0] != '0' || firstNotDigit(code) >= 0 || areaCodeSize(code) != len(code) {
		return 0, false
	}
	n, err := strconv.Atoi(code)
	return n, err == nil
}

func isIn(ranges [][2]int, n int) bool {
	return slices.ContainsFunc(ranges, func(r [2]int) bool { return r[0] <= n && n <= r[1] })
}
