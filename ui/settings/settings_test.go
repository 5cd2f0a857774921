package settings

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/store"
	"recordaldesk/store/keyring"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

const (
	first   = "窗口三 的 长口令"
	another = "zwei drei vier"
)

// person is somebody before the settings of a store that is really there.
type person struct {
	*uitest.Person
	store   *store.Store
	screen  *Screen
	voice   *voice.Voice
	look    looked
	ring    error    // what the keyring says of itself
	printed []string // codes
	away    int      // printed sheets that were taken away
	asked   func()   // what a yes does
	told    []string // without a question
	backs   int
	backups *copies
	folder  folders

	restored chan store.Backup
}

func before(t *testing.T) *person {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	p := &person{Person: uitest.Before(t), store: s, backups: &copies{}, folder: newFolders(), restored: make(chan store.Backup, 1)}
	p.show()
	return p
}

func (p *person) show() {
	p.voice = voice.New(voice.Chinese)
	p.screen = New(Options{
		Voice: p.voice, Look: &p.look, Canvas: p.Window.Canvas(), Store: p.store, Now: time.Now, Program: "test",
		Do: p.Do, Keep: func(work func()) { go work() },
		Keyring: func() error { return p.ring },
		Print: func(code string) (func(), error) {
			p.printed = append(p.printed, code)
			return func() { p.away++ }, nil
		},
		Ask: func(say, yes voice.Speaker, do func()) {
			if p.asked = do; yes == nil {
				p.told = append(p.told, say("zh"))
			}
		},
		Changed: func() {}, Back: func() { p.backs++ },
		Backups: p.backups,
		Folder: &Folder{
			Found: store.Found{Dir: "/home/desk", By: store.Chosen}, Usual: "/home/usual", Open: func() {},
			Plan: p.folder.plan, Move: p.folder.move, Use: func(dir string) error { p.folder.used <- dir; return nil },
		},
		Restore: func(_ context.Context, b store.Backup) { p.restored <- b },
		Choose:  func(context.Context, string) (string, error) { return "/media/stick", nil },
	})
	p.Show(p.screen.Object())
	p.Window.Canvas().Focus(p.screen.name)
}

func (p *person) access() store.Access {
	p.T.Helper()
	a, err := p.store.Access(p.T.Context())
	if err != nil {
		p.T.Fatal(err)
	}
	return a
}

func TestAPassphraseIsSetChangedAndRemovedByKeyboard(t *testing.T) {
	p := before(t)
	for _, want := range []string{"没有设置口令", "电脑丢失", "任何人都帮不上忙"} {
		if said := p.Says(); !strings.Contains(said, want) {
			t.Errorf("without a passphrase the window does not say %q:\n%s", want, said)
		}
	}
	p.screen.SetPassphrase()
	p.Types("kurz")
	p.Types("kurz")
	p.UntilSays("口令应至少8个字符")
	p.Types(first)
	p.Types(first + "x")
	p.UntilSays("两次输入的口令不一致")
	p.Types(first)
	p.UntilSays("口令已设置")
	if !p.access().Passphrase {
		t.Fatal("the store has no passphrase")
	}

	p.Window.Canvas().Focus(p.screen.passphrase.set) // change it
	p.Press(fyne.KeyReturn)
	p.Types("not the present one")
	p.Types(another)
	p.Types(another)
	p.UntilSays("口令不正确")
	p.Types(first)
	p.screen.passphrase.submit()
	p.UntilSays("口令已更改")
	if err := p.store.Unlock(t.Context(), another); err != nil {
		t.Errorf("the new passphrase does not open the store: %v", err)
	}

	p.Window.Canvas().Focus(p.screen.passphrase.remove)
	p.Press(fyne.KeyReturn)
	p.Types(another)
	p.UntilSays("口令已取消")
	if p.access().Passphrase {
		t.Error("the store still has a passphrase")
	}
}

// Whoever looks at something else meanwhile learns what became of it.
func TestAPassphraseThatIsSetOnceTheScreenIsLeftIsTold(t *testing.T) {
	p := before(t)
	p.screen.SetPassphrase()
	p.Types(first)
	p.Types(first)
	p.screen.Close()
	p.Until("it is told", func() bool { return len(p.told) > 0 })
	if !strings.Contains(p.told[0], "口令已设置") || !p.access().Passphrase {
		t.Errorf("people are told %q", p.told)
	}
}

func (p *person) secure() {
	p.T.Helper()
	if err := p.store.SetPassphrase(p.T.Context(), first); err != nil {
		p.T.Fatal(err)
	}
	p.show()
}

func TestTheRecoveryCodeIsShownOnce(t *testing.T) {
	p := before(t)
	p.secure()
	p.Window.Canvas().Focus(p.screen.code.make)
	p.Press(fyne.KeyReturn)
	p.Until("the code is shown", p.screen.code.panel.Visible)
	p.Press(fyne.KeyReturn) // prints
	p.UntilSays("已在阅读程序中打开")
	if len(p.printed) != 1 || !strings.Contains(p.Says(), strings.ReplaceAll(p.printed[0], "-", "  ")) {
		t.Fatalf("printed are %q; the window says\n%s", p.printed, p.Says())
	}
	if err := p.store.UnlockWithCode(t.Context(), p.printed[0]); err != nil {
		t.Errorf("the code does not open the store: %v", err)
	}
	p.screen.Close()
	if said := p.Says(); strings.Contains(said, p.printed[0][:4]) || p.away != 1 {
		t.Errorf("after the settings were left the code is still there, or %d sheets were taken away", p.away)
	}

	p.Window.Canvas().Focus(p.screen.code.make)
	p.Press(fyne.KeyReturn) // another one: asks first
	if p.asked == nil {
		t.Fatal("the code is replaced without a question")
	}
	p.asked()
	p.Until("another code is shown", p.screen.code.panel.Visible)
	if err := p.store.UnlockWithCode(t.Context(), p.printed[0]); !errors.Is(err, store.ErrWrongPassphrase) {
		t.Errorf("the first code still opens the store: %v", err)
	}
	p.Press(fyne.KeyReturn) // prints, and the settings are left before that is done
	p.screen.Close()
	p.Until("the sheet is taken away", func() bool { return p.away == 2 })
}

func TestWhereNoKeyringRunsItIsNotOffered(t *testing.T) {
	p := before(t)
	p.ring = keyring.ErrNone
	p.secure()
	p.UntilSays("没有运行密码管理服务")
	if p.screen.comfort.choice.Visible() {
		t.Error("opening by itself is offered all the same")
	}
	p.ring = nil
	p.show()
	p.Until("opening by itself is offered", func() bool { return p.screen.comfort.choice.Visible() })
}

// full is a store on a disk that is full: once for a name, always for a choice.
type full struct {
	*store.Store
	already bool
	tries   atomic.Int32 // of a choice
}

func (f *full) SetDesk(ctx context.Context, name string) error {
	if !f.already {
		f.already = true
		return store.ErrNoSpace
	}
	return f.Store.SetDesk(ctx, name)
}

func (f *full) SetSetting(context.Context, string, string) error {
	f.tries.Add(1)
	return store.ErrNoSpace
}

// A choice that was not kept is not shown as if it were, and can be made again.
func TestAChoiceThatIsNotKeptIsNotShown(t *testing.T) {
	p := before(t)
	disk := &full{Store: p.store}
	p.screen.o.Store = disk
	for _, o := range seen.Objects(p.Window.Content()) {
		if c, ok := o.(*form.Segments); ok { // after how long the clipboard is cleared
			p.Window.Canvas().Focus(c)
		}
	}
	for try := range int32(2) {
		p.Window.Canvas().Focused().TypedRune('1') // the first of the choices
		p.Until("the choice is tried to be kept", func() bool { return disk.tries.Load() > try })
		p.UntilSays("磁盘空间已满")
	}
}

func TestSettingsAreKept(t *testing.T) {
	p := before(t)
	p.screen.o.Store = &full{Store: p.store}
	p.Types("三号窗口")
	p.UntilSays("磁盘空间已满")
	p.Types("") // Return once more
	p.UntilSays("已保存")
	if got := p.store.Desk(); got != "三号窗口" {
		t.Errorf("the desk is called %q", got)
	}
	for typed, want := range map[string]string{" 30 ": "30", "": "", "6": "wrong", "366": "wrong", "a month": "wrong", "365": "365", "7": "7"} {
		days, ok := retention(typed)
		if ok != (want != "wrong") || ok && days != want {
			t.Errorf("%q is read as %q, %v; want %q", typed, days, ok, want)
		}
	}
	for setting, want := range map[string]time.Duration{"": 5 * time.Minute, "30": 30 * time.Minute, "off": 0, "-1": 5 * time.Minute} {
		if got := LockAfter(setting); got != want {
			t.Errorf("with %q it locks after %s, want %s", setting, got, want)
		}
	}
}

func TestEscapeLeadsBack(t *testing.T) {
	p := before(t)
	p.Press(fyne.KeyEscape)
	p.screen.SetPassphrase()
	p.Press(fyne.KeyEscape) // closes the panel alone
	if p.backs != 1 || p.screen.passphrase.panel.Visible() {
		t.Errorf("back %d times, the panel is open: %v", p.backs, p.screen.passphrase.panel.Visible())
	}
}
