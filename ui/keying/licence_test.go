package keying

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/rules/trial"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

func TestTheLicenceIsForACommercialWebsiteOrForWhoAsks(t *testing.T) {
	f, k := trial.Valid(), &kept{}
	p := before(t, f, k, voice.Chinese, nil)
	p.Press(fyne.KeyRight)
	p.Press(fyne.KeyRight)
	if p.chosen != pageFooter || p.tabs[pageLicence].Visible() {
		t.Fatal("the licence is offered for a company's portal")
	}
	for _, o := range seen.Objects(p.Window.Content()) {
		if l, ok := o.(*parts.Link); ok {
			p.Window.Canvas().Focus(l)
			p.Press(fyne.KeyReturn)
		}
	}
	if p.chosen != pageLicence {
		t.Fatal("who asks for the licence does not get there")
	}
	first := p.Window.Canvas().Focused()
	p.Press(fyne.KeyReturn)
	p.Reads("三号窗口  2026-11-29 10:00")
	if p.Window.Canvas().Focused() != first {
		t.Error("the keyboard is elsewhere")
	}
	p.leave()

	p = before(t, f, k, voice.Chinese, nil)
	if !p.tabs[pageLicence].Visible() {
		t.Error("a list that is begun is not offered")
	}
	p.digit('4')
	p.Reads("三号窗口  2026-11-29 10:00")
	p.Press(fyne.KeyReturn)
	if c, _ := k.Case(t.Context()); len(c.Licence) != 0 {
		t.Errorf("taken back, the ticks are %+v", c.Licence)
	}
	p.leave()

	shop := f.Clone()
	shop.Websites[0].Services = []string{"shopping"}
	p = before(t, shop, &kept{}, voice.English, nil)
	defer p.leave()
	if !p.tabs[pageLicence].Visible() {
		t.Error("the licence is not offered for a shop")
	}
}

func TestTheMailForTheLicenceIsWrittenAndOpened(t *testing.T) {
	f := trial.Valid()
	p := before(t, f, &kept{}, voice.Both, nil)
	defer p.leave()
	p.turn(pageLicence)
	p.Reads("收件人：sin-icp@sinnet.com.cn", "接入协议", "access agreement", f.Websites[0].Domains[0].Name)
	if lead := f.HostLead(); strings.Contains(p.Says(), lead.Mobile) || strings.Contains(p.Says(), lead.Email) {
		t.Error("the page shows the telephone or the address of a person")
	}
	p.press("写邮件草稿")
	p.Next()
	if len(p.wrote) != 1 {
		t.Fatalf("written: %v", p.wrote)
	}
	for name, mail := range p.wrote {
		if !strings.Contains(mail, "X-Unsent: 1") {
			t.Errorf("the mail is\n%s", mail)
		}
		p.Reads("/out/" + name)
		p.Press(fyne.KeyReturn) // the keyboard is on the button that opens it
		if !slices.Equal(p.opened, []string{"/out/" + name}) {
			t.Errorf("opened: %v", p.opened)
		}
	}
}
