package ui

import (
	"strings"
	"testing"

	"recordaldesk/ui/filings"
)

func TestABackupIsMadeAndPutBackFromTheSettings(t *testing.T) {
	d := replaceable(t)
	d.openSample()
	d.opened(t, "")
	if err := d.session.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.showSettings()
	d.until(t, "backups were looked for", func() bool { return strings.Contains(written(d), "还没有备份") })
	d.tap(t, "立即备份")
	d.until(t, "the backup is listed", func() bool { return strings.Contains(written(d), "1份备案") })
	d.leaveRulebook()
	id := d.session.ID()
	d.Home()
	if err := d.delete(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	d.showSettings()
	d.until(t, "the backup is listed", func() bool { return strings.Contains(written(d), "1份备案") })
	d.tap(t, "恢复")
	d.window.Canvas().FocusNext() // past the safe answer
	d.press("Return")
	d.until(t, "it is said", func() bool { return strings.Contains(dialogText(d), "已恢复到") })
	if _, ok := d.screen.(*filings.Screen); !ok {
		t.Errorf("the window shows %T", d.screen)
	}
	if _, err := d.store().Load(t.Context(), id); err != nil {
		t.Errorf("the filing has not come back: %v", err)
	}
}
