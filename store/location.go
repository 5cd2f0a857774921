package store

import (
	"os"
	"path/filepath"
	"strings"
)

// Location is the kind of place a data folder lies in.
type Location string

// The kinds. Only Local is a good place.
const (
	Local        Location = "local"
	Network      Location = "network"      // a drive of another computer: locks and flushes are promises of others
	Synchronised Location = "synchronised" // a program copies its files while they are being written, and brings old ones back
)

// LocationOf tells in what kind of place a folder lies, as far as the system tells.
func LocationOf(dir string) Location {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Local
	}
	switch {
	case onNetwork(dir):
		return Network
	case synchronised(dir, os.Getenv, exists):
		return Synchronised
	}
	return Local
}

// syncFolders are what programs that synchronise folders call theirs, in small
// letters. Some put the name of a company behind.
var syncFolders = []string{
	"onedrive", "dropbox", "google drive", "my drive", "icloud drive", "iclouddrive", "nextcloud", "owncloud",
	"nutstore", "nutstore files", "我的坚果云", "坚果云", "baidusyncdisk", "百度网盘同步空间", "wps云盘", "wpsdrive", "115同步", "adrivesync", "阿里云盘",
}

// syncVariables are those in which such programs tell where their folder is.
var syncVariables = []string{"OneDrive", "OneDriveConsumer", "OneDriveCommercial"}

// synchronised reports whether one of the folders down to dir is such a program's.
func synchronised(dir string, variable func(string) string, exists func(string) bool) bool {
	for _, name := range syncVariables {
		if root := variable(name); root != "" && within(dir, root) {
			return true
		}
	}
	for at := dir; ; at = filepath.Dir(at) {
		name := strings.ToLower(filepath.Base(at))
		for _, one := range syncFolders {
			if name == one || strings.HasPrefix(name, one+" - ") || strings.HasPrefix(name, one+" (") {
				return true
			}
		}
		if exists(filepath.Join(at, ".stfolder")) { // Syncthing
			return true
		}
		if at == filepath.Dir(at) {
			return false
		}
	}
}

// within reports whether a folder is the root, or in it.
func within(dir, root string) bool {
	way, err := filepath.Rel(root, dir)
	return err == nil && way != ".." && !strings.HasPrefix(way, ".."+string(filepath.Separator))
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
