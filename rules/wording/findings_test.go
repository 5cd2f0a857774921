package wording

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

const today = "2026-11-23"

// sample is the whole filing that comes with the program; nothing but what a
// test changes is wrong with it.
func sample(t *testing.T) *rules.Filing {
	t.Helper()
	file, err := os.Open("../../assets/sample/filing.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	f, err := rules.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// values are put into the sample by their paths.
type values map[string]any

// number and kind of the legal representative's document.
func document(kind, number string) values {
	return values{"host.legal_representative.document.type": kind, "host.legal_representative.document.number": number}
}

func cardNumber(number string) values { return document("resident_id", number) }

func licenceNumber(number string) values { return values{"host.certificate.number": number} }

// broken breaks every rule of the book by one change of the sample. add and
// remove name lists and members.
var broken = map[string]struct {
	add, remove string
	put         values
}{
	// Every form.
	"field-required":      {put: values{"host.name": ""}},
	"field-too-long":      {put: values{"host.remark": strings.Repeat("长", 1025)}},
	"choice-unknown":      {put: values{"account.relationship": "neighbours"}},
	"choice-unlisted":     {put: values{"host.nature": "club"}},
	"date-unreadable":     {put: values{"host.certificate.valid_until": "2030-02-30"}},
	"as-of-unreadable":    {put: values{"as_of": "23.11.2026"}},
	"kind-unknown":        {put: values{"kind": "renewal"}},
	"kind-not-whole":      {put: values{"kind": "new_website"}},
	"key-unknown":         {}, // see damaged
	"website-missing":     {remove: "websites.0"},
	"attachment-unknown":  {put: values{"attachments.0.material": "holiday_photo"}},
	"attachment-nowhere":  {put: values{"attachments.0.website": 7, "attachments.0.material": "check_list"}},
	"text-outside-gbk":    {put: values{"host.legal_representative.name": "林𠮷"}},
	"text-invisible":      {put: values{"host.name": "北京星禾\u200b云图科技有限公司"}},
	"text-double-space":   {put: values{"websites.0.name": "星禾  云图官网"}},
	"text-mixed-brackets": {put: values{"host.name": "星禾(北京）科技有限公司"}},

	// The host unit.
	"account-id-digits":                  {put: values{"account.id": "1234"}},
	"account-other-company":              {put: values{"account.company": "上海青桐信息技术有限公司"}},
	"tibet-not-accepted":                 {put: values{"host.province": "540000"}},
	"province-unknown":                   {put: values{"host.province": "990000"}},
	"city-outside-province":              {put: values{"host.city": "310100"}},
	"county-outside-city":                {put: values{"host.county": "310101"}},
	"city-unknown":                       {put: values{"host.city": "110900"}},
	"county-unknown":                     {put: values{"host.county": "110999"}},
	"address-repeats-place":              {put: values{"host.address": "北京市望和路18号"}},
	"address-not-detailed":               {put: values{"host.address": "望和路"}},
	"individual-at-sinnet":               {put: values{"host.nature": "individual"}},
	"certificate-other-nature":           {put: values{"host.nature": "government"}},
	"certificate-organisation-code":      {put: values{"host.certificate.type": "organisation_code"}},
	"uscc-length":                        {put: licenceNumber("91110105MA6KD35T4")},
	"uscc-old-registration-number":       {put: licenceNumber("110108000000016")},
	"uscc-characters":                    {put: licenceNumber("9111O105MA6KD35T43")},
	"uscc-check-character":               {put: licenceNumber("91110105MA6KD35T44")},
	"uscc-organisation-code":             {put: licenceNumber("91110105MA6KD35T56")},
	"certificate-of-a-person":            {put: values{"host.certificate.type": "passport", "host.certificate.number": "12"}},
	"organisation-code-wrong":            {put: values{"host.certificate.type": "organisation_code", "host.certificate.number": "D2143569Y"}},
	"uscc-other-nature":                  {put: values{"host.nature": "law_firm"}},
	"uscc-other-province":                {put: values{"host.province": "310000"}},
	"certificate-expired":                {put: values{"host.certificate.valid_until": "2026-01-01"}},
	"certificate-expires-soon":           {put: values{"host.certificate.valid_until": "2026-12-31"}},
	"certificate-dates-reversed":         {put: values{"host.certificate.valid_until": "2018-05-20"}},
	"certificate-starts-later":           {put: values{"host.certificate.valid_from": "2027-01-01"}},
	"host-lead-not-legal-representative": {put: values{"host.lead_is_legal_representative": false, "host.lead.name": "周予安"}},

	// Persons.
	"resident-id-length":                      {put: cardNumber("11010519870314002")},
	"resident-id-old":                         {put: cardNumber("110105870314002")},
	"resident-id-other-document":              {put: cardNumber("810000198703140024")},
	"resident-id-characters":                  {put: cardNumber("11010519870314O026")},
	"resident-id-date":                        {put: cardNumber("110105198713140026")},
	"resident-id-area":                        {put: cardNumber("160105198703140025")},
	"resident-id-check-character":             {put: cardNumber("110105198703140027")},
	"document-number":                         {put: document("passport", "12")},
	"foreign-residence-number":                {put: document("foreign_permanent_residence", "12")},
	"passport-of-hong-kong-or-macao":          {put: document("passport", "K12345678")},
	"person-under-16":                         {put: cardNumber("110105201503140026")},
	"person-under-18":                         {put: cardNumber("110105200906140026")},
	"person-implausibly-old":                  {put: cardNumber("110105189003140020")},
	"document-expired":                        {put: values{"websites.0.lead.document.valid_until": "2026-01-01"}},
	"document-expires-soon":                   {put: values{"websites.0.lead.document.valid_until": "2026-12-31"}},
	"document-dates-reversed":                 {put: values{"websites.0.lead.document.valid_until": "2016-09-01"}},
	"mobile-format":                           {put: values{"websites.0.lead.mobile": "1234"}},
	"emergency-phone-format":                  {put: values{"websites.0.lead.emergency_phone": "1234"}},
	"office-phone-format":                     {put: values{"websites.0.lead.office_phone": "64738821"}},
	"emergency-phone-same-as-mobile":          {put: values{"websites.0.lead.emergency_phone": "13700139086"}},
	"phone-other-province":                    {put: values{"websites.0.lead.office_phone": "086-021-62345678"}},
	"email-format":                            {put: values{"websites.0.lead.email": "zhou@xinghe@yuntu.cn"}},
	"leads-share-mobile":                      {put: values{"websites.0.lead.mobile": "13800136621"}},
	"leads-share-emergency-phone":             {put: values{"websites.0.lead.emergency_phone": "13900137745"}},
	"leads-share-email":                       {put: values{"websites.0.lead.email": "linzhiyao@xinghe-yuntu.cn"}},
	"document-of-two-persons":                 {put: values{"websites.0.lead.document.number": "110105198703140026"}},
	"host-lead-contradicts":                   {put: values{"host.lead.document.number": "320102198506073012"}},
	"website-lead-contradicts":                {put: values{"websites.0.lead_is_host_lead": true}},
	"website-lead-contradicts-representative": {put: values{"websites.0.lead_is_legal_representative": true}},

	// The website.
	"website-name-short":        {put: values{"websites.0.name": "星禾"}},
	"website-name-digits":       {put: values{"websites.0.name": "12306"}},
	"website-name-latin":        {put: values{"websites.0.name": "Xinghe"}},
	"website-name-domain":       {put: values{"websites.0.name": "星禾xinghe-yuntu.cn"}},
	"website-name-symbol":       {put: values{"websites.0.name": "星禾★云图"}},
	"website-name-state":        {put: values{"websites.0.name": "中国云图"}},
	"website-name-word":         {put: values{"websites.0.name": "星禾廉政网"}},
	"home-page-scheme":          {put: values{"websites.0.home_page": "http://www.xinghe-yuntu.cn"}},
	"home-page-without-domain":  {put: values{"websites.0.home_page": "www.example.cn"}},
	"pre-approval-expected":     {put: values{"websites.0.services": []string{"news"}}},
	"pre-approval-expired":      {add: "websites.0.pre_approvals", put: values{"websites.0.pre_approvals.0.valid_until": "2026-01-01"}},
	"pre-approval-other-holder": {add: "websites.0.pre_approvals", put: values{"websites.0.pre_approvals.0.holder": "上海青桐信息技术有限公司"}},

	// Domains.
	"domain-url":                  {put: values{"websites.0.domains.0.name": "https://www.xinghe-yuntu.cn/index.html"}},
	"domain-subdomain":            {put: values{"websites.0.domains.0.name": "www.xinghe-yuntu.cn"}},
	"domain-unreadable":           {put: values{"websites.0.domains.0.name": "xinghe yuntu"}},
	"domain-suffix-refused":       {put: values{"websites.0.domains.0.name": "xinghe-yuntu.org"}},
	"domain-suffix-unknown":       {put: values{"websites.0.domains.0.name": "xinghe-yuntu.zzz"}},
	"domain-other-holder":         {put: values{"websites.0.domains.0.holder": "上海青桐信息技术有限公司"}},
	"domain-expired":              {put: values{"websites.0.domains.0.expires_on": "2026-11-22"}},
	"domain-validity":             {put: values{"websites.0.domains.0.expires_on": "2027-02-23"}},
	"domain-dates-reversed":       {put: values{"websites.0.domains.0.expires_on": "2024-03-17"}},
	"domain-registered-later":     {put: values{"websites.0.domains.0.registered_on": "2027-01-01"}},
	"domain-just-verified":        {put: values{"websites.0.domains.0.verified_on": "2026-11-22"}},
	"domain-verification-unknown": {put: values{"websites.0.domains.0.verified_on": ""}},
	"domain-registrar-overseas":   {put: values{"websites.0.domains.0.registrar": "GoDaddy.com, LLC"}},
	"several-domains":             {add: "websites.0.domains"},
	"domain-missing":              {remove: "websites.0.domains.0"},
	"domain-twice":                {add: "websites.0.domains", put: values{"websites.0.domains.1.name": "xinghe-yuntu.cn"}},

	// Access.
	"ip-missing":            {remove: "websites.0.access.ips.0"},
	"ip-public-kind":        {put: values{"websites.0.access.ips.0.kind": "public"}},
	"ip-unreadable":         {put: values{"websites.0.access.ips.0.from": "52.80"}},
	"ip-end-unreadable":     {put: values{"websites.0.access.ips.0.to": "52.80.116.256"}},
	"ip-reversed":           {put: values{"websites.0.access.ips.0.to": "52.80.116.1"}},
	"ip-not-public":         {put: values{"websites.0.access.ips.0.from": "10.0.0.1", "websites.0.access.ips.0.to": "10.0.0.1"}},
	"ip-not-beijing":        {put: values{"websites.0.access.ips.0.from": "8.8.8.8", "websites.0.access.ips.0.to": "8.8.8.8"}},
	"ip-version-6":          {put: values{"websites.0.access.ips.0.from": "2400:3200::1", "websites.0.access.ips.0.to": "2400:3200::1"}},
	"ip-twice":              {add: "websites.0.access.ips", put: values{"websites.0.access.ips.1.from": "52.80.116.24", "websites.0.access.ips.1.to": "52.80.116.24"}},
	"isp-other":             {put: values{"websites.0.access.isp": "天津某某网络有限公司"}},
	"access-mode-not-cloud": {put: values{"websites.0.access.modes": []string{"cdn"}}},
	"server-not-in-beijing": {put: values{"websites.0.access.locations": []string{"310000"}}},
}

// damaged returns the sample with the rule broken.
func damaged(t *testing.T, rule string) *rules.Filing {
	t.Helper()
	f := sample(t)
	change := broken[rule]
	if rule == "key-unknown" {
		f.Unknown = rules.Unknown{"hobby": []byte(`"tea"`)}
	}
	if change.add != "" {
		if _, err := f.Append(change.add); err != nil {
			t.Fatal(err)
		}
	}
	if change.remove != "" {
		if err := f.Remove(change.remove); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(change.put)) {
		if err := f.Set(path, change.put[path]); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// unsaid finds what a person must never see: a message's id in brackets, an
// argument left open, quotation marks around nothing.
var unsaid = regexp.MustCompile(`\[[a-z_]+\.[^\]]*\]|<no value>|\{\{|“”|^$`)

func TestEveryBrokenRuleIsSaidInBothLanguages(t *testing.T) {
	book := rules.Builtin()
	for _, rule := range book.Rules {
		t.Run(rule.ID, func(t *testing.T) {
			if _, ok := broken[rule.ID]; !ok {
				t.Fatal("the rule has no line in this test's table that breaks it")
			}
			f := damaged(t, rule.ID)
			findings := book.Check(f, today).Findings
			at := slices.IndexFunc(findings, func(found rules.Finding) bool { return found.Rule == rule.ID })
			if at < 0 {
				t.Fatalf("the change does not break the rule; findings: %v", idsIn(findings))
			}
			for _, l := range translations.Languages {
				for _, found := range findings {
					sayable(t, l, f, found)
				}
				for _, id := range []string{"rule." + rule.ID, "rule." + rule.ID + ".fix"} {
					for _, arg := range translations.ArgumentsOf(l, id) {
						if findings[at].Args[arg]+findings[at].Names[arg] == "" {
							t.Errorf("%s %s: the rule brings no {{.%s}}", l, id, arg)
						}
					}
				}
			}
		})
	}
}

func idsIn(findings []rules.Finding) []string {
	var ids []string
	for _, f := range findings {
		ids = append(ids, f.Rule+" at "+f.Field)
	}
	return ids
}

// sayable checks all that a person reads of a finding.
func sayable(t *testing.T, l Language, f *rules.Filing, found rules.Finding) {
	t.Helper()
	message, fix := Message(l, found)
	read := map[string]string{"message": message, "fix": fix, "source": Source(l, found.Source)}
	if found.Rule != "key-unknown" { // stands where the program knows no field
		read["label"] = Label(l, found.FieldID)
	}
	for what, text := range read {
		if at := unsaid.FindString(text); at != "" || text == "" {
			t.Errorf("%s %s at %s: %s has %q: %s", l, found.Rule, found.Field, what, at, text)
		}
	}
	if where := Where(l, f, found.Field); strings.Contains(where, "[") {
		t.Errorf("%s %s: place of %s is %q", l, found.Rule, found.Field, where)
	}
}

func TestBlankFilingsAreJudgedInWords(t *testing.T) {
	crowded := rules.New("new_recordal")
	for _, list := range []string{
		"websites", "websites.1.domains", "websites.1.access.ips", "websites.1.pre_approvals", "websites.1.pre_approvals", "attachments", "attachments",
	} {
		if _, err := crowded.Append(list); err != nil {
			t.Fatal(err)
		}
	}
	book := rules.Builtin()
	for name, f := range map[string]*rules.Filing{
		"nothing at all": {}, "a new filing": rules.New("new_recordal"), "two of everything": crowded,
	} {
		for _, l := range translations.Languages {
			report := book.Check(f, today)
			if len(report.Findings) == 0 {
				t.Errorf("%s gives no findings", name)
			}
			for _, found := range report.Findings {
				sayable(t, l, f, found)
			}
			for _, m := range report.Materials {
				if text := Reason(l, m); unsaid.MatchString(text) {
					t.Errorf("%s: %s is needed or not because %q", l, m.ID, text)
				}
			}
		}
	}
}

// A finding that leads to a wrong value says what was typed, so that a clerk can
// hold it beside the paper.
func TestMessageQuotesWhatWasTyped(t *testing.T) {
	for _, c := range []struct{ rule, zh, en, zhFix string }{
		{
			"uscc-check-character",
			"统一社会信用代码“91110105MA6KD35T44”的最后一位应为3，现为4。",
			"The last character of the unified social credit code “91110105MA6KD35T44” should be 3, not 4.",
			"请对照证件逐位核对；18位代码中只要有一位填错，最后一位就对不上。",
		},
		{
			"uscc-other-province",
			"从统一社会信用代码看，登记机关在北京市，与所选的所在省不同。",
			"By its unified social credit code the unit was registered in Beijing; another province is chosen.",
			"请以证件住所所在的省为准；登记后迁入本省的，可以不改。",
		},
		{
			"certificate-other-nature",
			"性质为“政府机关”的主办单位不能用“营业执照”备案。",
			"A host unit of the nature “Government agency” cannot file with this certificate: Business licence.",
			"请核对主办单位性质和证件类型，两项要相配。",
		},
		{
			"domain-validity",
			"域名2027-02-23到期，到期日期应晚于2027-02-23。",
			"The domain expires on 2027-02-23; it should expire after 2027-02-23.",
			"备案要求域名的剩余有效期在3个月以上，请先续费，再照新的域名证书填写。",
		},
	} {
		findings := rules.Builtin().Check(damaged(t, c.rule), today).Findings
		at := slices.IndexFunc(findings, func(f rules.Finding) bool { return f.Rule == c.rule })
		if at < 0 {
			t.Errorf("no finding %s", c.rule)
			continue
		}
		zh, fix := Message(translations.Chinese, findings[at])
		en, _ := Message(translations.English, findings[at])
		for _, pair := range [][2]string{{zh, c.zh}, {en, c.en}, {fix, c.zhFix}} {
			if pair[0] != pair[1] {
				t.Errorf("%s says\n %s\nwant\n %s", c.rule, pair[0], pair[1])
			}
		}
	}
}
