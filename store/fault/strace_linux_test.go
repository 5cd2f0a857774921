package fault

import (
	"bytes"
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

// traced runs a scenario's child in the folder under strace, to its end, and returns
// its system calls and what it said. The options go to strace. A child whose work
// fails is as good as one that succeeds; one that breaks down fails the test.
func traced(t testing.TB, s scenario, dir string, steps int, options ...string) ([]Call, report) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "trace")
	command := append([]string{
		"strace", "-f", "--seccomp-bpf", "-xx", "-s", "100000000", "-e", "signal=none", "-o", file,
		"-e", "trace=" + strings.Join(Traced, ","),
	}, options...)
	cmd := child(t.Context(), t, s.name, dir, steps, command...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != failedOnce) {
		t.Errorf("%s: %v\n%s%s", s.name, err, out, complaint.String())
	}
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
	return calls, reportOf(string(out))
}
