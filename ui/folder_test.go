package ui

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"recordaldesk/store"
	"recordaldesk/ui/filings"
)

// movable is a window whose data folder can move, on a PC whose usual folder is another.
func movable(t *testing.T) *desk {
	t.Helper()
	before := xdg.DataHome
	xdg.DataHome = t.TempDir()
	t.Cleanup(func() { xdg.DataHome = before })
	d := replaceable(t)
	d.o.Found = store.Found{Dir: d.store().Dir(), By: store.Usual}
	return d
}

func TestTheProgramBeginsAgainWhereTheFilingsHaveMoved(t *testing.T) {
	d := movable(t)
	d.openSample()
	d.opened(t, "")
	d.session.Set("websites.0.remark", "刚刚输入的备注")
	id, from := d.session.ID(), d.store().Dir()
	d.showSettings()
	closed := false
	d.window.SetOnClosed(func() { closed = true })
	to := filepath.Join(t.TempDir(), "recordal-desk")
	go d.moveFolder(t.Context(), to, func(int64, int64) {})
	d.until(t, "the window is closed", func() bool { return closed })
	if again, _ := d.WantsRestart(); !again {
		t.Error("the program does not begin again")
	}
	if found, err := store.Find(""); err != nil || found != (store.Found{Dir: to, By: store.Chosen}) {
		t.Errorf("found is %+v, %v", found, err)
	}

	s, err := store.Open(t.Context(), to, store.Options{}) // as the new start does
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if draft, err := s.Load(t.Context(), id); err != nil || draft.Record.Filing.Websites[0].Remark != "刚刚输入的备注" {
		t.Errorf("what was typed last is not there: %v", err)
	}
	next := newDesk(t, s)
	if strings.Contains(dialogText(next), "意外") || next.header.say != nil {
		t.Error("the new start takes the move for a crash")
	}
	home := next.homeScreen().(*filings.Screen)
	next.show(home)
	if !strings.Contains(written(next), "原来的文件夹还在") {
		t.Errorf("nobody asks about the old folder:\n%s", written(next))
	}
	if !store.HasFilings(from) {
		t.Error("the old folder is removed unasked")
	}
}

func TestAMoveThatIsStoppedLeavesTheFilingsWhereTheyWere(t *testing.T) {
	d := movable(t)
	d.showSettings()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	to := filepath.Join(t.TempDir(), "recordal-desk")
	go d.moveFolder(ctx, to, func(int64, int64) {})
	d.until(t, "it is told", func() bool { return strings.Contains(dialogText(d), "资料仍在原来的文件夹") })
	if again, _ := d.WantsRestart(); again || store.HasFilings(to) {
		t.Error("it goes on elsewhere")
	}
	if found, err := store.Find(""); err != nil || found.By != store.Usual {
		t.Errorf("found is %+v, %v", found, err)
	}
}
