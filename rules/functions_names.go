package rules

import "strings"

// approvalWords are what names and remarks say of fields that another ministry
// approves first (domain.md 1.8.7; the words of finance are quoted there, the
// others are the plainest of their field). The longer word of a field stands
// before the shorter.
var approvalWords = []struct {
	field string // of the list pre_approval
	words []string
}{
	{"finance", []string{
		"交易所", "交易中心", "资产管理", "财富管理", "投资管理", "股权投资基金", "基金管理", "网络借贷", "股权众筹", "互联网保险",
		"金融", "理财", "基金", "网贷", "P2P", "支付", "信托",
	}},
	{"news", []string{"新闻", "资讯网", "日报", "晚报", "通讯社"}},
	{"publishing", []string{"出版", "网络文学", "期刊"}},
	{"drugs_devices", []string{"药品", "医药", "药业", "药房", "大药房", "医疗器械"}},
	{"health", []string{"医院", "诊所", "医疗", "门诊"}},
	{"tutoring", []string{"校外培训", "学科培训", "补习"}},
	{"education", []string{"远程教育", "网校", "在线教育"}},
	{"culture", []string{"演出经纪", "网络游戏", "网络音乐", "网络表演", "艺术品"}},
	{"broadcasting", []string{"影视", "视听", "广播", "电视台", "直播"}},
	{"religion", []string{"宗教", "佛教", "道教", "基督教", "天主教", "伊斯兰", "寺院", "教堂"}},
	{"ride_hailing", []string{"网约车", "网络预约"}},
}

// approvalField returns the first field of [approvalWords] that the text speaks
// of, and the word; "" and "" for none.
func approvalField(text string) (field, word string) {
	for _, one := range approvalWords {
		if word := firstContained(text, one.words); word != "" {
			return one.field, word
		}
	}
	return "", ""
}

// natureByName returns the nature of host unit that a name ends like (domain.md
// 5.5, row 21), "" for a name that says nothing of it.
func natureByName(name string) string {
	for _, one := range []struct {
		nature string
		ends   []string
	}{
		{"institution", []string{"大学", "中学", "小学", "幼儿园", "学校", "医院", "研究所", "研究院", "图书馆", "博物馆", "档案馆"}},
		{"government", []string{"人民政府", "委员会", "管理局", "公安局", "税务局", "财政局", "教育局", "卫生局", "办公室"}},
		{"social_group", []string{"协会", "学会", "商会", "联合会", "促进会"}},
		{"foundation", []string{"基金会"}},
		{"law_firm", []string{"律师事务所"}},
	} {
		for _, end := range one.ends {
			if strings.HasSuffix(strings.TrimSpace(name), end) {
				return one.nature
			}
		}
	}
	return ""
}
