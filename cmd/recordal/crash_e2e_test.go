package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
)

// faults is a part of the program that only this test builds in: it panics with the
// text of a file that it finds in the home folder, where its name says.
const faults = `package main

import (
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/store/crash"
)

func init() {
	go func() {
		for ; ; time.Sleep(20 * time.Millisecond) {
			for name, fault := range map[string]func(string){
				"fault-background": func(text string) { crash.Go(func() { panic(text) }) },
				"fault-window":     func(text string) { fyne.Do(func() { panic(text) }) },
			} {
				path := filepath.Join(os.Getenv("HOME"), name)
				if text, err := os.ReadFile(path); err == nil && os.Remove(path) == nil {
					fault(string(text))
				}
			}
		}
	}()
}
`

// buildFaulty builds the program with the faults.
func buildFaulty(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	source, overlay, binary := filepath.Join(dir, "faults.go"), filepath.Join(dir, "overlay.json"), filepath.Join(dir, "recordal")
	places, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(here, "faults.go"): source}})
	if err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string][]byte{source: []byte(faults), overlay: places} {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.Command("go", "build", "-overlay", overlay, "-tags", "no_emoji,migrated_fynedo,x11,test", "-buildvcs=false", "-o", binary, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the program with faults: %v\n%s", err, out)
	}
	return binary
}

// TestAPanicCostsASentence has the program panic in the background and in its window
// while somebody types, then kills it, then asks it to end.
func TestAPanicCostsASentence(t *testing.T) {
	shots := needsWindow(t)
	d := newDesk(t, buildFaulty(t), t.TempDir(), shots)
	values := planted(t)
	d.Start()
	d.Key("Tab", "Tab", "Tab", "Return") // the sample
	d.WaitFor("the sample is there", func(r *store.Record) (bool, string) { return len(r.Filing.Attachments) > 0, "no scans" })
	d.WaitAt("account", "account.id")

	d.retype("571203348816")
	d.fault("fault-background", values)
	d.WaitSaved("account.id", "571203348816")
	d.noValueIn(values)
	d.Rest(3 * time.Second)
	d.Shot("went-on")
	d.Key("Return") // it was read

	d.WaitAt("account", "account.id")
	d.retype("571203348817")
	d.fault("fault-window", values)
	if err := d.program.Wait(); err == nil {
		t.Error("a program that lost its window ended as if all were well")
	}
	d.startedItself()
	d.noValueIn(values)
	d.WaitSaved("account.id", "571203348817")
	d.Rest(3 * time.Second)
	d.Shot("restarted")
	d.Key("Return")
	d.WaitAt("account", "account.id")
	d.retype("571203348818") // and on from there
	d.WaitSaved("account.id", "571203348818")
	d.Key("alt+F4")
	d.until("the program has ended", func() (bool, string) { return d.program.Process.Signal(syscall.Signal(0)) != nil, "it runs" })

	d.Start()
	d.Shot("closed-in-order")
	d.Kill()
	d.Start()
	d.Shot("recovered")
	d.WaitAt("account", "account.id")
	d.retype("571203348819")
	// The computer is shut down.
	if err := d.program.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := d.program.Wait(); err != nil {
		t.Errorf("the program does not end in order when it is asked to: %v", err)
	}
	d.WaitSaved("account.id", "571203348819")
}

// retype gives the field that has the keyboard another text.
func (d *desk) retype(text string) {
	d.t.Helper()
	d.Key("ctrl+a")
	d.Type(text)
}

// fault has the program panic and waits for the crash file.
func (d *desk) fault(name string, values []string) {
	d.t.Helper()
	before := crash.Newest(d.Data())
	path := filepath.Join(d.home, name)
	if err := os.WriteFile(path+".new", []byte(strings.Join(values, " ")), 0o600); err != nil {
		d.t.Fatal(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		d.t.Fatal(err)
	}
	d.until("there is another crash file", func() (bool, string) {
		now := crash.Newest(d.Data())
		return now != before, now
	})
}

// startedItself finds the program that the one before has started.
func (d *desk) startedItself() {
	d.t.Helper()
	before := d.pid()
	d.until("another window has the keyboard", func() (bool, string) {
		var pid int
		active := d.try("xdotool", "getactivewindow", "getwindowpid")
		if _, err := fmt.Sscan(active, &pid); err != nil || active == before {
			return false, active
		}
		program, err := os.FindProcess(pid)
		if err != nil {
			return false, err.Error()
		}
		d.program = &exec.Cmd{Process: program}
		return true, active
	})
	started := d.program.Process
	d.t.Cleanup(func() { _ = started.Kill() }) // it may have ended
}

// planted are twenty values of the sample filing, which no file but the store's may
// hold.
func planted(t *testing.T) []string {
	t.Helper()
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	h, w := f.Host, f.Websites[0]
	values := []string{
		f.Account.ID, f.Account.Company, h.Name, h.Certificate.Number, h.Certificate.Address, h.Address,
		h.LegalRepresentative.Name, h.LegalRepresentative.Document.Number, h.LegalRepresentative.Mobile,
		h.LegalRepresentative.EmergencyPhone, h.LegalRepresentative.OfficePhone, h.LegalRepresentative.Email,
		w.Name, w.HomePage, w.Remark, w.Domains[0].Name, w.Domains[0].Registrar, w.Access.IPs[0].From,
		"沈清砚", "13857104472",
	}
	for i, value := range values {
		if len(value) < 6 {
			t.Fatalf("value %d is %q, which would not be known again", i, value)
		}
	}
	return values
}

// noValueIn sees that neither a crash file nor the log holds one of the values.
func (d *desk) noValueIn(values []string) {
	d.t.Helper()
	for _, path := range []string{crash.Newest(d.Data()), d.log} {
		text, err := os.ReadFile(path)
		if err != nil {
			d.t.Fatal(err)
		}
		for _, value := range values {
			if bytes.Contains(text, []byte(value)) {
				d.t.Errorf("%s holds %q:\n%s", filepath.Base(path), value, text)
			}
		}
	}
	if !strings.Contains(d.try("cat", crash.Newest(d.Data())), "main.init.") {
		d.t.Error("the crash file does not say where it happened")
	}
}
