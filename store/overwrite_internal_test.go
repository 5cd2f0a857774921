package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// A folder for temporary files is everybody's: what bears the name of a database there
// can be a link to a file that is none of ours, or become one.
func TestWhatALinkLeadsToIsNotOverwritten(t *testing.T) {
	dir := t.TempDir()
	theirs, link := filepath.Join(dir, "theirs"), filepath.Join(dir, databaseFile)
	if err := errors.Join(os.WriteFile(theirs, []byte("kept"), 0o600), os.WriteFile(link, []byte("ours"), 0o600)); err != nil {
		t.Fatal(err)
	}
	seen, err := os.Lstat(link)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(link); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(theirs, link); err != nil {
		t.Skip("no links here: ", err)
	}
	if err := overwrite(link); err != nil {
		t.Errorf("a link is left as it is: %v", err)
	}
	if err := overwriteAs(link, seen); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("a link that came meanwhile: %v", err)
	}
	if left, err := os.ReadFile(theirs); err != nil || string(left) != "kept" {
		t.Errorf("what the link leads to is %q, %v", left, err)
	}
}
