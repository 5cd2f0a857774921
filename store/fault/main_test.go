package fault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"recordaldesk/store"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
)

// children are the programs that tests start in processes of their own: TestMain
// runs the one that the environment names.
var children = map[string]func(w *worker) error{}

const (
	childName  = "RECORDAL_FAULT_CHILD"
	childDir   = "RECORDAL_FAULT_DIR"
	childSteps = "RECORDAL_FAULT_STEPS" // after which it ends; without a number it goes on for ever
)

// Exit codes of a child that do not come from Go's runtime.
const (
	failedOnce = 3  // its work failed, and it said so
	noDisk     = 77 // it may not have a disk of its own
)

var table Table

func TestMain(m *testing.M) {
	if name := os.Getenv(childName); name != "" {
		os.Exit(runChild(name))
	}
	code := m.Run()
	if text := table.Markdown(); text != "" {
		fmt.Print("\n", text, "\n")
		if err := writeTable(text, code); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

func runChild(name string) int {
	// On one thread the system calls of a program come in the same order each time.
	runtime.LockOSThread()
	run := children[name]
	if run == nil {
		fmt.Fprintf(os.Stderr, "no child %q\n", name)
		return 1
	}
	w := &worker{out: os.Stdout, dir: os.Getenv(childDir)}
	if text := os.Getenv(childSteps); text != "" {
		steps, err := strconv.Atoi(text)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		w.steps = steps
	}
	if err := run(w); err != nil {
		fmt.Fprintln(os.Stderr, err)
		if !errors.Is(err, errScene) {
			w.said(err)
		}
		return failedOnce
	}
	return 0
}

// worker is what a child has: where it works, how long, and a way to say what it has
// done. It says each thing with one write, a line that a kill leaves whole or out.
type worker struct {
	out   io.Writer
	dir   string
	steps int // 0 for no end
	done  int
}

const (
	ackLine     = "ack "    // a step that is safe from now on
	beginLine   = "begin "  // something worth being killed in; a fault that is tried
	lostLine    = "lost "   // a step that was acknowledged and is not there
	saidLine    = "said "   // a sentence for people
	silentLine  = "silent " // an error without a sentence
	wrongLine   = "wrong "  // something is not as it must be
	betweenText = " · "     // between the languages of a sentence
)

// more reports whether there is another step to do.
func (w *worker) more() bool {
	w.done++
	return w.steps == 0 || w.done <= w.steps
}

// ack acknowledges a step. Where nothing more is to be said about it than that it
// is done, text says which. A child that cannot say it, since that very write fails, does
// nothing more: nobody would know how far it has come.
func (w *worker) ack(text string) {
	if _, err := fmt.Fprint(w.out, ackLine+text+"\n"); err != nil {
		fmt.Fprintln(os.Stderr, "acknowledge:", err)
		os.Exit(failedOnce)
	}
}

func (w *worker) begin(text string) { fmt.Fprint(w.out, beginLine+text+"\n") }

func (w *worker) wrong(what string, got any) {
	fmt.Fprintf(w.out, "%s%s: got %v\n", wrongLine, what, got)
}

func (w *worker) lose(what string, got any) {
	fmt.Fprintf(w.out, "%s%s: got %v\n", lostLine, what, got)
}

// said says what people are told of the error.
func (w *worker) said(err error) {
	sentence := sentenceOf(err)
	if sentence == "" {
		fmt.Fprintf(w.out, "%s%v\n", silentLine, err)
		return
	}
	fmt.Fprint(w.out, saidLine+sentence+"\n")
}

// expect says what people are told, and complains where it is another error.
func (w *worker) expect(what string, got, want error) {
	if !errors.Is(got, want) {
		w.wrong(fmt.Sprintf("%s: want error %v", what, want), got)
		return
	}
	w.said(got)
}

// errScene marks what failed in the child itself, while it made what the program finds:
// people are told nothing of that.
var errScene = errors.New("set the scene")

// scene marks an error so.
func scene(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", errScene, err)
}

// sentenceOf returns what people are told of an error, in all languages; "" where
// there is a language without a sentence for it.
func sentenceOf(err error) string {
	var all []string
	id := store.MessageID(err)
	var ofPacket *packet.Error
	inPacket := errors.As(err, &ofPacket)
	if inPacket || errors.Is(err, errExport) {
		inPacket = true
		id, _ = packet.MessageID(err)
	}
	for _, l := range translations.Languages {
		if !translations.Has(l, id) {
			return ""
		}
		text := translations.Text(l, id)
		if inPacket {
			text = packet.Message(l, err)
		}
		all = append(all, text)
	}
	return strings.Join(all, betweenText)
}

// told is what people are told of an error that came up at something; the test fails
// where that is nothing.
func told(t *testing.T, at string, err error) string {
	t.Helper()
	sentence := sentenceOf(err)
	if sentence == "" {
		t.Errorf("%s: people are told nothing of: %v", at, err)
	}
	return sentence
}

// report is what a child has said.
type report struct {
	acks   []string
	begun  []string
	said   []string // sentences
	silent []string // errors without one
	lost   []string
	wrong  []string

	complaint string // all that the program said beside, for whoever looks for a cause
}

// reportOf reads what a child has written, as far as lines are whole.
func reportOf(out string) (r report) {
	for line := range strings.Lines(out) {
		line, whole := strings.CutSuffix(line, "\n")
		if !whole {
			continue
		}
		for start, into := range map[string]*[]string{
			ackLine: &r.acks, beginLine: &r.begun, saidLine: &r.said, silentLine: &r.silent, lostLine: &r.lost, wrongLine: &r.wrong,
		} {
			if text, found := strings.CutPrefix(line, start); found {
				*into = append(*into, text)
			}
		}
	}
	return r
}

// child prepares the test's own program to run as the named child, behind the
// command and its arguments, if there are any.
func child(ctx context.Context, t testing.TB, name, dir string, steps int, command ...string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command = append(slices.Clone(command), program)
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Env = append(os.Environ(), childName+"="+name, childDir+"="+dir)
	if steps > 0 {
		cmd.Env = append(cmd.Env, childSteps+"="+strconv.Itoa(steps))
	}
	return cmd
}

// times is how often a test tries: as often as the environment says, or usually.
func times(t testing.TB, variable string, usually int) int {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return usually
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s: %q is no number of tries", variable, text)
	}
	return n
}

// random returns the choices of a test, and says when it fails how to have the same
// again; how long things take it does not choose.
func random(t *testing.T) *rand.Rand {
	t.Helper()
	seed := rand.Uint64()
	if text := os.Getenv(seedVariable); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatalf("%s: %v", seedVariable, err)
		}
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the same choices again: %s=%d go test -count=1 -run '%s' ./store/fault", seedVariable, seed, t.Name())
		}
	})
	return rand.New(rand.NewPCG(seed, 0))
}

const seedVariable = "RECORDAL_SEED"

// unhurried leaves a test out of the short run. What its children do is tried there
// by the tests of their packages.
func unhurried(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("takes seconds, most of them in other processes, where the short run looks for nothing")
	}
}

// impossible skips a test that the machine cannot run; in CI, where everything that
// tests need is installed, it fails instead.
func impossible(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip(why)
}
