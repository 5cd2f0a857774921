//go:build !linux

package keyring

// running reports true: the system's keyring is part of the system.
func running() bool { return true }
