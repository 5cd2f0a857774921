package inbox

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"recordaldesk/store/packet"
)

// worker is a desk in a process of its own: TestMain runs the child that the environment
// names.
type worker struct {
	dir  string // the inbox
	home string // the desk's own folder, which outlives the process
	box  *Box
}

// children are what such a desk can do.
var children = map[string]func(w *worker) error{
	"take": (*worker).takeAll, "take and give back": (*worker).takeAndGiveBack, "put": (*worker).putAll,
}

const (
	childName = "RECORDAL_INBOX_TEST_CHILD"
	childDesk = "RECORDAL_INBOX_TEST_DESK"
	childDir  = "RECORDAL_INBOX_TEST_DIR"
	childHome = "RECORDAL_INBOX_TEST_HOME"
)

func TestMain(m *testing.M) {
	name := os.Getenv(childName)
	if name == "" {
		os.Exit(m.Run())
	}
	// All begin when the test says so.
	_, err := io.ReadAll(os.Stdin)
	w := &worker{dir: os.Getenv(childDir), home: os.Getenv(childHome)}
	n, errNumber := strconv.Atoi(os.Getenv(childDesk))
	var errBox error
	w.box, errBox = deskAt(w.dir, n)
	if err = errors.Join(err, errNumber, errBox); err == nil {
		err = children[name](w)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// child prepares the n-th desk. Its home has the folders outbox, kept and scratch.
func child(ctx context.Context, t *testing.T, name, dir, home string, n int) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"outbox", "kept", "scratch"} {
		if err := os.MkdirAll(filepath.Join(home, part), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(ctx, program)
	cmd.Env = append(os.Environ(), childName+"="+name, childDesk+"="+strconv.Itoa(n), childDir+"="+dir, childHome+"="+home)
	cmd.Stderr = t.Output()
	return cmd
}

// takeAll takes packets until there are none, those first that the desk had before.
func (w *worker) takeAll() error { return w.work(func(int) bool { return false }) }

// takeAndGiveBack gives every third packet back, each time it starts at most twenty.
func (w *worker) takeAndGiveBack() error {
	given := 0
	return w.work(func(n int) bool {
		if n%3 != 0 || given == 20 {
			return false
		}
		given++
		return true
	})
}

// work says each packet that is kept on a line of its own. giveBack is asked for the
// n-th claim.
func (w *worker) work(giveBack func(n int) bool) error {
	ctx := context.Background()
	if _, err := packet.Sweep(filepath.Join(w.home, "scratch")); err != nil {
		return err
	}
	mine, err := w.box.Mine(ctx)
	if err != nil {
		return err
	}
	for _, c := range mine {
		if err := w.keep(ctx, c); err != nil {
			return err
		}
	}
	for n := 1; ; {
		items, err := w.box.List(ctx)
		if err != nil {
			return err
		}
		waits := false
		for _, i := range items {
			if !i.Waits() {
				continue
			}
			waits = true
			c, err := w.box.Claim(ctx, i)
			if errors.Is(err, ErrTaken) {
				continue
			}
			if err != nil {
				return err
			}
			n++
			if giveBack(n) {
				err = c.Release(ctx)
			} else {
				err = w.keep(ctx, c)
			}
			if err != nil {
				return err
			}
		}
		if !waits {
			return nil
		}
	}
}

// keep stands for the import: it knows by the hash what it has.
func (w *worker) keep(ctx context.Context, c *Claim) error {
	copied, remove, err := c.Fetch(ctx, filepath.Join(w.home, "scratch"))
	if err != nil {
		return err
	}
	sum, err := sumOf(copied)
	if err != nil {
		return err
	}
	kept := filepath.Join(w.home, "kept", sum)
	if _, err := os.Stat(kept); err != nil {
		if err := os.Rename(copied, kept); err != nil {
			return err
		}
		fmt.Println(sum)
	}
	return errors.Join(c.Done(ctx), remove())
}

// putAll puts what is in the outbox, and says each on a line of its own.
func (w *worker) putAll() error {
	files, err := filepath.Glob(filepath.Join(w.home, "outbox", "*.zip"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if _, err := w.box.Put(context.Background(), file); err != nil {
			return err
		}
		if err := os.Remove(file); err != nil {
			return err
		}
		fmt.Println(filepath.Base(file))
	}
	return nil
}

// running is a child that has begun.
type running struct {
	*exec.Cmd
	lines chan string // closed at its end
}

// begin starts the children and lets them all begin at once.
func begin(t *testing.T, cmds ...*exec.Cmd) []running {
	t.Helper()
	var all []running
	var gates []io.Closer
	for _, cmd := range cmds {
		gate, errIn := cmd.StdinPipe()
		out, errOut := cmd.StdoutPipe()
		if err := cmp.Or(errIn, errOut); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		r := running{cmd, make(chan string, 1000)}
		go func() {
			defer close(r.lines)
			for s := bufio.NewScanner(out); s.Scan(); {
				r.lines <- s.Text()
			}
		}()
		all, gates = append(all, r), append(gates, gate)
	}
	for _, gate := range gates {
		if err := gate.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// kept lists who has kept which packet.
func kept(t *testing.T, homes ...string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, home := range homes {
		files, err := os.ReadDir(filepath.Join(home, "kept"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			all[f.Name()] = append(all[f.Name()], filepath.Base(home))
		}
	}
	return all
}
