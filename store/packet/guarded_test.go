package packet

import (
	"testing"

	"recordaldesk/store/crash"
)

// brokenDisk has files that panic when they are brought to the disk.
type brokenDisk struct{ realDisk }

type brokenFile struct{ file }

func (brokenFile) Sync() error { panic("sync") }

func (d brokenDisk) create(dir, pattern string) (file, error) {
	f, err := d.realDisk.create(dir, pattern)
	return brokenFile{f}, err
}

// A file is synced on a goroutine of its own; a panic there is for whoever waits for
// the file, and does not end the program.
func TestAPanicWhileSyncingComesToWhoWaits(t *testing.T) {
	told := 0
	t.Cleanup(crash.Begin(t.TempDir(), "test", func(string) { told++ }))
	u, err := newUnfinished(brokenDisk{}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer u.discard()
	if crash.Guard(func() { err = u.finish() }) || told != 1 {
		t.Errorf("the file is said to be on the disk: %v; told of %d panics", err, told)
	}
}
