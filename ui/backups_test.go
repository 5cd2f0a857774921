package ui

import (
	"context"
	"errors"
	"strings"
	"testing"

	"recordaldesk/store"
	"recordaldesk/ui/filings"
)

func TestABackupIsMadeAndPutBackFromTheSettings(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, s)
	t.Cleanup(func() { _ = s.Close() }) // the one that is open last
	d.o.Replace = func(ctx context.Context, work func(dir string) error) (*store.Store, error) {
		err := errors.Join(s.Close(), work(dir))
		again, openErr := store.Open(ctx, dir, store.Options{})
		if openErr == nil {
			s = again
		}
		return again, errors.Join(err, openErr)
	}
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
	if _, err := s.Load(t.Context(), id); err != nil {
		t.Errorf("the filing has not come back: %v", err)
	}
}
