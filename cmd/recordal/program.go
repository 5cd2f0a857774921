package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/edition"
	"recordaldesk/store/keyring"
	"recordaldesk/store/packet"
	"recordaldesk/ui"
	"recordaldesk/ui/graphics"
	"recordaldesk/ui/instance"
	"recordaldesk/ui/logoff"
)

// program is one run of the window over a data folder.
type program struct {
	began   time.Time
	app     fyne.App
	found   store.Found
	dir     string // the found one's
	again   bool   // the program is to begin again, with the folder that it finds by then
	ring    *keyring.Ring
	files   []string // to be opened
	crashes int      // how often the program failed just before
	damaged bool     // it is known that the database is
	inForce func() *edition.InForce
	answers string // see [watchAnswers]; "" where nobody asks

	store *store.Store // nil while it does not open
	desk  *ui.Desk     // likewise
	host  *instance.Host

	ended sync.Once // see [program.end]
	code  int       // the exit code, once it has
}

// run opens the store and shows the window until it is closed: with the filings, or with
// what can be done where they do not open. It returns the exit code.
func (p *program) run(ctx context.Context) int {
	var s *store.Store
	err := store.ErrDamaged
	switch {
	case p.found.Away():
		err = store.ErrGone
	case !p.damaged:
		s, err = open(ctx, p.dir, p.ring, p.crashes > 0)
	}
	if errors.Is(err, store.ErrInUse) && handOver(p.dir, p.files) {
		return 0
	}
	var show func()
	if err == nil {
		show = p.enter(ctx, s, ui.Options{}).Run
	} else {
		slog.Error("open store", "err", err)
		show = p.troubled(ctx, err).Run
	}
	_, crashed := crash.Catch(show)
	return p.end(crashed)
}

// enter makes the window over an open store; o has what is known of it already.
func (p *program) enter(ctx context.Context, s *store.Store, o ui.Options) *ui.Desk {
	p.store = s
	o.App, o.Store, o.Now, o.Program, o.Begun = p.app, s, time.Now, packet.Program, p.begun
	o.Found = p.found
	o.Files, o.AfterCrash, o.Pictures = p.files, p.crashes, picturesByItself()
	o.Book, o.Rulebook = func() *rules.Book { return p.inForce().Book }, p.inForce
	o.Graphics = graphics.Renderer
	o.Keyring, o.Replace, o.Closed = p.ring.Available, p.replace, p.closed
	p.desk = ui.New(ctx, o)
	crash.Begin(crashFolder(s.Viewing(), s.Dir()), packet.Program, p.desk.Crashed)
	if !s.Viewing() { // then the folder may be another window's
		var err error
		if p.host, err = instance.Listen(s.Dir(), p.desk.Summon); err != nil {
			slog.Error("listen for a second start", "err", err) // which will say that the folder is in use
		}
	}
	logoff.Watch(p.desk)
	return p.desk
}

// begun is called once the window can be used.
func (p *program) begun() {
	hasWindow.Store(true)
	collect()
	if p.answers != "" {
		watchAnswers(p.answers)
	}
}

// troubled makes the window over a store that does not open because of err.
func (p *program) troubled(ctx context.Context, err error) *ui.Troubled {
	t := ui.NewTroubled(ctx, ui.Trouble{
		App: p.app, Dir: p.dir, Err: err, Options: store.Options{Now: time.Now, Keyring: p.ring, KeyringLater: true},
		Now: time.Now, Begun: p.begun, Closed: p.closed,
		Elsewhere: p.elsewhere(),
		Open: func(ctx context.Context) (*store.Store, error) {
			if p.found.Away() {
				return nil, store.ErrGone
			}
			s, err := open(ctx, p.dir, p.ring, false)
			if errors.Is(err, store.ErrInUse) && handOver(p.dir, p.files) {
				fyne.Do(p.app.Quit) // the window that has it answers by now
			}
			return s, err
		},
		Desk: func(s *store.Store, o ui.Options) *ui.Desk { return p.enter(ctx, s, o) },
	})
	crash.Begin(crashFolder(true, p.dir), packet.Program, func(string) { t.Broken() })
	return t
}

// elsewhere chooses another data folder, the usual one for "", and has the program begin
// again there once the window is closed. It is nil where the folder was not chosen.
func (p *program) elsewhere() func(dir string) error {
	if p.found.By != store.Chosen {
		return nil
	}
	return func(dir string) error {
		if err := store.Choose(cmp.Or(dir, store.UsualDir())); err != nil {
			return err
		}
		p.again = true
		return nil
	}
}

// replace closes the store, has its data folder worked on and opens it again.
func (p *program) replace(ctx context.Context, work func(dir string) error) (*store.Store, error) {
	if err := p.store.Close(); err != nil {
		return nil, err
	}
	err := work(p.dir)
	again, openErr := open(ctx, p.dir, p.ring, false)
	if openErr == nil {
		p.store = again
	}
	return again, errors.Join(err, openErr)
}

// crashFolder is where the notes of crashes go: beside the filings, or in the user's
// cache where nothing may be written there.
func crashFolder(elsewhere bool, dir string) string {
	if !elsewhere {
		return dir
	}
	if cache, err := os.UserCacheDir(); err == nil {
		return filepath.Join(cache, "recordal-desk")
	}
	return os.TempDir()
}

// comesBack is how long the toolkit may take to come back once the window is closed.
const comesBack = 2 * time.Second

// closed sees to it that the program ends when its window does. The toolkit does not
// always come back: an event of the last moment can wait for the loop that has just ended,
// and the toolkit for the event (fyne v2.8.1, internal/driver/glfw/loop.go: what is on its
// way into the queue when that is drained is lost). The program would stay, with no window,
// and keep the data folder to itself.
func (p *program) closed() {
	time.AfterFunc(comesBack, func() {
		crash.Guard(func() {
			if p.desk != nil {
				p.desk.Finish(context.Background())
			}
		})
		os.Exit(p.end(false))
	})
}

// named is the data folder that whoever started the program has named; "" for none.
func (p *program) named() string {
	if p.found.By == store.Named {
		return p.dir
	}
	return ""
}

// end lets go of everything once the window is closed, and starts the program again
// where it was closed by a crash. It returns the exit code. It does so once, whoever
// calls it, and returns when that is done.
func (p *program) end(crashed bool) int {
	p.ended.Do(func() { p.code = p.letGo(crashed) })
	return p.code
}

func (p *program) letGo(crashed bool) int {
	if p.host != nil {
		if err := p.host.Close(); err != nil {
			slog.Error("stop listening", "err", err)
		}
	}
	if crashed {
		if time.Since(p.began) > time.Minute {
			p.crashes = 0 // it worked in between
		}
		if p.desk != nil {
			p.desk.Rescue()
		}
		startAgain(p.store, p.named(), p.crashes+1)
		return 1
	}
	if p.store == nil {
		if p.again {
			start("", p.files...)
			return 0
		}
		return 2 // it has not opened
	}
	if err := closeWithin(p.store, atTheEnd); err != nil {
		slog.Error("close store", "err", err)
		return 1
	}
	if p.desk == nil { // the window could not be made
		return 0
	}
	if p.desk.WantsRepair() {
		start(p.named(), "-"+repair)
	} else if again, files := p.desk.WantsRestart(); again {
		start("", files...)
	}
	return 0
}
