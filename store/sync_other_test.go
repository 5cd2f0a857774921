//go:build !linux

package store_test

import "os"

func dataSync(f *os.File) error { return f.Sync() }

// dropCache would have the file read from the disk the next time; here it cannot, and
// what is measured is a warm start.
func dropCache(string) error { return nil }
