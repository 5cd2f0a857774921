package store

import (
	"runtime"
	"time"
)

// patiently tries for two seconds on Windows, where a virus scanner holds every new
// file open for a moment.
func patiently(try func() error) error {
	err := try()
	for wait := 20 * time.Millisecond; err != nil && runtime.GOOS == "windows" && wait < 2*time.Second; wait *= 2 {
		time.Sleep(wait)
		err = try()
	}
	return err
}
