package materials

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"recordaldesk/rules"
)

// hints are what people call the files of a material, in lower case.
var hints = map[string][]string{
	"account_screenshot":             {"账户", "账号", "帐户", "帐号", "account"},
	"host_certificate":               {"营业执照", "执照", "主体证件", "单位证件", "法人证书", "business licen", "licence", "license"},
	"legal_representative_id":        {"法定代表人", "法人身份证", "法代", "legal rep"},
	"website_lead_id":                {"网站负责人", "网站负责人身份证", "website lead", "site lead", "webmaster"},
	"host_lead_id":                   {"主体负责人", "host lead", "subject lead"},
	"face_photo":                     {"当面核验", "核验照", "幕布", "拍照", "现场照", "face", "curtain"},
	"check_list":                     {"核验单", "真实性核验单", "check list", "checklist"},
	"authorization_letter":           {"授权书", "授权", "委托书", "authoriz", "authoris", "letter of authoriz", "letter of authoris"},
	"responsibility_letter":          {"责任书", "信息安全", "responsib"},
	"domain_certificate":             {"域名证书", "域名注册证书", "domain cert", "domain certificate"},
	"domain_verification_screenshot": {"实名认证", "实名", "real name", "verification"},
	"shanghai_commitment":            {"承诺书", "commitment"},
	"hunan_construction_plan":        {"建设方案", "建设书", "方案书", "construction"},
	"jiangsu_notification":           {"告知书", "notification"},
	"jiangsu_commitment":             {"承诺书", "真实性承诺书", "commitment"},
	"relationship_confirmation":      {"确认函", "关系", "confirmation", "relationship"},
	"pre_approval":                   {"前置审批", "审批", "许可证", "批准", "批文", "approval", "permit"},
}

// itemNumber is the number of the ICP team's list that a file's name begins
// with, as in "07_授权书.pdf"; a year or a camera's number is longer.
var itemNumber = regexp.MustCompile(`^(?:第|item ?)?0?([1-9]|1[0-4])(?:$|[^0-9])`)

// guess tells from the name of a file which of the materials it is a scan of: by
// the words in it, by a person's or a domain's name, or else by the number it
// begins with. Of several alike it prefers one that is needed and has no scan,
// as vacant says. It returns -1 when the name says nothing.
func guess(name string, f *rules.Filing, all []rules.Material, vacant func(rules.Material) bool) int {
	base := plain(name)
	best, bestScore := -1, 0
	for i, m := range all {
		score := saysMaterial(base, f, m)
		if score == 0 {
			continue
		}
		score = score*8 + placed(base, f, m)*2
		if m.Needed {
			score += 3
		}
		if vacant(m) {
			score++
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	return best
}

// saysMaterial weighs how clearly the name says that it is the material: longer
// words count more, and a Chinese character as much as two letters.
func saysMaterial(base string, f *rules.Filing, m rules.Material) int {
	score := 0
	for _, hint := range hints[m.ID] {
		if strings.Contains(base, hint) {
			score = max(score, weight(hint))
		}
	}
	if who, ok := f.Whose(m); ok && who.Name != "" && strings.Contains(base, plain(who.Name)) {
		score += 3
	}
	if score > 0 {
		return score + 2
	}
	if n := itemNumber.FindStringSubmatch(base); n != nil && n[1] == strconv.Itoa(m.Item) {
		return 2
	}
	if m.ID == "domain_certificate" && placed(base, f, m) > 0 {
		return 1
	}
	return 0
}

func weight(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

// placed reports whether the name has the domain, or the website's name, that
// the material belongs to.
func placed(base string, f *rules.Filing, m rules.Material) int {
	switch {
	case m.Per == "domain" && m.Domain != "" && strings.Contains(base, plain(m.Domain)):
		return 2
	case m.Per == "website" && m.Website < len(f.Websites):
		site := f.Websites[m.Website]
		if site.Name != "" && strings.Contains(base, plain(site.Name)) {
			return 2
		}
		for _, d := range site.Domains {
			if d.Name != "" && strings.Contains(base, plain(d.Name)) {
				return 1
			}
		}
	}
	return 0
}

// plain makes names comparable: small letters, and the many ways to write a
// space as one.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("_", " ", "-", " ").Replace(strings.ToLower(s))), " ")
}
