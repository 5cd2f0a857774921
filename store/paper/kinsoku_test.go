package paper

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// square measures as a typewriter would: a Chinese character is two wide.
func square(r rune) float64 {
	if isWide(r) || strings.ContainsRune("“”‘’—…", r) {
		return 2
	}
	return 1
}

func TestLinesBreakWhereAReaderExpects(t *testing.T) {
	tests := []struct {
		name, text  string
		first, wide float64
		want        []string
	}{
		{"Chinese breaks between any two characters", "备案材料清单", 8, 8, []string{"备案材料", "清单"}},
		{"a comma is not left to begin a line", "备案材料，清单", 8, 8, []string{"备案材", "料，清单"}},
		{"closing marks move together", "请填《核验单》。", 12, 12, []string{"请填《核验", "单》。"}},
		{"an opening mark does not end a line", "请打印（两份）", 8, 8, []string{"请打印", "（两份）"}},
		{"quotation marks hold on to what they quote", "他说“同意”。", 6, 6, []string{"他说", "“同", "意”。"}},
		{"a dash is not divided", "备案材料——清单", 10, 10, []string{"备案材", "料——清单"}},
		{"Latin words and numbers are kept whole", "域名 example.cn 已备案", 12, 12, []string{"域名", "example.cn", "已备案"}},
		{"a line may break between Chinese and Latin", "备案号example", 8, 8, []string{"备案号", "example"}},
		{"an amount keeps its sign", "金额为￥100元", 10, 10, []string{"金额为", "￥100元"}},
		{"a percentage keeps its sign", "达到了20%以上", 8, 8, []string{"达到了", "20%以上"}},
		{"a string longer than a line is divided", "abcdefghij", 4, 4, []string{"abcd", "efgh", "ij"}},
		{"a long domain is divided behind a joint", "my-shop.example.cn", 12, 12, []string{"my-shop.", "example.cn"}},
		{"a straight quote may open a line", `is "abcd" here`, 8, 8, []string{"is", `"abcd"`, "here"}},
		{"a straight quote that opens ends no line", `is "北京" ok`, 5, 5, []string{"is", `"北`, `京"`, "ok"}},
		{"a straight quote that closes begins no line", `ok"北京" is`, 5, 5, []string{`ok"北`, `京"`, "is"}},
		{"a joint too near the beginning is passed over", "a-bcdefghijkl", 8, 8, []string{"a-bcdefg", "hijkl"}},
		{"what follows a long string goes on behind it", "abcdef备案", 4, 4, []string{"abcd", "ef备", "案"}},
		{"the first line may be shorter", "备案材料清单", 4, 8, []string{"备案", "材料清单"}},
		{"spaces at a break are dropped", "one two  three", 8, 8, []string{"one two", "three"}},
		{"a line feed ends a line", "备案\n\n材料", 8, 8, []string{"备案", "", "材料"}},
		{"nothing is one empty line", "", 8, 8, []string{""}},
		{"marks without end are divided all the same", "。。。。。。", 4, 4, []string{"。。。。", "。。"}},
		{"a character wider than the line stands alone", "备案", 1, 1, []string{"备", "案"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := wrap(test.text, test.first, test.wide, square)
			if !slices.Equal(got, test.want) {
				t.Errorf("wrap(%q) = %q, want %q", test.text, got, test.want)
			}
		})
	}
}

func TestNoLineBeginsOrEndsWithAForbiddenMark(t *testing.T) {
	const text = "请依照《非经营性互联网信息服务备案管理办法》（信息产业部令第33号），如实填写“主办单位”、‘网站域名’等内容：" +
		"example.com.cn、www.example-of-a-long-name.cn；【请勿填写日期】——如有疑问……请致电10100766（转4）！"
	for width := 6.0; width < 90; width++ {
		lines := wrap(text, width, width, square)
		if got := strings.Join(lines, ""); got != text {
			t.Fatalf("at width %v the lines are %q together", width, got)
		}
		for i, line := range lines {
			set := newSetter(square)
			if got := set.after(0, []rune(line)) - set.atEnd([]rune(line)); got > width && len([]rune(line)) > 2 {
				t.Errorf("at width %v line %q is %v wide", width, line, got)
			}
			first, _ := utf8.DecodeRuneInString(line)
			last, _ := utf8.DecodeLastRuneInString(line)
			if i > 0 && strings.ContainsRune("，。、；：？！）》】”’…", first) {
				t.Errorf("at width %v line %q begins with %q", width, line, first)
			}
			if i < len(lines)-1 && strings.ContainsRune("（《【“‘", last) {
				t.Errorf("at width %v line %q ends with %q", width, line, last)
			}
		}
	}
}
