package held

// SyncFolder does nothing: Windows cannot flush a folder, NTFS writes its
// changes to a journal of its own.
func SyncFolder(string) error { return nil }
