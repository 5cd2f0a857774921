package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"recordaldesk/assets/licences"
)

const root = "../../.."

// What is shipped with the program must name what is in it, in the versions that are.
func TestTheLicencesAreThoseOfWhatIsLinked(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("there is no go command, which says what the program is linked of")
	}
	want, err := all(root)
	if err != nil {
		t.Fatal(err)
	}
	shipped := map[string]licences.Licence{}
	for _, l := range licences.All() {
		shipped[l.Name] = l
	}
	for _, entry := range strings.Split(want, licences.Rule)[1:] {
		l := licences.Read(entry)
		have, there := shipped[l.Name]
		switch {
		case !there:
			t.Errorf("%s %s is missing", l.Name, l.Version)
		case have.Version != l.Version:
			t.Errorf("%s is now %s, not %s", l.Name, l.Version, have.Version)
		case have != l:
			t.Errorf("the licence of %s %s has changed", l.Name, l.Version)
		}
		delete(shipped, l.Name)
	}
	for name := range shipped {
		t.Errorf("%s is no longer linked", name)
	}
	if t.Failed() {
		t.Log("write them anew: make licences")
	} else if licences.Text() != want {
		t.Error("third-party.txt differs in order or preface: make licences")
	}
}

// Each entry can be shown by itself: named, on terms that are known, and with a text.
func TestEveryLicenceCanBeShown(t *testing.T) {
	everything := licences.All()
	if len(everything) < 60 {
		t.Fatalf("only %d licences", len(everything))
	}
	for _, l := range everything {
		if l.Name == "" || l.SPDX == "" || len(l.Text) < 200 {
			t.Errorf("%q, %q has a text of %d bytes", l.Name, l.SPDX, len(l.Text))
		}
	}
}

// The texts of licences that this machine has from elsewhere are told apart.
func TestKnownLicencesAreToldApart(t *testing.T) {
	for file, want := range map[string]string{
		"/usr/share/common-licenses/Apache-2.0": "Apache-2.0",
		"/usr/share/common-licenses/MPL-2.0":    "MPL-2.0",
		"/usr/share/common-licenses/GPL-3":      "",
		"../../fonts/OFL.txt":                   "OFL-1.1",
		root + "/LICENSE":                       "MIT",
	} {
		text, err := os.ReadFile(file)
		if os.IsNotExist(err) {
			t.Logf("%s is not on this machine", file)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := identifier(clean(string(text))); got != want {
			t.Errorf("%s is taken for %q, want %q", file, got, want)
		}
	}
}
