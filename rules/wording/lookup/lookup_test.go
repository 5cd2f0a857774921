package lookup

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

func TestPeopleFindWhatTheyAskFor(t *testing.T) {
	for _, q := range []struct {
		ask   string
		want  string // the entry; any of several, by spaces
		among int    // the first so many
	}{
		{"湖南为什么要建设方案书", "material/hunan_construction_plan", 1},
		{"法人必须是主体负责人吗", "rule/host-lead-not-legal-representative", 1},
		{"域名快到期了还能备案吗", "rule/domain-validity", 3},
		{"域名有效期要多久", "rule/domain-validity", 3},
		{"应急电话可以和手机一样吗", "rule/emergency-phone-same-as-mobile", 1},
		{"两个负责人能用同一个手机号吗", "rule/leads-share-mobile", 1},
		{"西藏能备案吗", "rule/tibet-not-accepted", 1},
		{"未成年人能当负责人吗", "rule/person-under-18 rule/person-under-16", 1},
		{"核验单要写日期吗", "material/check_list", 1},
		{"核验单几份", "material/check_list", 1},
		{"责任书要邮寄吗", "material/responsibility_letter", 1},
		{"授权书什么时候需要", "material/authorization_letter", 1},
		{"网站名称可以用英文吗", "rule/website-name-latin", 1},
		{"网站名称最少几个字", "rule/website-name-short", 1},
		{"一个网站能有两个域名吗", "rule/several-domains", 3},
		{"IPv6能备案吗", "rule/ip-version-6", 1},
		{"内网地址", "rule/ip-not-public", 1},
		{"弹性IP", "rule/ip-public-kind rule/ip-missing", 2},
		{"身份证过期了怎么办", "rule/document-expired", 1},
		{"营业执照过期", "rule/certificate-expired", 1},
		{"用护照可以吗", "rule/passport-of-hong-kong-or-macao", 3},
		{"个人能备案吗", "rule/individual-at-sinnet", 1},
		{"域名后缀不支持", "rule/domain-suffix-refused rule/domain-suffix-unknown", 1},
		{"什么网站要前置审批", "rule/pre-approval-expected material/pre_approval", 3},
		{"幕布照片怎么拍", "material/face_photo", 1},
		{"扫码核验", "route/online", 1},
		{"什么是新增接入", "kind/new_access", 1},
		{"注销主体还能恢复吗", "kind/cancel_host question/what_is_cancelled", 1},
		{"变更接入", "kind/change_access", 1},
		{"域名在别人名下备案了怎么办", "stop/domain_on_record.other stop/domain_on_record_elsewhere.yes", 3},
		{"江苏要交什么材料", "material/jiangsu_notification material/jiangsu_commitment", 1},
		{"上海承诺书", "material/shanghai_commitment", 1},
		{"没有门牌号怎么填", "rule/address-not-detailed", 1},
		{"统一社会信用代码最后一位不对", "rule/uscc-check-character", 1},
		{"水印写什么", "material/host_certificate", 3},
		{"名字里有生僻字", "rule/text-outside-gbk", 1},
		{"确认函谁盖章", "material/relationship_confirmation", 1},
		{"域名实名认证刚通过", "rule/domain-just-verified", 1},
		{"第12项", "material/hunan_construction_plan", 1},
		{"材料6", "material/check_list", 1},
		{"邮箱格式", "rule/email-format", 1},
		{"座机号码怎么写", "rule/office-phone-format rule/emergency-phone-format", 1},
		{"服务器不在北京", "rule/server-not-in-beijing", 1},
		{"账户公司和主办单位不一样", "rule/account-other-company", 1},
		{"域名持有者不是公司", "rule/domain-other-holder", 3},
		{"２０１９", "rule/several-domains", 3},
		{"税号", "rule/uscc-length", 5},
		{"没有备案号怎么办", "question/host_on_record kind/new_recordal", 3},
		{"谁可以当主体负责人", "rule/host-lead-not-legal-representative", 1},
		{"公司改名", "kind/change_host", 1},
		{"IP换了怎么办", "kind/change_access", 1},
		{"换了域名怎么办", "kind/change_website", 1},
		{"网站关了", "kind/cancel_website", 1},
		{"要去现场吗", "route/manual", 1},
		{"个体工商户选什么性质", "field/host.nature", 1},
		{"能写邮政信箱吗", "field/host.address", 1},
		{"论坛要审批吗", "rule/pre-approval-expected field/websites.pre_approvals.category", 1},
		{"事业单位", "field/host.nature field/host.superior field/host.certificate.type", 1},
		{"日期填反了", "rule/domain-dates-reversed rule/document-dates-reversed rule/certificate-dates-reversed", 1},

		{"why does Hunan want a plan?", "material/hunan_construction_plan", 1},
		{"can someone else than the legal representative be in charge of the host unit?", "rule/host-lead-not-legal-representative", 3},
		{"does the legal representative have to lead the host unit", "rule/host-lead-not-legal-representative", 3},
		{"Tibet", "rule/tibet-not-accepted", 1},
		{"domain expires in two months", "rule/domain-validity", 3},
		{"do I date the check list?", "material/check_list", 1},
		{"how many copies of the checklist", "material/check_list", 3},
		{"must the letter of responsibility be posted", "material/responsibility_letter", 1},
		{"do we need an authorization letter", "material/authorization_letter", 1},
		{"same mobile for both leads", "rule/leads-share-mobile", 1},
		{"can the emergency phone be the mobile?", "rule/emergency-phone-same-as-mobile", 1},
		{"person under 18", "rule/person-under-18", 1},
		{"website name in English letters", "rule/website-name-latin", 1},
		{"private IP address", "rule/ip-not-public", 1},
		{"Elastic IPs", "rule/ip-public-kind rule/ip-missing", 2},
		{"is IPv6 accepted", "rule/ip-version-6", 1},
		{"expired business license", "rule/certificate-expired", 1},
		{"domain owner differs", "rule/domain-other-holder", 1},
		{"what is a new access", "kind/new_access", 1},
		{"canceling a recordal", "kind/cancel_host kind/cancel_website kind/cancel_access", 3},
		{"QR code", "route/online", 1},
		{"curtain photo", "material/face_photo", 1},
		{"watermark", "material/host_certificate", 3},
		{"Jiangsu seal", "material/jiangsu_notification material/jiangsu_commitment", 1},
		{"no house number", "rule/address-not-detailed", 1},
		{"check digit of the credit code", "rule/uscc-check-character", 3},
		{"foreign registrar", "rule/domain-registrar-overseas", 1},
		{"domain-validity", "rule/domain-validity", 1},
		{"hunan_construction_plan", "material/hunan_construction_plan", 1},
		{"GB 32100", "rule/uscc-length rule/uscc-characters rule/uscc-check-character rule/uscc-old-registration-number", 1},
		{"gb11643", "rule/resident-id-length", 7},
		{"item 6", "material/check_list", 1},
		{"12", "material/hunan_construction_plan", 1},
		{"subdomain", "rule/domain-subdomain", 1},
		{"website with two domains", "rule/several-domains", 3},
		{"company stamp on the responsibility letter", "material/responsibility_letter", 1},
		{"email address", "rule/email-format", 1},
		{"who may lead the host unit", "rule/host-lead-not-legal-representative", 1},
		{"which materials go by post", "material/responsibility_letter material/check_list", 1},
		{"how to verify online", "route/online", 1},
		{".hk domain", "rule/domain-suffix-refused", 1},
		{"company renamed", "kind/change_host", 1},
		{"post office box", "field/host.address", 1},
		{"shang", "material/shanghai_commitment", 1},
		{"domain belongs to another company", "rule/domain-other-holder stop/domain_on_record.other stop/domain_on_record_elsewhere.yes", 3},
	} {
		found := keys(index().Find(q.ask))
		at := slices.IndexFunc(found, func(k string) bool { return slices.Contains(strings.Fields(q.want), k) })
		if at < 0 || at >= q.among {
			t.Errorf("%s: %d found, the first are %s; want %s among the first %d", q.ask, len(found), strings.Join(found[:min(len(found), 6)], ", "), q.want, q.among)
		}
	}
}

// index is made once for all tests.
var index = sync.OnceValue(func() *Index { return New(Entries(rules.Builtin())) })

func keys(entries []*Entry) []string {
	all := make([]string, len(entries))
	for i, e := range entries {
		all[i] = e.Key()
	}
	return all
}

// Somebody who looks up a province wants all that the book says of it, in
// whichever language.
func TestAProvinceFindsWhatConcernsIt(t *testing.T) {
	for _, e := range Entries(rules.Builtin()) {
		for _, code := range e.Provinces {
			for _, l := range translations.Languages {
				name := wording.Place(l, code)
				if found := keys(index().Find(name)); !slices.Contains(found, e.Key()) {
					t.Errorf("%s does not find %s, but %v", name, e.Key(), found)
				}
			}
		}
	}
}

// What the book has no word of is not answered with something else.
func TestWhatTheBookDoesNotKnowIsNotFound(t *testing.T) {
	for _, question := range []string{"qwertz", "龘靐", "？！…", "\xff\xfe", "-", "'", "- - -"} {
		if found := keys(index().Find(question)); len(found) > 0 {
			t.Errorf("%q finds %v", question, found)
		}
	}
}

func TestWithoutAQuestionAllIsListedInReadingOrder(t *testing.T) {
	entries := Entries(rules.Builtin())
	for _, question := range []string{"", "  ", "　"} {
		if got, want := keys(index().Find(question)), keys(entries); !slices.Equal(got, want) {
			t.Errorf("%q lists %v, want %v", question, got, want)
		}
	}
}

// While an input method composes or a word is half typed, the list should not
// run empty.
func TestHalfAWordFinds(t *testing.T) {
	for _, word := range []string{"h", "hu", "hun", "huna", "hunan", "湖", "湖南"} {
		if found := keys(index().Find(word)); !slices.Contains(found, "material/hunan_construction_plan") {
			t.Errorf("%q finds %v", word, found)
		}
	}
}

// A whole letter pasted into the search must not hold the window up; two
// questions of nothing but small words still answer something.
func TestOddQuestionsAreAnswered(t *testing.T) {
	index().Find(strings.Repeat("为什么湖南要建设方案书 why does Hunan want a plan-of-site? ", 20_000))
	for _, question := range []string{"need", "要"} {
		if len(index().Find(question)) == 0 {
			t.Errorf("%q finds nothing", question)
		}
	}
}

// A word that people use helps nobody once the rulebook has no place for it.
func TestWhatPeopleSayLeadsSomewhere(t *testing.T) {
	entries := Entries(rules.Builtin())
	for key := range about {
		if !slices.Contains(keys(entries), key) {
			t.Errorf("%s is not in the book", key)
		}
	}
	for _, n := range names {
		if !slices.ContainsFunc(entries, func(e *Entry) bool {
			said := e.Name(translations.Chinese)
			for _, p := range e.Parts {
				said += p.Say(translations.Chinese)
			}
			return strings.Contains(said, n.holds) || strings.HasPrefix(e.ID, n.holds)
		}) {
			t.Errorf("nothing in the book holds %s", n.holds)
		}
	}
}

// Entries of the same key could not be told apart by whoever shows them.
func TestKeysAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, key := range keys(Entries(rules.Builtin())) {
		if seen[key] {
			t.Errorf("%s stands twice", key)
		}
		seen[key] = true
	}
}

// An id, a place for an argument or a message that does not exist is no text for
// people.
func TestEntriesSpeakToPeople(t *testing.T) {
	odd := regexp.MustCompile(`\[[a-z_.]+\]|\{\{|\}\}|‹|<no value>|[a-z]+_[a-z]+`)
	for _, e := range Entries(rules.Builtin()) {
		for _, l := range translations.Languages {
			texts := []string{e.Name(l), translations.Text(l, "rulebook.type."+string(e.Type))}
			for _, p := range e.Parts {
				texts = append(texts, p.Say(l))
				if p.Label != nil {
					texts = append(texts, p.Label(l))
				}
			}
			for _, text := range texts {
				if strings.TrimSpace(text) == "" || odd.MatchString(text) {
					t.Errorf("%s says in %s: %q", e.Key(), l, text)
				}
			}
		}
	}
}

// A rule's first sentence must say something without what was typed.
func TestARuleIsUnderstoodWithoutAFiling(t *testing.T) {
	for _, r := range rules.Builtin().Rules {
		for _, l := range translations.Languages {
			if name, _ := wording.General(l, r); strings.HasPrefix(name, "…") || strings.Count(name, "…") > 2 {
				t.Errorf("%s says in %s: %s", r.ID, l, name)
			}
		}
	}
}

func TestWordsOfOneKindHaveOneStem(t *testing.T) {
	for _, family := range [][]string{
		{"plan", "plans"}, {"expire", "expires", "expired"}, {"copy", "copies"}, {"company", "companies"},
		{"authorise", "authorize", "authorisation", "authorization"}, {"cancel", "cancelled", "canceled", "cancellation", "cancelling"},
		{"licence", "license", "licenses"}, {"verify", "verified", "verification"}, {"address", "addresses"},
		{"website", "websites"}, {"seal", "sealed", "seals"}, {"domain", "domains", "domain's"}, {"centre", "center"},
	} {
		for _, word := range family[1:] {
			if got, want := foundBy(word), foundBy(family[0]); !slices.Equal(got, want) {
				t.Errorf("%s has the stem %v, %s %v", word, got, family[0], want)
			}
		}
	}
}

func foundBy(text string) []string {
	var all []string
	terms(text, func(term string) { all = append(all, term) })
	return all
}

// BenchmarkFind asks an index of some 600 entries, as each letter typed into the
// search does.
func BenchmarkFind(b *testing.B) {
	var entries []*Entry
	for range 4 {
		entries = append(entries, Entries(rules.Builtin())...)
	}
	x := New(entries)
	b.ReportAllocs()
	for _, question := range []string{"湖南为什么要建设方案书", "why does Hunan want a plan?", "d"} {
		b.Run(question, func(b *testing.B) {
			for b.Loop() {
				x.Find(question)
			}
		})
	}
}

// BenchmarkNew makes the index, which the window does when the page is first
// opened.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(Entries(rules.Builtin()))
	}
}
