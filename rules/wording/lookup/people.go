package lookup

import "strings"

// People ask in words of their own. names says what they call what the rulebook
// calls otherwise: an entry is found by them too where it holds the words in the
// first place, which are Chinese since every entry has both languages, or is of
// that id.
var names = []struct{ holds, called string }{
	{"法定代表人", "法人 法人代表 legal person"},
	{"移动电话", "手机 手机号 cell phone number"},
	{"手机", "移动电话 cell phone"},
	{"座机", "固定电话 固话 landline telephone"},
	{"主办单位证件", "营业执照 执照 business licence"},
	{"统一社会信用代码", "税号 营业执照 USCC"},
	{"电子邮件", "邮箱 email mail address"},
	{"盖章", "印章 公章 stamp chop"},
	{"公章", "印章 盖章 stamp chop"},
	{"持有者", "所有者 所有人 owner registrant belongs"},
	{"境外", "国外 海外 外国 foreign overseas"},
	{"主办单位", "单位 公司 企业 company"},
	{"核验单", "checklist"},
	{"不足3个字", "最少 太短 字数 too short"},
	{"不止一个域名", "两个 多个 two several multiple"},
	{"才通过", "刚通过 刚刚 just"},
	{"最后一位", "校验位 校验码 check digit"},
	{"剩余", "快到期 快过期 还有 left soon"},
	{"电子公告服务", "论坛 BBS 留言板"},
	{"全是字母", "英文 拼音 英语 English"},
	{"字符集", "生僻字 怪字 rare character"},
	{"内网", "私网 局域网 private internal"},
	{"公有IP", "公网 动态 public"},
	{"二维码", "扫码 QR"},
	{"幕布", "背景布 backdrop"},
	{"成年人", "未成年 年龄 岁数 age minor child"},
	{"人工核验", "线下核验 面签 offline"},
	{"在线核验", "线上核验 刷脸 人脸 face"},
	{"到期", "过期 快过期 剩余 expired validity"},
	{"有效期", "过期 剩余 validity"},
	{"门牌号", "详细地址 房间 house number"},
	{"寄", "快递 邮寄 courier post mail send"},
	{"扫描", "扫描件 scan"},
	{"过户", "转移 transfer"},
	{"续费", "续期 renew"},
	{"主体负责人", "负责人 lead leads"},
	{"网站负责人", "负责人 lead leads"},
	{"光环新网", "Sinnet"},
	{"与主体负责人的相同", "两个负责人 同一个 共用 same both leads"},
	{"已是主体负责人的", "两个负责人 同一个 共用 same both leads"},
	{"与移动电话号码相同", "一样 同一个 same"},
	{"不同", "不一样 不一致 differ different"},
	{"document-", "身份证 证件 ID card"},
	{"resident-id-", "身份证号 ID card number"},
}

// about holds what people ask an entry though none of its words say it, by its
// key.
var about = map[string]string{
	"rule/host-lead-not-legal-representative": "谁可以当 谁来当 谁能担任主体负责人 换人 法人必须是主体负责人 who may lead the host unit lead someone else other person",
	"rule/certificate-expired":                "营业执照过期 过期",
	"material/hunan_construction_plan":        "方案 plan",
	"material/authorization_letter":           "授权书 authorisation letter",
	"material/check_list":                     "核验单 日期 几份 checklist date dated",
	"material/responsibility_letter":          "责任书 邮寄 responsibility letter post posted",
	"material/host_certificate":               "水印 watermark",
	"field/host.nature":                       "事业单位 个体工商户 社会团体 性质 public institution sole trader nature",
	"kind/change_host":                        "公司改名 改名 更名 换名 搬家 company renamed new name moved",
	"kind/change_website":                     "改名 更名 换域名 renamed",
	"kind/change_access":                      "换服务器 换IP new server",
	"kind/cancel_website":                     "关闭 关了 关站 停掉 不做了 close shut down",
	"route/manual":                            "现场 到场 上门 亲自 in person visit office",
	"material/relationship_confirmation":      "母公司 子公司 集团 别的公司 parent subsidiary group",
	"rule/domain-suffix-refused":              "国别 hk org io jp 后缀不支持",
	"rule/domain-other-holder":                "别的公司 另一家 another company someone else",
	"rule/pre-approval-expected":              "前置审批 新闻 教育 游戏 药品 文化 影视 金融 论坛 news education games drugs culture film finance forum",
	"rule/told-how-long":                      "多久 多长时间 几天 快不快 节假日 放假 春节 国庆 周末 how long days take holiday holidays Spring Festival weekend",
	"rule/told-public-security":               "公安备案 网安 police",
	"rule/answer-scans-original":              "复印件 黑白 截图 photocopy black white screenshot",
	"rule/answer-resolution-off":              "还在解析 能打开 resolving resolves DNS",
	"rule/answer-mobiles-local":               "外省手机 归属地 mobile of another province",
	"rule/website-name-unrelated":             "没有关系 无关 对不上 unrelated nothing in common",
	"material/finance_commitment":             "承诺函 理财 贷款 金融 担保 finance loans",
	"rule/lead-below-least-age":               "最低年龄 几岁 多大 minimum age how old",
	"rule/change-adds-domain":                 "加域名 增加域名 add a domain",
	"rule/told-sms-code":                      "验证码 短信 12381 code text message SMS",
	"rule/told-post-papers":                   "快递 寄到哪里 单号 courier express tracking",
}

// calledOtherwise returns what people call what the entry says.
func calledOtherwise(e *Entry, said string) []string {
	var all []string
	for _, n := range names {
		if strings.Contains(said, n.holds) || strings.HasPrefix(e.ID, n.holds) {
			all = append(all, n.called)
		}
	}
	return all
}
