package fault

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"recordaldesk/store"
)

// backingUp makes one backup after the other, in the data folder and in a chosen one,
// while somebody types.
var backingUp = scenario{
	name: "backing up", recorded: 3, failing: 1, share: 2, span: usualSpan * 4,
	work: backUp, judge: judgeBackedUp,
}

const backupWord = "backup "

// Folders of the scenarios that have more than one.
func dataIn(dir string) string  { return filepath.Join(dir, "data") }
func stickIn(dir string) string { return filepath.Join(dir, "stick") }

func backUp(w *worker) error {
	s, d, err := openDraft(&worker{out: w.out, dir: dataIn(w.dir)})
	if err == nil {
		err = chooseStick(s, w.dir)
	}
	if err == nil {
		err = backUpIn(s, d, w)
	}
	return closing(s, err)
}

// chooseStick chooses a folder for backups, unless one is chosen.
func chooseStick(s *store.Store, dir string) error {
	ctx := context.Background()
	if chosen, err := s.BackupFolder(ctx); err != nil || chosen != "" {
		return err
	}
	if err := makeSafely(stickIn(dir)); err != nil {
		return err
	}
	return s.SetBackupFolder(ctx, stickIn(dir))
}

// makeSafely makes a folder and brings its name to the disk.
func makeSafely(dir string) error {
	return scene(errors.Join(os.MkdirAll(dir, 0o700), syncFile(filepath.Dir(dir))))
}

func backUpIn(s *store.Store, d store.Draft, w *worker) (err error) {
	n, err := numberIn(d.Record)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	var typed atomic.Int64
	typed.Store(int64(n))
	ended := make(chan error)
	go func() { ended <- typeAlong(ctx, s, d, w, &typed) }()
	for err == nil && w.more() {
		before := typed.Load()
		var made store.Backup
		if made, err = s.Backup(ctx, nil); err == nil {
			w.ack(backupWord + timeOf(made) + " " + strconv.FormatInt(before, 10))
		}
	}
	stop()
	return errors.Join(err, <-ended)
}

// timeOf names a backup: its folder can be called otherwise in each place.
func timeOf(b store.Backup) string { return b.At.UTC().Format(time.RFC3339Nano) }

// typeAlong saves the filing until it is told to stop, and gives it a scan now and then.
func typeAlong(ctx context.Context, s *store.Store, d store.Draft, w *worker, typed *atomic.Int64) (err error) {
	for n := int(typed.Load()) + 1; err == nil && ctx.Err() == nil; n++ {
		write(&d.Record, n)
		if d.Seq, err = s.Save(context.Background(), d.ID, d.Seq, d.Record); err != nil {
			return err
		}
		w.ack(strconv.Itoa(n))
		typed.Store(int64(n))
		if n%10 == 1 {
			_, err = s.AddScan(context.Background(), d.ID, &pattern{seed: d.ID + strconv.Itoa(n), left: scanBytes})
		}
	}
	return err
}

// anyAhead is for a judge who knows only the least that was saved.
const anyAhead = math.MaxInt32

// judgeBackedUp wants what was typed, each backup that was acknowledged, and of all
// backups in the list that they hold one state that was saved, with its scans.
func judgeBackedUp(ctx context.Context, dir string, acks []string) verdict {
	typed, made := splitAcks(acks)
	v := judgeTyping(1)(ctx, dataIn(dir), typed)
	listed := alignedBackups(ctx, dir, &v)
	in := map[string][]store.Backup{} // by place
	for _, b := range listed {
		in[filepath.Dir(b.Path)] = append(in[filepath.Dir(b.Path)], b)
	}
	for _, place := range []string{filepath.Join(dataIn(dir), "backups"), stickOf(dir)} {
		for _, ack := range made[max(0, len(made)-5):] { // ten are kept
			name, _, _ := strings.Cut(ack, " ")
			if !slices.ContainsFunc(in[place], func(b store.Backup) bool { return timeOf(b) == name }) {
				v.lose("the backup of %s is not in %s", name, place)
			}
		}
		// The older ones were judged when they were new.
		for _, b := range in[place][:min(len(in[place]), 2)] {
			var least []string // one that nobody acknowledged may be of before the first filing
			for _, ack := range made {
				if name, n, _ := strings.Cut(ack, " "); name == timeOf(b) {
					least = []string{n}
				}
			}
			v.add(inBackup(ctx, b, func(dir string) verdict { return judgeTyping(anyAhead)(ctx, dir, least) }))
		}
	}
	return v
}

// splitAcks tells what was typed from the backups that were made.
func splitAcks(acks []string) (typed, made []string) {
	for _, ack := range acks {
		if name, found := strings.CutPrefix(ack, backupWord); found {
			made = append(made, name)
		} else {
			typed = append(typed, ack)
		}
	}
	return typed, made
}

// stickOf is where the backups lie in the chosen folder; empty where there are none.
func stickOf(dir string) string {
	places, err := filepath.Glob(filepath.Join(stickIn(dir), "recordal-desk-*"))
	if err != nil || len(places) != 1 {
		return ""
	}
	return places[0]
}

// alignedBackups lets a store start as a program does, and lists its backups, all of
// which must be sound. Nothing that was not finished may be left.
func alignedBackups(ctx context.Context, dir string, v *verdict) []store.Backup {
	s, err := later(ctx, dataIn(dir))
	if err != nil {
		v.damage("open: %v", err)
		return nil
	}
	listed, err := backupsAligned(ctx, s, dir, v)
	if err := closing(s, err); err != nil {
		v.damage("backups: %v", err)
	}
	return listed
}

func backupsAligned(ctx context.Context, s *store.Store, dir string, v *verdict) ([]store.Backup, error) {
	if stickOf(dir) != "" { // what a power cut left lies elsewhere than it was made
		if err := s.SetBackupFolder(ctx, stickIn(dir)); err != nil {
			return nil, err
		}
	}
	if err := s.AlignBackups(ctx); err != nil {
		return nil, err
	}
	if _, err := s.Sweep(ctx); err != nil {
		return nil, err
	}
	if left := slices.Concat(unfinished(dataIn(dir)), unfinished(stickIn(dir))); len(left) > 0 {
		v.damage("left behind: %v", left)
	}
	listed, err := s.Backups(ctx)
	for _, b := range listed {
		if !b.Sound {
			v.damage("not sound: %+v", b)
		}
	}
	return listed, err
}

// inBackup restores a backup elsewhere and lets a judge look there.
func inBackup(ctx context.Context, b store.Backup, judge func(dir string) verdict) (v verdict) {
	found := elsewhere(func(dir string) (v verdict) {
		done, err := store.Restore(ctx, dir, b.Path, store.RestoreOptions{})
		if err != nil || done.Missing > 0 {
			v.damage("restore: %+v, %v", done, err)
			return v
		}
		return judge(dir)
	})
	for _, what := range slices.Concat(found.lost, found.damaged) {
		v.damage("backup %s: %s", filepath.Base(b.Path), what)
	}
	return v
}

// inCopy lets a judge look into a copy of a database that was set aside, with the scans
// that lie in the data folder.
func inCopy(aside string, judge func(dir string) verdict) verdict {
	return elsewhere(func(dir string) (v verdict) {
		scans := filepath.Join(filepath.Dir(filepath.Dir(aside)), "scans")
		err := errors.Join(os.CopyFS(dir, os.DirFS(aside)), os.CopyFS(filepath.Join(dir, "scans"), os.DirFS(scans)))
		if err != nil {
			v.damage("copy what was set aside: %v", err)
			return v
		}
		return judge(dir)
	})
}

// elsewhere lets a judge have a data folder, which is not there yet, for a while.
func elsewhere(judge func(dir string) verdict) (v verdict) {
	parent, err := os.MkdirTemp("", "elsewhere-*")
	if err != nil {
		v.damage("look elsewhere: %v", err)
		return v
	}
	defer func() {
		if err := os.RemoveAll(parent); err != nil {
			v.damage("remove what was elsewhere: %v", err)
		}
	}()
	return judge(dataIn(parent))
}

// unfinished lists the files and folders in a folder that somebody has begun and not
// ended; what was set aside is as it was. The store in it must be closed, or have
// another journal.
func unfinished(dir string) (paths []string) {
	_ = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() && e.Name() == "aside" {
			return filepath.SkipDir
		}
		switch filepath.Ext(path) {
		case ".tmp", ".part", ".db-journal":
			paths = append(paths, path)
		}
		return nil
	})
	return paths
}
