package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules/ident"
	"recordaldesk/store"
)

// TestAFirstQuarterOfAnHour is what somebody does who has never seen the program: the walk
// through the sample from the empty list to a packet, with the keyboard alone, trying what
// each step asks for, and asking for help at a field and about a screen.
func TestAFirstQuarterOfAnHour(t *testing.T) {
	shots := needsWindow(t)
	home := t.TempDir()
	d := newDesk(t, buildProgram(t), home, shots)
	d.Start()
	d.Rest(2 * time.Second)
	d.Shot("empty")

	// The offer stands behind the buttons that begin a filing.
	d.Key("Tab", "Tab", "Tab", "Tab", "Tab", "Return")
	d.WaitFor("the sample is open", func(r *store.Record) (bool, string) {
		return r.Filing.Host.Name == sample.Company && r.Page == "account", r.Filing.Host.Name + " at " + r.Page
	})
	d.Rest(2 * time.Second)
	d.Shot("begin")

	d.Key("Return")
	d.WaitAt("host_unit", "")
	d.Rest(time.Second)
	d.Shot("rail")

	// Something is typed, and taken back.
	d.Key("Return")
	d.WaitAt("host_unit", "host.superior")
	d.Type("abc")
	d.WaitFor("it is saved", func(r *store.Record) (bool, string) {
		return strings.Contains(r.Filing.Host.Superior, "abc"), r.Filing.Host.Superior
	})
	d.Shot("type")
	d.Key("ctrl+z")
	d.WaitSaved("host.superior", sample.Company)

	// A mistake is made on purpose, and why it is one is read beside the field.
	d.Rest(2 * time.Second) // the window shows what was taken back
	d.Key("F6", "Return")
	d.WaitAt("host_unit", "host.certificate.number")
	d.Key("End", "BackSpace")
	d.Type("5")
	wrong := strings.TrimSuffix(sample.Code, "3") + "5"
	d.WaitSaved("host.certificate.number", wrong)
	if _, err := ident.ParseCreditCode(wrong); err == nil {
		t.Fatal("the mistake is none")
	}
	d.Key("Tab", "shift+Tab")
	d.Rest(2 * time.Second)
	d.Shot("mistake")
	d.Key("ctrl+z")
	d.WaitSaved("host.certificate.number", sample.Code)
	d.Rest(2 * time.Second) // the window shows what was taken back
	d.Key("F6", "Return")   // to the step about F1
	d.WaitAt("host_unit", "host.certificate.number")
	d.Rest(time.Second)
	d.takesPicture("before-f1")
	d.Key("End", "F1")
	d.Rest(2 * time.Second)
	d.takesPicture("field-help")
	if n := d.differs("before-f1", "field-help", "300x300+1040+120"); n < 500 {
		d.fail("F1 shows nothing beside the field: %d pixels differ", n)
	}
	d.Key("Down", "Down", "Escape")
	d.Type("7") // where the cursor was
	d.WaitSaved("host.certificate.number", sample.Code+"7")
	d.Key("ctrl+z")
	d.WaitSaved("host.certificate.number", sample.Code)

	d.Rest(2 * time.Second) // the window shows what was taken back
	d.Key("F6", "Return")
	d.WaitAt("domains.0", "")
	d.Key("Return")
	d.Rest(time.Second)
	d.Key("ctrl+l") // English, while the panel is read
	d.Rest(time.Second)
	d.Shot("language")
	d.Key("F1") // the page about this screen, and back
	d.Rest(2 * time.Second)
	d.Shot("help")
	d.Key("Escape")
	d.Rest(time.Second)
	d.Shot("back")
	d.Key("F6")
	for _, page := range []string{"materials", "checklist", "check"} {
		d.Key("Return")
		d.WaitAt(page, "")
		d.Rest(time.Second)
		d.Shot(page)
	}

	// The packet, which the last step is about.
	d.Key("Return")
	d.Rest(time.Second)
	d.Shot("export")
	out := filepath.Join(home, "out")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	d.Key("ctrl+e")
	d.ChooseFile(out + "/")
	d.WaitFor("the packet is exported", func(r *store.Record) (bool, string) { return r.Exported != nil, "not exported" })
	d.Rest(3 * time.Second)
	d.Shot("packet")
	packets, err := filepath.Glob(filepath.Join(out, "*.zip"))
	if len(packets) != 1 || err != nil {
		d.fail("there are %v, %v", packets, err)
	}
	d.Key("F6")
	d.Key("Return") // finished
	d.Rest(time.Second)
	d.Shot("finished")
	d.Close()
}
