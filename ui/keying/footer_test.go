package keying

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/trial"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// seen is what can be read on the page; what lies in a hidden part is not.
func (p *typist) seen() string {
	var b strings.Builder
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *widget.Label:
			b.WriteString(o.Text + "\n")
		case *container.Scroll:
			walk(o.Content)
		case *fyne.Container:
			for _, one := range o.Objects {
				walk(one)
			}
		}
	}
	walk(p.body)
	return b.String()
}

func TestANumberGivesTheFooterAndTheSheetForThePolice(t *testing.T) {
	f, k := trial.Valid(), &kept{}
	p := before(t, f, k, voice.Chinese, nil)
	p.digit('3')
	p.Types("粤ICP备2026012345号-1")
	p.Reads("粤ICP备2026012345号", "https://beian.miit.gov.cn/", `target="_blank" rel="noopener">粤ICP备2026012345号</a>`, "不带“-1”等后缀")
	p.press("复制代码")
	if got := p.board.Content(); !strings.HasPrefix(got, `<a href="https://beian.miit.gov.cn/"`) {
		t.Errorf("copied %q", got)
	}
	entries := p.entries()
	p.Window.Canvas().Focus(entries[1])
	p.Types("京公网安备11010502000001")
	if !strings.Contains(p.seen(), "这不是公安备案号") {
		t.Error("a number that lacks its last character is not called wrong")
	}
	p.Window.Canvas().Focus(entries[1])
	entries[1].SetText("京公网安备11010502000001号")
	p.Reads("https://beian.mps.gov.cn/#/query/webSearch?code=11010502000001")
	if strings.Contains(p.seen(), "这不是公安备案号") {
		t.Error("a right number is called wrong")
	}
	// It stays where everybody may read it.
	p.leave()
	if p.board.Content() == "" {
		t.Error("the footer was taken off the clipboard")
	}
	if f.Websites[0].RecordalNumber != "" {
		t.Error("the client's filing was changed")
	}

	p = before(t, f, k, voice.Chinese, nil)
	defer p.leave()
	p.digit('3')
	if got := p.entries()[0].Text; got != "粤ICP备2026012345号-1" {
		t.Errorf("shown again, the number is %q", got)
	}
	p.turn(pageSecurity)
	sh := p.sheet()
	i := slices.IndexFunc(sh.rows, func(r item) bool { return r.of.RowID == "site_icp_number" && !r.head })
	if sh.rows[i].of.Text != "粤ICP备2026012345号-1" || sh.rows[i].of.Ask {
		t.Errorf("the sheet for the public security has %+v", sh.rows[i].of)
	}
}

// The number of the one is not taken for that of the other.
func TestTheTwoNumbersAreToldApart(t *testing.T) {
	p := before(t, trial.Valid(), &kept{}, voice.English, nil)
	defer p.leave()
	p.digit('3')
	p.Types("京公网安备11010502000001号")
	if !strings.Contains(p.seen(), "This is no ICP recordal number") {
		t.Error("the number of the public security is taken for a recordal number")
	}
	p.Window.Canvas().Focus(p.entries()[1])
	p.Types("京ICP备2026012345号-1")
	if !strings.Contains(p.seen(), "This is no public-security number") {
		t.Error("a recordal number is taken for that of the public security")
	}
	if strings.Contains(p.seen(), "<a href") {
		t.Error("a snippet is offered for a wrong number")
	}
}

func (p *typist) entries() []*form.Entry {
	var all []*form.Entry
	for _, o := range seen.Objects(p.Window.Content()) {
		if e, ok := o.(*form.Entry); ok {
			all = append(all, e)
		}
	}
	return all
}
