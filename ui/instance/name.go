package instance

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
)

// name stands for a data folder where two starts of the program meet: data folders have
// long paths, and several programs may run for one user.
func name(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	if full, err := filepath.Abs(dir); err == nil {
		dir = full
	}
	sum := sha256.Sum256([]byte(dir))
	return hex.EncodeToString(sum[:12])
}
