package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

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
	d.env = []string{"WINEDEBUG=-all", "XMODIFIERS=@im=none", "HOME=" + os.Getenv("HOME")}
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

// wine runs a program of Windows to its end and returns what it says.
func (p *pc) wine(args ...string) (string, error) {
	again := exec.Command("wine", args...)
	again.Env = p.environ()
	out, err := again.CombinedOutput()
	return string(out), err
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
	d.Key("shift+Home")
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
	d.Key("ctrl+e")
	d.Rest(5 * time.Second)
	time.Sleep(3 * time.Second)
	d.Shot("export")
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
