package say

import (
	"path/filepath"
	"testing"
)

func TestALongPathIsSaidByItsEnd(t *testing.T) {
	for path, want := range map[string]string{
		"/home/zhang/recordal-desk": "/home/zhang/recordal-desk",
		"/home/zhang/文档/二〇二六年的备案资料/第三季度/recordal-desk":            "…/二〇二六年的备案资料/第三季度/recordal-desk",
		"/a/a-folder-with-a-name-that-is-rather-longer-than-that": "…/a-folder-with-a-name-that-is-rather-longer-than-that",
	} {
		if got := filepath.ToSlash(Path(filepath.FromSlash(path))); got != want {
			t.Errorf("%s is said as %s", path, got)
		}
	}
}
