package fault

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// tableFile names the file into which the table goes, with its date and machine;
// unset, it is only printed.
const tableFile = "RECORDAL_FAULT_TABLE"

func writeTable(text string, code int) error {
	path := os.Getenv(tableFile)
	if path == "" {
		return nil
	}
	if code != 0 {
		return fmt.Errorf("the tests failed; %s is left as it is", path)
	}
	head := fmt.Sprintf("# What the fault tests found\n\n"+
		"Written by `make faults` on %s.\n\n"+
		"- Processor: %s, %d at work\n- System: %s\n- Disk: %s\n\n", time.Now().UTC().Format("2 January 2006"),
		processor(), runtime.NumCPU(), system(), filesystem())
	return os.WriteFile(path, []byte(head+text), 0o644)
}

func processor() string {
	info, _ := os.ReadFile("/proc/cpuinfo") // only Linux has it
	for line := range strings.Lines(string(info)) {
		if name, value, _ := strings.Cut(line, ":"); strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

func system() string {
	release, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		return runtime.GOOS
	}
	return "Linux " + strings.TrimSpace(string(release))
}

// filesystem says where the tests keep their files.
func filesystem() string {
	mounts, _ := os.ReadFile("/proc/self/mounts")
	temporary, err := filepath.EvalSymlinks(os.TempDir())
	if err != nil {
		temporary = os.TempDir()
	}
	best, found := "", "unknown"
	for line := range strings.Lines(string(mounts)) {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			continue
		}
		point := strings.TrimSuffix(fields[1], "/")
		if (temporary == point || strings.HasPrefix(temporary, point+"/")) && len(fields[1]) >= len(best) {
			best, found = fields[1], fields[2]+" on "+fields[0]
		}
	}
	return found
}
