package store

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"recordaldesk/rules"
)

// The write-ahead log, in which older versions of drafts lie, is emptied when nothing was
// written for a while, and left alone while somebody types.
func TestItIsQuietOnceNothingHasHappenedForAWhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		seconds := func() int { return int(time.Since(began) / time.Second) }
		q := newQuiet()
		ctx, stop := context.WithCancel(t.Context())
		var quiet []int
		go q.watch(ctx, 30*time.Second, func() {
			if quiet = append(quiet, seconds()); len(quiet) == 2 {
				q.stir() // while it is being settled
			}
		})
		time.Sleep(100 * time.Second) // nothing has happened
		for range 200 {
			q.stir()
			time.Sleep(time.Second)
		}
		time.Sleep(100 * time.Second)
		q.stir()
		time.Sleep(200 * time.Second)
		stop()
		synctest.Wait()
		if want := []int{329, 430, 460}; !slices.Equal(quiet, want) {
			t.Errorf("it was quiet after %v s, want %v", quiet, want)
		}
	})
}

func TestTheLogIsEmptiedWhenNothingIsWritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		s, err := Open(context.Background(), dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		d, err := s.Create(context.Background(), Record{Filing: &rules.Filing{}})
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if d.Seq, err = s.Save(context.Background(), d.ID, d.Seq, d.Record); err != nil {
				t.Fatal(err)
			}
			time.Sleep(idle - time.Second)
			if size(t, dir) == 0 {
				t.Error("the log was emptied while somebody typed")
			}
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if left := size(t, dir); left != 0 {
			t.Errorf("%d bytes of what was written are left in the log", left)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}

// size is that of the write-ahead log.
func size(t *testing.T, dir string) int64 {
	t.Helper()
	info, err := os.Stat(filepath.Join(dir, databaseFile+"-wal"))
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}
