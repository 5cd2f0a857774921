package fault

import (
	"os"
	"testing"
)

// makeFolder makes a folder that only its user sees.
func makeFolder(t testing.TB, dir string) {
	t.Helper()
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
}
