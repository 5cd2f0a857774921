//go:build !windows

package composing

// theSystem is nobody: here the toolkit alone can speak to the input method.
func theSystem() system { return nil }
