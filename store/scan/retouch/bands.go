package retouch

import (
	"context"
	"runtime"
	"sync/atomic"

	"recordaldesk/store/crash"
)

// bands does work for all rows of a picture, a band of them at a time, on all
// processors. It stops between two bands when ctx ends, with its error.
func bands(ctx context.Context, rows int, work func(from, to int)) error {
	const band = 64
	var next atomic.Int64
	var workers crash.Group
	for range min(runtime.GOMAXPROCS(0), (rows+band-1)/band) {
		workers.Go(func() {
			for ctx.Err() == nil {
				from := int(next.Add(band)) - band
				if from >= rows {
					return
				}
				work(from, min(rows, from+band))
			}
		})
	}
	workers.Wait()
	return ctx.Err()
}
