//go:build !windows && !darwin

package chooser

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// dialogs puts a program in the way of the system's that answers as the script says,
// and notes its arguments and where it would keep its list.
func dialogs(t *testing.T, script string) (noted func() string) {
	t.Helper()
	dir := t.TempDir()
	note := filepath.Join(dir, "note")
	script = "#!/bin/sh\necho \"$* $XDG_DATA_HOME $XDG_DATA_DIRS\" >" + note + "\n" + script + "\n"
	if err := os.WriteFile(filepath.Join(dir, "zenity"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	t.Setenv("XDG_DATA_HOME", "/home/desk/data")
	t.Setenv("XDG_DATA_DIRS", "/usr/share")
	return func() string {
		text, err := os.ReadFile(note)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
}

func TestWhatIsChosenComesBackAndIsNotListed(t *testing.T) {
	noted := dialogs(t, `printf '/a b/甲.jpg\036/a b/乙|丙.jpg\n'`)
	got, err := Chooser{}.Files(t.Context(), "标题", true)
	if err != nil || !slices.Equal(got, []string{"/a b/甲.jpg", "/a b/乙|丙.jpg"}) {
		t.Errorf("the files chosen are %q, %v", got, err)
	}
	if n := noted(); !strings.Contains(n, "--multiple") || !strings.Contains(n, " /dev/null /home/desk/data:/usr/share") {
		t.Errorf("the dialog was started with %s", n)
	}
	noted = dialogs(t, `printf '/a b\n'`)
	folder, err := Chooser{}.Folder(t.Context(), "标题", "/home/")
	if err != nil || folder != "/a b" {
		t.Errorf("the folder chosen is %q, %v", folder, err)
	}
	if n := noted(); !strings.Contains(n, "--title 标题 --directory --filename /home/ /dev/null") {
		t.Errorf("the dialog was started with %s", n)
	}
}

func TestADialogThatIsClosedOrFails(t *testing.T) {
	dialogs(t, "exit 1")
	if got, err := (Chooser{}).Files(t.Context(), "", false); len(got) > 0 || err != nil {
		t.Errorf("a dialog that was closed gives %q, %v", got, err)
	}
	if got, err := (Chooser{}).Files(t.Context(), "", true); len(got) > 0 || err != nil {
		t.Errorf("one for several gives %q, %v", got, err)
	}
	dialogs(t, "exit 3")
	if _, err := (Chooser{}).Folder(t.Context(), "", ""); err == nil {
		t.Error("a dialog that failed is taken for one that was closed")
	}
}
