package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The whole job is done twice, as other programs would have it done: watched for
// sockets, of which none is opened, and where there is no network at all.

func TestNoSocketIsOpened(t *testing.T) {
	if testing.Short() {
		t.Skip("the program is started nine times, which takes long with the race detector")
	}
	if err := exec.Command("strace", "-f", "--seccomp-bpf", "-o", os.DevNull, "true").Run(); err != nil {
		t.Skipf("strace, which watches the program, is not there or may not: %v", err)
	}
	trace := filepath.Join(t.TempDir(), "strace")
	job(t, "strace", "-f", "--seccomp-bpf", "-A", "-o", trace, "-e", "trace=socket,connect,bind,sendto,execve", "--")
	calls, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	if starts := strings.Count(string(calls), "execve("); starts < 9 {
		t.Errorf("strace has seen the program start %d times", starts)
	}
	for line := range strings.Lines(string(calls)) {
		if asksForSocket.MatchString(line) {
			t.Errorf("the program asks for a socket: %s", line)
		}
	}
}

// asksForSocket knows the lines of strace with one of the calls by its name. Of a thread
// that ends with its program strace can write "???( <unfinished ...>": it cannot tell
// what that would have called.
var asksForSocket = regexp.MustCompile(`^\d+ +(<\.\.\. )?(socket|connect|bind|sendto)\b`)

// What the test above would miss, nobody would see.
func TestALineWithASocketIsKnown(t *testing.T) {
	for line, want := range map[string]bool{
		`7 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3`:                                          true,
		`7     connect(3, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110 <unfinished ...>`: true,
		`7 <... sendto resumed>) = 30`:                                                                true,
		`7 execve("/tmp/recordalctl", ["recordalctl", "bind"], 0x1 /* 9 vars */) = 0`:                 false,
		`7 ???( <unfinished ...>`:                                                                     false,
		`7 --- SIGURG {si_signo=SIGURG, si_code=SI_TKILL, si_pid=7, si_uid=0} ---`:                    false,
		`7 +++ exited with 0 +++`:                                                                     false,
	} {
		if got := asksForSocket.MatchString(line); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

func TestTheJobNeedsNoNetwork(t *testing.T) {
	if testing.Short() {
		t.Skip("the program is started nine times, which takes long with the race detector")
	}
	empty := []string{"unshare", "--map-root-user", "--net", "--"}
	if err := exec.Command(empty[0], append(empty[1:], "true")...).Run(); err != nil {
		t.Skipf("this system lets nobody have a network of their own: %v", err)
	}
	job(t, empty...)
}

// job takes the sample from nothing to a packet and all around it, each step started
// by the program that under names.
func job(t *testing.T, under ...string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "recordalctl") // by this name the test program is the command
	if err := os.Symlink(self, program); err != nil {
		t.Skipf("this system lets nobody make links: %v", err)
	}
	run := func(args ...string) {
		t.Helper()
		line := slices.Concat(under, []string{program}, args)
		step := exec.Command(line[0], line[1:]...)
		step.Dir, step.Env = dir, append(os.Environ(), "HOME="+dir, "XDG_CACHE_HOME="+dir)
		if out, err := step.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	one := func(pattern string) string {
		t.Helper()
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(found) == 0 {
			t.Fatalf("there is no %s: %v", pattern, err)
		}
		return found[0]
	}
	run("sample", "--out", "sample")
	run("check", "sample/filing.json")
	run("scans", "--filing", "sample/filing.json")
	run("export", "--filing", "sample/filing.json", "--out", "packets")
	run("verify", one("packets/*.zip"))
	run("papers", "--filing", "sample/filing.json", "--out", "print")
	run("workbook", "--kind", "new_recordal", "--out", "forms")
	run("import", one("forms/*.xlsx"), "--out", "back")
	run("rules")
}
