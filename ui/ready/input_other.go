//go:build !linux

package ready

// InputOf is nil: the system gives what was typed to the window by itself.
func InputOf() *Input { return nil }
