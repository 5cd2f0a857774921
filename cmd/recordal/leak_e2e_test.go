package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
)

// TestNothingWrittenHoldsAValue does with marked filings what is done with filings, and
// then looks for the marks in all that the program has written: the files below a
// folder which is its whole world, those included that other programs wrote for it,
// each call with which it wrote, its output and its titles.
func TestNothingWrittenHoldsAValue(t *testing.T) {
	l := newLeakage(t)
	d := l.desk
	l.prepare()

	d.Start()
	l.watchTitles()
	d.until("the marked filing is open", func() (bool, string) { return d.title() != "", "" })
	d.Rest(2 * time.Second)
	d.Key("alt+Home")
	d.Rest(time.Second)
	d.Key("ctrl+f")
	d.Type(l.domain)
	d.Key("Return") // opens the one that is found
	d.WaitAt("account", "account.id")
	d.retype(l.marks.new("id"))
	d.WaitSaved("account.id", l.last())
	d.Key("ctrl+a", "ctrl+c")
	d.until("the number is on the clipboard", func() (bool, string) {
		got := d.try("xclip", "-selection", "clipboard", "-o")
		return got == l.last(), got
	})

	d.Key("ctrl+p")
	d.until("the paper is shown", func() (bool, string) { return fileExists(l.shown), "not yet" })
	d.Key("ctrl+e")
	d.Choose("alt+o")
	d.WaitFor("the packet is exported", func(r *store.Record) (bool, string) { return r.Exported != nil, "not exported" })
	d.Rest(2 * time.Second)
	for _, name := range l.damaged {
		d.startAgain(filepath.Join(l.chosen, name))
		d.Rest(2 * time.Second)
		d.Key("Return") // it was read
	}
	d.Key("ctrl+o")
	d.ChooseFile(filepath.Join(l.chosen, l.incoming))
	d.Rest(2 * time.Second)
	d.Shot("incoming")
	d.Key("Return") // goes on with it
	d.WaitFor("the filing goes on here", func(r *store.Record) (bool, string) { return r.Exported == nil, "not yet" })
	d.fault("fault-background", l.marks.values)
	d.Rest(2 * time.Second)
	d.Key("Return")
	d.run("xdotool", "type", "--delay", "5", "--", l.marks.new("id"))
	d.Kill()
	l.look("after a kill", l.printed)
	if !fileExists(filepath.Join(l.printed, "*")) {
		t.Error("nothing was printed")
	}

	l.inStore(func(ctx context.Context, s *store.Store) error { return s.SetPassphrase(ctx, e2ePassphrase) })
	l.marks.values = append(l.marks.values, e2ePassphrase)
	d.opens = e2ePassphrase
	d.Start()
	l.watchTitles()
	d.enters(e2ePassphrase)
	d.until("the window is open", func() (bool, string) { title := d.title(); return strings.Contains(title, " - "), title })
	d.Key("ctrl+shift+l")
	d.until("the window is locked", func() (bool, string) { title := d.title(); return !strings.Contains(title, " - "), title })
	d.until("what was printed is gone", func() (bool, string) { return !fileExists(filepath.Join(l.printed, "*")), "it is there" })
	d.Close()
	l.look("after the end")
	l.modes()
	l.calls()
	l.titles()
}

// title is the title of the window that has the keyboard.
func (d *desk) title() string { return d.try("xdotool", "getactivewindow", "getwindowname") }

// fileExists reports whether there is a file that the pattern matches.
func fileExists(pattern string) bool {
	found, err := filepath.Glob(pattern)
	return err == nil && len(found) > 0
}

// leakage is the world of a program from which nothing may leak, and the marks in it.
type leakage struct {
	*testing.T
	desk   *desk
	marks  marks
	world  string // all that the program knows of the disk
	chosen string // the folder that people choose for what they export, and have files in
	shown  string // made by the system's viewer when it is asked to show a paper
	trace  string // the system calls; "" where they cannot be watched
	domain string // of the filing that is exported

	printed  string   // folder of the papers
	damaged  []string // files that cannot be opened
	incoming string   // a file that can
	seen     string   // file with the titles that the window had
	names    []string // of the host units
}

// newLeakage makes the world: the folders that the system would have for a user, a
// viewer that shows nothing, and a program whose files anybody could read unless it
// takes care.
func newLeakage(t *testing.T) *leakage {
	t.Helper()
	shots := needsWindow(t)
	world := filepath.Join(t.TempDir(), "w")
	l := &leakage{T: t, world: world, shown: filepath.Join(t.TempDir(), "shown"), seen: filepath.Join(t.TempDir(), "titles")}
	d := newDesk(t, buildFaulty(t), filepath.Join(world, "home"), shots)
	l.desk, l.printed = d, filepath.Join(d.Data(), "print")
	l.chosen = filepath.Join(d.home, "client-qingwu-7731") // xdotool types no Chinese
	l.marks.values = append(l.marks.values, filepath.Base(l.chosen))
	d.log = filepath.Join(world, "recordal.log")
	bin, run, temp := filepath.Join(t.TempDir(), "bin"), filepath.Join(world, "run"), filepath.Join(world, "tmp")
	for _, folder := range []string{l.chosen, bin, run, temp} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	viewer := "#!/bin/sh\n: >'" + l.shown + "'\n"
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(viewer), 0o700); err != nil {
		t.Fatal(err)
	}
	d.env = []string{
		"PATH=" + bin + string(filepath.ListSeparator) + os.Getenv("PATH"), "TMPDIR=" + temp, "XDG_RUNTIME_DIR=" + run, "XDG_DESKTOP_DIR=" + l.chosen,
		"XDG_DATA_HOME=" + filepath.Join(d.home, ".local/share"), "XDG_STATE_HOME=" + filepath.Join(d.home, ".local/state"),
		"XDG_CONFIG_HOME=" + filepath.Join(d.home, ".config"), "XDG_CACHE_HOME=" + filepath.Join(d.home, ".cache"),
	}
	d.under = []string{"sh", "-c", `umask 0; exec "$0" "$@"`}
	if exec.Command("strace", "-o", os.DevNull, "true").Run() == nil {
		l.trace = filepath.Join(t.TempDir(), "strace")
		d.under = append(d.under, "strace", "-A", "-D", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "4000000", "-o", l.trace, "-e", writing, "--")
	}
	return l
}

// last is the newest mark.
func (l *leakage) last() string { return l.marks.values[len(l.marks.values)-1] }

// inStore works in the store while the program is not running.
func (l *leakage) inStore(work func(context.Context, *store.Store) error) {
	l.Helper()
	p := photographer{desk: l.desk}
	p.store(work)
}

// prepare puts two filings into the store: one with a mark in every text, which is open,
// and a right one that can be exported; and files into the chosen folder.
func (l *leakage) prepare() {
	l.Helper()
	marked, right := l.marks.record(l.T), store.Record{Filing: must(sampleFiling())}
	l.names = []string{marked.Filing.Host.Name, right.Filing.Host.Name}
	phone := l.marks.new("mobile")
	marked.Filing.Host.Name += phone // the title names the host unit, but no number
	l.marks.known(reflect.ValueOf(right.Filing), "")
	l.domain = right.Filing.Websites[0].Domains[0].Name
	l.inStore(func(ctx context.Context, s *store.Store) error {
		for _, r := range []store.Record{marked, right} {
			scans := l.scansOf(r.Filing)
			d, err := s.CreateFrom(ctx, r, store.Imported)
			if err != nil {
				return err
			}
			for _, scan := range scans {
				if _, err := s.AddScan(ctx, d.ID, bytes.NewReader(scan)); err != nil {
					return err
				}
			}
			if r.Filing == marked.Filing {
				if err := s.SetSetting(ctx, "open", d.ID); err != nil {
					return err
				}
			}
		}
		return s.SetDesk(ctx, l.marks.new(""))
	})
	data := must(rules.Encode(marked.Filing))
	l.incoming = "mark" + strings.ToLower(l.marks.new("im_account")) + ".json"
	l.damaged = []string{l.marks.new("file") + ".json", l.marks.new("file") + ".zip"}
	for name, content := range map[string][]byte{
		l.incoming: must(rules.Encode(right.Filing)), l.damaged[0]: append([]byte(`{"host": `), data...), l.damaged[1]: append([]byte("PK\x03\x04"), data...),
	} {
		if err := os.WriteFile(filepath.Join(l.chosen, name), content, 0o600); err != nil {
			l.Fatal(err)
		}
	}
	if len(l.marks.values) < 120 {
		l.Fatalf("only %d values are marked", len(l.marks.values))
	}
}

// scansOf are the scans of a filing, with marks in the pictures, which it knows then.
func (l *leakage) scansOf(f *rules.Filing) (all [][]byte) {
	l.Helper()
	names := must(sampleFiling()).Attachments
	for i := range f.Attachments {
		scan, marked := l.marks.jpeg(must(sample.Scan(names[i].File)))
		if marked {
			sum := sha256.Sum256(scan)
			f.Attachments[i].SHA256 = hex.EncodeToString(sum[:])
		}
		l.marks.values = append(l.marks.values, f.Attachments[i].SHA256)
		all = append(all, scan)
	}
	return all
}

// look looks for the marks in all files of the world but those in the chosen folder and
// where else a person has put them on purpose.
func (l *leakage) look(when string, purpose ...string) {
	l.Helper()
	purpose = append(purpose, l.chosen)
	where, files := newFinder(l.marks.values).below(l.T, l.world, func(path string) bool { return slices.Contains(purpose, path) })
	for _, one := range where {
		l.Errorf("%s %s", when, strings.TrimPrefix(one, l.world))
	}
	if files < 10 {
		l.Errorf("%s only %d files were looked at", when, files)
	}
	l.Logf("%s: %d values in %d files", when, len(l.marks.values), files)
}

// modes looks for what others may use of what is in the data folder, in that for temporary
// files and in that of the socket.
func (l *leakage) modes() {
	l.Helper()
	for _, folder := range []string{l.desk.Data(), filepath.Join(l.world, "tmp"), filepath.Join(l.world, "run", "recordal-desk")} {
		err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := e.Info()
			if err != nil {
				return err
			}
			if info.Mode().Perm()&0o077 != 0 {
				l.Errorf("others may use %s: %v", strings.TrimPrefix(path, l.world), info.Mode())
			}
			return nil
		})
		if err != nil {
			l.Error(err)
		}
	}
}

// watchTitles notes every title that the window has from now on.
func (l *leakage) watchTitles() {
	l.Helper()
	seen, err := os.OpenFile(l.seen, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		l.Fatal(err)
	}
	defer seen.Close() // xprop has its own
	watch := exec.Command("xprop", "-spy", "-id", l.desk.try("xdotool", "getactivewindow"),
		"WM_NAME", "_NET_WM_NAME", "WM_ICON_NAME", "_NET_WM_ICON_NAME")
	watch.Stdout = seen
	if err := watch.Start(); err != nil {
		l.Fatal(err)
	}
	l.Cleanup(func() {
		_ = watch.Process.Kill() // it has ended with the window
		_ = watch.Wait()
	})
}

// titles looks for marks in the titles, which name the host unit and nothing else.
func (l *leakage) titles() {
	l.Helper()
	seen, err := os.ReadFile(l.seen)
	if err != nil {
		l.Fatal(err)
	}
	values := slices.DeleteFunc(slices.Clone(l.marks.values), func(v string) bool { return slices.Contains(l.names, v) })
	for _, hit := range newFinder(values).in(seen) {
		l.Errorf("a title holds %s", hit)
	}
	for _, name := range l.names {
		if !bytes.Contains(seen, []byte(name)) {
			l.Errorf("no title names %s:\n%s", name, seen)
		}
	}
}
