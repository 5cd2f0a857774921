package lock

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
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
	t      *testing.T
	screen *Screen
	safe   *safe
	window fyne.Window
	ui     chan func()
	clock  []func()
	in     []bool // each time the window was handed back: with the code?
}

func before(t *testing.T) *person {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Look{})
	p := &person{t: t, safe: &safe{passphrase: "窗口三 的 长口令", code: "0000-1111"}, ui: make(chan func(), 10)}
	p.window = test.NewTempWindow(t, widget.NewLabel(""))
	p.screen = New(Options{
		Voice: voice.New(voice.Chinese), Canvas: p.window.Canvas(), Store: p.safe,
		Do:       func(f func()) { p.ui <- f },
		Unlocked: func(withCode bool) { p.in = append(p.in, withCode) },
		After:    func(_ time.Duration, f func()) { p.clock = append(p.clock, f) },
	})
	p.window.SetContent(p.screen.Object())
	p.window.Resize(fyne.NewSize(900, 600))
	return p
}

// types types into what has the keyboard, over what is selected there, and presses
// Return.
func (p *person) types(text string) {
	p.t.Helper()
	entry, ok := p.window.Canvas().Focused().(*form.Entry)
	if !ok {
		p.t.Fatalf("the keyboard is at %T", p.window.Canvas().Focused())
	}
	for _, r := range text {
		entry.TypedRune(r)
	}
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// answered waits for what was typed to be looked at.
func (p *person) answered() { (<-p.ui)() }

// says is all that can be read.
func (p *person) says() string {
	var said []string
	for _, o := range test.LaidOutObjects(p.window.Content()) {
		if l, ok := o.(*widget.Label); ok && l.Visible() {
			said = append(said, l.Text)
		}
	}
	return strings.Join(said, "\n")
}

func (p *person) reads(want string) {
	p.t.Helper()
	if got := p.says(); !strings.Contains(got, want) {
		p.t.Errorf("the window does not say %q but\n%s", want, got)
	}
}

func TestThePassphraseOpensTheWindow(t *testing.T) {
	p := before(t)
	p.reads("正在保存并锁定")
	p.screen.submit() // nothing can be done while it is being locked
	p.screen.Ready(voice.Message("lock.unsaved"))
	p.reads("没有写入磁盘")
	p.types("")
	p.reads("请先输入口令")
	p.types("guess")
	p.answered()
	p.reads("口令不正确")
	if p.safe.open || len(p.in) > 0 {
		t.Fatal("a guess has opened it")
	}
	p.types("窗口三 的 长口令")
	p.answered()
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
		p.types("guess")
		p.answered()
	}
	if len(p.clock) > 0 {
		t.Fatal("two slips of a finger are made to wait")
	}
	p.types("guess")
	p.answered()
	p.reads("请等2秒")
	p.screen.typed.Submit() // Return does nothing meanwhile
	if len(p.ui) > 0 {
		t.Error("a try was let through")
	}
	for second := 0; len(p.clock) > second; second++ {
		p.clock[second]()
	}
	if len(p.clock) != 2 {
		t.Errorf("waited for %d seconds, want 2", len(p.clock))
	}
	p.types("窗口三 的 长口令")
	p.answered()
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
	p.types("0000")
	p.answered()
	p.reads("这不是恢复码")
	p.types("0000-1111")
	p.answered()
	p.reads("设置新口令")
	if len(p.in) > 0 {
		t.Fatal("the window is open without a new passphrase")
	}
	p.types("kurz")
	p.types("kurz")
	p.reads("口令应至少8个字符")
	p.types("zwei drei vier")
	p.types("zwei drei fünf")
	p.reads("两次输入的口令不一致")
	p.safe.fail = store.ErrNoSpace
	p.types("zwei drei vier")
	p.answered()
	p.reads("磁盘")
	p.safe.fail = nil
	p.types("zwei drei vier")
	p.types("zwei drei vier")
	p.answered()
	if p.safe.passphrase != "zwei drei vier" || len(p.in) != 1 || !p.in[0] {
		t.Errorf("the passphrase is %q, the window was handed back %v", p.safe.passphrase, p.in)
	}
}
