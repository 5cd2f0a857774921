package intake_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/intake"
)

// childVariable has the test program import a folder and end: the data folder stands in
// it, and the folder to be imported is its first argument.
const childVariable = "RECORDAL_IMPORT_INTO"

func TestMain(m *testing.M) {
	if data := os.Getenv(childVariable); data != "" {
		importAsChild(data, os.Args[1])
		return
	}
	os.Exit(m.Run())
}

// importAsChild imports a folder and prints a line for each file that it says is taken.
func importAsChild(data, dir string) {
	s, err := store.Open(context.Background(), data, store.Options{})
	check(err)
	_, err = intake.Folder(context.Background(), s, dir, intake.BulkOptions{
		Book: rules.Builtin(), Today: today, Progress: func(p intake.Progress) { fmt.Println(p.Done) },
	})
	check(err)
	check(s.Close())
}

// killedImport runs an import in a process of its own and kills it some time, up to
// within, after the first file. It returns how many files were said to be taken, and whether it ended by
// itself before.
func killedImport(t *testing.T, data, dir string, within time.Duration) (taken int, ended bool) {
	t.Helper()
	ctx, kill := context.WithCancel(t.Context())
	defer kill()
	cmd := exec.CommandContext(ctx, os.Args[0], dir)
	cmd.Env = append(os.Environ(), childVariable+"="+data)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if taken++; taken == 1 {
			time.AfterFunc(rand.N(within), kill)
		}
	}
	return taken, cmd.Wait() == nil
}

// What was said to be taken is there; what was not is whole or not there at all; and
// once the import is through, each packet is there once, with all its scans.
func TestAnImportThatIsKilledIsRepeatedWithoutDuplicates(t *testing.T) {
	dir, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	const count = 24
	packets(t, dir, count, 20_000)
	want := 0
	killed := 0
	for ended := false; !ended; {
		var taken int
		if taken, ended = killedImport(t, data, dir, time.Duration(killed+1)*100*time.Millisecond); !ended {
			killed++
		}
		s, err := store.Open(t.Context(), data, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		drafts := all(t, s)
		if len(drafts) < taken {
			t.Errorf("%d files are said to be taken or here, there are %d drafts", taken, len(drafts))
		}
		for name, of := range drafts {
			if len(of) != 1 {
				t.Errorf("of %s there are %d drafts", name, len(of))
			}
			noted, err := s.Case(t.Context(), of[0].ID)
			if err != nil || len(noted.Receipts) != 1 {
				t.Errorf("%s has %d receipts, %v", name, len(noted.Receipts), err)
			}
			if n := len(of[0].Record.Filing.Attachments); want == 0 {
				want = n
			} else if n != want {
				t.Errorf("%s has %d scans of %d", name, n, want)
			}
		}
		if ended && len(drafts) != count {
			t.Errorf("at the end there are drafts of %d clients", len(drafts))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if killed == 0 {
		t.Error("the import was never killed")
	}
	t.Logf("killed %d times", killed)
}
