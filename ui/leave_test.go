package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"recordaldesk/ui/filings"
	"recordaldesk/ui/form"
	"recordaldesk/ui/wizard"
)

// A disk that is full must not cost what was typed because somebody looks at the list.
func TestAFilingThatCannotBeSavedIsNotLeftUnasked(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.openSample()
	d.opened(t, "")
	id := d.session.ID()
	if err := d.store().Delete(t.Context(), id); err != nil { // nothing can be saved to it
		t.Fatal(err)
	}
	d.session.Set("websites.0.remark", "刚刚输入的备注")
	for what, leave := range map[string]func(){
		"for the list":       d.Home,
		"for another filing": d.openSample,
		"for a file":         func() { d.importFile(t.TempDir() + "/filing.json") },
	} {
		leave()
		d.until(t, "it is asked, "+what, func() bool { return strings.Contains(dialogText(d), "离开这份备案") })
		if d.session == nil || d.session.ID() != id || d.session.Filing().Websites[0].Remark != "刚刚输入的备注" {
			t.Fatalf("%s: the filing is left", what)
		}
		d.press("Return") // the safe answer has the keyboard
		if _, ok := d.screen.(*wizard.Wizard); !ok {
			t.Fatalf("%s: the window shows %T", what, d.screen)
		}
	}
	d.Home()
	d.window.Canvas().FocusNext() // past the safe answer
	d.press("Return")
	if _, ok := d.screen.(*filings.Screen); !ok || d.session != nil {
		t.Errorf("left all the same, the window shows %T", d.screen)
	}
}

// A name that was typed is kept although the window is closed before its field is left.
func TestASettingThatIsTypedIsKeptWhenTheWindowCloses(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.showSettings()
	for {
		if _, ok := d.window.Canvas().Focused().(*form.Entry); ok { // the name of the desk
			break
		}
		d.window.Canvas().FocusNext()
	}
	test.Type(d.window.Canvas().Focused().(*form.Entry), "二号窗口")
	d.close()
	d.Finish(t.Context())
	if got := s.Desk(); got != "二号窗口" {
		t.Errorf("the desk is called %q", got)
	}
}
