package store

import (
	"os"

	"golang.org/x/sys/unix"
)

// startWriting has bytes that were written to a file go to the disk while others are
// being made. It promises nothing, and so cannot fail: Sync waits for them, and says
// where they did not get there.
func startWriting(file *os.File, from, length int64) {
	_ = unix.SyncFileRange(int(file.Fd()), from, length, unix.SYNC_FILE_RANGE_WRITE)
}
