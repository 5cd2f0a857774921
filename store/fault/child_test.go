package fault

import (
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// tell runs a child that tries a fault on itself, to its end, and puts what it says
// into the table. Each "begin" of it is a try.
func tell(t *testing.T, name string, attributes *syscall.SysProcAttr) {
	t.Helper()
	cmd := child(t.Context(), t, name, t.TempDir(), 0)
	cmd.SysProcAttr = attributes
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if exit, ran := err.(*exec.ExitError); err != nil && (!ran || exit.ExitCode() == noDisk) {
		impossible(t, "this machine lets a program have no disk of its own: "+err.Error()+" "+complaint.String())
	}
	said := reportOf(string(out))
	if err != nil {
		t.Errorf("%s: %v\n%s%s", name, err, out, complaint.String())
	}
	for _, text := range said.silent {
		t.Errorf("people are told nothing of: %s", text)
	}
	line := Line{Fault: name, Tries: max(1, len(said.begun)), Acknowledged: len(said.acks), Said: said.said}
	blame(t, &line, verdict{lost: said.lost, damaged: said.wrong}, name)
	table.Add(line)
}
