package lock

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/store"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

// safe is a store in memory that one passphrase and one code open.
type safe struct {
	passphrase, code string
	open             bool
	fail             error // of a passphrase to be set
}

func (s *safe) Unlock(_ context.Context, passphrase string) error {
	if passphrase != s.passphrase {
		return fmt.Errorf("unlock: %w", store.ErrWrongPassphrase)
	}
	s.open = true
	return nil
}

func (s *safe) UnlockWithCode(_ context.Context, code string) error {
	if code != s.code {
		return fmt.Errorf("unlock: %w", store.ErrBadCode)
	}
	s.open = true
	return nil
}

func (s *safe) SetPassphrase(_ context.Context, passphrase string) error {
	if s.fail == nil {
		s.passphrase, s.code = passphrase, ""
	}
	return s.fail
}

// person is somebody before the locked window.
type person struct {
	*uitest.Person
	screen *Screen
	safe   *safe
	clock  []func()
	in     []bool // each time the window was handed back: with the code?
}

func before(t *testing.T) *person {
	t.Helper()
	p := &person{Person: uitest.Before(t), safe: &safe{passphrase: "窗口三 的 长口令", code: "0000-1111"}}
	p.screen = New(Options{
		Voice: voice.New(voice.Chinese), Canvas: p.Window.Canvas(), Store: p.safe,
		Do:       p.Do,
		Unlocked: func(withCode bool) { p.in = append(p.in, withCode) },
		After:    func(_ time.Duration, f func()) { p.clock = append(p.clock, f) },
	})
	p.Show(p.screen.Object())
	return p
}

func TestThePassphraseOpensTheWindow(t *testing.T) {
	p := before(t)
	p.Reads("正在保存并锁定")
	if p.screen.code.Object().Visible() || p.screen.choice.Object().Visible() {
		t.Error("what is not asked for stands over the passphrase")
	}
	p.screen.submit() // nothing can be done while it is being locked
	p.screen.Ready(voice.Message("lock.unsaved"))
	p.Reads("没有写入磁盘")
	p.Types("")
	p.Reads("请先输入口令")
	p.Types("guess")
	p.Next()
	p.Reads("口令不正确")
	if p.safe.open || len(p.in) > 0 {
		t.Fatal("a guess has opened it")
	}
	p.Types("窗口三 的 长口令")
	p.Next()
	if len(p.in) != 1 || p.in[0] {
		t.Errorf("the window was handed back %v", p.in)
	}
	if p.screen.typed.Text() != "" {
		t.Error("what was typed is not forgotten")
	}
}

func TestWhoeverGuessesWaits(t *testing.T) {
	p := before(t)
	p.screen.Ready(nil)
	for range 2 {
		p.Types("guess")
		p.Next()
	}
	if len(p.clock) > 0 {
		t.Fatal("two slips of a finger are made to wait")
	}
	p.Types("guess")
	p.Next()
	p.Reads("请等2秒")
	p.screen.typed.Submit() // Return does nothing meanwhile
	if p.Waiting() > 0 {
		t.Error("a try was let through")
	}
	for second := 0; len(p.clock) > second; second++ {
		p.clock[second]()
	}
	if len(p.clock) != 2 {
		t.Errorf("waited for %d seconds, want 2", len(p.clock))
	}
	p.Types("窗口三 的 长口令")
	p.Next()
	if len(p.in) != 1 {
		t.Error("after the wait the passphrase does not open it")
	}
	last := 0
	for wrong := range 40 {
		if now := pause(wrong); now < last || now > 30 {
			t.Errorf("after %d wrong tries the wait is %d, before it was %d", wrong, now, last)
		} else {
			last = now
		}
	}
	if last != 30 {
		t.Errorf("the longest wait is %d", last)
	}
}

func TestTheCodeLeadsToANewPassphrase(t *testing.T) {
	p := before(t)
	p.screen.Ready(nil)
	p.screen.other.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.Types("0000")
	p.Next()
	p.Reads("这不是恢复码")
	p.Types("0000-1111")
	p.Next()
	p.Reads("设置新口令")
	if len(p.in) > 0 {
		t.Fatal("the window is open without a new passphrase")
	}
	p.Types("kurz")
	p.Types("kurz")
	p.Reads("口令应至少8个字符")
	p.Types("zwei drei vier")
	p.Types("zwei drei fünf")
	p.Reads("两次输入的口令不一致")
	p.safe.fail = store.ErrNoSpace
	p.Types("zwei drei vier")
	p.Next()
	p.Reads("磁盘")
	p.safe.fail = nil
	p.Types("zwei drei vier")
	p.Types("zwei drei vier")
	p.Next()
	if p.safe.passphrase != "zwei drei vier" || len(p.in) != 1 || !p.in[0] {
		t.Errorf("the passphrase is %q, the window was handed back %v", p.safe.passphrase, p.in)
	}
}

// In a low window, as where the letters are large, what is typed into is seen.
func TestTheFieldWithTheKeyboardIsSeen(t *testing.T) {
	p := before(t)
	p.Window.Resize(fyne.NewSize(1000, 160))
	p.screen.Ready(nil)
	p.screen.turn()
	p.Types("0000-1111")
	p.Next()
	seen := func(what string) {
		t.Helper()
		o, ok := p.Window.Canvas().Focused().(fyne.CanvasObject)
		if !ok {
			t.Fatalf("%s: nothing has the keyboard", what)
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject
		view := p.screen.scroll
		if top := at(o).Y - at(view).Y; top < 0 || top+o.Size().Height > view.Size().Height {
			t.Errorf("%s lies at %v to %v, the window ends at %v", what, top, top+o.Size().Height, view.Size().Height)
		}
	}
	seen("the new passphrase")
	p.Types("zwei drei vier") // leads to the second field
	seen("the passphrase once more")
	p.Window.Canvas().FocusNext()
	p.Window.Canvas().FocusNext()
	if p.Window.Canvas().Focused() != fyne.Focusable(p.screen.unlock) {
		t.Fatalf("the keyboard is at %T", p.Window.Canvas().Focused())
	}
	seen("the button")
}
