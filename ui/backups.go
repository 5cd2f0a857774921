package ui

import (
	"context"
	"log/slog"
	"time"

	"recordaldesk/store"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// restore puts a backup in the place of what is there.
func (d *Desk) restore(ctx context.Context, b store.Backup) {
	done := voice.Message("settings.backup.restored", map[string]string{"at": say.Moment(b.At)})
	d.replaceStore(ctx, done, func(dir string) error {
		_, err := store.Restore(ctx, dir, b.Path, store.RestoreOptions{Now: time.Now})
		return err
	})
}

// backUpDaily makes a backup each day until ctx is done.
func (d *Desk) backUpDaily(ctx context.Context) {
	d.store().BackupDaily(ctx, func(_ store.Backup, err error) {
		if err != nil && ctx.Err() == nil {
			slog.Error("back up", "err", err)
		}
	})
}
