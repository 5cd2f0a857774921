package ident

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// NotInGBK finds the first character the national interface cannot carry: it
// transports text as GBK, the two-byte part of GB 18030 (domain.md 2.10). False
// when all can go. Rare names are the usual case.
//
// The two-byte part is that of GB 18030-2022: 〇, ㎡, € and 䶮 are in it, 㐀 and
// 𠮷 are not. Private-use characters are not either, though the standard gives
// them two bytes: nobody can know what they mean. Old software carries less; see
// [NotInCodePage936].
func NotInGBK(s string) (rune, bool) { return firstOutside(s, inGBK) }

// NotInCodePage936 finds the first character that Windows, Java and most
// databases cannot write in what they call GBK: besides those of [NotInGBK] the
// 99 that only GB 18030 gave a two-byte code or its present meaning, among them
// 䶮, known from names. Where a system of that kind stands in the way, such a
// character arrives as a question mark.
func NotInCodePage936(s string) (rune, bool) { return firstOutside(s, inCodePage936) }

// firstOutside also finds U+FFFD, as which broken UTF-8 arrives.
func firstOutside(s string, in func(rune) bool) (rune, bool) {
	for _, r := range s {
		if r >= utf8.RuneSelf && !in(r) {
			return r, true
		}
	}
	return 0, false
}

func inGBK(r rune) bool { return r < utf8.RuneSelf || r <= lastTwoByte && twoByte()[r] > 0 }

func inCodePage936(r rune) bool {
	return r < utf8.RuneSelf || r <= lastTwoByte && twoByte()[r] == sinceGBK
}

// Since when a character has its two-byte code.
const (
	sinceGBK     = 1 // GBK as code page 936 has it
	sinceGB18030 = 2 // GB 18030 of 2000, 2005 or 2022
)

// lastTwoByte ends the plane of Unicode beyond which nothing has two bytes.
const lastTwoByte = 0xFFFF

// twoByte holds the two-byte part of GB 18030. The library's table is that of
// GBK with the additions of 2000; what the editions of 2005 and 2022 moved there
// from the private-use area is added. Six components that 2022 left with both a
// private and a public character (𠂇 and others) are not.
var twoByte = sync.OnceValue(func() *[lastTwoByte + 1]byte {
	table := new([lastTwoByte + 1]byte)
	decoder := simplifiedchinese.GBK.NewDecoder()
	var dst [2 * utf8.UTFMax]byte
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFE; trail++ {
			if trail == 0x7F {
				continue
			}
			decoder.Reset()
			n, _, err := decoder.Transform(dst[:], []byte{byte(lead), byte(trail)}, true)
			r, size := utf8.DecodeRune(dst[:n])
			if err != nil || size != n || r == utf8.RuneError || r > lastTwoByte {
				continue
			}
			table[r] = sinceGBK
			if code := lead<<8 | trail; isAfterGBK(code) {
				table[r] = sinceGB18030
			}
		}
	}
	for _, r := range "ḿ龴龵龶龷龸龹龺龻︐︑︒︓︔︕︖︗︘︙" {
		table[r] = sinceGB18030
	}
	return table
})

// isAfterGBK knows the two-byte codes of GB 18030 that code page 936 leaves
// empty: two Latin letters, the signs that describe an ideograph, and the rows
// of components and rare characters at the end.
func isAfterGBK(code int) bool {
	return code == 0xA8BC || code == 0xA8BF || 0xA989 <= code && code <= 0xA995 || 0xFE50 <= code && code <= 0xFEA0
}
