package export

import (
	"testing"

	"recordaldesk/store"
)

// The folder's name can be a client's.
func TestTheFolderOfTheExportsIsNotInTheClear(t *testing.T) {
	ctx := t.Context()
	s, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	const folder = "/home/desk/北京青梧示例科技有限公司"
	if err := s.SetSetting(ctx, folderPlain, folder); err != nil { // as an earlier version did
		t.Fatal(err)
	}
	for range 2 {
		if got, err := LastFolder(ctx, s); got != folder || err != nil {
			t.Fatalf("the folder is %q, %v", got, err)
		}
		for _, key := range []string{folderPlain, folderSealed} {
			if text, err := s.Setting(ctx, key); text == folder || err != nil {
				t.Errorf("%s in the clear is %q, %v", key, text, err)
			}
		}
	}
}
