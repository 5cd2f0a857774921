//go:build unix

package held

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

func TestAFileThatIsHeldForAMomentIsWaitedFor(t *testing.T) {
	busy := &fs.PathError{Op: "rename", Err: syscall.EBUSY}
	for name, c := range map[string]struct {
		fails int // how often it is held
		with  error
		want  error
		tries int
	}{
		"free":           {0, nil, nil, 1},
		"held for a bit": {3, busy, nil, 4},
		"held for good":  {1000, busy, busy, 9},
		"not there":      {1000, fs.ErrNotExist, fs.ErrNotExist, 1},
	} {
		t.Run(name, func(t *testing.T) {
			tries, slept := 0, time.Duration(0)
			err := patiently(func(d time.Duration) { slept += d }, func() error {
				if tries++; tries <= c.fails {
					return c.with
				}
				return nil
			})
			if !errors.Is(err, c.want) || tries != c.tries || slept > 2*patience {
				t.Errorf("after %d tries and %v: %v; want %v after %d", tries, slept, err, c.want, c.tries)
			}
		})
	}
}

func TestRenameAndRemove(t *testing.T) {
	dir := t.TempDir()
	one, two := filepath.Join(dir, "one"), filepath.Join(dir, "two")
	if err := os.WriteFile(one, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Rename(one, two); err != nil {
		t.Error(err)
	}
	if err := Remove(two); err != nil {
		t.Error(err)
	}
	if err := Remove(two); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("removing what is gone: %v", err)
	}
}
