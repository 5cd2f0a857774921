package printer

import (
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestPutReplacesWhatWasPrintedBefore(t *testing.T) {
	p := Printer{Dir: filepath.Join(t.TempDir(), "print")}
	for _, content := range []string{"first", "second"} {
		path, err := p.Put("07_授权书.pdf", []byte(content))
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil || string(data) != content {
			t.Errorf("%s holds %q, %v; want %q", filepath.Base(path), data, err, content)
		}
	}
	if left, err := os.ReadDir(p.Dir); err != nil || len(left) != 1 {
		t.Errorf("%d files in the folder, want the printed one alone: %v", len(left), err)
	}
}

func TestPutTakesAnotherNameWhereTheFirstIsHeld(t *testing.T) {
	p := Printer{Dir: t.TempDir()}
	// A folder of that name stands for a file that a viewer will not let go.
	if err := os.MkdirAll(filepath.Join(p.Dir, "form.pdf", "inside"), 0o700); err != nil {
		t.Fatal(err)
	}
	path, err := p.Put("form.pdf", []byte("paper"))
	if err != nil || filepath.Base(path) != "form (2).pdf" {
		t.Errorf("put as %q, %v", path, err)
	}
}

type opener struct {
	fyne.App
	got string
}

func (o *opener) OpenURL(u *url.URL) error { o.got = u.String(); return nil }

func TestOpenNamesAFileWhoseNameIsChinese(t *testing.T) {
	o := &opener{App: test.NewTempApp(t)}
	if err := Open(o, "/data/打印 1.pdf"); err != nil {
		t.Fatal(err)
	}
	if want := "file:///data/%E6%89%93%E5%8D%B0%201.pdf"; o.got != want {
		t.Errorf("opened %q, want %q", o.got, want)
	}
}
