package ui

import (
	"context"
	"log/slog"
	"time"

	"recordaldesk/store/crash"
	"recordaldesk/store/packet"
	"recordaldesk/store/private"
	"recordaldesk/ui/export"
)

// What begins and ends with the window.

// Run shows the window until it is closed.
func (d *Desk) Run() {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	d.o.App.Lifecycle().SetOnStarted(func() {
		d.start(ctx)
		// By then it is painted, which leaves much behind.
		time.AfterFunc(time.Second/10, func() {
			if d.o.Begun != nil {
				d.o.Do(d.o.Begun)
			}
		})
	})
	d.window.ShowAndRun()
	d.Finish(ctx)
}

// start fills the window and begins the work beside it.
func (d *Desk) start(ctx context.Context) {
	d.Begin(ctx)
	crash.Go(func() {
		d.sweep()
		d.expirePrinted(ctx)
	})
}

// Finish ends what goes on beside the window, once that is closed, and returns when it
// has ended. [Desk.Run] calls it before it comes back; any goroutine can, where that does
// not come back.
func (d *Desk) Finish(ctx context.Context) { d.over.Do(func() { d.finish(ctx) }) }

func (d *Desk) finish(ctx context.Context) {
	d.closeSettings(nil)
	if t := d.labels; t != nil && t.stop != nil {
		t.stop()
	}
	if d.guard.stop != nil {
		d.guard.stop() // without waiting: a stick may be slow to answer
	}
	d.kept.Wait()
	if err := d.store().SetSetting(ctx, settingRunning, ""); err != nil {
		slog.Error("note the end", "err", err)
	}
	d.keeper.Close()
	if err := d.pages.Close(); err != nil {
		slog.Error("close the renderer of PDFs", "err", err)
	}
}

// sweep clears away what a killed program left half done, and what was printed
// the last time, since papers are full of personal data; it does so once the
// window is there.
func (d *Desk) sweep() {
	if d.viewing() {
		return // nothing is removed there, and the copy goes with all that is in it
	}
	d.clearPrinted()
	if _, err := private.SweepTemporary(d.store().Dir()); err != nil {
		slog.Error("sweep the temporary folder", "err", err)
	}
	sweepPackets(d.store().Dir()) // where earlier versions unlocked them
}

func sweepPackets(folder string) {
	if _, err := packet.Sweep(folder); err != nil {
		slog.Error("sweep what exports left", "err", err)
	}
}

// sweepStore does the same in the store, and in the folder of the exports, which it
// knows once it is open.
func (d *Desk) sweepStore(ctx context.Context) {
	folder, err := export.LastFolder(ctx, d.store())
	if err != nil && ctx.Err() == nil {
		slog.Error("sweep what exports left", "err", err)
	}
	if folder != "" {
		sweepPackets(folder)
	}
	if _, err := d.store().Sweep(ctx); err != nil && ctx.Err() == nil {
		slog.Error("sweep the data folder", "err", err)
	}
}

// clearPrinted removes what was printed.
func (d *Desk) clearPrinted() {
	if err := d.printer().Clear(); err != nil {
		slog.Error("clear the print folder", "err", err)
	}
}

// expirePrinted removes what was printed long ago, as long as the window is open: on
// some desks that is for weeks.
func (d *Desk) expirePrinted(ctx context.Context) {
	hourly := time.NewTicker(time.Hour)
	defer hourly.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-hourly.C:
			if err := d.printer().Expire(d.o.Now()); err != nil {
				slog.Error("clear the print folder", "err", err)
			}
		}
	}
}
