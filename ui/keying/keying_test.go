package keying

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/trial"
	"recordaldesk/rules/wording"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

// kept is a store with the case of one filing.
type kept struct {
	mu   sync.Mutex
	data []byte
	err  error // of the next changes
}

func (k *kept) Case(context.Context) (*casework.Case, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.data == nil {
		return &casework.Case{}, nil
	}
	return casework.Decode(k.data)
}

func (k *kept) Change(ctx context.Context, f func(*casework.Case) error) error {
	c, err := k.Case(ctx)
	if err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.err != nil {
		return k.err
	}
	if err := f(c); err != nil {
		return err
	}
	k.data, err = casework.Encode(c)
	return err
}

// typist is somebody before the screen.
type typist struct {
	*uitest.Person
	*Screen
	board  fyne.Clipboard
	asked  []string
	failed []error
	opened []string
	folder string
	wrote  map[string]string
	back   bool
}

var day = time.Date(2026, 11, 29, 10, 0, 0, 0, time.Local)

// before shows the screen of a filing; change may change its options.
func before(t *testing.T, f *rules.Filing, k *kept, mode voice.Mode, change func(*Options)) *typist {
	t.Helper()
	p := &typist{Person: uitest.Before(t), board: test.NewClipboard(), wrote: map[string]string{}, folder: "/out"}
	v := voice.New(mode)
	o := Options{
		Voice: v, Book: rules.Builtin(), Filing: f, Now: func() time.Time { return day }, By: func() string { return "三号窗口" }, Program: "test",
		Canvas: p.Window.Canvas(), Clipboard: p.board,
		Case: k.Case, Change: k.Change, Keep: func(work func()) { work() },
		Folder: func(context.Context, string, string) (string, error) { return p.folder, nil },
		Write: func(dir, name string, data []byte) (string, error) {
			p.wrote[name] = string(data)
			return dir + "/" + name, nil
		},
		Open:   func(path string) error { p.opened = append(p.opened, path); return nil },
		Ask:    func(say, _ voice.Speaker, _ func()) { p.asked = append(p.asked, say(v.Language())) },
		Failed: func(_ string, err error) { p.failed = append(p.failed, err) },
		Back:   func() { p.back = true },
		Do:     p.Do,
	}
	if change != nil {
		change(&o)
	}
	p.Screen = New(o)
	p.Show(p.Object())
	p.Next() // what is noted is read
	return p
}

// leave closes the screen, as the window does.
func (p *typist) leave() { p.Screen.Close() }

func (p *typist) sheet() *sheet { return p.pages[p.chosen].(*sheet) }

// boxes are the rows into which something has to be typed.
func (p *typist) boxes() []wording.Typed {
	var all []wording.Typed
	for i := range p.sheet().rows {
		if t, ok := p.sheet().at(i); ok && counts(t) {
			all = append(all, t)
		}
	}
	return all
}

// notes is what the row of a box says below its value.
func (p *typist) notesAt(key string) string {
	sh := p.sheet()
	i := slices.IndexFunc(sh.rows, func(r item) bool { return !r.head && r.of.Key == key })
	if i < 0 {
		p.T.Fatalf("no row %s", key)
	}
	r := newRow(sh)
	r.set(i)
	return r.note.Said
}

// A whole sheet is typed with one key a value, each in its turn.
func TestASheetIsWorkedThroughWithOneKey(t *testing.T) {
	f := trial.Valid()
	f.Websites[0].PreApprovals = []rules.PreApproval{{Category: "news", Number: "京网文2026第1号"}}
	p := before(t, f, &kept{}, voice.Chinese, nil)
	defer p.leave()
	p.Focus()
	want := wording.Keying(rules.Builtin(), f, "2026-11-29")
	typed := 0
	for _, one := range want {
		if one.Text == "" && !one.Ask {
			continue // nobody types it
		}
		p.board.SetContent("what was there")
		p.Press(fyne.KeyReturn)
		typed++
		if one.Text != "" && p.board.Content() != one.Text {
			t.Fatalf("at %s the clipboard has %q, not %q", one.Key, p.board.Content(), one.Text)
		}
		if one.Ask && p.board.Content() != "what was there" {
			t.Errorf("at %s something was copied", one.Key)
		}
	}
	if typed < 40 {
		t.Fatalf("only %d values are typed", typed)
	}
	if done, all := p.sheet().count(); done != typed || all != typed {
		t.Errorf("typed %d of %d, not %d", done, all, typed)
	}
	p.Reads("全部录入完毕")
}

// What cannot be copied must not be pasted from before.
func TestNothingOldIsPastedIntoABoxThatIsAskedFor(t *testing.T) {
	p := before(t, trial.Valid(), &kept{}, voice.Chinese, nil)
	defer p.leave()
	p.digit('2')
	sh := p.sheet()
	at := slices.IndexFunc(sh.rows, func(r item) bool { return r.of.RowID == "lead_home" && !r.head })
	sh.choose(at - 1)
	p.Press(fyne.KeyReturn)
	if p.board.Content() == "" {
		t.Fatal("nothing was copied")
	}
	p.Press(fyne.KeyReturn)
	if got := p.board.Content(); got != "" {
		t.Errorf("on the clipboard is still %q", got)
	}
	p.Reads("没有可复制的内容")
}

func TestTicksSurviveAndAChangedValueLosesItsTickVisibly(t *testing.T) {
	f, k := trial.Valid(), &kept{}
	p := before(t, f, k, voice.Chinese, nil)
	p.Focus()
	first := p.boxes()
	for range first {
		p.Press(fyne.KeyReturn)
	}
	p.leave()

	changed := f.Clone()
	changed.Host.Superior = "北京星禾控股示例有限公司"
	p = before(t, changed, k, voice.Chinese, nil)
	defer p.leave()
	p.Focus()
	done, all := p.sheet().count()
	if done != all-1 {
		t.Errorf("%d of %d are typed", done, all)
	}
	current, _ := p.sheet().at(p.sheet().current)
	if current.Path != "host.superior" {
		t.Errorf("it begins at %s", current.Key)
	}
	if said := p.notesAt(current.Key); !strings.Contains(said, "录入后有改动") {
		t.Errorf("the row says %q", said)
	}
	p.Reads("录入后有改动")
	p.Press(fyne.KeyT)
	if said := p.notesAt(current.Key); !strings.Contains(said, "已录入") {
		t.Errorf("typed anew, the row says %q", said)
	}
	p.Press(fyne.KeyU)
	if done, _ := p.sheet().count(); done != all-1 {
		t.Errorf("unticked, %d of %d are typed", done, all)
	}
	// The other platform has ticks of its own.
	p.digit('2')
	if done, _ := p.sheet().count(); done != 0 {
		t.Errorf("%d boxes of the public security are ticked", done)
	}
	p.Press(fyne.KeyReturn)
	if c, err := k.Case(t.Context()); err != nil || len(c.Keyed) != all-1 || len(c.Secured) != 1 {
		t.Errorf("kept are %d and %d, %v", len(c.Keyed), len(c.Secured), err)
	}
}

func TestWhatWasCopiedLeavesTheClipboardWithTheSheet(t *testing.T) {
	p := before(t, trial.Valid(), &kept{}, voice.Chinese, nil)
	p.Focus()
	p.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{Clipboard: p.board})
	t1, _ := p.sheet().at(p.sheet().current)
	if t1.Text == "" {
		p.Press(fyne.KeyDown)
		p.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{Clipboard: p.board})
		t1, _ = p.sheet().at(p.sheet().current)
	}
	if got := p.board.Content(); got == "" || got != t1.Text {
		t.Fatalf("on the clipboard is %q", got)
	}
	if done, _ := p.sheet().count(); done != 0 {
		t.Error("what was only copied is ticked")
	}
	p.leave()
	if got := p.board.Content(); got != "" {
		t.Errorf("on the clipboard is still %q", got)
	}
}

func TestOnlyTheCurrentRowShowsANumber(t *testing.T) {
	f := trial.Valid()
	p := before(t, f, &kept{}, voice.Both, nil)
	defer p.leave()
	p.Focus()
	lead := f.HostLead()
	numbers := []string{lead.Document.Number, lead.Mobile, lead.Email, lead.EmergencyPhone}
	shown := func() int {
		n := 0
		sh := p.sheet()
		for i := range sh.rows {
			r := newRow(sh)
			r.set(i)
			if slices.Contains(numbers, r.value.Said) {
				n++
			}
		}
		return n
	}
	if n := shown(); n != 0 {
		t.Errorf("%d rows show a number at the beginning", n)
	}
	sh := p.sheet()
	sh.choose(slices.IndexFunc(sh.rows, func(r item) bool { return r.of.RowID == "host_lead_document_number" && !r.head }))
	if n := shown(); n != 1 {
		t.Errorf("%d rows show a number at a number", n)
	}
	p.Press(fyne.KeySpace)
	if n := shown(); n < 4 {
		t.Errorf("%d rows show a number when they are asked to", n)
	}
	p.Press(fyne.KeySpace)
	if n := shown(); n != 1 {
		t.Errorf("masked again, %d rows show a number", n)
	}
}

func TestTheKeysMoveAndLeadElsewhere(t *testing.T) {
	p := before(t, trial.Valid(), &kept{}, voice.English, nil)
	defer p.leave()
	p.Focus()
	sh := p.sheet()
	p.Press(fyne.KeyEnd)
	if sh.current != len(sh.rows)-1 {
		t.Errorf("End leads to %d of %d", sh.current, len(sh.rows))
	}
	p.Press(fyne.KeyHome)
	if sh.current != 1 {
		t.Errorf("Home leads to %d", sh.current)
	}
	for range len(sh.rows) {
		p.Press(fyne.KeyDown)
		if sh.rows[sh.current].head {
			t.Fatal("a head is the current row")
		}
	}
	for range len(sh.rows) {
		p.Press(fyne.KeyUp)
		if sh.rows[sh.current].head {
			t.Fatal("a head is the current row")
		}
	}
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyRight, pageSecurity}, {fyne.KeyLeft, pageKeying}, {fyne.KeyLeft, pageKeying}} {
		p.Press(step.key)
		if p.chosen != step.want {
			t.Errorf("%s leads to %s, not %s", step.key, p.chosen, step.want)
		}
	}
	p.Press(fyne.KeyEscape)
	if !p.back {
		t.Error("Escape does not lead back")
	}
}

// digit types a digit, as the driver does: the key first, then the character, to whatever
// has the keyboard by then.
func (p *typist) digit(r rune) {
	p.Press(fyne.KeyName(r))
	p.Window.Canvas().Focused().TypedRune(r)
}

// press presses the button that says something.
func (p *typist) press(says string) {
	p.T.Helper()
	for _, o := range seen.Objects(p.Window.Content()) {
		if b, ok := o.(*form.Button); ok && strings.Contains(b.Text, says) {
			test.Tap(b)
			return
		}
	}
	p.T.Fatalf("no button says %s", says)
}

// A store that can only be looked at is typed from, and keeps nothing.
func TestWithoutAWayToNoteItCanBeTypedFrom(t *testing.T) {
	refused, k := 0, &kept{}
	p := before(t, trial.Valid(), k, voice.Chinese, func(o *Options) { o.Refuse = func() { refused++ } })
	defer p.leave()
	p.Focus()
	for range p.boxes() {
		p.Press(fyne.KeyReturn)
	}
	if p.board.Content() == "" || refused != 0 {
		t.Errorf("on the clipboard is %q; refused %d times", p.board.Content(), refused)
	}
	p.Press(fyne.KeyU)
	if refused != 1 {
		t.Error("the person is not told that no tick is kept")
	}
	p.turn(pageLicence)
	p.Press(fyne.KeyReturn)
	if refused != 2 || k.data != nil {
		t.Error("a tick of the licence was kept")
	}
}

func TestATickThatIsNotKeptIsTold(t *testing.T) {
	k := &kept{err: context.DeadlineExceeded}
	p := before(t, trial.Valid(), k, voice.Chinese, nil)
	defer p.leave()
	p.Focus()
	p.Press(fyne.KeyReturn)
	p.Next()
	if len(p.failed) != 1 {
		t.Errorf("told: %v", p.failed)
	}
}

// Changes come to the store in their order, one write after the other.
func TestNotesAreKeptInOrder(t *testing.T) {
	k, busy := &kept{}, atomic.Bool{}
	inside, release := make(chan struct{}), make(chan struct{})
	n := notes{failed: func(err error) { t.Error(err) }}
	n.change = func(ctx context.Context, f func(*casework.Case) error) error {
		if !busy.CompareAndSwap(false, true) {
			t.Error("two write at once")
			return nil
		}
		defer busy.Store(false)
		inside <- struct{}{}
		<-release
		return k.Change(ctx, f)
	}
	var writers sync.WaitGroup
	typed := func(text string) {
		n.add(func(c *casework.Case) { c.Keyed = casework.SetKeyed(c.Keyed, "host_name", text) })
		writers.Go(n.write)
	}
	typed("甲")
	<-inside
	typed("乙") // while the first is being written
	n.add(func(c *casework.Case) { c.Keyed = casework.ClearKeyed(c.Keyed, "host_name") })
	typed("丙")
	for range 1000 {
		runtime.Gosched() // so that the others could come in, if they were let
	}
	over := make(chan struct{})
	go func() { writers.Wait(); close(over) }()
	release <- struct{}{}
	select {
	case <-inside:
		release <- struct{}{}
		<-over
	case <-over:
	}
	if c, err := k.Case(t.Context()); err != nil || casework.TypingOf(c.Keyed, "host_name", "丙") != casework.Done {
		t.Errorf("kept %+v, %v", c, err)
	}
}

// Somebody who clicks on a button again and again, box after box, finds it where it was.
func TestTheButtonsStayWhereTheyAreFromBoxToBox(t *testing.T) {
	for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
		p := before(t, trial.Valid(), &kept{}, mode, nil)
		sh := p.sheet()
		at := func(i int) float32 {
			sh.choose(i)
			p.Window.Resize(p.Window.Canvas().Size())
			return fyne.CurrentApp().Driver().AbsolutePositionForObject(sh.side.next).Y
		}
		var last float32
		for i := range sh.rows { // what is said of each has been seen
			last = at(i)
		}
		for i := range sh.rows {
			if got := at(i); got != last {
				t.Fatalf("%s: in row %d the button is at %v, else at %v", mode, i, got, last)
			}
		}
		p.leave()
	}
}
