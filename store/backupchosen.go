package store

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"recordaldesk/store/held"
)

// The settings of backups. They lie in the clear, and stay when a backup is restored.
const (
	backupFolderKey = "backup.folder"
	backupIDKey     = "backup.id" // tells the backups of one store from those of others in the same folder
)

var backupID = regexp.MustCompile(`^[0-9a-f]{8}$`)

// BackupFolder is the folder that was chosen for backups beside those in the data
// folder, empty where none was.
func (s *Store) BackupFolder(ctx context.Context) (string, error) {
	return s.Setting(ctx, backupFolderKey)
}

// SetBackupFolder chooses a folder, on another disk or a stick, that gets each backup
// as well; none where dir is empty. Backups lie there in a folder of this store's own.
// It fails with [ErrBackupFolder] where the folder is not there or cannot be written.
func (s *Store) SetBackupFolder(ctx context.Context, dir string) error {
	if err := s.here(); err != nil {
		return wrap("choose a folder for backups", err)
	}
	if dir == "" {
		return s.SetSetting(ctx, backupFolderKey, "")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("choose a folder for backups: %w", err)
	}
	id, err := s.Setting(ctx, backupIDKey)
	if err != nil {
		return err
	}
	if !backupID.MatchString(id) {
		random := make([]byte, 4)
		rand.Read(random)
		id = hex.EncodeToString(random)
		if err := s.SetSetting(ctx, backupIDKey, id); err != nil {
			return err
		}
	}
	if err := preparePlace(placeIn(dir, id)); err != nil {
		return fmt.Errorf("choose a folder for backups: %w: %w", ErrBackupFolder, err)
	}
	return s.SetSetting(ctx, backupFolderKey, dir)
}

// placesName is what the folders of backups in one that was chosen begin with.
const placesName = "recordal-desk"

// placeIn is where the backups of the store with the id lie in a folder; those of one
// without where id is empty.
func placeIn(dir, id string) string {
	if id == "" {
		return filepath.Join(dir, placesName)
	}
	return filepath.Join(dir, placesName+"-"+id)
}

// preparePlace makes a folder for backups in one that is there, and proves that it can
// be written.
func preparePlace(place string) error {
	if err := os.Mkdir(place, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	probe, err := os.CreateTemp(place, temporaryPattern)
	if err != nil {
		return err
	}
	// Whoever sweeps the place meanwhile may have been quicker.
	return errors.Join(probe.Close(), remove(probe.Name()), held.SyncFolder(filepath.Dir(place)))
}

// chosenPlace is where the backups lie in the chosen folder, empty where none was
// chosen. It fails with [ErrBackupFolder] where it is not there: the name of a stick
// that was pulled can be an empty folder of this disk, so that only the store's own
// folder in it tells.
func (s *Store) chosenPlace(ctx context.Context) (string, error) {
	dir, err := s.Setting(ctx, backupFolderKey)
	if err != nil || dir == "" {
		return "", err
	}
	id, err := s.Setting(ctx, backupIDKey)
	if err != nil {
		return "", err
	}
	place := placeIn(dir, id)
	info, err := os.Stat(place)
	if err != nil || !info.IsDir() || !backupID.MatchString(id) {
		return "", errors.Join(ErrBackupFolder, err)
	}
	return place, nil
}

// copyToChosen copies a backup of the data folder into the chosen one, unless it is
// there already. It fails with [ErrBackupFolder].
func (s *Store) copyToChosen(ctx context.Context, b storedBackup, progress func(done, total int64)) error {
	place, err := s.chosenPlace(ctx)
	if err != nil || place == "" {
		return err
	}
	err = copyBackup(ctx, b, place, s.keys.Load(), progress)
	if err == nil {
		err = pruneBackups(place)
	}
	if err != nil && ctx.Err() == nil {
		return fmt.Errorf("%w: %w", ErrBackupFolder, err)
	}
	return err
}

// copyBackup copies a backup into another place, and reads the copy.
func copyBackup(ctx context.Context, b storedBackup, place string, k *keys, progress func(done, total int64)) (err error) {
	there, err := backupsIn(place)
	if err != nil {
		return err
	}
	for _, other := range there {
		if other.bad == nil && other.note.At.Equal(b.note.At) && other.note.Layout == b.note.Layout {
			return nil
		}
	}
	if err := sweepBackups(place); err != nil {
		return err
	}
	if err := makeFolders(filepath.Join(place, scansFolder)); err != nil {
		return err
	}
	unfinished, err := os.MkdirTemp(place, unfinishedBackup)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, removeUnfinished(unfinished))
		}
	}()
	copied := storedBackup{path: unfinished, note: b.note}
	copied.note.Number = 0
	from, to := poolIn(b.place(), false), poolIn(place, false)
	var total, done int64
	for _, scan := range b.note.Scans {
		if !to.has(scan) {
			total += scan.Size
		}
	}
	for _, scan := range b.note.Scans {
		if !from.has(scan) {
			continue // it was missing, or is: the copy is not sound
		}
		written, err := to.keep(ctx, from.path(scan), scan)
		if err != nil {
			return err
		}
		if done += written; progress != nil && written > 0 {
			progress(done, total)
		}
	}
	if err := to.settle(); err != nil {
		return err
	}
	if err := copySynced(ctx, b.database(), copied.database()); err != nil {
		return err
	}
	if b.note.Layout < firstSealed {
		k = nil
	}
	if err := verifyBackup(ctx, &copied, k); err != nil {
		return err
	}
	_, err = finishBackup(copied)
	return err
}
