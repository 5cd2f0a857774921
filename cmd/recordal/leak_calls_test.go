package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// writing are the system calls by which a program writes or names a file. The display
// gets what it is to show by others.
const writing = "trace=write,pwrite64,pwritev,pwritev2,sendto,openat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,execve"

var (
	writes = regexp.MustCompile(`^(\d+) +(\w+)\((.*)`)
	target = regexp.MustCompile(`^\d+<([^>]*)>`)
	quoted = regexp.MustCompile(`"((?:\\x[0-9a-f]{2})*)"`)
)

// inCalls reads what strace wrote of a program and those it starts, and returns which of
// the values it has written, or put into the name of a file, and how many bytes it wrote
// in all. Of other programs that it has become is nothing said: what they leave are files.
func (f *finder) inCalls(trace io.Reader, program string, allowed func(path string) bool) (where []string, written int, err error) {
	others := map[string]bool{}
	before := map[string][]byte{} // the end of what was written, by where
	lines := bufio.NewReaderSize(trace, 1<<20)
	for {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			return where, written, nil
		}
		if err != nil {
			return where, written, err
		}
		call := writes.FindStringSubmatch(line)
		if call == nil {
			continue
		}
		process, name, arguments := call[1], call[2], call[3]
		var texts [][]byte
		for _, one := range quoted.FindAllStringSubmatch(arguments, -1) {
			texts = append(texts, unhex(one[1]))
		}
		switch {
		case name == "execve":
			others[process] = len(texts) == 0 || string(texts[0]) != program
		case others[process]:
		case strings.Contains(name, "write") || name == "sendto":
			path := ""
			if into := target.FindStringSubmatch(arguments); into != nil {
				path = string(unhex(into[1]))
			}
			if allowed(path) {
				continue
			}
			data := slices.Concat(append([][]byte{before[path]}, texts...)...)
			written += len(data) - len(before[path])
			for _, hit := range f.within(data) {
				where = append(where, "a call of "+name+" into "+path+" holds "+hit)
			}
			before[path] = bytes.Clone(data[max(0, len(data)-longestValue):])
		case name != "openat" || strings.Contains(arguments, "O_CREAT"):
			for _, path := range texts {
				if !allowed(string(path)) {
					for _, hit := range f.in(path) {
						where = append(where, "a file named by "+name+" holds "+hit)
					}
				}
			}
		}
	}
}

// longestValue is how much of a write is looked at again with the next one.
const longestValue = 200

// unhex is the bytes that strace wrote as \x2f\x74.
func unhex(text string) []byte {
	if b, err := hex.DecodeString(strings.ReplaceAll(text, `\x`, "")); err == nil {
		return b
	}
	return []byte(text) // as a socket's name
}

// calls looks for the marks in what the program has written call by call, also into
// files that are gone.
func (l *leakage) calls() {
	l.Helper()
	if l.trace == "" {
		l.Log("strace, which watches the program, is not there or may not: files that are gone were not looked at")
		return
	}
	trace, err := os.Open(l.trace)
	if err != nil {
		l.Fatal(err)
	}
	defer trace.Close() // was only read
	where, written, err := newFinder(l.marks.values).inCalls(trace, l.desk.binary, func(path string) bool {
		return strings.HasPrefix(path, l.chosen) || strings.HasPrefix(path, l.printed)
	})
	if err != nil {
		l.Fatal(err)
	}
	slices.Sort(where)
	for _, one := range slices.Compact(where) {
		l.Error(strings.ReplaceAll(one, l.world, ""))
	}
	if written < 1<<18 {
		l.Errorf("only %d bytes were seen being written", written)
	}
	l.Logf("%d bytes that were written were looked at", written)
}

func TestACallThatWritesAValueIsSeen(t *testing.T) {
	enhexed := func(s string) string {
		var b strings.Builder
		for _, one := range []byte(s) {
			b.WriteString(`\x` + hex.EncodeToString([]byte{one}))
		}
		return b.String()
	}
	write := func(path, text string) string {
		return "7 write(5<" + enhexed(path) + `>, "` + enhexed(text) + `", 9) = 9` + "\n"
	}
	started := `7 execve("` + enhexed("/bin/recordal") + `", [], 0x1) = 0` + "\n"
	f := newFinder([]string{"13612345670", "标记值"})
	for what, c := range map[string]struct {
		calls string
		found int
	}{
		"nothing":             {write("/log", "none"), 0},
		"a log":               {write("/log", "the number 13612345670"), 1},
		"two writes":          {write("/log", "the number 136123") + write("/other", "x") + write("/log", "45670"), 1},
		"a socket":            {`7 write(6<socket:[12]>, "` + enhexed("标记值") + `", 9 <unfinished ...>` + "\n", 1},
		"a name":              {"7 openat(AT_FDCWD<" + enhexed("/") + `>, "` + enhexed("/tmp/标记值.tmp") + `", O_RDWR|O_CREAT, 0600) = 5` + "\n", 1},
		"a name that is read": {"7 openat(AT_FDCWD<" + enhexed("/") + `>, "` + enhexed("/tmp/标记值.tmp") + `", O_RDONLY) = 5` + "\n", 0},
		"a new name":          {`7 renameat(AT_FDCWD, "` + enhexed("/a") + `", AT_FDCWD, "` + enhexed("/标记值") + `") = 0` + "\n", 1},
		"on purpose":          {write("/chosen/packet.zip", "标记值"), 0},
		"another program":     {`7 execve("` + enhexed("/bin/zenity") + `", [], 0x1) = 0` + "\n" + write("/log", "标记值"), 0},
	} {
		where, _, err := f.inCalls(strings.NewReader(started+c.calls), "/bin/recordal", func(path string) bool { return strings.HasPrefix(path, "/chosen/") })
		if err != nil || len(where) != c.found {
			t.Errorf("%s: found %q, %v, want %d", what, where, err, c.found)
		}
	}
}
