package filings

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// desk is a window with the screen over a store in it, and what the screen
// handed on.
type desk struct {
	t       testing.TB
	store   *store.Store
	voice   *voice.Voice
	window  fyne.Window
	screen  *Screen
	queue   chan func() // what waits for the UI goroutine
	opened  []string
	from    []string
	started int
	asked   string
	yes     func()
	purge   func()
	problem error
	checks  Checks // nil for none
}

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.Local)

// open shows the screen over a store with a draft of each filing, the first one
// being the oldest.
func open(t testing.TB, filings ...*rules.Filing) *desk {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.Look{Variant: look.Light})
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &desk{t: t, store: s, voice: voice.New(voice.Chinese), queue: make(chan func(), 10), window: test.NewTempWindow(t, nil)}
	d.window.Resize(fyne.NewSize(1366, 730))
	for _, f := range filings {
		d.create(f)
	}
	d.show(certified{s})
	d.settle()
	d.screen.Focus()
	return d
}

// show puts the screen into the window.
func (d *desk) show(drafts Drafts) {
	d.screen = New(Options{
		Voice: d.voice, Drafts: drafts, Canvas: d.window.Canvas(),
		Now: func() time.Time { return noon },
		Do:  func(f func()) { d.queue <- f }, Checks: d.checks,
		Actions: Actions{
			Open:       func(id string) { d.opened = append(d.opened, id) },
			New:        func() { d.started++ },
			NewFrom:    func(id string) { d.from = append(d.from, id) },
			ImportFile: func(path string) { d.opened = append(d.opened, path) },
			Ask: func(say, yes voice.Speaker, do func()) {
				d.asked, d.yes = say(d.voice.Language()), do
			},
			Offer: func(say voice.Speaker, answers ...parts.Answer) {
				d.asked, d.yes, d.purge = say(d.voice.Language()), answers[0].Do, answers[1].Do
			},
			Problem: func(err error) { d.problem = err },
		},
	})
	d.voice.OnChange(d.screen.Retranslate)
	d.window.SetContent(d.screen.Object())
	d.screen.Refresh()
}

// settle does one thing that waits for the UI goroutine; while the filings are being
// read, all that comes until they are.
func (d *desk) settle() {
	d.t.Helper()
	for reading := true; reading; reading = d.screen.loading {
		select {
		case f := <-d.queue:
			f()
		case <-time.After(30 * time.Second):
			d.t.Fatal("nothing came back from the background")
		}
	}
}

func (d *desk) create(f *rules.Filing) string {
	d.t.Helper()
	draft, err := d.store.Create(context.Background(), store.Record{Filing: f})
	if err != nil {
		d.t.Fatal(err)
	}
	return draft.ID
}

// press presses keys where the keyboard is.
func (d *desk) press(keys ...fyne.KeyName) {
	d.t.Helper()
	for _, key := range keys {
		if d.window.Canvas().Focused() == nil {
			d.t.Fatalf("nothing has the keyboard for %s", key)
		}
		d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// search types into the search.
func (d *desk) search(text string) {
	d.screen.Find()
	d.screen.finder.entry.SetText("")
	test.Type(d.screen.finder.entry, text)
}

// names are the names in the rows, from the top.
func (d *desk) names() []string {
	var names []string
	for _, o := range seen.Objects(d.window.Content()) {
		if r, ok := o.(*row); ok {
			names = append(names, r.name.Said)
		}
	}
	return names
}

func (d *desk) mustList(want ...string) {
	d.t.Helper()
	if got := d.names(); !slices.Equal(got, want) {
		d.t.Errorf("the list has %q, want %q", got, want)
	}
}

// texts is all that the window says, without the breaks between lines.
func (d *desk) texts() string {
	var said strings.Builder
	for _, o := range seen.Objects(d.window.Content()) {
		if text, ok := o.(*canvas.Text); ok {
			said.WriteString(text.Text + "\n")
		}
	}
	return said.String()
}

func (d *desk) mustSay(l translations.Language, ids ...string) {
	d.t.Helper()
	said := strings.ReplaceAll(d.texts(), "\n", "")
	for _, id := range ids {
		if want := translations.Text(l, id); !strings.Contains(said, want) {
			d.t.Errorf("the screen does not say %q", want)
		}
	}
}

// company makes a filing of an invented company.
func company(name string, domains ...string) *rules.Filing {
	f := rules.New("new_recordal")
	f.Host.Name, f.Host.Province = name, "110000"
	f.Host.Certificate.Number = "91110105MA00000026"
	f.Host.LegalRepresentative.Name = "张样例"
	f.Host.LegalRepresentative.Document.Number = "11010519491231002X"
	f.Host.LegalRepresentative.Mobile = "13800138000"
	f.Websites[0].Domains = nil
	for _, d := range domains {
		f.Websites[0].Domains = append(f.Websites[0].Domains, rules.Domain{Name: d})
	}
	return f
}

const north, south, nobody = "北京北方示例科技有限公司", "上海南方示例贸易有限公司", ""

func TestTheListShowsTheLastChangedFirst(t *testing.T) {
	d := open(t, company(north, "north.example.cn"), company(nobody), company(south, "south.example.com"))
	d.mustList(south, "未命名备案", north)
	d.mustSay(translations.Chinese, "kind.new_recordal", "filings.draft")
	for _, want := range []string{"north.example.cn", "北京市", "今天 12:00"} {
		if !strings.Contains(d.texts(), want) {
			t.Errorf("the list does not say %q", want)
		}
	}
}

func TestTheListFollowsTheStore(t *testing.T) {
	d := open(t, company(north), company(south))
	d.press(fyne.KeyEnd)
	d.create(company("深圳新示例有限公司"))
	d.screen.Refresh()
	d.mustList("深圳新示例有限公司", south, north)
	if got := d.screen.found[d.screen.current].HostName; got != north {
		t.Errorf("the current filing is %q, want the one chosen before, %q", got, north)
	}
}

func TestNumbersOfDocumentsAreNeverShown(t *testing.T) {
	d := open(t, company(north, "north.example.cn"))
	for _, secret := range []string{"91110105MA00000026", "11010519491231002X", "13800138000", "张样例"} {
		if strings.Contains(d.texts(), secret) {
			t.Errorf("the list shows %s", secret)
		}
	}
}

func TestSearchNarrowsTheList(t *testing.T) {
	d := open(t, company(north, "north.example.cn"), company(south, "south.example.com"))
	for _, tt := range []struct {
		typed string
		want  []string
	}{
		{"北方", []string{north}},
		{"south.ex", []string{south}},
		{"SOUTH", []string{south}},
		{"示例 cn", []string{north}},
		{"91110105", []string{south, north}},
		{"没有的", nil},
		{"", []string{south, north}},
	} {
		d.search(tt.typed)
		d.mustList(tt.want...)
	}
	d.search("没有的")
	d.mustSay(translations.Chinese, "filings.none_found")
	d.press(fyne.KeyEscape)
	d.mustList(south, north)
	if d.window.Canvas().Focused() != d.screen.list {
		t.Error("Escape in the search does not lead to the list")
	}
}

func TestTheKeyboardOpensFilings(t *testing.T) {
	d := open(t, company(north), company(south), company(nobody))
	d.press(fyne.KeyUp, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn) // stops at both ends
	d.press(fyne.KeyHome, fyne.KeyReturn)
	d.search("示例")
	d.press(fyne.KeyDown, fyne.KeyReturn)
	all := d.store.Search("")
	if want := []string{all[2].ID, all[0].ID, all[2].ID}; !slices.Equal(d.opened, want) {
		t.Errorf("opened %v, want %v", d.opened, want)
	}
}

func TestASearchBeginsAtItsFirstFiling(t *testing.T) {
	d := open(t, company(north), company(south), company("北京另一示例有限公司"))
	d.press(fyne.KeyEnd)
	d.search("北京")
	if got := d.screen.current; got != 0 {
		t.Errorf("the search begins at filing %d of those found, want the first", got+1)
	}
	d.press(fyne.KeyDown, fyne.KeyEscape)
	if got := d.screen.found[d.screen.current].HostName; got != north {
		t.Errorf("after the search the current filing is %q, want the one found, %q", got, north)
	}
}

func TestTabReachesTheButtonsOfTheCurrentRow(t *testing.T) {
	d := open(t, company(north), company(south))
	d.press(fyne.KeyDown)
	d.window.Canvas().FocusNext()
	d.press(fyne.KeyReturn)
	d.window.Canvas().FocusNext()
	d.press(fyne.KeySpace)
	id := d.store.Search("")[1].ID
	if !slices.Equal(d.opened, []string{id}) || !slices.Equal(d.from, []string{id}) {
		t.Errorf("opened %v and started from %v, want %s both times", d.opened, d.from, id)
	}
}

func TestADoubleClickOpens(t *testing.T) {
	d := open(t, company(north), company(south))
	for _, o := range seen.Objects(d.window.Content()) {
		if r, ok := o.(*row); ok && r.name.Said == north {
			r.MouseDown(nil)
			if len(d.opened) > 0 {
				t.Error("the first click opened the filing")
			}
			r.DoubleTapped(nil)
			break
		}
	}
	if want := []string{d.store.Search("")[1].ID}; !slices.Equal(d.opened, want) {
		t.Errorf("opened %v, want %v", d.opened, want)
	}
}

func TestDeleteAsksFirst(t *testing.T) {
	d := open(t, company(north), company(south), company(nobody))
	d.press(fyne.KeyDown, fyne.KeyDelete)
	if !strings.Contains(d.asked, south) || !strings.Contains(d.asked, translations.Text(translations.Chinese, "filings.delete.lost")) {
		t.Errorf("asked %q", d.asked)
	}
	if got := len(d.store.Search("")); got != 3 {
		t.Fatalf("%d filings are left before the answer, want 3", got)
	}
	d.yes()
	d.settle()
	d.mustList("未命名备案", north)
	if got := d.screen.found[d.screen.current].HostName; got != north {
		t.Errorf("the current filing is %q, want the neighbour %q", got, north)
	}
}

// certified is a store as the window has it.
type certified struct{ *store.Store }

func (c certified) Purge(ctx context.Context, id string) error {
	_, err := c.Store.Purge(ctx, id, store.ByHand)
	return err
}

func TestAFilingCanBePurgedInsteadAndLeavesACertificate(t *testing.T) {
	d := open(t, company(north), company(south))
	d.press(fyne.KeyDelete)
	d.purge()
	d.settle()
	d.mustList(north)
	if all, err := d.store.Certificates(context.Background()); err != nil || len(all) != 1 {
		t.Errorf("%d certificates, %v", len(all), err)
	}
}

func TestDeletingTheLastFilingLeadsToTheBeginning(t *testing.T) {
	d := open(t, company(north))
	d.press(fyne.KeyDelete)
	d.yes()
	d.settle()
	d.mustSay(translations.Chinese, "filings.empty")
	d.press(fyne.KeyReturn)
	if d.started != 1 {
		t.Error("Return does not start a filing")
	}
}

func TestWithoutFilingsTheScreenSaysWhatToPrepare(t *testing.T) {
	d := open(t)
	d.mustSay(translations.Chinese, toPrepare...)
	d.press(fyne.KeyReturn)
	if d.started != 1 {
		t.Error("Return does not start a filing")
	}
	d.create(company(north))
	d.screen.Refresh()
	d.screen.Focus()
	d.mustList(north)
	d.press(fyne.KeyReturn)
	if len(d.opened) != 1 {
		t.Error("Return does not open the first filing")
	}
}

// unreadable is a store whose drafts cannot be read.
type unreadable struct {
	certified
	err error
}

func (u *unreadable) Drafts(ctx context.Context) ([]*store.Summary, error) {
	if u.err != nil {
		return nil, u.err
	}
	return u.Store.Drafts(ctx)
}

// slow is a store whose drafts are read when the test says so.
type slow struct {
	certified
	read chan struct{}
}

func (s *slow) Drafts(ctx context.Context) ([]*store.Summary, error) {
	<-s.read
	return s.Store.Drafts(ctx)
}

func TestTheFilingsSavedLastAreThereBeforeAllAreRead(t *testing.T) {
	d := open(t, company(north))
	s := &slow{certified: certified{d.store}, read: make(chan struct{})}
	d.screen = New(d.screen.o)
	d.screen.o.Drafts = s
	d.screen.Refresh()
	(<-d.queue)()
	if len(d.screen.found) != 1 || !d.screen.loading || d.screen.body.Objects[0] != d.screen.list {
		t.Errorf("%d filings are shown while the others are read", len(d.screen.found))
	}
	close(s.read)
	d.settle()
	if d.screen.loading || len(d.screen.found) != 1 {
		t.Error("not all were read")
	}
}

func TestAStoreThatCannotBeReadSaysWhy(t *testing.T) {
	d := open(t, company(north))
	b := &unreadable{certified: certified{d.store}, err: fmt.Errorf("list drafts: %w", store.ErrDisk)}
	d.show(b)
	d.settle()
	d.screen.Focus()
	d.mustSay(translations.Chinese, "store.problem.disk", "filings.retry")
	b.err = nil
	d.press(fyne.KeyReturn)
	d.settle()
	d.mustList(north)
}

func TestAFilingThatCannotBeReadIsShownAndNotOpened(t *testing.T) {
	d := open(t, company(north))
	d.screen.found = []*store.Summary{{ID: "1", Damaged: true, State: store.StateDraft, Updated: noon}}
	d.screen.show()
	d.mustList("无法读取的备案")
	d.press(fyne.KeyReturn)
	if len(d.opened) > 0 || !errors.Is(d.problem, store.ErrDraftDamaged) {
		t.Errorf("opened %v and said %v, want no filing and that it is damaged", d.opened, d.problem)
	}
	d.screen.startFrom()
	if len(d.from) > 0 {
		t.Error("a filing was started from one that cannot be read")
	}
}

func TestSwitchingTheLanguageKeepsSearchAndPlace(t *testing.T) {
	d := open(t, company(north), company(south), company(nobody))
	d.search("示例")
	d.press(fyne.KeyDown)
	before, id := d.window.Canvas().Focused(), d.screen.id
	for _, mode := range []voice.Mode{voice.English, voice.Both, voice.Chinese} {
		d.voice.Switch(mode)
		if d.window.Canvas().Focused() != before || d.screen.finder.entry.Text != "示例" || d.screen.id != id {
			t.Fatalf("the language %s lost the keyboard, the search or the place", mode)
		}
		d.mustList(south, north)
		if mode != voice.English {
			d.mustSay(translations.Chinese, "filings.title", "kind.new_recordal", "filings.new_from")
		}
		if mode != voice.Chinese {
			d.mustSay(translations.English, "filings.title", "kind.new_recordal", "filings.new_from")
		}
		for text := range strings.Lines(d.texts()) {
			if strings.ContainsAny(text, "[]_<>{}") {
				t.Errorf("in %s the screen shows %q", mode, text)
			}
		}
	}
}

func TestADroppedFileIsImported(t *testing.T) {
	d := open(t)
	d.screen.Dropped([]string{"filing.json", "other.json"})
	if !slices.Equal(d.opened, []string{"filing.json"}) {
		t.Errorf("imported %v, want the first file", d.opened)
	}
}
