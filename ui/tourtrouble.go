package ui

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"

	"recordaldesk/store"
)

// troubleStops are what the window shows where the filings cannot be opened.
var troubleStops = []stop{
	{"rescue", func(g *guide) { g.trouble(g.damaged(false), store.ErrDamaged) }},
	{"rescue_label", func(g *guide) {
		g.trouble(g.damaged(false), store.ErrDamaged)
		l := g.troubled.labels
		g.until(func() bool { return l.bench != nil })
		l.show(l.options(), []string{"store.problem.damaged"}, false)
	}},
	{"rescue_no_database", cannotOpen(store.ErrNoDatabase)},
	{"rescue_newer", cannotOpen(store.ErrNewerSchema)},
	{"rescue_read_only", cannotOpen(store.ErrReadOnly)},
	{"rescue_no_space", cannotOpen(store.ErrNoSpace)},
	{"rescue_in_use", cannotOpen(store.ErrInUse)},
	{"rescue_not_ours", cannotOpen(store.ErrNotOurs)},
	{"rescue_gone", cannotOpen(store.ErrGone)},
	{"rescue_held", cannotOpen(store.ErrHeld)},
	{"rescue_disk", cannotOpen(store.ErrDisk)},
	{"rescue_other", cannotOpen(context.DeadlineExceeded)},
	{"rescue_salvaged", func(g *guide) {
		g.trouble(g.damaged(true), store.ErrDamaged)
		g.tap("rescue.salvage")
		g.until(g.idle)
	}},
	{"rescue_choose", func(g *guide) {
		g.trouble(g.damaged(true), store.ErrDamaged)
		g.until(g.idle)
		g.tap("rescue.backups")
		g.until(g.idle)
	}},
	{"rescue_restored", func(g *guide) {
		g.trouble(g.damaged(true), store.ErrDamaged)
		g.until(g.idle)
		g.tap("rescue.backups")
		g.until(g.idle)
		g.tap("settings.backup.restore")
		g.until(g.idle)
	}},
}

func cannotOpen(err error) func(*guide) {
	return func(g *guide) { g.trouble(g.damaged(false), err) }
}

// damaged is a folder whose database is damaged: throughout or, where it can be read, in a
// page that nothing needs at first, with a backup beside it.
func (g *guide) damaged(read bool) string {
	dir := filepath.Join(g.o.Dir, "files", "damaged")
	err := os.RemoveAll(dir)
	if err == nil && read {
		err = g.backedUp(dir)
	}
	name := filepath.Join(dir, "recordal.db")
	if err == nil && read {
		err = spoil(name)
	} else if err == nil {
		g.folder("damaged")
		err = os.WriteFile(name, bytes.Repeat([]byte("no database "), 1000), 0o600)
	}
	if err != nil {
		slog.Error("prepare a stop of a tour", "err", err)
	}
	return dir
}

// backedUp copies the folder of the tour, and makes a backup in it.
func (g *guide) backedUp(dir string) error {
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(g.o.Dir, "data"))); err != nil {
		return err
	}
	s, err := store.Open(g.ctx, dir, store.Options{Now: g.o.Now})
	if err != nil {
		return err
	}
	if _, err := s.Backup(g.ctx, nil); err != nil {
		_ = s.Close() // the first error says what is wrong
		return err
	}
	return s.Close()
}

// spoil writes over what a database says of itself, after the keys at its beginning.
func spoil(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if _, err := f.WriteAt(bytes.Repeat([]byte{0xff}, 80), 20); err != nil {
		_ = f.Close() // likewise
		return err
	}
	return f.Close()
}

// trouble shows the window over a store that does not open because of err, in one of its own.
func (g *guide) trouble(dir string, err error) {
	g.troubled = NewTroubled(g.ctx, Trouble{
		App: g.o.App, Dir: dir, Err: err, Now: g.o.Now, Do: func(f func()) { g.ui <- f },
		Options:   store.Options{Now: g.o.Now},
		Elsewhere: func(string) error { return nil },
		Open: func(ctx context.Context) (*store.Store, error) {
			return store.Open(ctx, dir, store.Options{Now: g.o.Now})
		},
	})
	g.o.App.Settings().SetTheme(g.look)
	g.troubled.window.Resize(g.o.Size)
	g.troubled.window.Show()
	g.troubled.voice.Switch(g.voice.Mode())
	g.settle()
}
