package settings

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/store"
)

// folders are data folders that are none.
type folders struct {
	planned store.Plan
	err     error
	moved   chan string
	going   chan struct{} // the move is stopped
	used    chan string
}

func newFolders() folders {
	return folders{moved: make(chan string, 1), going: make(chan struct{}), used: make(chan string, 1)}
}

func (f *folders) plan(chosen string) (store.Plan, error) {
	p := f.planned
	if p.Dir == "" {
		p.Dir = chosen + "/recordal-desk"
	}
	return p, f.err
}

func (f *folders) move(ctx context.Context, to string, progress func(done, total int64)) {
	f.moved <- to
	progress(1, 4)
	<-ctx.Done()
	close(f.going)
}

func TestTheDataFolderMovesAfterAQuestionAndCanBeStopped(t *testing.T) {
	p := before(t)
	choose := func() {
		p.Window.Canvas().Focus(p.screen.folder.change)
		p.Press(fyne.KeyReturn)
	}
	p.folder.err = store.ErrWithin
	choose()
	p.UntilSays("请选择别的文件夹")
	p.folder.err = nil
	choose()
	p.Until("it is asked", func() bool { return p.asked != nil })
	if len(p.folder.moved) > 0 {
		t.Fatal("the folder moves unasked")
	}
	p.asked()
	p.UntilSays("已完成25%")
	if to := <-p.folder.moved; to != "/media/stick/recordal-desk" {
		t.Errorf("it moves to %s", to)
	}
	if p.Window.Canvas().Focused() != p.screen.folder.stop {
		t.Errorf("the keyboard is at %T", p.Window.Canvas().Focused())
	}
	p.Press(fyne.KeyReturn)
	<-p.folder.going
}

func TestAnotherDataFolderIsOpenedAsItIs(t *testing.T) {
	p := before(t)
	p.folder.planned = store.Plan{Dir: "/home/desk", Filings: true}
	p.Window.Canvas().Focus(p.screen.folder.usual)
	p.Press(fyne.KeyReturn)
	p.UntilSays("现在用的就是这个文件夹")
	p.folder.planned.Dir = "/home/usual"
	p.Press(fyne.KeyReturn)
	p.Until("it is asked", func() bool { return p.asked != nil })
	p.asked()
	if dir := <-p.folder.used; dir != "/home/usual" {
		t.Errorf("opened is %s", dir)
	}
	if len(p.folder.moved) > 0 {
		t.Error("and moved as well")
	}
}
