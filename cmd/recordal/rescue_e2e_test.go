package main

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/storetest"
)

// TestADamagedDatabaseIsReadOutWithTheKeyboard starts the program over a database that a
// power cut has spoiled, has it read out, and goes on with what was read.
func TestADamagedDatabaseIsReadOutWithTheKeyboard(t *testing.T) {
	shots := needsWindow(t)
	d := newDesk(t, buildProgram(t), t.TempDir(), shots)
	spoiled(d, 5, map[string]string{"language": "zh"}, 1)
	d.Start()
	d.Shot("damaged")
	d.Key("Return") // the first answer has the keyboard
	d.until("the damaged database is set aside", func() (bool, string) { return setAside(d) })
	d.Rest(3 * time.Second)
	d.Shot("read-out")
	d.Key("Return") // opens what was read
	d.Rest(3 * time.Second)
	d.Shot("filings")
	d.Key("Return") // opens the first of them
	d.WaitAt("account", "")
	d.Key("Tab")
	d.WaitAt("account", "account.company")
	before := d.Saved().Filing.Account.Company
	d.Key("End")
	d.Paste("二部")
	d.WaitSaved("account.company", before+"二部")
	d.Shot("goes-on")
	d.Close()
	d.Start() // as if nothing had been
	d.WaitAt("account", "account.company")
	d.Close()
}

// TestDamageThatIsFoundInTheWindowIsRepaired has the program find damage behind a
// database that opens: its window leads to the page on which it is read out.
func TestDamageThatIsFoundInTheWindowIsRepaired(t *testing.T) {
	shots := needsWindow(t)
	d := newDesk(t, buildProgram(t), t.TempDir(), shots)
	spoiled(d, 20, map[string]string{"language": "zh"})
	d.Start()
	d.Shot("broken")
	d.Key("shift+Tab", "Return") // from the button that tries again to the one that repairs
	var again string
	t.Cleanup(func() { // where the test failed it has not ended
		if pid, err := strconv.Atoi(again); err == nil && d.isProgram(again) {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	})
	d.until("the program has opened again", func() (bool, string) {
		again = d.try("xdotool", "getactivewindow", "getwindowpid")
		return again != d.pid() && d.isProgram(again), again
	})
	d.Rest(3 * time.Second)
	d.Shot("repair")
	d.Key("Return")
	d.until("the damaged database is set aside", func() (bool, string) { return setAside(d) })
	d.Rest(3 * time.Second)
	d.Key("Return")
	d.Rest(3 * time.Second)
	d.Shot("repaired")
	d.Key("alt+F4")
	d.until("the program has ended", func() (bool, string) {
		_, err := os.Stat("/proc/" + again + "/exe")
		return err != nil, again
	})
}

// isProgram reports whether a process is the program that is tested.
func (d *desk) isProgram(pid string) bool {
	return strings.Contains(d.try("readlink", "/proc/"+pid+"/exe"), d.binary)
}

// setAside reports whether the damaged database is out of the way.
func setAside(d *desk) (bool, string) {
	aside, err := filepath.Glob(filepath.Join(d.Data(), "aside", "*", "recordal.db"))
	return err == nil && len(aside) == 1 && !strings.Contains(aside[0], "unfinished"), strings.Join(aside, " ")
}

// spoiled fills the person's data folder with so many filings and a backup, and spoils
// the page of one of them, and others: the first one tells where the tables are.
func spoiled(d *desk, filings int, settings map[string]string, pages ...uint32) {
	d.t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, d.Data(), store.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	for range filings {
		if err := keep(ctx, s, sample.Filing(), func(*rules.Filing) {}); err != nil {
			d.t.Fatal(err)
		}
	}
	for key, value := range settings {
		if err := s.SetSetting(ctx, key, value); err != nil {
			d.t.Fatal(err)
		}
	}
	if _, err := s.Backup(ctx, nil); err != nil {
		d.t.Fatal(err)
	}
	if err := keep(ctx, s, sample.Filing(), func(*rules.Filing) {}); err != nil { // of today
		d.t.Fatal(err)
	}
	newest, err := s.Recent(ctx, 1)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		d.t.Fatal(err)
	}
	storetest.Spoil(d.t, d.Data(), []string{newest[0].ID}, pages...)
}
