package ui

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/ui/filings"
)

// catching has panics of the window's doings caught as the program does.
func catching(t *testing.T, d *desk) {
	t.Helper()
	end := crash.Begin(d.store().Dir(), "test", d.Crashed)
	t.Cleanup(end)
}

// name is the host's name as it lies on the disk.
func name(t *testing.T, s *store.Store, id string) string {
	t.Helper()
	draft, err := s.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return draft.Record.Filing.Host.Name
}

func TestAfterAPanicAllIsSavedAndThePersonGoesOn(t *testing.T) {
	for what, panics := range map[string]func(*desk){
		"in the background": func(d *desk) { crash.Go(func() { panic(d.session.Filing().Host.Name) }) },
		"in the window":     func(d *desk) { d.o.Do(func() { panic(d.session.Filing().Host.Name) }) },
		"while a filing begins": func(d *desk) {
			d.begin(func(context.Context) (string, error) { panic(d.session.Filing().Host.Name) })
		},
	} {
		t.Run(what, func(t *testing.T) {
			s := openStore(t)
			d := newDesk(t, s)
			catching(t, d)
			d.openSample()
			d.opened(t, "")
			id, before := d.session.ID(), d.session
			d.session.Set("host.name", "杭州拾页软件有限公司")
			panics(d)
			d.until(t, "the person is told", func() bool { return dialogText(d) != "" })
			if got := name(t, s, id); got != "杭州拾页软件有限公司" {
				t.Errorf("on the disk is %q", got)
			}
			file := crash.Newest(s.Dir())
			said := dialogText(d)
			for _, want := range []string{"程序内部出错", "Something in the program failed", file} {
				if !strings.Contains(said, want) {
					t.Errorf("the dialog does not say %q:\n%s", want, said)
				}
			}
			if d.session == nil || d.session == before || d.session.ID() != id || d.beginning {
				t.Error("the filing is not opened anew")
			}
			d.Crashed(file)
			d.window.Canvas().Overlays().Remove(d.window.Canvas().Overlays().Top())
			d.until(t, "the second panic is not told of", func() bool { return len(d.ui) == 0 })
		})
	}
}

func TestWhatIsUnsavedIsRescued(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.Rescue() // of nothing
	d.openSample()
	d.opened(t, "")
	d.session.Set("host.name", "杭州拾页软件有限公司")
	d.Rescue()
	if got := name(t, s, d.session.ID()); got != "杭州拾页软件有限公司" {
		t.Errorf("on the disk is %q", got)
	}
}

func TestAFilingThatPanicsAgainIsLeftForTheList(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	catching(t, d)
	d.openSample()
	d.opened(t, "")
	judged := d.o.Book
	d.o.Book = func() *rules.Book { panic("a book that cannot be read") }
	crash.Guard(func() { panic("first") })
	d.until(t, "the person is told", func() bool { return dialogText(d) != "" })
	d.o.Book = judged
	if _, ok := d.screen.(*filings.Screen); !ok {
		t.Errorf("after a filing that cannot be opened again the screen is %T", d.screen)
	}
}

// startedOver opens a window over a store as the program does after crashes.
func startedOver(t *testing.T, s *store.Store, crashes int) *desk {
	t.Helper()
	d := &desk{ui: make(chan func(), 1000)}
	d.Desk = New(t.Context(), Options{
		App: test.NewTempApp(t), Store: s, Book: rules.Builtin, Now: time.Now, Program: "test", AfterCrash: crashes,
		Do: func(f func()) { d.ui <- f },
	})
	d.window.Show()
	d.Begin(t.Context())
	t.Cleanup(func() {
		d.leave()
		d.keeper.Close()
	})
	return d
}

func TestTheNextStartSaysHowTheLastOneEnded(t *testing.T) {
	s := openStore(t)
	first := newDesk(t, s)
	if first.header.say != nil {
		t.Errorf("the very first start says %q", first.header.said.Text)
	}
	first.openSample()
	first.opened(t, "")
	first.kept.Wait()
	if err := first.session.Flush(t.Context()); err != nil { // or the next one finds it changed by another window
		t.Fatal(err)
	}

	killed := startedOver(t, s, 0)
	at := killed.session.Saving().At.Local().Format(time.TimeOnly)
	if said := killed.header.said.Text; !killed.header.line.Visible() || said != "程序上次意外退出，已恢复到"+at+"的内容" {
		t.Errorf("after a kill the window says %q", said)
	}
	killed.Home()
	if killed.header.line.Visible() {
		t.Error("it is still said once the filing is left")
	}
	killed.kept.Wait()
	if said := startedOver(t, s, 0).header.said.Text; said != "程序上次意外退出，已保存的备案都在" {
		t.Errorf("with no filing open the window says %q", said)
	}
}

func TestARestartSaysSoAndASecondOneOpensNothing(t *testing.T) {
	s := openStore(t)
	first := newDesk(t, s)
	first.openSample()
	first.opened(t, "")
	first.kept.Wait()
	end := crash.Begin(s.Dir(), "test", func(string) {})
	crash.Guard(func() { panic("once") })
	end()

	once := startedOver(t, s, 1)
	if said := dialogText(once); !strings.Contains(said, "重新启动") || !strings.Contains(said, filepath.Base(crash.Newest(s.Dir()))) {
		t.Errorf("after the restart the window says %q", said)
	}
	if once.session == nil || once.header.line.Visible() {
		t.Error("the filing is not open, or two things are said")
	}
	once.kept.Wait()
	if twice := startedOver(t, s, 2); twice.session != nil || dialogText(twice) == "" {
		t.Errorf("after the second restart a filing is open, or nothing is said: %q", dialogText(twice))
	}
}
