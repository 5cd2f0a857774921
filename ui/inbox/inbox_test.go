package inbox

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/store/inbox"
	"recordaldesk/store/intake"
	"recordaldesk/store/packet"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

// counter is somebody before the screen of a folder, in which another desk works too.
type counter struct {
	*uitest.Person
	screen   *Screen
	dir      string
	other    *inbox.Box
	mine     *inbox.Box
	takes    chan take
	entry    intake.Entry // what is answered
	opened   []string
	twice    []inbox.Double
	yes      func()
	password func(string)
}

type take struct {
	title, password string
	over            bool
}

func box(t *testing.T, dir, name string) *inbox.Box {
	t.Helper()
	b, err := inbox.New(dir, inbox.Desk{ID: inbox.NewDeskID(), Name: name}, inbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// open shows a folder with packets of the names.
func open(t *testing.T, names ...string) *counter {
	t.Helper()
	c := &counter{Person: uitest.Before(t), dir: t.TempDir(), takes: make(chan take, 10)}
	if err := inbox.Create(c.dir); err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if err := os.Rename(packetOf(t, n), filepath.Join(c.dir, n)); err != nil {
			t.Fatal(err)
		}
	}
	c.other, c.mine = box(t, c.dir, "二号窗口"), box(t, c.dir, "一号窗口")
	return c
}

// packetOf writes the packet of a company.
func packetOf(t *testing.T, name string) string {
	t.Helper()
	f := rules.New("new_recordal")
	f.Host.Name = name
	written, err := packet.Write(t.Context(), t.TempDir(), packet.Input{
		Filing: f, Report: rules.Builtin().Check(f, "2026-11-30"), Book: rules.Builtin(), Incomplete: true, Program: "test",
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return written.Zip
}

func (c *counter) show() {
	c.T.Helper()
	c.screen = New(Options{
		Voice: voice.New(voice.Chinese), Canvas: c.Window.Canvas(), Now: time.Now, Do: c.Do, Shared: c, Folder: c.dir,
		Choose: func() {}, Sync: func(bool) {}, Back: func() {},
		Open:   func(id string) { c.opened = append(c.opened, id) },
		Ask:    func(_, _ voice.Speaker, do func()) { c.yes = do },
		Secret: func(_, _ voice.Speaker, done func(string)) { c.password = done },
	})
	c.T.Cleanup(c.screen.Close)
	c.Show(c.screen.Object())
	c.Until("the folder is read", func() bool { return len(c.screen.items) > 0 || c.screen.away != nil })
	c.screen.Focus()
}

// Watch and Take are the folder's.
func (c *counter) Watch(ctx context.Context, tell func([]inbox.Item, error)) { tell(c.mine.List(ctx)) }

func (c *counter) Doubles(context.Context) ([]inbox.Double, error) { return c.twice, nil }

func (c *counter) Take(_ context.Context, i inbox.Item, over bool, password string) (intake.Entry, error) {
	c.takes <- take{i.Title, password, over}
	entry := c.entry
	if password != "" {
		entry = intake.Entry{Outcome: intake.Taken, Draft: "unlocked"}
	}
	return entry, nil
}

// claimed has the other desk claim the packet with the name.
func (c *counter) claimed(name string) {
	c.T.Helper()
	items, err := c.other.List(c.T.Context())
	if err != nil {
		c.T.Fatal(err)
	}
	for _, i := range items {
		if strings.HasPrefix(i.Title, name) {
			if _, err := c.other.TakeOver(c.T.Context(), i); err != nil {
				c.T.Fatal(err)
			}
		}
	}
}

func TestAPacketThatWaitsIsTakenWithOneKey(t *testing.T) {
	c := open(t, "甲公司.zip", "乙公司.zip")
	c.entry = intake.Entry{Outcome: intake.Taken, Draft: "a"}
	c.show()
	c.Reads("有2个材料包等待收取")
	c.Press(fyne.KeyReturn)
	c.Until("it is opened", func() bool { return len(c.opened) == 1 })
	if got := <-c.takes; got.over || c.opened[0] != "a" {
		t.Errorf("taken %+v, opened %v", got, c.opened)
	}
}

func TestWhatAnotherDeskHasIsTakenOverOnlyOnPurpose(t *testing.T) {
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyT} {
		c := open(t, "甲公司.zip")
		c.claimed("甲公司")
		c.entry = intake.Entry{Outcome: intake.Taken, Draft: "a"}
		c.show()
		if says := c.screen.row(0); !strings.Contains(says.Second, "二号窗口") {
			t.Errorf("of a packet that another desk has is said %q", says.Second)
		}
		c.Press(key)
		if len(c.takes) != 0 || c.yes == nil {
			t.Fatalf("%s: nobody was asked", key)
		}
		c.yes()
		c.Until("it is opened", func() bool { return len(c.opened) == 1 })
		if got := <-c.takes; !got.over {
			t.Errorf("%s: taken %+v", key, got)
		}
	}
}

func TestThePasswordOfAPacketIsAsked(t *testing.T) {
	c := open(t, "甲公司.zip")
	c.entry = intake.Entry{Outcome: intake.Left, Err: &packet.Error{Problem: packet.Encrypted}}
	c.show()
	c.Press(fyne.KeyReturn)
	c.Until("the password is asked", func() bool { return c.password != nil })
	c.password("geheim")
	c.Until("it is opened", func() bool { return len(c.opened) == 1 })
	if c.opened[0] != "unlocked" {
		t.Errorf("opened %v", c.opened)
	}
}

func TestAPacketThatComesInOnceTheScreenIsLeftInterruptsNobody(t *testing.T) {
	for _, entry := range []intake.Entry{
		{Outcome: intake.Taken, Draft: "a"}, {Outcome: intake.Left, Err: &packet.Error{Problem: packet.Encrypted}},
	} {
		c := open(t, "甲公司.zip")
		c.entry = entry
		c.show()
		c.Press(fyne.KeyReturn)
		c.screen.Close()
		c.Until("the packet is taken", func() bool { return !c.screen.busy })
		if len(c.opened) > 0 || c.password != nil {
			t.Errorf("%+v: opened %v, asks for a password: %v", entry, c.opened, c.password != nil)
		}
	}
}

func TestAFolderThatIsAwayIsSaidToBe(t *testing.T) {
	c := open(t)
	if err := os.RemoveAll(c.dir); err != nil {
		t.Fatal(err)
	}
	c.show()
	c.Reads("找不到收件文件夹")
}

// Two desks can have kept one packet before they heard of each other.
func TestWhatTwoDesksHaveIsSaid(t *testing.T) {
	c := open(t, "甲公司.zip")
	c.twice = []inbox.Double{{Title: "乙公司.zip", By: []inbox.Holder{{Desk: inbox.Desk{Name: "一号窗口"}}, {}}}}
	c.show()
	c.Reads("有1个材料包等待收取", "“乙公司.zip”有几个窗口都收下了：一号窗口、未知窗口")
}
