package store

import "testing"

// The first line is the example of proc_pid_mountinfo(5), with a longer place.
const mounts = `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:45 / /home/u/公司\040共享 rw,relatime shared:200 - cifs //server/share rw
41 22 0:46 / /mnt/nas rw,relatime - nfs4 nas:/export rw
42 22 0:47 / /media/stick rw,relatime - fuseblk /dev/sdb1 rw
43 22 0:48 / /home/u/remote rw - fuse.sshfs host:/ rw
44 42 0:49 / /mnt/nas/over rw - ext4 /dev/sdc1 rw
`

func TestADriveOfAnotherComputerIsKnown(t *testing.T) {
	for dir, want := range map[string]bool{
		"/home/u/data":                false,
		"/home/u/公司 共享/recordal-desk": true,
		"/home/u/公司":                  false,
		"/mnt/nas":                    true,
		"/mnt/nas/a/b":                true,
		"/mnt/nas/over/a":             false,
		"/media/stick/data":           false,
		"/home/u/remote/data":         true,
		"/mnt2/data":                  false,
	} {
		if got := isNetwork(fileSystemOf(dir, mounts)); got != want {
			t.Errorf("%s is on a %s: network %v, want %v", dir, fileSystemOf(dir, mounts), got, want)
		}
	}
}
