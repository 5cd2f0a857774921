// Package held renames and removes files that another program may hold for a moment:
// virus scanners and programs that synchronise folders open every new file. It also brings
// what was renamed to the disk.
package held

import (
	"os"
	"time"
)

// patience is how long another program is waited for.
const patience = 2 * time.Second

// Rename is os.Rename with patience.
func Rename(from, to string) error {
	return patiently(time.Sleep, func() error { return os.Rename(from, to) })
}

// Remove is os.Remove with patience.
func Remove(path string) error {
	return patiently(time.Sleep, func() error { return os.Remove(path) })
}

// Wait does with the same patience whatever else a held file can refuse. It calls try
// until that succeeds, fails for another reason, or two seconds are over.
func Wait(try func() error) error { return patiently(time.Sleep, try) }

// patiently tries again, less and less often, while another program holds the file.
func patiently(sleep func(time.Duration), try func() error) error {
	err := try()
	waited := time.Duration(0)
	for wait := 10 * time.Millisecond; Is(err) && waited < patience; wait *= 2 {
		sleep(wait)
		waited += wait
		err = try()
	}
	return err
}
