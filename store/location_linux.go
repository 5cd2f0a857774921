package store

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// onNetwork looks the folder up in the list of mounted file systems.
func onNetwork(dir string) bool {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	list, err := os.ReadFile("/proc/self/mountinfo")
	return err == nil && isNetwork(fileSystemOf(dir, string(list)))
}

// fileSystemOf returns the type of the file system that a folder is in, from a list as
// proc_pid_mountinfo(5) describes it: the fifth field is where it is mounted, the first
// after the dash its type. Of several in one place the last one is seen.
func fileSystemOf(dir, list string) string {
	kind, longest := "", -1
	for line := range strings.Lines(list) {
		before, after, ok := strings.Cut(line, " - ")
		fields, types := strings.Fields(before), strings.Fields(after)
		if !ok || len(fields) < 5 || len(types) == 0 {
			continue
		}
		at := unescaped(fields[4])
		if within(dir, at) && len(at) >= longest {
			kind, longest = types[0], len(at)
		}
	}
	return kind
}

// unescaped reads \040 and the like, which stand for spaces and such.
func unescaped(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		if path[i] == '\\' && i+3 < len(path) {
			if n, err := strconv.ParseUint(path[i+1:i+4], 8, 8); err == nil {
				b.WriteByte(byte(n))
				i += 3
				continue
			}
		}
		b.WriteByte(path[i])
	}
	return b.String()
}

// isNetwork knows the types whose files lie on another computer.
func isNetwork(kind string) bool {
	switch kind {
	case "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "ncpfs", "coda", "glusterfs", "lustre", "davfs",
		"fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.s3fs", "fuse.smbnetfs":
		return true
	}
	return false
}
