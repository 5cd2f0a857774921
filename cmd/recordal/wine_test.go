package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/store"
)

// pc is a person at the program for Windows, which runs under Wine.
type pc struct {
	*desk
	drive string // the folder that is C:
}

// newPC is a person whose PC has none of the program's data. RECORDAL_WINE names a folder
// with recordal.exe and recordalctl.exe.
func newPC(t *testing.T) *pc {
	t.Helper()
	programs := os.Getenv("RECORDAL_WINE")
	if programs == "" {
		t.Skip("it needs the program for Windows, Wine and a display; make test-windows has them")
	}
	shots := os.Getenv("RECORDAL_E2E_SHOTS")
	if shots == "" {
		shots = t.TempDir()
	}
	prefix := os.Getenv("WINEPREFIX")
	local, err := filepath.Glob(filepath.Join(prefix, "drive_c/users/*/AppData/Local"))
	if err != nil || len(local) != 1 {
		t.Fatalf("the folders for what programs keep are %q, %v", local, err)
	}
	d := newDesk(t, "wine", t.TempDir(), filepath.Join(shots, t.Name()))
	p := &pc{d, filepath.Join(prefix, "drive_c")}
	// Wine's own keyboard: between it and an input method of Linux, Ctrl is let go before the
	// letter has come.
	d.env = []string{"WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=;winemenubuilder.exe=d", "XMODIFIERS=@im=none", "HOME=" + os.Getenv("HOME")}
	d.args = []string{filepath.Join(programs, "recordal.exe")}
	d.folder = filepath.Join(local[0], "recordal-desk")
	if err := os.RemoveAll(d.folder); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.try("wineserver", "--kill") })
	return p
}

// put writes a file on the PC's disk and returns its path as Windows has it.
func (p *pc) put(path string, data []byte) string {
	p.t.Helper()
	at := filepath.Join(p.drive, path)
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(at, data, 0o644); err != nil {
		p.t.Fatal(err)
	}
	return `C:\` + strings.ReplaceAll(path, "/", `\`)
}

// wine runs a program of Windows to its end and returns what it says. It says so into a
// file: a pipe would stay open with what Wine leaves running.
func (p *pc) wine(args ...string) (string, error) {
	p.t.Helper()
	said, err := os.Create(filepath.Join(p.t.TempDir(), "said"))
	if err != nil {
		p.t.Fatal(err)
	}
	defer said.Close() // is read by its name
	program := exec.Command("wine", args...)
	program.Env = p.environ()
	program.Stdout, program.Stderr = said, said
	failed := program.Run()
	out, err := os.ReadFile(said.Name())
	return string(out), errors.Join(failed, err)
}

// TestOnWindowsAFilingIsTypedAndSurvivesAKill types in Latin letters and from the clipboard
// where nobody named a data folder, while the program is killed and the session ends.
func TestOnWindowsAFilingIsTypedAndSurvivesAKill(t *testing.T) {
	p := newPC(t)
	d := p.desk
	d.Start()
	d.Shot("home")
	startNewRecordal(d)
	d.page("account", typed("account.id", "5712 0334 8816", "571203348816"), pasted("account.company", company),
		kept("account.relationship", "same"))
	d.WaitAt("host_unit", "host.name")
	d.Key("ctrl+a")
	d.Paste("杭州青檐")
	d.WaitSaved("host.name", "杭州青檐")
	d.Shot("pasted")

	before := d.Saved()
	const rest = " Software Hangzhou"
	d.run("xdotool", "type", "--delay", "15", "--", rest) // nobody waits for it
	d.Kill()
	d.Start()
	after := d.Saved()
	got := after.Filing.Host.Name
	if !strings.HasPrefix(got, "杭州青檐") || !strings.HasPrefix("杭州青檐"+rest, got) {
		d.fail("after the kill the name is %q", got)
	}
	if after.Page != before.Page || after.Field != before.Field {
		d.fail("after the kill the window is at %s on page %s, want %s on %s", after.Field, after.Page, before.Field, before.Page)
	}
	d.Shot("after-the-kill")
	d.Key("End")
	d.Type(strings.TrimPrefix("杭州青檐"+rest, got))
	d.WaitSaved("host.name", "杭州青檐"+rest)

	d.run("xdotool", "type", "--delay", "15", "--", ".")
	if out, err := p.wine("wineboot", "--end-session"); err != nil { // as when the PC is shut down
		d.fail("end the session: %v\n%s", err, out)
	}
	p.ends()
	if got := d.Saved().Filing.Host.Name; got != "杭州青檐"+rest+"." {
		t.Errorf("after the end of the session the name is %q: the last letter is missing", got)
	}
	if running := store.SettingsOf(t.Context(), d.Data(), "running")["running"]; running != "" {
		t.Error("the next start would say that the program did not end in order")
	}
}

// ends waits for the program to end by itself.
func (p *pc) ends() {
	p.t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- p.program.Wait() }()
	select {
	case <-ended:
	case <-time.After(patience):
		p.fail("the program does not end")
	}
}

// TestOnWindowsAPacketIsOpenedExportedAndPrinted hands a packet of a Chinese name to the
// window that is open, by a second start.
func TestOnWindowsAPacketIsOpenedExportedAndPrinted(t *testing.T) {
	p := newPC(t)
	d := p.desk
	data, err := os.ReadFile(packetOfTheSample(t))
	if err != nil {
		t.Fatal(err)
	}
	packet := p.put("客户 资料/备案 包 (2).zip", data)
	for _, args := range [][]string{
		{`HKCR\.pdf`, "/ve", "/d", "recordal.pdf", "/f"},
		{`HKCR\recordal.pdf\shell\open\command`, "/ve", "/d", `cmd.exe /c copy "%1" C:\opened.pdf`, "/f"},
	} { // what is opened can be looked at
		if out, err := p.wine(append([]string{"reg", "add"}, args...)...); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	d.Start()
	d.run("xdotool", "getactivewindow", "windowminimize")
	d.until("the window is out of sight", func() (bool, string) {
		active := d.try("xdotool", "getactivewindow", "getwindowpid")
		return active != d.pid(), active
	})
	if out, err := p.wine(d.args[0], packet); err != nil {
		d.fail("the second start: %v\n%s", err, out)
	}
	d.hasKeyboard()
	d.Rest(3 * time.Second)
	d.Shot("second-start")
	d.Key("Return") // goes on with it
	d.WaitFor("the filing goes on here", func(r *store.Record) (bool, string) {
		return r.Filing.Host.Name != "" && len(r.Filing.Attachments) > 0, r.Filing.Host.Name
	})
	d.Rest(3 * time.Second)
	for range 20 {
		if r := d.Saved(); r.Page == "check" {
			break
		}
		d.Key("ctrl+Next")
		d.Rest(2 * time.Second)
	}
	d.WaitAt("check", "")
	d.Shot("check")
	d.Key("ctrl+p")
	printed := filepath.Join(p.drive, "opened.pdf")
	d.until("the viewer has the papers", func() (bool, string) {
		out, err := exec.Command("qpdf", "--check", printed).CombinedOutput()
		return err == nil, string(out)
	})
	d.Shot("printed")
	d.hasKeyboard()
	p.seesDialog()
	p.exports()
}

// seesDialog looks at the dialog of Windows that asks for a folder, and thinks better of it:
// Wine's takes no path that is typed.
func (p *pc) seesDialog() {
	p.t.Helper()
	own := p.try("xdotool", "getactivewindow")
	p.Key("ctrl+e")
	p.until("the dialog is open", func() (bool, string) {
		active := p.try("xdotool", "getactivewindow")
		return active != own && active != "", active
	})
	p.Shot("dialog")
	p.Key("Escape")
	p.until("the dialog is closed", func() (bool, string) {
		active := p.try("xdotool", "getactivewindow")
		return active == own, active
	})
}

// exports has the sample filing exported on Windows, to a folder whose path has Chinese
// characters, spaces and more than 260 characters, and the new packet verified on this system.
func (p *pc) exports() {
	p.t.Helper()
	program := filepath.Join(os.Getenv("RECORDAL_WINE"), "recordalctl.exe")
	out := "long" + strings.Repeat("/很长的 文件夹名称 "+strings.Repeat("long name ", 6)+"x", 4)
	at := filepath.Join(p.drive, out)
	if err := errors.Join(os.RemoveAll(at), os.RemoveAll(filepath.Join(p.drive, "客户 资料/样例")), os.MkdirAll(at, 0o755)); err != nil {
		p.t.Fatal(err)
	}
	for _, args := range [][]string{
		{"sample", "--out", `C:\客户 资料\样例`},
		{"export", "--filing", `C:\客户 资料\样例\filing.json`, "--out", `C:\` + strings.ReplaceAll(out, "/", `\`)},
	} {
		if said, err := p.wine(append([]string{program}, args...)...); err != nil {
			p.t.Fatalf("%q: %v\n%s", args, err, said)
		}
	}
	found, err := filepath.Glob(filepath.Join(at, "*.zip"))
	if err != nil || len(found) != 1 {
		p.t.Fatalf("exported %q, %v", found, err)
	}
	if said, err := exec.Command(recordalctl(p.t), "verify", found[0]).CombinedOutput(); err != nil {
		p.t.Errorf("verify: %v\n%s", err, said)
	}
}

// A folder "data" beside the program is where it keeps all, so that it can be carried on a
// stick; no trace is left on the PC.
func TestOnWindowsTheProgramCanBeCarried(t *testing.T) {
	p := newPC(t)
	d := p.desk
	program, err := os.ReadFile(d.args[0])
	if err != nil {
		t.Fatal(err)
	}
	p.put("U盘 stick/recordal.exe", program)
	stick := filepath.Join(p.drive, "U盘 stick")
	local := d.folder
	d.args, d.folder = []string{filepath.Join(stick, "recordal.exe")}, filepath.Join(stick, "data")
	if err := errors.Join(os.RemoveAll(d.folder), os.Mkdir(d.folder, 0o755)); err != nil {
		t.Fatal(err)
	}
	d.Start()
	startNewRecordal(d)
	d.Close()
	if _, err := os.Stat(local); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something was written to %s: %v", local, err)
	}
}

// A data folder on a path longer than Windows took for 25 years works like any other; one
// that nobody may write into ends in a sentence.
func TestOnWindowsUnusualDataFolders(t *testing.T) {
	p := newPC(t)
	d := p.desk
	// SQLite on Linux, by which this test looks, takes 512 bytes, of which one character of
	// the Chinese has three.
	under := "long" + strings.Repeat("/很长的名称 "+strings.Repeat("long name ", 8)+"x", 3)
	d.folder = filepath.Join(p.drive, under)
	d.args = []string{d.args[0], "-data", `C:\` + strings.ReplaceAll(under, "/", `\`)}
	if err := os.RemoveAll(filepath.Join(p.drive, "long")); err != nil {
		t.Fatal(err)
	}
	d.Start()
	startNewRecordal(d)
	d.Close()

	d.args = []string{d.args[0], "-data", `Z:\sys\recordal`}
	d.Start()
	d.Shot("read-only")
	d.Close()
	if code := d.program.ProcessState.ExitCode(); code != 2 {
		t.Errorf("the program ended with %d, want 2 for a folder that cannot be opened", code)
	}
}

// Where a name or a folder is of no use on Windows, the program without a window says so in
// both languages, and ends with 2.
func TestOnWindowsOddNamesEndInASentence(t *testing.T) {
	p := newPC(t)
	program := filepath.Join(os.Getenv("RECORDAL_WINE"), "recordalctl.exe")
	filing := p.put("客户 资料/filing.json", sample.Filing())
	const out = `C:\out`
	if err := os.MkdirAll(filepath.Join(p.drive, "out"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"export", "--filing", filing, "--out", out + `\CON`},
		{"export", "--filing", filing, "--out", `C:\NUL`},
		{"export", "--filing", filing, "--out", out + `\AUX.pdf`},
		{"export", "--filing", filing, "--out", out + `\end. `},
		{"export", "--filing", filing, "--out", out + `\a?b`},
		{"export", "--filing", filing, "--out", `Q:\none`},
		{"export", "--filing", filing, "--out", `\\nobody\share`},
		{"export", "--filing", filing, "--out", `Z:\sys`}, // nobody may write there
		{"papers", "--filing", filing, "--out", out + `\LPT1.`},
		{"import", `C:\CON`, "--out", out + `\in`},
		{"import", "NUL", "--out", out + `\in`},
		{"check", out + `\none.zip`},
		{"check", `\\nobody\share\x.zip`},
		{"doctor", "--data", `Z:\sys`},
		{"backup", "--data", out, "--out", `Z:\sys`},
	} {
		said, err := p.wine(append([]string{program}, args...)...)
		var ended *exec.ExitError
		if !errors.As(err, &ended) || ended.ExitCode() != 2 {
			t.Errorf("%q ended with %v, want 2:\n%s", args, err, said)
		}
		if n := strings.Count(said, "recordalctl: "); n != 2 || strings.Contains(said, "goroutine ") || strings.Contains(said, "panic") {
			t.Errorf("%q says:\n%s", args, said)
		}
	}
}

// packetOfTheSample exports the sample filing and returns the zip's path.
func packetOfTheSample(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, args := range [][]string{
		{"sample", "--out", filepath.Join(dir, "sample")},
		{"export", "--filing", filepath.Join(dir, "sample", "filing.json"), "--out", dir},
	} {
		if out, err := exec.Command(recordalctl(t), args...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", args[0], err, out)
		}
	}
	found, err := filepath.Glob(filepath.Join(dir, "*.zip"))
	if err != nil || len(found) != 1 {
		t.Fatalf("exported %q, %v", found, err)
	}
	return found[0]
}

// recordalctl is this machine's own program without a window.
func recordalctl(t *testing.T) string {
	t.Helper()
	return filepath.Join(os.Getenv("RECORDAL_WINE"), "..", "recordalctl")
}
