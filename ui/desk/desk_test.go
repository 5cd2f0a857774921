package desk

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/recheck"
	"recordaldesk/store/worklist"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

var noon = time.Date(2026, 11, 30, 12, 0, 0, 0, time.Local)

// counter is somebody before the queue over a store in it, and what the screen handed on.
type counter struct {
	*uitest.Person
	store    *store.Store
	screen   *Screen
	queue    *held
	opened   []string
	reviewed []string
	noted    []string // of which the stage is to be noted
	named    func(string)
	read     chan struct{} // closed when all filings may be read
	problem  error
	taken    int // how often files are to be taken in
}

// open shows the queue over a store with a filing for each company, the first being the
// oldest, and each at its stage.
func open(t testing.TB, companies map[string]string, order ...string) *counter {
	t.Helper()
	c := begin(t, companies, order...)
	close(c.read)
	c.Until("the filings are shown", func() bool {
		return c.screen.loaded && c.screen.shown == c.screen.asked && len(c.screen.rows) == len(order)
	})
	c.screen.Focus()
	return c
}

// begin shows the queue while the filings are still being read.
func begin(t testing.TB, companies map[string]string, order ...string) *counter {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	c := newCounter(t, s)
	for _, name := range order {
		f := rules.New("new_recordal")
		f.Host.Name, f.Host.Province = name, "110000"
		d, err := s.Create(t.Context(), store.Record{Filing: f})
		if err != nil {
			t.Fatal(err)
		}
		if stage := companies[name]; stage != "" {
			_, err := s.ChangeCase(t.Context(), d.ID, func(c *casework.Case) error {
				c.Desk = "一号窗口"
				c.Reach(casework.Event{Stage: stage, At: noon.AddDate(0, 0, -3)})
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	c.show()
	return c
}

// newCounter is somebody before an empty window.
func newCounter(t testing.TB, s *store.Store) *counter {
	return &counter{Person: uitest.Before(t), store: s, read: make(chan struct{})}
}

// show shows the queue.
func (c *counter) show() {
	s := c.store
	c.queue = &held{List: worklist.New(s, recheck.NewVerdicts(), rules.Builtin())}
	c.screen = New(Options{
		Voice: voice.New(voice.Chinese), Canvas: c.Window.Canvas(), Book: rules.Builtin,
		Queue: c.queue, Kept: s,
		Wait: func(ctx context.Context) error {
			<-c.read
			_, err := s.Drafts(ctx)
			return err
		},
		Recent: s.Recent,
		Now:    func() time.Time { return noon }, Do: c.Do,
		Actions: Actions{
			Open:     func(id string) { c.opened = append(c.opened, id) },
			Review:   func(id string) { c.reviewed = append(c.reviewed, id) },
			Progress: func(id string) { c.noted = append(c.noted, id) },
			Import:   func() { c.taken++ },
			Problem:  func(err error) { c.problem = err },
			Ask:      func(_, _ voice.Speaker, _ string, done func(string)) { c.named = done },
		},
	})
	c.Show(c.screen.Object())
	c.screen.Refresh()
}

// held is a queue of which the answers can be held back.
type held struct {
	*worklist.List
	gate sync.RWMutex
}

func (h *held) Find(ctx context.Context, v worklist.View, now time.Time) ([]*worklist.Row, int, error) {
	h.gate.RLock()
	defer h.gate.RUnlock()
	return h.List.Find(ctx, v, now)
}

func (c *counter) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		c.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func (c *counter) names() (all []string) {
	for _, r := range c.screen.rows {
		all = append(all, r.HostName)
	}
	return all
}

// is waits until the queue shows the companies.
func (c *counter) is(want ...string) {
	c.T.Helper()
	c.Until("the queue shows "+strings.Join(want, ", "), func() bool { return slices.Equal(c.names(), want) })
}

func TestTheQueueIsWorkedByKeyboardAlone(t *testing.T) {
	c := open(t, map[string]string{"甲公司": "mailed", "乙公司": "sms", "丙公司": ""}, "甲公司", "乙公司", "丙公司")
	c.is("丙公司", "乙公司", "甲公司")
	if c.Window.Canvas().Focused() != c.screen.list {
		t.Fatal("the list does not have the keyboard")
	}
	c.press(fyne.KeyDown, fyne.KeyReturn)
	c.press(fyne.KeyE)
	c.press(fyne.KeyS)
	want := []string{c.screen.rows[1].ID}
	if !slices.Equal(c.reviewed, want) || !slices.Equal(c.opened, want) || !slices.Equal(c.noted, want) {
		t.Errorf("reviewed %v, opened %v, noted %v; want the second, %s", c.reviewed, c.opened, c.noted, want)
	}
	c.press(fyne.Key8) // by what is due
	c.is("乙公司", "甲公司", "丙公司")
	c.press(fyne.Key8)
	c.is("丙公司", "甲公司", "乙公司")
	c.press(fyne.KeySlash)
	c.screen.filters.Entry.TypedRune('/') // the character of the key comes after it
	c.screen.filters.Entry.KeyDown(&fyne.KeyEvent{Name: fyne.KeyB})
	test.Type(c.screen.filters.Entry, "bgs")
	c.is("丙公司")
	c.press(fyne.KeyEscape)
	c.is("丙公司", "甲公司", "乙公司")
	c.press(fyne.KeyEscape)
	c.is("丙公司", "乙公司", "甲公司")
}

// Whoever types and presses Return at once means what is found, not what is still shown.
func TestReturnReviewsWhatIsFound(t *testing.T) {
	c := open(t, nil, "甲公司", "乙公司", "甲一公司", "丙公司")
	c.press(fyne.KeySlash)
	c.screen.filters.Entry.KeyDown(&fyne.KeyEvent{Name: fyne.KeyJ})
	c.queue.gate.Lock()
	test.Type(c.screen.filters.Entry, "甲")
	c.press(fyne.KeyDown, fyne.KeyReturn)
	if len(c.reviewed) > 0 {
		t.Error("it did not wait for what is found")
	}
	c.queue.gate.Unlock()
	c.Until("the second that is found is reviewed", func() bool { return len(c.reviewed) == 1 })
	if got := c.screen.rows[slices.IndexFunc(c.screen.rows, func(r *worklist.Row) bool { return r.ID == c.reviewed[0] })].HostName; got != "甲公司" {
		t.Errorf("%s is reviewed", got)
	}
	c.queue.gate.Lock()
	test.Type(c.screen.filters.Entry, "一")
	c.press(fyne.KeyReturn)
	c.screen.change(func(v *worklist.View) { v.Query = "乙" }) // it is about something else by now
	c.queue.gate.Unlock()
	c.is("乙公司")
	if len(c.reviewed) != 1 {
		t.Errorf("%d are reviewed", len(c.reviewed))
	}
}

func TestTheNamesOfClientsAreDrawn(t *testing.T) {
	open(t, nil, "广州鑫烨商贸示例有限公司").Draws("广州鑫烨商贸示例有限公司")
}

// What a search finds at once stands there as soon as the letter does: there is one picture
// to be painted, not two.
func TestALetterAndWhatItFindsAreOnePicture(t *testing.T) {
	c := open(t, nil, "甲公司", "乙公司")
	c.screen.view.Query = "甲"
	c.screen.find(time.Hour)
	if got := c.names(); !slices.Equal(got, []string{"甲公司"}) {
		t.Errorf("when the letter is there the queue shows %v", got)
	}
}

func TestTheQueueIsNarrowedAndTheViewKept(t *testing.T) {
	c := open(t, map[string]string{"甲公司": "mailed", "乙公司": "sms", "丙公司": ""}, "甲公司", "乙公司", "丙公司")
	for _, f := range c.screen.filters.all {
		switch f.label {
		case "desk.column.stage":
			f.set("mailed")
		case "desk.column.desk":
			c.Until("the desks are known", func() bool { return len(c.screen.filters.desks) > 0 })
			if offered := f.offer(); !slices.Equal(offered, []string{"一号窗口"}) {
				t.Errorf("the desks to choose from are %v", offered)
			}
			f.set("一号窗口")
		case "desk.column.age":
			f.set("3") // all were made today
			c.is()
			f.set(any)
		}
	}
	c.is("甲公司")
	c.screen.filters.keepView()
	c.named("寄出")
	c.Until("the view is kept", func() bool { return c.screen.view.Name == "寄出" })
	c.screen.show(worklist.View{})
	c.is("丙公司", "乙公司", "甲公司")
	c.screen.filters.useView("寄出")
	c.is("甲公司")
	again, err := worklist.Views(t.Context(), c.store)
	if err != nil || len(again) != 1 || again[0].Name != "寄出" || !slices.Equal(again[0].Desks, []string{"一号窗口"}) {
		t.Errorf("kept is %+v, %v", again, err)
	}
	c.screen.filters.forgetView()
	c.is("丙公司", "乙公司", "甲公司")
	if again, err := worklist.Views(t.Context(), c.store); err != nil || len(again) != 0 {
		t.Errorf("after it was forgotten there is %+v, %v", again, err)
	}
}

// What is over is said in words too, not by a colour alone.
func TestARowSaysHowFarAFilingIsAndWhenItIsDue(t *testing.T) {
	c := open(t, map[string]string{"甲公司": "sms"}, "甲公司")
	said := map[worklist.Column]string{}
	for i, column := range worklist.Columns {
		said[column] = c.screen.list.Seen[0].cells[i].Upper.Said
	}
	for column, want := range map[worklist.Column]string{
		worklist.ByStage: "短信验证码已发出", worklist.ByClient: "甲公司", worklist.ByKind: "新增备案",
		worklist.ByProvince: "北京市", worklist.ByDesk: "一号窗口", worklist.ByAge: "今天",
	} {
		if said[column] != want {
			t.Errorf("%s: %q, want %q", column, said[column], want)
		}
	}
	if !strings.Contains(said[worklist.ByDue], "已过") {
		t.Errorf("of a code that was good for a day, three days ago, is said %q", said[worklist.ByDue])
	}
}

// The current filing stays the current one while others are saved.
func TestTheCurrentFilingStaysTheCurrentOne(t *testing.T) {
	c := open(t, nil, "甲公司", "乙公司")
	c.press(fyne.KeyDown)
	id := c.screen.id
	f := rules.New("new_recordal")
	f.Host.Name = "丁公司"
	if _, err := c.store.Create(t.Context(), store.Record{Filing: f}); err != nil {
		t.Fatal(err)
	}
	c.screen.Refresh()
	c.is("丁公司", "乙公司", "甲公司")
	if c.screen.id != id || c.screen.rows[c.screen.current].HostName != "甲公司" {
		t.Errorf("the current filing is %s", c.screen.rows[c.screen.current].HostName)
	}
}

// The filings saved last are there at once; what is typed meanwhile is looked for when
// all are read.
func TestTheFirstRowsDoNotWaitForTheOthers(t *testing.T) {
	c := begin(t, nil, "甲公司", "丙公司")
	c.is("丙公司", "甲公司")
	if c.screen.loaded {
		t.Fatal("all were read first")
	}
	c.screen.Find()
	test.Type(c.screen.filters.Entry, "甲")
	close(c.read)
	c.is("甲公司")
}

// With letters twice as large on an office screen the queue does not outgrow it, and the
// current row is seen whole.
func TestTheQueueFitsTheScreenWithLargeLetters(t *testing.T) {
	c := open(t, map[string]string{"甲公司": "mailed", "乙公司": "sms"}, "甲公司", "乙公司")
	screen := fyne.NewSize(1366/2, 730/2-60) // less the header
	for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
		c.screen.o.Voice.Switch(mode)
		c.screen.Retranslate()
		c.Window.Resize(screen)
		if min := c.screen.Object().MinSize(); min.Width > screen.Width || min.Height > screen.Height {
			t.Errorf("%s: it wants %v of %v", mode, min, screen)
		}
		if got, want := c.screen.list.Size().Height, c.screen.rowHeight(); got < want {
			t.Errorf("%s: a row of %v has %v", mode, want, got)
		}
	}
}

func TestANewDeskBeginsWithTakingFilingsIn(t *testing.T) {
	c := open(t, nil)
	c.press(fyne.KeyReturn)
	if c.taken != 1 {
		t.Errorf("Return takes filings in %d times", c.taken)
	}
}

// What is said of a row takes no room from the list, however much that is, and what narrows
// the queue no line more.
func TestTheListOfTheQueueStaysWhereItIs(t *testing.T) {
	c := open(t, map[string]string{"甲公司": "sms", "乙公司": "", "丙公司": "mailed"}, "甲公司", "乙公司", "丙公司")
	lay := func() (fyne.Position, fyne.Size) {
		c.screen.object.Layout.Layout(c.screen.object.Objects, c.screen.object.Size())
		return c.screen.body.Position(), c.screen.body.Size()
	}
	for _, width := range []float32{1366, 800} {
		c.Window.Resize(fyne.NewSize(width, 680))
		for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
			c.screen.o.Voice.Switch(mode)
			c.screen.Retranslate()
			for i := range c.screen.rows { // what is said of each has been seen
				c.screen.choose(i)
				lay()
			}
			place, size := lay()
			stays := func(what string) {
				t.Helper()
				if at, now := lay(); at != place || now != size {
					t.Errorf("%s %v: %s the list was at %v with %v, and is at %v with %v", mode, width, what, place, size, at, now)
				}
			}
			for i := range c.screen.rows {
				c.screen.choose(i)
				stays("on another row")
			}
			if width == 1366 {
				c.screen.change(func(v *worklist.View) { v.Kinds = []string{"new_recordal"} })
				stays("narrowed")
				c.screen.change(func(v *worklist.View) { v.Kinds = nil })
			}
		}
	}
}
