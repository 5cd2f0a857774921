package store

import (
	"path/filepath"
	"testing"
)

func TestAFolderThatIsSynchronisedIsKnown(t *testing.T) {
	variable := func(name string) string {
		if name == "OneDriveCommercial" {
			return "/home/u/公司云"
		}
		return ""
	}
	exists := func(path string) bool { return path == filepath.Join("/home/u/sync", ".stfolder") }
	for dir, want := range map[string]bool{
		"/home/u/.local/share/recordal-desk":     false,
		"/home/u/OneDrive/recordal-desk":         true,
		"/home/u/OneDrive - 示例公司/a/b":            true,
		"/home/u/onedrive-notes/a":               false,
		"/home/u/Dropbox (Personal)/data":        true,
		"/home/u/我的坚果云/备案":                       true,
		"/home/u/公司云/data":                       true,
		"/home/u/公司云盘/data":                      false,
		"/home/u/sync/deep/data":                 true,
		"/home/u/syncs/deep/data":                false,
		"/home/u/Documents/WPS云盘":                true,
		"/home/u/Documents/Google Drive/备案/2026": true,
	} {
		if got := synchronised(filepath.FromSlash(dir), variable, exists); got != want {
			t.Errorf("%s: synchronised %v, want %v", dir, got, want)
		}
	}
}
