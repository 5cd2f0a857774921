package fault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"recordaldesk/store"
)

func init() {
	children["disk full, backing up"] = backUpOnFullDisk
	children["disk full, restoring"] = restoreOnFullDisk
}

const (
	diskMegabytes = 16
	moreRoom      = 24 << 10 // by how much the room on a disk grows from try to try
)

func TestABackupOnAFullDiskLeavesNoHalfAndWorksOnceThereIsSpace(t *testing.T) {
	onOwnDisk(t, "disk full, backing up")
}

// backUpOnFullDisk lets a backup have more and more room until it fits, in the data
// folder and then in a chosen one; the program goes on all the while.
func backUpOnFullDisk(w *worker) error {
	mount(w.dir, diskMegabytes)
	s, d, err := filledStore(w)
	if err == nil {
		err = untilItFits(w, func() error { return backUpOnce(w, s, d) }, store.ErrNoSpace)
	}
	if err == nil {
		err = chooseStick(s, w.dir)
	}
	if err == nil {
		err = untilItFits(w, func() error { return backUpOnce(w, s, d) }, store.ErrNoSpace)
	}
	if err == nil {
		var v verdict
		var listed []store.Backup
		listed, err = backupsAligned(context.Background(), s, w.dir, &v)
		if len(listed) < 3 {
			v.lose("%d backups", len(listed))
		}
		w.found("the list", v)
	}
	return closing(s, err)
}

// filledStore is a store with a filing that has scans, in the folder for data.
func filledStore(w *worker) (*store.Store, store.Draft, error) {
	s, d, err := openDraft(&worker{out: w.out, dir: dataIn(w.dir)})
	for n := 0; err == nil && n < 5; n++ {
		_, err = s.AddScan(context.Background(), d.ID, &pattern{seed: strconv.Itoa(n), left: scanBytes})
	}
	return s, d, err
}

// backUpOnce makes a backup on a disk that may be full, on which the filing can be read
// in any case and nothing half may be left.
func backUpOnce(w *worker, s *store.Store, d store.Draft) error {
	ctx := context.Background()
	made, err := s.Backup(ctx, nil)
	if err == nil {
		w.ack(backupWord + timeOf(made))
		w.found("the backup", inBackupOnFreeDisk(ctx, made))
	}
	if left := unfinished(w.dir); len(left) > 0 {
		w.wrong("left behind", left)
	}
	if got, failed := s.Load(ctx, d.ID); failed != nil || got.Record.Field != "0" {
		w.lose("the filing", failed)
	}
	return err
}

// inBackupOnFreeDisk looks into a backup on another disk than that which is full.
func inBackupOnFreeDisk(ctx context.Context, b store.Backup) verdict {
	return inBackup(ctx, b, func(dir string) verdict { return judgeTyping(0)(ctx, dir, []string{"0"}) })
}

// untilItFits does something again and again on a disk with more and more room, until
// it does not fail any more. Where it fails it must be for want of space.
func untilItFits(w *worker, once func() error, want error) error {
	ballast := filepath.Join(w.dir, "ballast")
	for room := int64(0); ; room += moreRoom {
		if err := fill(ballast, room); err != nil {
			return err
		}
		w.begin(fmt.Sprintf("%d bytes of room", room))
		failed := once()
		if err := os.Remove(ballast); err != nil {
			return err
		}
		if failed == nil {
			return nil
		}
		if room > diskMegabytes<<20 {
			return fmt.Errorf("it fits on no disk: %w", failed)
		}
		if !errors.Is(failed, want) && !errors.Is(failed, store.ErrBackupFolder) {
			w.wrong("on a full disk", failed)
		}
		w.said(failed)
	}
}

func TestARestoreOnAFullDiskChangesNothingAndWorksOnceThereIsSpace(t *testing.T) {
	onOwnDisk(t, "disk full, restoring")
}

// restoreOnFullDisk lets a restore have more and more room; what was there is there
// until it fits, with what was typed since the backup.
func restoreOnFullDisk(w *worker) error {
	mount(w.dir, diskMegabytes)
	ctx := context.Background()
	s, d, err := filledStore(w)
	if err != nil {
		return err
	}
	b, err := s.Backup(ctx, nil)
	if err == nil {
		write(&d.Record, 1)
		_, err = s.Save(ctx, d.ID, d.Seq, d.Record)
	}
	if err := closing(s, err); err != nil {
		return err
	}
	w.ack("1")
	var done store.Restoration
	restoreOnce := func() (err error) {
		done, err = store.Restore(ctx, dataIn(w.dir), b.Path, store.RestoreOptions{})
		if left := unfinished(w.dir); len(left) > 0 {
			w.wrong("left behind", left)
		}
		want := "1"
		if err == nil {
			want = "0"
		}
		if now, err := os.ReadDir(dataIn(w.dir)); err != nil || len(now) == 0 {
			w.lose("the data folder", err)
		}
		w.found("the data folder", inCopyOfData(dataIn(w.dir), want))
		return err
	}
	if err := untilItFits(w, restoreOnce, store.ErrNoSpace); err != nil {
		return err
	}
	copied := store.Backup{Path: done.Copied}
	w.found("the copy of what was there", inBackup(ctx, copied, func(dir string) verdict {
		return judgeTyping(0)(ctx, dir, []string{"1"})
	}))
	return nil
}

// inCopyOfData looks into a copy of the data folder on a disk with space.
func inCopyOfData(data, want string) verdict {
	return elsewhere(func(dir string) (v verdict) {
		if err := os.CopyFS(dir, os.DirFS(data)); err != nil {
			v.damage("copy: %v", err)
			return v
		}
		return judgeTyping(0)(context.Background(), dir, []string{want})
	})
}
