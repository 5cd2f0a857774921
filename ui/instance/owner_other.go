//go:build !unix

package instance

import "io/fs"

// owned reports whether the file belongs to this user; here the rights of the
// user's own folders say so.
func owned(fs.FileInfo) bool { return true }
