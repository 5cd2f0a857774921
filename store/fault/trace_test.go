package fault

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestATraceIsReadInTheOrderInWhichCallsEnded(t *testing.T) {
	const text = `7  openat(AT_FDCWD, "\x2f\x61", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 5
7  pwrite64(5, "\x61\x62", 2, 4096 <unfinished ...>
8  fsync(5)                         = -1 EIO (Input/output error) (INJECTED)
7  <... pwrite64 resumed>)          = 2
8  --- SIGURG {si_signo=SIGURG, si_code=SI_TKILL, si_pid=7, si_uid=0} ---
8  exit_group(0)                    = ?
8  +++ exited with 0 +++
7  write(1, "\x61`
	got, err := ReadTrace(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	want := []Call{
		{Thread: 7, Name: "openat", Args: []string{"AT_FDCWD", `"\x2f\x61"`, "O_RDWR|O_CREAT|O_CLOEXEC", "0600"}, Result: 5, Began: 1, Ended: 1},
		{Thread: 8, Name: "fsync", Args: []string{"5"}, Result: -1, Injected: true, Began: 3, Ended: 3},
		{Thread: 7, Name: "pwrite64", Args: []string{"5", `"\x61\x62"`, "2", "4096"}, Result: 2, Began: 2, Ended: 4},
		{Thread: 8, Name: "exit_group", Args: []string{"0"}, Result: -1, Began: 6, Ended: 6},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
}

func TestATraceThatCannotBeReadIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"no thread":        "openat(5) = 3\n",
		"no call":          "7 nothing\n",
		"no end":           "7 fsync(5 = 0\n",
		"no result":        "7 fsync(5) = many\n",
		"never begun":      "7 <... fsync resumed>) = 0\n",
		"resumed, not how": "7 fsync(5 <unfinished ...>\n7 <... fsync )= 0\n",
	} {
		if calls, err := ReadTrace(strings.NewReader(text)); err == nil {
			t.Errorf("%s: read as %v", name, calls)
		}
	}
	for _, arg := range []string{`"\x61"...`, `5`, `"ab"`, `"\x6"`, `"\y61"`} {
		if text, err := Text(arg); err == nil {
			t.Errorf("%s: read as %q", arg, text)
		}
	}
}
