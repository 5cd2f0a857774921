package store

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"
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
