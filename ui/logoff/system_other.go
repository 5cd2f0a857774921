//go:build !windows

package logoff

// watchSystem has nothing to do: here a session ends with a signal.
func watchSystem(Program) {}
