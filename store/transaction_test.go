package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
)

// A save that fails in the middle leaves the draft as it was, and the next one succeeds:
// whether SQLite has ended the transaction itself or not.
func TestASaveThatFailsInTheMiddleLeavesNothing(t *testing.T) {
	for _, how := range []string{"ABORT", "FAIL", "ROLLBACK"} {
		t.Run(how, func(t *testing.T) {
			s := open(t, t.TempDir())
			d := create(t, s, "甲公司")
			save := func(name string) error {
				d.Record.Filing.Host.Name = name
				seq, err := s.Save(context.Background(), d.ID, d.Seq, d.Record) // as the autosaver does
				if err == nil {
					d.Seq = seq
				}
				return err
			}
			if err := save("乙公司"); err != nil {
				t.Fatal(err)
			}
			s.Exec(t, fmt.Sprintf("CREATE TRIGGER broken BEFORE INSERT ON change BEGIN SELECT RAISE(%s, 'broken'); END", how))
			if err := save("丙公司"); err == nil {
				t.Fatal("it was saved")
			}
			s.Exec(t, "DROP TRIGGER broken")
			if got := must(s.Load(t.Context(), d.ID))(t); got.Record.Filing.Host.Name != "乙公司" || got.Seq != d.Seq {
				t.Errorf("in version %d the draft says %s", got.Seq, got.Record.Filing.Host.Name)
			}
			if err := save("丁公司"); err != nil {
				t.Fatal(err)
			}
			if got := must(s.Load(t.Context(), d.ID))(t); got.Record.Filing.Host.Name != "丁公司" {
				t.Errorf("the draft says %s", got.Record.Filing.Host.Name)
			}
		})
	}
}

// What others write meanwhile is no part of a save, and is not lost with one that fails.
func TestWhatIsWrittenBesideASaveIsNoPartOfIt(t *testing.T) {
	s := open(t, t.TempDir())
	d := create(t, s, "甲公司")
	var beside sync.WaitGroup
	kept := 0
	stop := make(chan struct{})
	beside.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			if err := s.SetSetting(t.Context(), fmt.Sprint("beside ", kept), "written"); err != nil {
				t.Errorf("setting %d: %v", kept, err)
				return
			}
			kept++
		}
	})
	for n := range 200 {
		broken := n%2 == 1
		if broken {
			d.Record.Filing.Host.Name = "不应留下"
			if _, err := s.Save(context.Background(), d.ID, d.Seq+1, d.Record); err == nil {
				t.Fatal("another version was saved")
			}
			continue
		}
		d.Record.Filing.Host.Name = fmt.Sprint("公司", n)
		seq, err := s.Save(context.Background(), d.ID, d.Seq, d.Record)
		if err != nil {
			t.Fatal(err)
		}
		d.Seq = seq
	}
	close(stop)
	beside.Wait()
	if got := must(s.Load(t.Context(), d.ID))(t); got.Record.Filing.Host.Name != "公司198" {
		t.Errorf("the draft says %s", got.Record.Filing.Host.Name)
	}
	for n := range kept {
		if got, err := s.Setting(t.Context(), fmt.Sprint("beside ", n)); err != nil || got != "written" {
			t.Errorf("setting %d of %d: %q, %v", n, kept, got, err)
		}
	}
	if kept == 0 {
		t.Error("nothing was written beside the saves")
	}
}
