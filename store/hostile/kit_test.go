package hostile_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store/hostile"
)

// What any hostile file may take. The time is a guard against those that never end,
// on a machine however busy.
const (
	longestRead = 5 * time.Second
	patience    = 12 * longestRead // until a reader that heeds no deadline is stopped
	mostHeap    = 64 << 20
)

// TestHostileKit reads every file in a program of its own, this test started again,
// which measures itself, and which may crash.
func TestHostileKit(t *testing.T) {
	if testing.Short() {
		t.Skip("measures memory, of which the race detector takes its own share")
	}
	all, err := hostile.Vectors()
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	for _, dir := range []string{"import", "home", "temp", "work", "files"} {
		if err := os.Mkdir(filepath.Join(root, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "work", "canary"), []byte("sings"), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, "files", "file")
	var c *child
	defer func() { c.stop() }()
	for _, v := range all {
		data := bytesOf(t, v)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		before := listing(t, root)
		if c == nil {
			c = start(t, root)
		}
		got, err := c.read(v.Reader, path, filepath.Join(root, "import"))
		if err == nil && got.Heap > mostHeap { // or the collector had no processor
			c.stop()
			c = start(t, root)
			got, err = c.read(v.Reader, path, filepath.Join(root, "import"))
		}
		if err != nil {
			t.Errorf("%s: %v", v.Name(), err)
			c.stop()
			c = nil
			continue
		}
		switch {
		case got.Failure != "":
			t.Errorf("%s: %s", v.Name(), got.Failure)
		case got.Verdict != v.Want:
			t.Errorf("%s: verdict %q, want %q", v.Name(), got.Verdict, v.Want)
		}
		if got.Heap > mostHeap {
			t.Errorf("%s: took %d MB of memory", v.Name(), got.Heap>>20)
		}
		if got.Spare > mostHeap/4 { // which would hide or add to what the next one takes
			c.stop()
			c = nil
		}
		t.Logf("%s: %v, %d MB", v.Name(), got.Took.Round(time.Millisecond), got.Heap>>20)
		if after := listing(t, root); after != before {
			t.Errorf("%s: was\n%s\nis\n%s", v.Name(), before, after)
		}
		left, err := filepath.Glob(filepath.Join(root, "import", "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range left {
			if v.Want != hostile.Accepted || !strings.HasPrefix(filepath.Base(name), "scan-") {
				t.Errorf("%s: left %s in the folder of the import", v.Name(), filepath.Base(name))
			}
			if err := os.RemoveAll(name); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// bytesOf returns the file of a vector, made now where it is not kept.
func bytesOf(t *testing.T, v hostile.Vector) []byte {
	t.Helper()
	if v.Made {
		return made[v.Name()](t)
	}
	data, err := v.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// listing is what lies below root outside the folder of the import, with sizes and
// times.
func listing(t *testing.T, root string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "import" {
				return filepath.SkipDir
			}
			return nil
		}
		info, err := d.Info()
		if err == nil {
			fmt.Fprintln(&b, strings.TrimPrefix(path, root), info.Size(), info.ModTime().UnixNano())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// request and reply are what goes to the reading program and comes back, a line of
// JSON each.
type (
	request struct{ Reader, Path, Folder string }
	reply   struct {
		Verdict, Failure string
		Heap             uint64 // bytes held at most beyond what was held before
		Spare            uint64 // bytes of the heap that hold nothing any more
		Took             time.Duration
	}
)

// child is a reading program.
type child struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	stderr *strings.Builder
}

const childVariable = "RECORDAL_HOSTILE_CHILD"

func start(t *testing.T, root string) *child {
	t.Helper()
	c := &child{cmd: exec.CommandContext(context.Background(), os.Args[0]), stderr: &strings.Builder{}}
	c.cmd.Dir = filepath.Join(root, "work")
	c.cmd.Env = append(os.Environ(), childVariable+"=1",
		"HOME="+filepath.Join(root, "home"), "TMPDIR="+filepath.Join(root, "temp"),
		"XDG_CONFIG_HOME="+filepath.Join(root, "home"), "XDG_CACHE_HOME="+filepath.Join(root, "home"))
	c.cmd.Stderr = c.stderr
	var err error
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.out = bufio.NewReader(out)
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}

// read has the program read one file.
func (c *child) read(reader, path, folder string) (reply, error) {
	line, err := json.Marshal(request{reader, path, folder})
	if err != nil {
		return reply{}, err
	}
	if _, err := c.in.Write(append(line, '\n')); err != nil {
		return reply{}, fmt.Errorf("the reading program is gone: %w", err)
	}
	hangs := time.AfterFunc(patience, func() { _ = c.cmd.Process.Kill() })
	answer, err := c.out.ReadBytes('\n')
	if !hangs.Stop() {
		return reply{}, fmt.Errorf("still at work after %v", patience)
	}
	if err != nil {
		_ = c.cmd.Wait()
		said := c.stderr.String()
		return reply{}, fmt.Errorf("the reading program crashed: %.2000s", said)
	}
	var r reply
	return r, json.Unmarshal(answer, &r)
}

// stop ends the program, of which nothing more is wanted.
func (c *child) stop() {
	if c == nil {
		return
	}
	_ = c.in.Close()
	_ = c.cmd.Process.Kill()
	_ = c.cmd.Wait()
}

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) == "" {
		os.Exit(m.Run())
	}
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// serve reads one file after the other as it is asked to.
func serve(in io.Reader, out io.Writer) error {
	// The rulebook is read at the first use, and is no file's fault.
	rules.Builtin()
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		var r request
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return err
		}
		answer, err := json.Marshal(measured(r))
		if err != nil {
			return err
		}
		if _, err := out.Write(append(answer, '\n')); err != nil {
			return err
		}
	}
	return lines.Err()
}

// live is what the heap held when it was last swept. What little was left lying about
// since then is not swept before each file, which would take most of the time.
var live uint64

const mostGarbage = 2 << 20

// measured reads a file and tells what it took. The heap's share of the address
// space grows whenever more is asked for, written to or not, and never shrinks: it
// is a mark of the highest water that no sampling would miss. What is garbage is
// given back in time, since the collector works hard from half of the limit on.
func measured(r request) reply {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if before.HeapAlloc > live+mostGarbage {
		runtime.GC()
		runtime.ReadMemStats(&before)
		live = before.HeapAlloc
	}
	debug.SetMemoryLimit(int64(before.Sys-before.HeapSys+before.HeapInuse) + mostHeap/2)
	ctx, cancel := context.WithTimeout(context.Background(), longestRead)
	defer cancel()
	began := time.Now()
	verdict, err := readers[r.Reader](ctx, r.Path, r.Folder)
	took := time.Since(began)
	runtime.ReadMemStats(&after)
	answer := reply{Verdict: verdict, Took: took, Heap: after.HeapSys - before.HeapInuse}
	if after.HeapSys > before.HeapSys {
		runtime.GC()
		runtime.ReadMemStats(&after)
		live = after.HeapAlloc
	}
	answer.Spare = after.HeapSys - after.HeapInuse
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		answer.Failure = fmt.Sprintf("not done after %v", longestRead)
	case err != nil:
		answer.Failure = err.Error()
	}
	return answer
}

// TestKeptFilesAndVerdictsAgree holds the folder and the table against each other.
func TestKeptFilesAndVerdictsAgree(t *testing.T) {
	if os.Getenv("RECORDAL_UPDATE_VECTORS") != "" {
		keep(t)
	}
	all, err := hostile.Vectors()
	if err != nil {
		t.Fatal(err)
	}
	var listed, makers []string
	for _, v := range all {
		if readers[v.Reader] == nil {
			t.Errorf("%s: nothing reads it", v.Name())
		}
		if v.Made {
			makers = append(makers, v.Name())
			continue
		}
		listed = append(listed, v.Name())
	}
	if len(all) < 300 {
		t.Errorf("only %d vectors", len(all))
	}
	kept, err := hostile.Kept()
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "kept", kept, listed)
	compare(t, "made", slices.Sorted(maps.Keys(made)), makers)
}

func compare(t *testing.T, what string, there, listed []string) {
	t.Helper()
	for _, name := range there {
		if !slices.Contains(listed, name) {
			t.Errorf("%s is %s and has no verdict", name, what)
		}
	}
	for _, name := range listed {
		if !slices.Contains(there, name) {
			t.Errorf("%s has a verdict and is not %s", name, what)
		}
	}
}

// keep makes the kept files anew, but for the workbooks, which store/workbook makes.
func keep(t *testing.T) {
	for reader, files := range map[string]map[string][]byte{
		"packet": packets(), "locked": lockedPackets(t), "picture": pictures(), "pdf": pdfs(),
		"filing": filings(), "recipe": recipes(), "rulebook": rulebooks(), "code": codes(),
		"return": returns(),
	} {
		dir := filepath.Join("testdata", reader)
		if err := errors.Join(os.RemoveAll(dir), os.MkdirAll(dir, 0o755)); err != nil {
			t.Fatal(err)
		}
		for name, data := range files {
			if len(data) > 200<<10 {
				t.Errorf("%s/%s has %d kB: too large to be kept", reader, name, len(data)>>10)
			}
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
