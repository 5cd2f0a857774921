package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/ui/voice"
)

// The morning's figures.
const (
	packets  = 50
	reviewed = 10
	returned = 3 // of them
)

// TestAMorningAtTheDesk is what a review desk does before noon, by keyboard alone: fifty
// clients' packets are taken in at once, ten are reviewed, three of which go back; these
// clients' programs show what came back, it is mended and packed again; and the desk sees
// what has changed, and accepts.
func TestAMorningAtTheDesk(t *testing.T) {
	if os.Getenv("RECORDAL_E2E") == "" {
		t.Skip("it works a real window, which needs a display with a window manager and an input method; make test starts one")
	}
	shots := os.Getenv("RECORDAL_E2E_SHOTS")
	if shots == "" {
		shots = t.TempDir()
	}
	binary := buildProgram(t)
	stick := t.TempDir() // the clients' packets, and what the desk hands back

	m := &morning{desk: newDesk(t, binary, t.TempDir(), filepath.Join(shots, "morning")), stick: stick, queue: filepath.Join(stick, "in"), back: filepath.Join(stick, "back")}
	for _, dir := range []string{m.queue, m.back} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	m.clients(binary, shots)
	m.open()
	m.takeIn(packets)
	m.Shot("queue")
	for n := range reviewed {
		m.review(packets-1-n, n < returned)
	}
	m.Shot("reviewed")
	for _, c := range m.returns {
		c.mends(m)
	}
	m.takeInAgain()
	for n := range returned {
		m.acceptMended(packets - 1 - n)
	}
	m.Shot("accepted")
	m.Close()
}

// morning is the desk, and the clients whose filings go back.
type morning struct {
	*desk
	stick, queue, back string
	returns            []*mending
}

// mending is a client whose filing goes back.
type mending struct {
	*desk
	number int
}

// clients writes the packets of all clients. Those whose filings will go back have them in
// a program of their own.
func (m *morning) clients(binary, shots string) {
	t := m.t
	t.Helper()
	common, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer common.Close() // the packets are written
	for n := range packets {
		s := common
		if n >= packets-returned {
			c := &mending{newDesk(t, binary, t.TempDir(), filepath.Join(shots, fmt.Sprintf("client-%d", n))), n}
			m.returns = append(m.returns, c)
			if s, err = store.Open(t.Context(), c.Data(), store.Options{}); err != nil {
				t.Fatal(err)
			}
		}
		d := keeps(t, s, client(t, n))
		packs(t, s, d, m.queue, n)
		if s != common {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	slices.Reverse(m.returns) // in the order in which they are reviewed
}

// open starts the desk's program, with the queue before it.
func (m *morning) open() {
	ctx := m.t.Context()
	s, err := store.Open(ctx, m.Data(), store.Options{})
	if err != nil {
		m.t.Fatal(err)
	}
	for key, value := range map[string]string{"home": "queue", "language": string(voice.Chinese)} {
		if err := s.SetSetting(ctx, key, value); err != nil {
			m.t.Fatal(err)
		}
	}
	if err := s.SetDesk(ctx, "一号窗口"); err != nil {
		m.t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		m.t.Fatal(err)
	}
	m.Start()
}

// takeIn takes in the folder with the packets, until so many filings are there.
func (m *morning) takeIn(want int) {
	m.t.Helper()
	m.Shot("nothing-yet")
	m.Key("Return") // the keyboard is on the button for it
	m.ChooseFile(m.queue + "/")
	m.waitStore(fmt.Sprintf("%d filings are there", want), func(ctx context.Context, s *store.Store) (bool, string) {
		n, err := s.Count(ctx)
		return n == want, fmt.Sprint(n, err)
	})
	m.Rest(5 * time.Second)
	m.Shot("taken-in")
	m.Key("Escape")
	m.Rest(3 * time.Second)
}

// waitStore waits until the store on the disk is as asked for.
func (m *morning) waitStore(what string, is func(ctx context.Context, s *store.Store) (bool, string)) {
	m.t.Helper()
	m.until(what, func() (done bool, now string) {
		err := m.copied(func(ctx context.Context, s *store.Store) error {
			done, now = is(ctx, s)
			return nil
		})
		if err != nil {
			return false, err.Error()
		}
		return done, now
	})
}

// find has the queue show the filing of a client alone, and makes it the current one.
func (m *morning) find(n int) {
	m.Key("slash")
	m.passedOn()
	m.Type(fmt.Sprintf("brand%02d", n))
	m.Rest(2 * time.Second)
}

// left leaves the search, with all filings shown.
func (m *morning) left() {
	m.Rest(2 * time.Second)
	m.Key("Escape")
	m.Rest(2 * time.Second)
}

// caseOf is what the desk has noted about the filing of a client, and the filing.
func (m *morning) caseOf(ctx context.Context, s *store.Store, n int) (*casework.Case, *rules.Filing, error) {
	all, err := s.Drafts(ctx)
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(all, func(d *store.Summary) bool { return slices.Contains(d.Domains, fmt.Sprintf("brand%02d-shili.cn", n)) })
	if i < 0 {
		return nil, nil, fmt.Errorf("client %d has no filing", n)
	}
	d, err := s.Load(ctx, all[i].ID)
	if err != nil {
		return nil, nil, err
	}
	c, err := s.Case(ctx, d.ID)
	return c, d.Record.Filing, err
}

// waitCase waits until the desk has noted what is asked for about a client's filing.
func (m *morning) waitCase(what string, n int, is func(c *casework.Case, f *rules.Filing) (bool, string)) {
	m.t.Helper()
	m.waitStore(what, func(ctx context.Context, s *store.Store) (bool, string) {
		c, f, err := m.caseOf(ctx, s, n)
		if err != nil {
			return false, err.Error()
		}
		return is(c, f)
	})
}

// wrong is the field for which the filings go back: where the post is sent.
const wrong = "host.address"

// review goes through the filing of a client place by place, and accepts it, or returns
// it for one field.
func (m *morning) review(n int, back bool) {
	m.t.Helper()
	m.find(n)
	m.Key("Return")
	m.Rest(4 * time.Second)
	f := client(m.t, n)
	fields, materials := casework.Places(rules.Builtin(), f, time.Now().Format(time.DateOnly))
	total := 1 + len(fields) + len(materials)
	at := 1 + slices.IndexFunc(fields, func(i rules.Instance) bool { return i.Path == wrong })
	if n == packets-1 {
		m.Shot("review")
		m.Key("a")
		m.Rest(2 * time.Second)
		m.Type("wm") // who reviews, asked once
		m.Shot("who")
		m.Key("Return")
		m.Rest(2 * time.Second)
	} else {
		m.Key("a")
	}
	for place := 1; place < total; place++ {
		if back && place == at {
			m.Key("r")
			m.Rest(2 * time.Second)
			if n == packets-1 {
				m.Shot("reasons")
			}
			m.Key("Return")
			m.Rest(2 * time.Second)
			continue
		}
		m.Key("a")
	}
	m.passedOn() // what is pressed next would overtake it
	wantReturned := 0
	if back {
		wantReturned = 1
	}
	m.waitCase("each place is marked", n, func(c *casework.Case, f *rules.Filing) (bool, string) {
		accepted, returned := c.Count(f, casework.Accepted), c.Count(f, casework.Returned)
		return accepted == total-wantReturned && returned == wantReturned, fmt.Sprintf("%d of %d accepted, %d returned", accepted, total, returned)
	})
	if back {
		m.handBack(n)
	} else {
		m.accept(n)
	}
	m.left()
}

// accept ticks the originals and accepts the filing.
func (m *morning) accept(n int) {
	m.t.Helper()
	points := len(rules.Builtin().OriginalsFor(client(m.t, n), time.Now().Format(time.DateOnly)))
	m.Key("o")
	for range points {
		m.Key("space")
	}
	m.waitCase("the originals are ticked", n, func(c *casework.Case, _ *rules.Filing) (bool, string) {
		return len(c.Originals) == points, fmt.Sprintf("%d of %d", len(c.Originals), points)
	})
	m.Shot(fmt.Sprintf("originals-%d", n))
	m.Key("F9")
	m.Rest(2 * time.Second)
	m.Key("Tab", "Return")
	m.waitCase("the filing is accepted", n, func(c *casework.Case, _ *rules.Filing) (bool, string) {
		return c.Stage().Stage == "accepted", c.Stage().Stage
	})
}

// handBack writes the return notice and the return file onto the stick.
func (m *morning) handBack(n int) {
	m.t.Helper()
	m.Key("F10")
	m.Rest(3 * time.Second)
	m.Shot(fmt.Sprintf("hand-back-%d", n))
	m.Key("Return")
	m.ChooseFile(m.back + "/")
	m.waitCase("the notice is handed out", n, func(c *casework.Case, _ *rules.Filing) (bool, string) {
		return len(c.Notices) == 1 && c.Stage().Stage == "returned", fmt.Sprintf("%d notices, %s", len(c.Notices), c.Stage().Stage)
	})
	m.Shot(fmt.Sprintf("handed-back-%d", n))
	m.Key("Escape") // to the review
	m.Rest(2 * time.Second)
	m.Key("Escape") // to the queue
	m.Rest(2 * time.Second)
}

// mends opens what came back in the client's program, mends it and packs it again.
func (c *mending) mends(m *morning) {
	c.t.Helper()
	files, err := filepath.Glob(filepath.Join(m.back, "*.json"))
	if err != nil || len(files) != returned {
		c.t.Fatalf("on the stick lie %v, %v", files, err)
	}
	mine := ""
	for i, path := range files { // xdotool types no Chinese
		data, err := os.ReadFile(path)
		if err != nil {
			c.t.Fatal(err)
		}
		notice, err := casework.DecodeReturn(bytes.NewReader(data))
		if err != nil {
			c.t.Fatal(err)
		}
		if notice.Reference == c.reference() {
			mine = filepath.Join(m.back, fmt.Sprintf("return-%d.json", i))
			if err := os.Rename(path, mine); err != nil {
				c.t.Fatal(err)
			}
			break
		}
	}
	if mine == "" {
		c.t.Fatalf("no return file is about client %d", c.number)
	}
	c.Start()
	c.Key("ctrl+o")
	c.ChooseFile(mine)
	c.Rest(3 * time.Second)
	c.Shot("came-back")
	c.Key("Return")
	c.Rest(3 * time.Second)
	c.Key("F8")
	c.WaitAt("host_address", wrong)
	c.Shot("at-its-field")
	c.Key("End")
	c.Type(" 7F")
	c.WaitFor("it is mended", func(r *store.Record) (bool, string) {
		return r.Filing.Host.Address != client(c.t, c.number).Host.Address, r.Filing.Host.Address
	})
	c.Key("ctrl+e")
	c.ChooseFile(m.stick + "/")
	c.WaitFor("it is packed again", func(r *store.Record) (bool, string) { return r.Exported != nil, "not exported" })
	c.Rest(5 * time.Second)
	c.Shot("packed-again")
	packet := filepath.Join(m.stick, c.Saved().Exported.File)
	c.Close()
	if err := os.Rename(packet, filepath.Join(m.queue, fmt.Sprintf("client-%02d-again.zip", c.number))); err != nil {
		c.t.Fatal(err)
	}
}

// reference is that of the client's filing.
func (c *mending) reference() string { return c.Saved().Filing.Reference }

// takeInAgain takes the folder in once more, in which the mended packets lie now.
func (m *morning) takeInAgain() {
	m.t.Helper()
	m.hasKeyboard()
	m.Key("o")
	m.ChooseFile(m.queue + "/")
	for _, c := range m.returns {
		m.waitCase("what was mended is here", c.number, func(_ *casework.Case, f *rules.Filing) (bool, string) {
			return f.Host.Address != client(m.t, c.number).Host.Address, f.Host.Address
		})
	}
	m.waitStore("nothing came twice", func(ctx context.Context, s *store.Store) (bool, string) {
		n, err := s.Count(ctx)
		return n == packets, fmt.Sprint(n, err)
	})
	m.Rest(5 * time.Second)
	m.Shot("taken-in-again")
	m.Key("Escape")
	m.Rest(3 * time.Second)
}

// acceptMended looks at what has changed since, which is the first that is not marked, and
// accepts.
func (m *morning) acceptMended(n int) {
	m.t.Helper()
	m.find(n)
	m.Key("Return")
	m.Rest(4 * time.Second)
	m.Key("n")
	m.Rest(2 * time.Second)
	m.Shot(fmt.Sprintf("changed-%d", n))
	m.Key("a")
	m.waitCase("what was mended is accepted", n, func(c *casework.Case, f *rules.Filing) (bool, string) {
		mark, _ := c.MarkAt(casework.FieldPlace(wrong))
		return mark.Verdict == casework.Accepted && mark.Stands(f), string(mark.Verdict)
	})
	m.accept(n)
	m.left()
}
