package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"recordaldesk/store"
)

// emptyNetwork starts a program where there is no network at all, not even the
// machine's own. Files, and so the display's socket, are still there.
var emptyNetwork = []string{"unshare", "--map-root-user", "--net", "--"}

// noNetwork is emptyNetwork, or nothing where the system lets nobody have one, for tests
// that are about something else and prove along the way that no network is needed.
func noNetwork(t *testing.T) []string {
	t.Helper()
	if out, err := exec.Command(emptyNetwork[0], append(emptyNetwork[1:], "true")...).CombinedOutput(); err != nil {
		t.Logf("this system lets nobody have a network of their own: %v %s", err, out)
		return nil
	}
	return emptyNetwork
}

// TestNoSocketLeavesTheMachine does a day's work with everything watched that the
// program asks the system for in the way of sockets: none but local ones is opened,
// and they lead to the display, the buses of the desktop and the program's own.
func TestNoSocketLeavesTheMachine(t *testing.T) {
	shots := needsWindow(t)
	if err := exec.Command("strace", "-o", os.DevNull, "true").Run(); err != nil {
		t.Skipf("strace, which watches the program, is not there or may not: %v", err)
	}
	d := newDesk(t, buildProgram(t), t.TempDir(), shots)
	trace := filepath.Join(shots, "sockets.strace")
	// strace is the program's child, not its parent, so that the window is still the
	// one of the process that was started. Helpers such as the file chooser are other
	// programs, and left alone when they begin.
	d.under = []string{"strace", "-D", "-f", "--seccomp-bpf", "-s", "200", "-o", trace,
		"-e", "trace=socket,connect,bind,sendto,sendmsg,sendmmsg,execve", "--"}
	workADay(d)
	var calls []byte
	ended := regexp.MustCompile(`(?m)^` + d.pid() + ` +\+\+\+ exited with 0 `)
	d.until("strace has written all", func() (bool, string) {
		var err error
		calls, err = os.ReadFile(trace)
		return err == nil && ended.Match(calls), "not the end"
	})
	lines := strings.Split(string(calls), "\n")
	opened, wrong := sockets(lines, d.pid())
	if opened == 0 {
		t.Errorf("no socket was seen at all, and the display has one: %d lines", len(lines))
	}
	for _, call := range wrong {
		t.Errorf("the program asks for more than it may: %s", call)
	}
	t.Logf("%d sockets, all of them local", opened)
}

// What the program may connect to: the display, the bus of the session, where
// the keyring answers, and the system's, the bus for screen readers, the names of users, and a second start.
var local = regexp.MustCompile(`sun_path=@?"(/tmp/\.X11-unix/X\d+|[^"]*/(bus|bus_\d+|dbus-\w+|system_bus_socket)|/var/run/nscd/socket|` +
	`[^"]*/recordal-desk(-\d+)?/[0-9a-f]+\.sock)"`)

// sockets reads the lines that strace wrote, and returns how many local sockets the
// program with the id opened, and what it did beyond.
func sockets(lines []string, pid string) (opened int, wrong []string) {
	helpers := map[string]bool{} // processes that became other programs
	call := regexp.MustCompile(`^(\d+) +(\w+)\((.*)`)
	for _, line := range lines {
		c := call.FindStringSubmatch(line)
		if c == nil || helpers[c[1]] {
			continue
		}
		switch process, name, arguments := c[1], c[2], c[3]; name {
		case "execve":
			helpers[process] = process != pid
		case "socket":
			if !strings.HasPrefix(arguments, "AF_UNIX,") {
				wrong = append(wrong, line)
			}
			opened++
		case "connect", "bind":
			if !local.MatchString(arguments) {
				wrong = append(wrong, line)
			}
		default: // what is sent goes to where the socket is connected
			if strings.Contains(arguments, "sa_family=") && !local.MatchString(arguments) {
				wrong = append(wrong, line)
			}
		}
	}
	return opened, wrong
}

// What the test above would miss, nobody would see.
func TestASocketToElsewhereIsSeen(t *testing.T) {
	const display = `7 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3
7 connect(3, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X0"}, 20) = 0
8 execve("/usr/bin/zenity", ["zenity"], 0x1 /* 9 vars */) = 0
8 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3
`
	for what, calls := range map[string]string{
		"":                  "",
		"a web request":     `9 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_IP) = 4`,
		"the newer address": `7 socket(AF_INET6, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP <unfinished ...>`,
		"a name looked up":  `7 sendto(5, "\1\0", 30, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.1")}, 16) = 30`,
		"a foreign socket":  `7 connect(4, {sa_family=AF_UNIX, sun_path="/run/docker.sock"}, 23) = 0`,
		"a listener":        `7 bind(4, {sa_family=AF_UNIX, sun_path="/tmp/agent.sock"}, 23) = 0`,
	} {
		if _, wrong := sockets(strings.Split(display+calls, "\n"), "7"); (len(wrong) > 0) != (what != "") {
			t.Errorf("%q: what is wrong is %q", what, wrong)
		}
	}
}

// TestADayIsWorkedWithoutANetwork does the same where there is no network.
func TestADayIsWorkedWithoutANetwork(t *testing.T) {
	shots := needsWindow(t)
	d := newDesk(t, buildProgram(t), t.TempDir(), shots)
	if d.under = noNetwork(t); d.under == nil {
		t.Skip("there is a network wherever the program is started")
	}
	workADay(d)
}

// workADay takes the program through what it is for: a filing with its scans, the
// rulebook, an export, and the packet taken in again by a second start.
func workADay(d *desk) {
	d.t.Helper()
	desktop := filepath.Join(d.home, "Desktop")
	if err := os.MkdirAll(desktop, 0o755); err != nil {
		d.t.Fatal(err)
	}
	d.Start()
	d.Key("Tab", "Tab", "Tab", "Return") // the sample
	d.WaitFor("the sample is there", func(r *store.Record) (bool, string) {
		return len(r.Filing.Attachments) > 0, "no scans"
	})
	d.Key("ctrl+l", "ctrl+l", "ctrl+l", "ctrl+r")
	d.Rest(3 * time.Second)
	d.Key("Escape", "ctrl+Next", "F1")
	d.Rest(2 * time.Second)
	d.Key("Escape", "ctrl+e")
	d.Choose("alt+o")
	d.WaitFor("the packet is exported", func(r *store.Record) (bool, string) { return r.Exported != nil, "not exported" })
	d.Rest(5 * time.Second)
	d.Shot("exported")
	d.startAgain(filepath.Join(desktop, d.Saved().Exported.File))
	d.Rest(5 * time.Second)
	d.Shot("taken-in")
	d.Close()
}
