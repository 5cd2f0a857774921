package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"recordaldesk/store"
)

// patience is how long a person would wait for the program at most. It is long
// because the machine that runs the tests may have other things to do.
const patience = 40 * time.Second

// desk is a person at the program's real window, who has a keyboard and no
// mouse. What the program understood is read from the disk, where it has to be
// within a moment.
type desk struct {
	t       *testing.T
	binary  string
	env     []string // what the program finds in its environment beside the machine's own
	under   []string // a program that starts the program in its own place, with its arguments
	args    []string // of the program; nil for those that name the data folder
	folder  string   // of the program's data; "" for one in the home folder
	home    string   // the person's home folder; the program's data lies in it
	log     string   // file of what the program says
	shots   string   // folder of the screenshots
	taken   int
	program *exec.Cmd
	disk    *sql.DB
	saved   *store.Record // of the database's version
	version int
	opens   string   // the store's passphrase; "" for none
	finds   bool     // the program finds the data folder by itself; nobody names it
	chinese bool     // the input method is on
	display []string // ids of the processes that keys pass through
}

// newDesk is a person whose home folder is home. Screenshots are numbered in the
// folder shots.
func newDesk(t *testing.T, binary, home, shots string) *desk {
	t.Helper()
	d := &desk{
		t: t, binary: binary, home: home, shots: shots, log: filepath.Join(shots, "recordal.log"),
		display: strings.Fields(os.Getenv("E2E_DISPLAY_PROCESSES")),
	}
	for _, folder := range []string{shots, filepath.Join(home, ".cache"), filepath.Join(home, ".config")} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { lookAtAnswers(t, d.answers()) })
	return d
}

// buildProgram returns the path of a program built from what is here, with the
// flags of the tests.
func buildProgram(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "recordal")
	build := exec.Command("go", "build", "-tags", "no_emoji,migrated_fynedo,x11,test", "-buildvcs=false", "-o", binary, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	return binary
}

// Data is the folder of the program's data.
func (d *desk) Data() string {
	if d.folder != "" {
		return d.folder
	}
	if d.finds {
		return filepath.Join(d.home, ".local", "share", "recordal-desk")
	}
	return filepath.Join(d.home, "recordal")
}

// Start starts the program and waits for its window.
func (d *desk) Start() {
	d.t.Helper()
	log, err := os.OpenFile(d.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		d.t.Fatal(err)
	}
	defer log.Close() // the program has its own
	args := d.args
	switch {
	case args != nil:
	case d.finds:
		args = []string{"-answers", d.answers()}
	default:
		args = []string{"-data", d.Data(), "-answers", d.answers()}
	}
	command := slices.Concat(d.under, []string{d.binary}, args)
	d.program = exec.Command(command[0], command[1:]...)
	d.program.Env = d.environ()
	d.program.Stdout, d.program.Stderr = log, log
	if err := d.program.Start(); err != nil {
		d.t.Fatalf("start the program: %v", err)
	}
	started := d.program
	d.t.Cleanup(func() {
		_ = started.Process.Kill() // it may have ended by itself
		_ = started.Wait()
	})
	d.t.Cleanup(func() {
		if started == d.program && started.ProcessState == nil {
			d.inputMethod(false) // it is one for all tests, also for those after one that failed
		}
	})
	d.hasKeyboard()
	d.run("xdotool", "mousemove", "1365", "767") // out of the way, so that nothing is hovered over
	d.fits()
}

// answers is the file in which the program notes how long its window took to answer.
func (d *desk) answers() string { return filepath.Join(d.home, "answers.txt") }

// environ is what the program finds around it.
func (d *desk) environ() []string {
	return slices.Concat(os.Environ(), []string{"HOME=" + d.home}, d.env)
}

// hasKeyboard waits until the program's window has the keyboard.
func (d *desk) hasKeyboard() {
	d.t.Helper()
	d.until("the program's window has the keyboard", func() (bool, string) {
		active := d.try("xdotool", "getactivewindow", "getwindowpid")
		return active == d.pid(), "window of process " + active
	})
}

// fits gives the window one size, so that pictures of two starts can be compared, and
// waits until it keeps it: the program asks for the width of the screen, and on a busy
// machine does so only after the window manager has made the window fit with its frame.
func (d *desk) fits() {
	d.t.Helper()
	d.until("the window fits the screen, and stays so", func() (bool, string) {
		d.Rest(3 * time.Second)
		now := d.try("xdotool", "getactivewindow", "getwindowgeometry", "--shell")
		if !strings.Contains(now, "WIDTH=1364\nHEIGHT=730\n") {
			d.try("xdotool", "getactivewindow", "windowsize", "1364", "730")
			return false, now
		}
		return true, now
	})
}

// pid is the program's process id.
func (d *desk) pid() string { return strconv.Itoa(d.program.Process.Pid) }

// Kill ends the program at once, as a power cut would.
func (d *desk) Kill() {
	d.t.Helper()
	if err := d.program.Process.Signal(syscall.SIGKILL); err != nil {
		d.t.Fatalf("kill the program: %v", err)
	}
	_ = d.program.Wait() // it was killed
}

// Close closes the window and waits for the program to end.
func (d *desk) Close() {
	d.t.Helper()
	d.Key("alt+F4") // the window manager's own
	ended := make(chan error, 1)
	go func() { ended <- d.program.Wait() }()
	select {
	case <-ended:
	case <-time.After(patience):
		_ = d.program.Process.Signal(syscall.SIGQUIT) // its log says then what it waits for
		<-ended
		d.fail("the program did not end when its window was closed")
	}
}

// Key presses keys, one after the other: "Tab", "ctrl+n".
func (d *desk) Key(keys ...string) {
	d.t.Helper()
	d.run("xdotool", append([]string{"key", "--delay", "15"}, keys...)...)
}

// Type types letters, digits and signs of the English keyboard.
func (d *desk) Type(text string) {
	d.t.Helper()
	d.inputMethod(false)
	d.letters(text)
}

// letters waits for what it has typed to arrive: the window hears of Tab and
// Return at once, but of a letter only when the input method has let it pass.
// Nobody types so fast that a letter is overtaken, but xdotool does.
func (d *desk) letters(text string) {
	d.t.Helper()
	d.run("xdotool", "type", "--delay", "15", "--", text)
	d.passedOn()
	d.Rest(time.Second)
}

// passedOn waits until the input method has passed on what it was given. It asks the
// window about each letter, which answers once a frame; both sleep in between, so that
// neither looks busy, but the input method wakes up for each answer.
func (d *desk) passedOn() {
	d.t.Helper()
	of := slices.IndexFunc(d.display, func(pid string) bool {
		name, _ := os.ReadFile(filepath.Join("/proc", pid, "comm"))
		return strings.TrimSpace(string(name)) == "fcitx5"
	})
	if of < 0 {
		d.fail("there is no input method among the processes of the display")
	}
	woken, quiet := "", 0
	for end := time.Now().Add(patience); quiet < 5; time.Sleep(50 * time.Millisecond) {
		status, err := os.ReadFile(filepath.Join("/proc", d.display[of], "status"))
		if err != nil {
			d.fail("look at the input method: %v", err)
		}
		_, now, _ := strings.Cut(string(status), "voluntary_ctxt_switches:")
		if now == woken {
			quiet++
		} else {
			woken, quiet = now, 0
		}
		if time.Now().After(end) {
			d.fail("the input method does not come to rest")
		}
	}
}

// Pinyin types pinyin with the input method on, then presses keys: "space"
// takes the first characters proposed, "Return" the letters themselves.
func (d *desk) Pinyin(letters string, then ...string) {
	d.t.Helper()
	d.inputMethod(true)
	d.letters(letters)
	if len(then) == 0 {
		then = []string{"space"}
	}
	d.Key(then...)
	d.Rest(time.Second)
}

func (d *desk) inputMethod(on bool) {
	if d.chinese != on {
		d.chinese = on
		d.run("xdotool", "key", "ctrl+space")
		d.passedOn() // it hears so from the window, which a test may end right after
	}
}

// Paste brings text through the clipboard.
func (d *desk) Paste(text string) {
	d.t.Helper()
	d.inputMethod(false)
	copying := exec.Command("xclip", "-selection", "clipboard", "-silent")
	copying.Stdin = strings.NewReader(text)
	if err := copying.Run(); err != nil {
		d.fail("copy to the clipboard: %v", err)
	}
	d.Key("ctrl+v")
}

// Choose works the system's file chooser, which has just been asked for.
func (d *desk) Choose(keys ...string) {
	d.t.Helper()
	d.choosing()
	for _, key := range keys {
		time.Sleep(700 * time.Millisecond) // another program, which tells nothing
		d.Key(key)
	}
	d.hasKeyboard()
}

// ChooseFile gives the system's file chooser, which has just been asked for, the path
// of a file, of letters and digits.
func (d *desk) ChooseFile(path string) {
	d.t.Helper()
	d.choosing()
	for _, part := range []string{path[:1], path[1:]} { // at the first / a field opens
		time.Sleep(700 * time.Millisecond)
		d.run("xdotool", "type", "--delay", "40", "--", part)
	}
	time.Sleep(700 * time.Millisecond)
	d.Key("Return")
	d.hasKeyboard()
}

// choosing waits for the system's file chooser.
func (d *desk) choosing() {
	d.t.Helper()
	d.until("the file chooser has the keyboard", func() (bool, string) {
		active := d.try("xprop", "-id", d.try("xdotool", "getactivewindow"), "WM_CLASS")
		return strings.Contains(strings.ToLower(active), "zenity"), active
	})
}

// Saved is the newest draft as it lies on the disk, read as another program
// reads it. It is nil while there is none.
func (d *desk) Saved() *store.Record {
	d.t.Helper()
	d.saved = nil // the caller may keep it, and compare
	r, err := d.read()
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		d.fail("read the draft: %v", err)
	}
	return r
}

// read reads the draft saved last, unless nothing was written since it was read.
func (d *desk) read() (*store.Record, error) {
	version, err := d.written()
	if err != nil {
		return nil, err
	}
	if d.saved != nil && version == d.version {
		return d.saved, nil
	}
	err = d.copied(func(ctx context.Context, s *store.Store) error {
		drafts, err := s.Recent(ctx, 1)
		if err != nil {
			return err
		}
		if len(drafts) == 0 {
			return sql.ErrNoRows
		}
		draft, err := s.Load(ctx, drafts[0].ID)
		if err == nil {
			d.saved, d.version = &draft.Record, version
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return d.saved, nil
}

// written is another number whenever something was written into the database.
func (d *desk) written() (version int, err error) {
	if d.disk == nil {
		name := url.URL{Scheme: "file", Path: filepath.Join(d.Data(), "recordal.db"), RawQuery: "mode=ro&_pragma=busy_timeout(5000)"}
		db, err := sql.Open("sqlite", name.String())
		if err != nil {
			return 0, err
		}
		d.t.Cleanup(func() { _ = db.Close() }) // was only read
		db.SetMaxOpenConns(1)                  // a connection knows whether others have written since
		d.disk = db
	}
	err = d.disk.QueryRow("PRAGMA data_version").Scan(&version)
	return version, err
}

// copied copies the database, as it lies on the disk, and has f look into the copy.
func (d *desk) copied(f func(ctx context.Context, s *store.Store) error) error {
	if _, err := d.written(); err != nil { // the database is opened
		return err
	}
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "desk")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if _, err := d.disk.ExecContext(ctx, "VACUUM INTO ?", filepath.Join(dir, "recordal.db")); err != nil {
		return err
	}
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close() // a copy
	if s.Locked() {
		if err := s.Unlock(ctx, d.opens); err != nil {
			return err
		}
	}
	return f(ctx, s)
}

// WaitSaved waits until the field at path has the value on the disk.
func (d *desk) WaitSaved(path, want string) {
	d.t.Helper()
	d.WaitFor(fmt.Sprintf("%s = %q is saved", path, want), func(r *store.Record) (bool, string) {
		value, err := r.Filing.Get(path)
		if err != nil {
			return false, err.Error()
		}
		got := fmt.Sprint(value)
		return got == want, fmt.Sprintf("%q", got)
	})
}

// WaitAt waits until the keyboard is in the field of the page.
func (d *desk) WaitAt(page, field string) {
	d.t.Helper()
	d.WaitFor(fmt.Sprintf("the keyboard is at %s on page %s", field, page), func(r *store.Record) (bool, string) {
		return r.Page == page && (field == "" || r.Field == field), fmt.Sprintf("at %q on page %q", r.Field, r.Page)
	})
}

// WaitFor waits until the newest draft on the disk is as asked for; is also says
// how it stands.
func (d *desk) WaitFor(what string, is func(*store.Record) (bool, string)) {
	d.t.Helper()
	d.until(what, func() (bool, string) {
		r, err := d.read()
		if err != nil {
			return false, err.Error()
		}
		return is(r)
	})
}

// until waits for something that a person would wait for.
func (d *desk) until(what string, is func() (bool, string)) {
	d.t.Helper()
	var now string
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		var done bool
		if done, now = is(); done {
			return
		}
	}
	d.fail("waited in vain until %s; now: %s", what, now)
}

// Rest waits until the program has done what it was asked: no thread of it, nor
// of the display and the input method before it, has wanted the processor for a
// while. A cursor that blinks never quite rests, hence the limit.
func (d *desk) Rest(limit time.Duration) {
	processes := append(slices.Clone(d.display), d.pid())
	quiet := 0
	for end := time.Now().Add(limit); quiet < 5 && time.Now().Before(end); time.Sleep(40 * time.Millisecond) {
		if slices.ContainsFunc(processes, busy) {
			quiet = 0
		} else {
			quiet++
		}
	}
}

// busy reports whether a thread of the process runs, or waits for a processor or
// for the disk.
func busy(process string) bool {
	threads, _ := filepath.Glob(filepath.Join("/proc", process, "task/*/stat"))
	return slices.ContainsFunc(threads, func(path string) bool {
		stat, err := os.ReadFile(path)
		if err != nil {
			return false // the thread has ended
		}
		_, state, _ := strings.Cut(string(stat), ") ")
		return strings.HasPrefix(state, "R") || strings.HasPrefix(state, "D")
	})
}

// Shot takes a picture of the whole screen.
func (d *desk) Shot(name string) string {
	d.t.Helper()
	d.Rest(1200 * time.Millisecond)
	d.taken++
	path := filepath.Join(d.shots, fmt.Sprintf("%02d-%s.png", d.taken, name))
	d.run("import", "-window", "root", path)
	return path
}

// fail ends the test with a picture of what a person would see.
func (d *desk) fail(format string, args ...any) {
	d.t.Helper()
	d.taken++
	path := filepath.Join(d.shots, fmt.Sprintf("%02d-failed.png", d.taken))
	if err := exec.Command("import", "-window", "root", path).Run(); err != nil {
		path = "(none: " + err.Error() + ")"
	}
	log, err := os.ReadFile(d.log)
	if err != nil {
		log = []byte(err.Error())
	}
	d.t.Fatalf("%s\nscreenshot: %s\nthe program's log:\n%s", fmt.Sprintf(format, args...), path, log)
}

func (d *desk) run(name string, args ...string) {
	d.t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		d.t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

// try runs a program that may fail and returns what it says.
func (d *desk) try(name string, args ...string) string {
	out, _ := exec.Command(name, args...).Output() // failing is an answer, too
	return strings.TrimSpace(string(out))
}
