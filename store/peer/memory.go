package peer

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
)

// ExtraMemory does the work and returns by how many MB (10^6 bytes) this process was
// larger at its largest moment than before, as the system counts its pages. It is
// false where the system does not tell, which only Linux does.
func ExtraMemory(work func()) (mb float64, told bool) {
	debug.FreeOSMemory()
	// From here on the largest moment counts anew (proc(5), clear_refs).
	if os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) != nil {
		work()
		return 0, false
	}
	before, told1 := statusOf("VmRSS:")
	work()
	largest, told2 := statusOf("VmHWM:")
	return float64(largest-before) * 1024 / 1e6, told1 && told2
}

// statusOf returns a line of /proc/self/status, in kB of 1024 bytes.
func statusOf(line string) (kb int64, told bool) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, false
	}
	_, rest, found := strings.Cut(string(status), line)
	if !found {
		return 0, false
	}
	_, err = fmt.Sscan(rest, &kb)
	return kb, err == nil
}
