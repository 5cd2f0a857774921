package ident

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// customary maps odd characters to usual ones where Unicode's compatibility
// forms (NFKC) give none or another: see the two tables below.
var customary = sync.OnceValue(func() map[rune]string {
	table := map[rune]string{}
	for odd, usual := range usage {
		table[odd] = usual
	}
	for rest := radicals; rest != ""; {
		radical, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
		_, size = utf8.DecodeRuneInString(rest)
		table[radical], rest = rest[:size], rest[size:]
	}
	return table
})

// usage is what Chinese typing puts for these characters, our own judgement.
var usage = map[rune]string{
	// The middle dot in the name of a person is U+00B7.
	'\u2022': "·", '\u2027': "·", '\u2219': "·", '\u22C5': "·", '\u2E31': "·", '\u30FB': "·", '\uFF65': "·",

	'\u2011': "-", '\u2012': "–", '\u2043': "-", '\u2212': "-", '\u2E3A': "——", '\u2E3B': "———",
	'\u301C': "～", '\u22EF': "…", '\u02BC': "’", '\u201B': "‘", '\u301F': "〞", '\u2044': "/",
	'\u00A2': "￠", '\u00A3': "￡", '\u00A5': "￥",
	'\uFF9E': "゛", '\uFF9F': "゜",

	// Emoji that are only a heavier drawing of a sign.
	'\u2716': "×", '\u2795': "+", '\u2796': "-", '\u2797': "÷", '\u2B50': "★",
	'\u27A1': "→", '\u2B05': "←", '\u2B06': "↑", '\u2B07': "↓",
}

// radicals pairs each radical and stroke with the ideograph drawn like it.
// Source: Equivalent_Unified_Ideograph of Unicode 15.0, without those whose
// equivalent GBK lacks or that GBK has itself; the 214 radicals from U+2F00 on,
// U+2E9F and U+2EF3 are in NFKC.
const radicals = "" +
	"⺂乛⺃乚⺅亻⺆冂⺉刂⺊卜⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬" +
	"⺤爫⺥爫⺦丬⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺴冗⺹耂⺺肀⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见" +
	"⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马" +
	"⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀㇏乀㇐一㇑丨㇒丿㇓丿㇔丶㇖乛㇚亅" +
	"㇝乀㇟乚㇠乙"

// keycap draws a key around the character before it: 1️⃣.
const keycap = '\u20E3'

// isEmoji knows the characters that are drawn as pictures. Some of them have a
// plain equivalent all the same.
func isEmoji(r rune) bool { return r == keycap || unicode.Is(emoji, r) }

// emoji is the property Emoji of Unicode 15.0 from U+231A on, without arrows,
// which carry meaning. Beyond U+1F000 whole blocks are listed, so that pictures
// of later years are in.
var emoji = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x231A, Hi: 0x231B, Stride: 1}, {Lo: 0x2328, Hi: 0x2328, Stride: 1}, {Lo: 0x23CF, Hi: 0x23CF, Stride: 1}, {Lo: 0x23E9, Hi: 0x23F3, Stride: 1},
		{Lo: 0x23F8, Hi: 0x23FA, Stride: 1}, {Lo: 0x24C2, Hi: 0x24C2, Stride: 1}, {Lo: 0x25AA, Hi: 0x25AB, Stride: 1}, {Lo: 0x25B6, Hi: 0x25B6, Stride: 1},
		{Lo: 0x25C0, Hi: 0x25C0, Stride: 1}, {Lo: 0x25FB, Hi: 0x25FE, Stride: 1}, {Lo: 0x2600, Hi: 0x2604, Stride: 1}, {Lo: 0x260E, Hi: 0x260E, Stride: 1},
		{Lo: 0x2611, Hi: 0x2611, Stride: 1}, {Lo: 0x2614, Hi: 0x2615, Stride: 1}, {Lo: 0x2618, Hi: 0x2618, Stride: 1}, {Lo: 0x261D, Hi: 0x261D, Stride: 1},
		{Lo: 0x2620, Hi: 0x2620, Stride: 1}, {Lo: 0x2622, Hi: 0x2623, Stride: 1}, {Lo: 0x2626, Hi: 0x2626, Stride: 1}, {Lo: 0x262A, Hi: 0x262A, Stride: 1},
		{Lo: 0x262E, Hi: 0x262F, Stride: 1}, {Lo: 0x2638, Hi: 0x263A, Stride: 1}, {Lo: 0x2640, Hi: 0x2640, Stride: 1}, {Lo: 0x2642, Hi: 0x2642, Stride: 1},
		{Lo: 0x2648, Hi: 0x2653, Stride: 1}, {Lo: 0x265F, Hi: 0x2660, Stride: 1}, {Lo: 0x2663, Hi: 0x2663, Stride: 1}, {Lo: 0x2665, Hi: 0x2666, Stride: 1},
		{Lo: 0x2668, Hi: 0x2668, Stride: 1}, {Lo: 0x267B, Hi: 0x267B, Stride: 1}, {Lo: 0x267E, Hi: 0x267F, Stride: 1}, {Lo: 0x2692, Hi: 0x2697, Stride: 1},
		{Lo: 0x2699, Hi: 0x2699, Stride: 1}, {Lo: 0x269B, Hi: 0x269C, Stride: 1}, {Lo: 0x26A0, Hi: 0x26A1, Stride: 1}, {Lo: 0x26A7, Hi: 0x26A7, Stride: 1},
		{Lo: 0x26AA, Hi: 0x26AB, Stride: 1}, {Lo: 0x26B0, Hi: 0x26B1, Stride: 1}, {Lo: 0x26BD, Hi: 0x26BE, Stride: 1}, {Lo: 0x26C4, Hi: 0x26C5, Stride: 1},
		{Lo: 0x26C8, Hi: 0x26C8, Stride: 1}, {Lo: 0x26CE, Hi: 0x26CF, Stride: 1}, {Lo: 0x26D1, Hi: 0x26D1, Stride: 1}, {Lo: 0x26D3, Hi: 0x26D4, Stride: 1},
		{Lo: 0x26E9, Hi: 0x26EA, Stride: 1}, {Lo: 0x26F0, Hi: 0x26F5, Stride: 1}, {Lo: 0x26F7, Hi: 0x26FA, Stride: 1}, {Lo: 0x26FD, Hi: 0x26FD, Stride: 1},
		{Lo: 0x2702, Hi: 0x2702, Stride: 1}, {Lo: 0x2705, Hi: 0x2705, Stride: 1}, {Lo: 0x2708, Hi: 0x270D, Stride: 1}, {Lo: 0x270F, Hi: 0x270F, Stride: 1},
		{Lo: 0x2712, Hi: 0x2712, Stride: 1}, {Lo: 0x2714, Hi: 0x2714, Stride: 1}, {Lo: 0x2716, Hi: 0x2716, Stride: 1}, {Lo: 0x271D, Hi: 0x271D, Stride: 1},
		{Lo: 0x2721, Hi: 0x2721, Stride: 1}, {Lo: 0x2728, Hi: 0x2728, Stride: 1}, {Lo: 0x2733, Hi: 0x2734, Stride: 1}, {Lo: 0x2744, Hi: 0x2744, Stride: 1},
		{Lo: 0x2747, Hi: 0x2747, Stride: 1}, {Lo: 0x274C, Hi: 0x274C, Stride: 1}, {Lo: 0x274E, Hi: 0x274E, Stride: 1}, {Lo: 0x2753, Hi: 0x2755, Stride: 1},
		{Lo: 0x2757, Hi: 0x2757, Stride: 1}, {Lo: 0x2763, Hi: 0x2764, Stride: 1}, {Lo: 0x2795, Hi: 0x2797, Stride: 1}, {Lo: 0x27B0, Hi: 0x27B0, Stride: 1},
		{Lo: 0x27BF, Hi: 0x27BF, Stride: 1}, {Lo: 0x2B1B, Hi: 0x2B1C, Stride: 1}, {Lo: 0x2B50, Hi: 0x2B50, Stride: 1}, {Lo: 0x2B55, Hi: 0x2B55, Stride: 1},
		{Lo: 0x3030, Hi: 0x3030, Stride: 1}, {Lo: 0x303D, Hi: 0x303D, Stride: 1}, {Lo: 0x3297, Hi: 0x3297, Stride: 1}, {Lo: 0x3299, Hi: 0x3299, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x1F000, Hi: 0x1F0FF, Stride: 1}, // tiles and cards
		{Lo: 0x1F170, Hi: 0x1F171, Stride: 1}, {Lo: 0x1F17E, Hi: 0x1F17F, Stride: 1},
		{Lo: 0x1F18E, Hi: 0x1F18E, Stride: 1}, {Lo: 0x1F191, Hi: 0x1F19A, Stride: 1},
		{Lo: 0x1F1E6, Hi: 0x1F1FF, Stride: 1}, // the letters of flags
		{Lo: 0x1F300, Hi: 0x1F64F, Stride: 1}, {Lo: 0x1F680, Hi: 0x1F6FF, Stride: 1},
		{Lo: 0x1F7E0, Hi: 0x1F7FF, Stride: 1}, {Lo: 0x1F900, Hi: 0x1FAFF, Stride: 1},
	},
}
