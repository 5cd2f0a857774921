package fault

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// needStrace skips a test where programs cannot be traced.
func needStrace(t testing.TB) {
	t.Helper()
	if out, err := exec.Command("strace", "-f", "--seccomp-bpf", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		impossible(t, "strace, which .ci/install test installs, is not there or may not trace: "+string(out)+err.Error())
	}
}

const inFolder = "{folder}"

// traced runs a scenario's child in a new folder under strace, to its end, and returns
// the folder, the system calls and what the child said. The options go to strace; in
// them, inFolder stands for the folder. A child whose work fails is as good as one that
// succeeds; one that breaks down fails the test.
func traced(t testing.TB, s scenario, steps int, options ...string) (dir string, calls []Call, said report) {
	t.Helper()
	for try := 1; ; try++ {
		parent := t.TempDir()
		dir, file := filepath.Join(parent, "data"), filepath.Join(parent, "trace")
		s.newFolder(t, dir)
		command := []string{
			"strace", "-f", "--seccomp-bpf", "-xx", "-s", "100000000", "-e", "signal=none", "-o", file,
			"-e", "trace=" + strings.Join(Traced, ","),
		}
		for _, option := range options {
			command = append(command, strings.ReplaceAll(option, inFolder, dir))
		}
		cmd := child(t.Context(), t, s.name, dir, steps, command...)
		var complaint strings.Builder
		cmd.Stderr = &complaint
		out, err := cmd.Output()
		if notOurs(complaint.String()) && try < 3 {
			continue
		}
		var exit *exec.ExitError
		if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != failedOnce) {
			t.Errorf("%s: %v\n%s%s", s.name, err, out, complaint.String())
		}
		said = reportOf(string(out))
		said.complaint = complaint.String()
		return dir, readTrace(t, file), said
	}
}

// notOurs reports whether a child broke down, or seems to, by no fault of its own: at
// the end of a program strace can lose its way; and in another thread than the one that
// works, the write that was to fail can be the one by which Go's runtime wakes up others.
func notOurs(complaint string) bool {
	return strings.Contains(complaint, "strace: ptrace(") || strings.Contains(complaint, "netpollBreak write failed")
}

// readTrace reads the file and removes it, for it is large.
func readTrace(t testing.TB, file string) []Call {
	t.Helper()
	trace, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer trace.Close()
	calls, err := ReadTrace(trace)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(file); err != nil {
		t.Error(err)
	}
	return calls
}
