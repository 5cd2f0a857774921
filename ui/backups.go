package ui

import (
	"context"
	"log/slog"
	"time"

	"recordaldesk/store"
	"recordaldesk/ui/settings"
	"recordaldesk/ui/voice"
)

// backups are those of the window's store, as the settings show them.
type backups struct{ desk *Desk }

var _ settings.Backups = backups{}

// Backups lists them, the newest first.
func (b backups) Backups(ctx context.Context) ([]settings.Backup, error) {
	found, err := b.desk.o.Store.Backups(ctx)
	all := make([]settings.Backup, 0, len(found))
	for _, one := range found {
		all = append(all, settings.Backup{
			Path: one.Path, At: one.At, Size: one.Size, Drafts: one.Drafts, Passphrase: one.Passphrase, Sound: one.Sound,
		})
	}
	return all, err
}

// Backup makes one now.
func (b backups) Backup(ctx context.Context, progress func(done, total int64)) error {
	_, err := b.desk.o.Store.Backup(ctx, progress)
	return err
}

// Folder is where the second copies go; "" for nowhere.
func (b backups) Folder(ctx context.Context) (string, error) { return b.desk.o.Store.BackupFolder(ctx) }

// SetFolder has the second copies go elsewhere.
func (b backups) SetFolder(ctx context.Context, folder string) error {
	return b.desk.o.Store.SetBackupFolder(ctx, folder)
}

// Restore puts one in the place of what is there.
func (b backups) Restore(ctx context.Context, one settings.Backup) error {
	done := voice.Message("settings.backup.restored", map[string]string{"at": one.At.Local().Format("2006-01-02 15:04")})
	return b.desk.replaceStore(ctx, done, func(dir string) error {
		_, err := store.Restore(ctx, dir, one.Path, store.RestoreOptions{Now: time.Now})
		return err
	})
}

// backUpDaily makes a backup each day until ctx is done.
func (d *Desk) backUpDaily(ctx context.Context) {
	d.o.Store.BackupDaily(ctx, func(_ store.Backup, err error) {
		if err != nil && ctx.Err() == nil {
			slog.Error("back up", "err", err)
		}
	})
}
