package about

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/assets/licences"
	"recordaldesk/ui/ready"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

func TestWhatIsCopiedForSupportNamesNobody(t *testing.T) {
	p := uitest.Before(t)
	still := false
	clipboard := test.NewClipboard()
	s := New(Options{
		Voice: voice.New(voice.English), Canvas: p.Window.Canvas(), Clipboard: clipboard, Do: p.Do, Folder: "/home/zhang/三号客户",
		Facts: func() []Fact { return []Fact{{ID: "program", Value: "Recordal Desk 9.9"}} },
		Check: func() []ready.Line {
			return ready.Check(ready.Around{Renderer: "llvmpipe", Still: still, Free: 5 << 30, Dialogs: true})
		},
		Still: func() { still = true }, Licences: func() {}, Back: func() {},
	})
	p.Show(s.Object())
	s.Focus()
	p.UntilSays("llvmpipe")
	p.Reads("/home/zhang/三号客户", "Recordal Desk 9.9")
	p.Press(fyne.KeyReturn)
	copied := clipboard.Content()
	for _, want := range []string{"Recordal Desk 9.9", "llvmpipe", "5120 MB"} {
		if !strings.Contains(copied, want) {
			t.Errorf("copied is no %q:\n%s", want, copied)
		}
	}
	if strings.Contains(copied, "zhang") || strings.Contains(copied, "三号客户") {
		t.Errorf("copied is where the filings are:\n%s", copied)
	}
	p.Window.Canvas().Focus(s.still)
	p.Press(fyne.KeyReturn)
	p.Until("the hint is gone", func() bool { return !s.still.Visible() })
}

func TestFoldersAreToldWithoutWhoseTheyAre(t *testing.T) {
	home := filepath.FromSlash("/home/zhang")
	for path, want := range map[string]string{
		"/home/zhang/.local/share/recordal-desk": "~/.local/share/recordal-desk", "/home/zhang": "~",
		"/home/zhangsan/desk": "", "/media/zhang/stick": "",
	} {
		if got := Folder(filepath.FromSlash(path), home); got != filepath.FromSlash(want) {
			t.Errorf("%s is told as %q", path, got)
		}
	}
	if got := Folder("/srv", ""); got != "" {
		t.Errorf("without a home it is %q", got)
	}
}

func TestLicencesAreFoundAndRead(t *testing.T) {
	p := uitest.Before(t)
	all := licences.All()
	backs := 0
	s := NewLicences(LicencesOptions{Voice: voice.New(voice.English), Canvas: p.Window.Canvas(), All: all, Back: func() { backs++ }})
	p.Show(s.Object())
	s.Focus()
	s.entry.SetText("OFL")
	reads := func(want string) {
		t.Helper()
		if all := strings.Join(s.reader.lines, "\n"); !strings.Contains(all, want) {
			t.Errorf("the text does not say %q but\n%s", want, all)
		}
	}
	reads("SIL OPEN FONT LICENSE")
	s.entry.SetText("nothing of the kind")
	if len(s.reader.lines) > 0 {
		t.Errorf("nothing was found, and shown is %q", s.reader.lines[0])
	}
	s.entry.SetText("fyne.io/fyne/v2")
	reads("fyne.io/fyne/v2 v2.8.1")
	reads("Neither the name of Fyne.io nor the names of its contributors")
	p.Press(fyne.KeyEscape)
	if backs != 1 {
		t.Error("Escape does not lead back")
	}
	// A long text must not hold the window up.
	s.entry.SetText("")
	for i, one := range all {
		begun := time.Now()
		s.list.Choose(i)
		if took := time.Since(begun); took > 100*time.Millisecond {
			t.Errorf("%s takes %v", one.Name, took)
		}
	}
	if got := legible("\xa9 Jörg"); got != "© Jörg" {
		t.Errorf("Latin-1 is read as %q", got)
	}
}

func TestLinesAreBrokenBetweenWords(t *testing.T) {
	got := broken("  (a) one two three four\nAtThisPlaceThereIsNoSpace\n", 12)
	want := []string{"  (a) one", "  two three", "  four", "AtThisPlaceT", "hereIsNoSpac", "e"}
	if !slices.Equal(got, want) {
		t.Errorf("the lines are %q", got)
	}
}
