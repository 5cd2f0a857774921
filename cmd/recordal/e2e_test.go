package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/rules/ident"
	"recordaldesk/store"
)

// The company, its people and their numbers are invented; the numbers pass their
// checks.
const (
	company = "杭州青檐软件有限公司"
	domain  = "qingyan-soft.cn"
)

// TestAFilingTypedInARealWindow is the program's main job from an empty window to
// a packet that other programs read, done as a person does it: with the keyboard
// alone, in pinyin and from the clipboard, with the power gone on the way, and without
// any network.
func TestAFilingTypedInARealWindow(t *testing.T) {
	if os.Getenv("RECORDAL_E2E") == "" {
		t.Skip("it types into a real window, which needs a display with a window manager and an input method; make test starts one")
	}
	shots := os.Getenv("RECORDAL_E2E_SHOTS")
	if shots == "" {
		shots = t.TempDir()
	}
	home := t.TempDir()
	desktop := filepath.Join(home, "Desktop")
	writePhotos(t, desktop, "IMG_20261120_101502.jpg", "账户信息截图.jpg", "网站备案授权书.jpg", "域名注册证书 "+domain+".jpg")

	binary := buildProgram(t)
	d := newDesk(t, binary, home, shots)
	d.under = noNetwork(t)
	d.Start()
	d.Shot("home-empty")

	startNewRecordal(d)
	fillHostUnit(d)
	fillWebsite(d)
	attachScans(d)
	answerChecklist(d)
	packet := exportPacket(d, desktop)

	d.Close()
	readPacket(t, packet, d.Saved().Filing)
	other := newDesk(t, binary, t.TempDir(), filepath.Join(shots, "elsewhere"))
	other.under = d.under
	goOnElsewhere(other, packet, d.Saved().Filing)
}

// goOnElsewhere takes the packet in on another computer.
func goOnElsewhere(d *desk, packet string, sent *rules.Filing) {
	d.t.Helper()
	stick := filepath.Join(d.t.TempDir(), "packet.zip") // xdotool types no Chinese
	if err := os.Rename(packet, stick); err != nil {
		d.t.Fatal(err)
	}
	d.Start()
	d.Key("ctrl+o")
	d.ChooseFile(stick)
	d.Rest(3 * time.Second)
	d.Shot("arrived")
	d.Key("Return") // goes on with it
	d.WaitFor("the filing goes on here", func(r *store.Record) (bool, string) {
		f := r.Filing
		return f.Host.Name == sent.Host.Name && f.Websites[0].Domains[0].Name == sent.Websites[0].Domains[0].Name &&
			len(f.Attachments) == len(sent.Attachments), fmt.Sprint(f.Host.Name, len(f.Attachments))
	})
	d.Shot("goes-on")
	d.Close()
}

// startNewRecordal answers the questions that choose the kind: somebody who puts
// a first website online.
func startNewRecordal(d *desk) {
	d.Key("ctrl+n")
	d.WaitFor("a draft is there", func(r *store.Record) (bool, string) { return r.Filing.Kind == "", r.Filing.Kind })
	d.Shot("kind-question")
	d.Type("111")
	d.Shot("kind-found")
	d.Key("Return")
	d.WaitFor("the kind is chosen", func(r *store.Record) (bool, string) {
		return r.Filing.Kind == "new_recordal", fmt.Sprintf("%q", r.Filing.Kind)
	})
}

func fillHostUnit(d *desk) {
	d.page("account",
		typed("account.id", "5712 0334 8816", "571203348816"),
		// The second word is spelt wrong and mended before it is committed; what was
		// committed before must stand.
		composed("account.company", company, func(d *desk) {
			d.Pinyin("hangzhou")
			d.WaitSaved("account.company", "杭州")
			d.Pinyin("qinyy", "BackSpace", "BackSpace", "BackSpace", "BackSpace", "BackSpace")
			d.Paste("青檐")
			d.WaitSaved("account.company", "杭州青檐")
			d.Pinyin("ruanjiam", "BackSpace", "n", "space")
			d.Pinyin("youxiangongsi")
		}),
		kept("account.relationship", "same"),
	)
	d.page("host_unit",
		kept("host.name", company), // follows from the account
		composed("host.nature", "enterprise", func(d *desk) {
			d.Key("Return")
			d.Pinyin("qiye")
			d.Key("Return")
		}),
		chosen("host.certificate.type", "licence", "business_licence"),
		typed("host.certificate.number", strings.ToLower(creditCode()), creditCode()),
		typed("host.certificate.valid_from", "2019/6/3", "2019-06-03"),
		composed("host.certificate.valid_until", rules.LongTerm, func(d *desk) { d.Key("Tab", "space") }),
		pasted("host.certificate.address", "浙江省杭州市西湖区竹涧路26号9幢508室"),
		pasted("host.superior", company),
	)
	d.page("host_address",
		chosen("host.province", "zj", "330000"),
		chosen("host.city", "hz", "330100"),
		chosen("host.county", "xihu", "330106"),
		pasted("host.address", "竹涧路26号9幢508室"),
	)
	d.page("legal_representative", person("host.legal_representative", "沈清砚", residentID("330106198604120"), "13857104472", "15868120935", "shen", 6)...)
	d.page("host_lead", kept("host.lead_is_legal_representative", "true"))
}

func fillWebsite(d *desk) {
	d.WaitAt("website.0", "websites.0.name")
	d.Pinyin("hangzhou")
	d.WaitSaved("websites.0.name", "杭州")
	d.Key("ctrl+l") // the other language, in the middle of a word
	d.Paste("青檐软件官网")
	d.WaitSaved("websites.0.name", "杭州青檐软件官网")
	d.Key("Tab")

	pullThePlug(d, "websites.0.home_page", "www.qingyan-", "soft.cn")
	d.Key("ctrl+l", "ctrl+l")

	d.page("website.0",
		kept("websites.0.home_page", "www."+domain),
		chosen("websites.0.services", "portal", "[company_portal]"),
		chosen("websites.0.languages", "simplified", "[zh_hans]"),
		// Return takes the letters as they are and must not begin a line of its own.
		composed("websites.0.remark", "qingyan北京研发中心的网站", func(d *desk) {
			d.Pinyin("qingyan", "Return")
			d.WaitSaved("websites.0.remark", "qingyan")
			d.Pinyin("beijing")
			d.WaitSaved("websites.0.remark", "qingyan北京")
			d.Paste("研发中心的网站")
		}),
	)
	year := time.Now().Year()
	d.page("domains.0",
		typed("websites.0.domains.0.name", domain, domain),
		kept("websites.0.domains.0.holder", company),
		pasted("websites.0.domains.0.registrar", "杭州拾页域名服务有限公司"),
		typed("websites.0.domains.0.registered_on", fmt.Sprintf("%d.3.18", year-2), fmt.Sprintf("%d-03-18", year-2)),
		typed("websites.0.domains.0.expires_on", fmt.Sprintf("%d0318", year+8), fmt.Sprintf("%d-03-18", year+8)),
		typed("websites.0.domains.0.verified_on", fmt.Sprintf("%d-03-20", year-2), fmt.Sprintf("%d-03-20", year-2)),
	)
	// Somebody else is in charge of the website: the fields for a person come.
	d.WaitAt("website_lead.0", "websites.0.lead_is_host_lead")
	d.Key("space")
	d.WaitSaved("websites.0.lead_is_host_lead", "false")
	d.Rest(2 * time.Second)
	d.Key("Tab")
	lead := person("websites.0.lead", "陆知微", residentID("330106199109230"), "13777361028", "18857190264", "lu", 7)
	d.page("website_lead.0", append(lead,
		kept("websites.0.lead.im_type", ""),
		kept("websites.0.lead.im_account", ""),
		pasted("websites.0.lead.title", "技术总监"))...)
	d.page("access.0",
		chosen("websites.0.access.ips.0.kind", "elastic", "eip"),
		typed("websites.0.access.ips.0.from", "52.80.203.17", "52.80.203.17"),
		kept("websites.0.access.ips.0.to", "52.80.203.17"),
	)
	d.WaitAt("pre_approvals.0", "")
	d.Shot("pre_approvals")
	d.Key("ctrl+Next")
}

// pullThePlug types the first part of a field and waits until it is saved, then
// types on while the program is killed. Started again, the window is to stand
// where it stood, with all that was saved; the rest is typed there.
func pullThePlug(d *desk, field, first, second string) {
	d.t.Helper()
	d.WaitAt("website.0", field)
	d.Type(first)
	d.WaitSaved(field, first)
	before := d.Saved()
	d.run("xdotool", "type", "--delay", "15", "--", second) // nobody waits for it
	d.Kill()

	d.Start()
	after := d.Saved()
	got := after.Filing.Text(field)
	if !strings.HasPrefix(got, first) || !strings.HasPrefix(first+second, got) {
		d.fail("after the kill %s is %q, want %q and what was typed of %q", field, got, first, second)
	}
	if after.Page != before.Page || after.Field != before.Field {
		d.fail("after the kill the window is at %s on page %s, want %s on %s", after.Field, after.Page, before.Field, before.Page)
	}
	before.Filing.Websites[0].HomePage = got
	if was, is := encode(d.t, before.Filing), encode(d.t, after.Filing); was != is {
		d.fail("after the kill the filing is\n%s\nwant\n%s", is, was)
	}
	d.t.Logf("killed while %q was typed; on the disk is %q", first+second, got)
	d.Shot("after-the-kill")
	d.Key("End")
	d.Type(strings.TrimPrefix(first+second, got))
	d.WaitSaved(field, first+second)
	d.Key("shift+Tab", "Tab") // to where the page begins its next answer
}

// attachScans chooses all photos of the desktop at once in the system's file
// chooser, and says what the one is whose name does not tell.
func attachScans(d *desk) {
	d.WaitAt("materials", "")
	d.Shot("materials-empty")
	d.Key("Return")
	d.Choose("alt+d", "ctrl+a", "alt+o")
	d.Rest(60 * time.Second) // looks at the photos, which takes long where the machine is busy
	d.Shot("materials-which")
	d.Type("verification")
	d.Key("Return")
	d.Shot("materials-known")
	for range 4 {
		d.Key("Tab", "Tab") // past a photo: what it is, and to leave it out
	}
	d.Key("Return")
	d.WaitFor("four scans are attached", func(r *store.Record) (bool, string) {
		return len(r.Filing.Attachments) == 4, fmt.Sprint(r.Filing.Attachments)
	})
	d.Rest(5 * time.Second)
	d.Shot("materials")
}

// answerChecklist answers what only the user knows, a key each.
func answerChecklist(d *desk) {
	d.Key("ctrl+Next")
	yes := func(field string) answer { return composed(field, "yes", func(d *desk) { d.Type("1") }) }
	no := func(field, second string) answer { return composed(field, "no", func(d *desk) { d.Type(second) }) }
	const website = "websites.0.answers."
	d.page("checklist",
		no("answers.host_on_record", "2"), no("answers.other_order_open", "2"), yes("answers.credit_normal"),
		no("answers.punished", "2"), yes("answers.certificate_compared"), yes("answers.account_owns_addresses"),
		typed("answers.papers_posted_by", "SF1058220476913", "SF1058220476913"),
		no(website+"domain_on_record", "1"), yes(website+"resolution_off"),
		yes(website+"seal_whole"), yes(website+"scans_original"), yes(website+"watermark_allowed"),
		typed(website+"authorization_letter_date", time.Now().Format("20060102"), time.Now().Format(time.DateOnly)),
		kept(website+"responsibility_letter_date", ""),
		yes("websites.0.domains.0.answers.certificate_shows_all"),
	)
}

func exportPacket(d *desk, folder string) string {
	d.WaitAt("check", "")
	d.Shot("check")
	d.Key("ctrl+e")
	d.Choose("alt+o")
	d.Rest(8 * time.Second) // the packet is weighed
	d.Shot("too-heavy")
	d.Key("Tab", "Tab", "Return") // past parts and lighter copies: whole all the same
	d.WaitFor("the packet is exported", func(r *store.Record) (bool, string) { return r.Exported != nil, "not exported" })
	d.Rest(5 * time.Second)
	d.Shot("done")
	return filepath.Join(folder, d.Saved().Exported.File)
}

// answer is what a person gives to one field, beginning with the keyboard in it.
type answer struct {
	field string
	give  func(*desk)
	text  string // what is saved as soon as it is given
	want  string // what is saved when the field has been left
	tabs  int    // how often Tab is pressed to leave it
}

// page answers the fields of a page and goes to the next page.
func (d *desk) page(name string, answers ...answer) {
	d.t.Helper()
	for i, a := range answers {
		d.WaitAt(name, a.field)
		a.give(d)
		d.WaitSaved(a.field, a.text)
		if i == len(answers)-1 {
			d.Shot(strings.TrimSuffix(name, ".0"))
			d.Key("ctrl+Next")
		} else {
			for range a.tabs {
				d.Key("Tab")
			}
		}
		d.WaitSaved(a.field, a.want)
	}
}

// typed is an answer that is filed as want once the field is left.
func typed(field, text, want string) answer {
	return answer{field, func(d *desk) { d.Type(text) }, text, want, 1}
}

func pasted(field, text string) answer {
	return composed(field, text, func(d *desk) { d.Paste(text) })
}

// chosen opens a list with the first letter of words, and takes what they find.
func chosen(field, words, want string) answer {
	return composed(field, want, func(d *desk) {
		d.Type(words)
		d.Key("Return")
	})
}

// kept is an answer that is there already.
func kept(field, want string) answer { return composed(field, want, func(*desk) {}) }

func composed(field, want string, give func(*desk)) answer {
	return answer{field, give, want, want, 1}
}

// person answers for a legal representative or a person in charge.
func person(base, name, id, mobile, emergency, mailbox string, extension int) []answer {
	year := time.Now().Year()
	return []answer{
		pasted(base+".name", name),
		chosen(base+".document.type", "resident", "resident_id"),
		typed(base+".document.number", strings.ToLower(id[:6]+" "+id[6:14]+" "+id[14:]), id),
		typed(base+".document.valid_from", fmt.Sprintf("%d-05-06", year-5), fmt.Sprintf("%d-05-06", year-5)),
		{base + ".document.valid_until", func(d *desk) { d.Type(fmt.Sprintf("%d0506", year+15)) },
			fmt.Sprintf("%d0506", year+15), fmt.Sprintf("%d-05-06", year+15), 2},
		typed(base+".mobile", mobile[:3]+" "+mobile[3:7]+" "+mobile[7:], mobile),
		typed(base+".emergency_phone", emergency, emergency),
		typed(base+".office_phone", fmt.Sprintf("0571-8643021%d", extension), fmt.Sprintf("086-0571-8643021%d", extension)),
		typed(base+".email", mailbox+"@"+domain, mailbox+"@"+domain),
	}
}

// creditCode is a number of the county in which the company sits.
func creditCode() string {
	const organisation = "MA2KQY5T"
	check, _ := ident.OrganisationCodeCheck(organisation)
	first17 := "91330106" + organisation + string(check)
	check, _ = ident.CreditCodeCheck(first17)
	return first17 + string(check)
}

// residentID completes the area, the day of birth and the first digit of the
// order so that the number ends in X, which people type as x.
func residentID(first15 string) string {
	for n := range 100 {
		first17 := fmt.Sprintf("%s%02d", first15, n)
		if check, _ := ident.ResidentIDCheck(first17); check == 'X' {
			return first17 + "X"
		}
	}
	panic("no number ends in X")
}

func encode(t *testing.T, f *rules.Filing) string {
	t.Helper()
	text, err := rules.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
