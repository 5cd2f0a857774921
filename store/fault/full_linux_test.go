package fault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"recordaldesk/store"
	"recordaldesk/store/packet"
)

func init() {
	children["disk full, the first start"] = startOnFullDisk
	children["disk full, typing and attaching"] = workOnFullDisk
	children["disk full, typing through the autosaver"] = autosaveOnFullDisk
	children["disk full, exporting"] = exportOnFullDisk
	children["disk full, at every stage"] = fillAtEveryStage
}

func TestAStoreThatCannotBeMadeOnAFullDiskSaysSo(t *testing.T) {
	onOwnDisk(t, "disk full, the first start")
}

func startOnFullDisk(w *worker) error {
	mount(w.dir, 1)
	ballast, data := filepath.Join(w.dir, "ballast"), filepath.Join(w.dir, "data")
	if err := fill(ballast, 0); err != nil {
		return err
	}
	_, err := store.Open(context.Background(), data, store.Options{})
	w.expect("open on a full disk", err, store.ErrNoSpace)
	if err := os.Remove(ballast); err != nil {
		return err
	}
	s, err := store.Open(context.Background(), data, store.Options{})
	return closing(s, err)
}

func TestAFullDiskLosesNothingAndIsForgottenOnceThereIsSpace(t *testing.T) {
	onOwnDisk(t, "disk full, typing and attaching")
}

func workOnFullDisk(w *worker) error {
	mount(w.dir, 4)
	ctx := context.Background()
	s, d, err := openDraft(w)
	if err != nil {
		return err
	}
	scan, err := s.AddScan(ctx, d.ID, strings.NewReader("abc"))
	if err != nil {
		return err
	}
	w.ack("scan")
	before, err := tree(w.dir)
	if err != nil {
		return err
	}
	w.begin("a scan larger than the disk")
	_, err = s.AddScan(ctx, d.ID, io.LimitReader(zeros{}, 8<<20))
	w.expect("scan larger than the disk", err, store.ErrNoSpace)
	if after, err := tree(w.dir); err != nil || after != before {
		w.wrong("files after the failed scan, before it "+before, after)
	}
	ballast := filepath.Join(w.dir, "ballast")
	if err := fill(ballast, 0); err != nil {
		return err
	}
	w.begin("typing")
	last := 0
	for r := d.Record.Clone(); ; last++ { // what SQLite has reserved takes some saves yet
		write(&r, last+1)
		seq, err := s.Save(ctx, d.ID, d.Seq, r)
		if err != nil {
			w.expect("save on the full disk", err, store.ErrNoSpace)
			break
		}
		w.ack(strconv.Itoa(last + 1))
		d.Seq = seq
	}
	w.begin("a scan")
	_, err = s.AddScan(ctx, d.ID, strings.NewReader("another"))
	w.expect("scan on the full disk", err, store.ErrNoSpace)
	w.begin("a new filing")
	_, err = s.Create(ctx, sample())
	w.expect("new filing on the full disk", err, store.ErrNoSpace)
	if left := unfinished(w.dir); len(left) > 0 {
		w.wrong("left behind", left)
	}
	if got, err := s.Load(ctx, d.ID); err != nil || got.Record.Field != strconv.Itoa(last) {
		w.lose("the last acknowledged save", err)
	}
	if err := s.VerifyScan(ctx, d.ID, scan.SHA256); err != nil {
		w.lose("the scan from before", err)
	}
	if err := os.Remove(ballast); err != nil {
		return err
	}
	if d.Seq, err = s.Save(ctx, d.ID, d.Seq, d.Record); err != nil {
		w.wrong("save once there is space", err)
	}
	if _, err := s.AddScan(ctx, d.ID, strings.NewReader("another")); err != nil {
		w.wrong("scan once there is space", err)
	}
	return closing(s, s.Check(ctx))
}

func TestAutosaveGoesOnByItselfOnceThereIsSpace(t *testing.T) {
	onOwnDisk(t, "disk full, typing through the autosaver")
}

func autosaveOnFullDisk(w *worker) error {
	mount(w.dir, 4)
	ctx := context.Background()
	s, d, err := openDraft(w)
	if err != nil {
		return err
	}
	saved, failed := make(chan time.Time, 100), make(chan error, 100)
	a := store.NewAutosaver(s, d, store.AutosaveOptions{
		OnSaved: func(at time.Time) { saved <- at },
		OnError: func(err error) { failed <- err },
	})
	ballast := filepath.Join(w.dir, "ballast")
	if err := fill(ballast, 0); err != nil {
		return err
	}
	r := d.Record.Clone()
	r.Filing.Host.Remark = strings.Repeat("备注", 200_000)
	a.Change(r)
	w.expect("autosave on the full disk", <-failed, store.ErrNoSpace)
	if err := os.Remove(ballast); err != nil {
		return err
	}
	r = r.Clone()
	r.Filing.Host.Remark = "短"
	a.Change(r)
	<-saved
	w.ack("saved by itself")
	if err := a.Close(ctx); err != nil {
		w.wrong("close", err)
	}
	if got, err := s.Load(ctx, d.ID); err != nil || got.Record.Filing.Host.Remark != "短" {
		w.lose("what was saved by itself", err)
	}
	return closing(s, nil)
}

func TestAnExportOnAFullDiskLeavesNothingAndWorksOnceThereIsSpace(t *testing.T) {
	onOwnDisk(t, "disk full, exporting")
}

// exportOnFullDisk lets an export have more and more room, until it fits.
func exportOnFullDisk(w *worker) error {
	mount(w.dir, 16)
	ballast, packets := filepath.Join(w.dir, "ballast"), filepath.Join(w.dir, "packets")
	if err := os.Mkdir(packets, 0o700); err != nil {
		return err
	}
	var acks []string
	once := func() error {
		var out strings.Builder
		err := export(&worker{out: &out, dir: packets, steps: 1})
		for _, ack := range reportOf(out.String()).acks {
			acks = append(acks, ack)
			w.ack(ack)
		}
		return err
	}
	if err := once(); err != nil {
		return err
	}
	for room, full := int64(0), true; full; room += 100 << 10 {
		before, err := tree(packets)
		if err != nil {
			return err
		}
		if err := fill(ballast, room); err != nil {
			return err
		}
		w.begin("export")
		err = once()
		if full = err != nil; full {
			if id, _ := packet.MessageID(err); id != "packet.problem.disk_full" {
				w.wrong("export on a full disk", err)
			}
			w.said(err)
			if after, err := tree(packets); err != nil || after != before {
				w.wrong("files after the failed export, before it "+before, after)
			}
		}
		if err := os.Remove(ballast); err != nil {
			return err
		}
	}
	w.found("after the exports", judgeExport(context.Background(), packets, acks))
	return nil
}

func TestADiskThatIsFullAtAnyStageLosesNothing(t *testing.T) {
	onOwnDisk(t, "disk full, at every stage")
}

// fillAtEveryStage leaves more and more room, so that what is done runs out of it at
// each of its writes in turn.
func fillAtEveryStage(w *worker) error {
	mount(w.dir, 8)
	ballast, data := filepath.Join(w.dir, "ballast"), filepath.Join(w.dir, "data")
	for room := int64(0); room <= 512<<10; room += 8 << 10 {
		if err := fill(ballast, room); err != nil {
			return err
		}
		w.begin(fmt.Sprintf("%d bytes of room", room))
		stages := &worker{dir: data, steps: 3}
		acks, err := workUntilFull(stages)
		if err != nil && !errors.Is(err, store.ErrNoSpace) {
			w.wrong("on a disk that fills", err)
		}
		if err != nil {
			w.said(err)
		}
		if left := unfinished(data); len(left) > 0 {
			w.wrong("left behind", left)
		}
		if err := os.Remove(ballast); err != nil {
			return err
		}
		w.found("with little room", judgeTyping(1)(context.Background(), data, acks))
		for _, ack := range acks {
			w.ack(ack)
		}
		if err := os.RemoveAll(data); err != nil {
			return err
		}
	}
	return nil
}

// workUntilFull begins a filing, saves it and attaches scans, and returns the saves
// that were acknowledged.
func workUntilFull(w *worker) (acks []string, err error) {
	ctx := context.Background()
	s, err := store.Open(ctx, w.dir, store.Options{})
	if err != nil {
		return nil, err
	}
	r := sample()
	write(&r, 0)
	d, err := s.Create(ctx, r)
	for n := 1; err == nil && w.more(); n++ {
		acks = append(acks, strconv.Itoa(n-1))
		if _, err = s.AddScan(ctx, d.ID, &pattern{seed: strconv.Itoa(n), left: scanBytes}); err != nil {
			break
		}
		write(&d.Record, n)
		d.Seq, err = s.Save(ctx, d.ID, d.Seq, d.Record)
	}
	return acks, closing(s, err)
}
