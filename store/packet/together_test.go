package packet

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestFilesThatBelongTogetherAppearTogetherOrNotAtAll(t *testing.T) {
	write := func(d disk, dir string) error {
		_, err := writeTogether(context.Background(), d, dir, "退回_甲", []string{".json", ".pdf"}, func(name, ending string) ([]byte, error) {
			return []byte(name + ending), nil
		})
		return err
	}
	whole := &failingDisk{}
	dir := t.TempDir()
	if err := write(whole, dir); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "退回_甲.pdf")); err != nil || string(data) != "退回_甲.pdf" {
		t.Errorf("%q, %v", data, err)
	}
	failed := 0
	for k := 1; k <= whole.calls; k++ {
		dir := t.TempDir()
		if write(&failingDisk{k: k}, dir) == nil {
			continue // it was the removal of nothing that failed
		}
		failed++
		if left := listing(t, dir); left != "" {
			t.Errorf("call %d failed and left behind: %s", k, left)
		}
	}
	if failed < 6 {
		t.Errorf("only %d of %d calls can fail", failed, whole.calls)
	}
	stopped := errors.New("stopped")
	dir = t.TempDir()
	_, err := WriteTogether(context.Background(), dir, "x", []string{".a", ".b"}, func(_, ending string) ([]byte, error) {
		if ending == ".b" {
			return nil, stopped
		}
		return nil, nil
	})
	if left := listing(t, dir); !errors.Is(err, stopped) || left != "" {
		t.Errorf("%v, and left behind: %s", err, left)
	}
}
