package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"recordaldesk/store/peer"
	"recordaldesk/translations"
)

// TestATranslatorsHour finds labels, edits them while their screen is seen, exports them,
// edits the workbook with another program, brings it back, and takes that back again.
func TestATranslatorsHour(t *testing.T) {
	shots := needsWindow(t)
	d := newDesk(t, buildProgram(t), t.TempDir(), shots)
	d.Start()
	d.Rest(2 * time.Second)

	// A text on the screen is clicked on, and changes where it stands as it is typed.
	d.takesPicture("untouched")
	d.clickLabel(58, 60)
	d.Rest(2 * time.Second)
	d.Key("ctrl+a")
	d.Paste("全部客户的备案")
	d.Rest(2 * time.Second)
	d.takesPicture("typed")
	if n := d.differs("untouched", "typed", "300x60+10+40"); n < 200 {
		d.fail("the title of the screen is the same while its label is typed: %d pixels differ", n)
	}
	d.Key("Escape")
	d.edited("zh", "全部客户的备案", true)

	// The page of labels has it, and finds another one.
	d.Key("ctrl+t")
	d.Rest(3 * time.Second)
	d.Paste("dialog.close")
	d.Rest(time.Second)
	d.Shot("found")
	d.Key("Return", "Tab", "ctrl+a") // from the Chinese text to the English one
	d.Paste("Shut")                  // Ctrl and Shift may have switched the input method
	d.Key("Escape")
	d.edited("en", "Shut", true)

	// All labels go out and come back from another program.
	d.Key("ctrl+f", "Delete", "ctrl+e")
	d.Rest(time.Second)
	d.Shot("export")
	d.Key("Tab", "Tab", "Return")
	out := t.TempDir()
	d.ChooseFile(out + "/")
	book := ""
	d.until("the workbook is written", func() (bool, string) {
		files, err := filepath.Glob(filepath.Join(out, "*.xlsx"))
		if len(files) == 1 {
			book = files[0]
		}
		return len(files) == 1, fmt.Sprint(files, err)
	})
	d.Rest(3 * time.Second)
	d.Key("Escape") // what it says of that
	edit := exec.Command(peer.FindPython("openpyxl"), "-c", editBook, book)
	if said, err := edit.CombinedOutput(); err != nil {
		d.fail("edit the workbook: %v\n%s", err, said)
	}
	short := filepath.Join(out, "back.xlsx") // the chooser is typed into
	if err := os.Rename(book, short); err != nil {
		t.Fatal(err)
	}
	d.Key("ctrl+o")
	d.ChooseFile(short)
	d.Rest(5 * time.Second)
	d.Shot("preview")
	d.Key("Return")
	d.edited("en", "Never mind", true)
	d.edited("en", "a site without its number", false) // refused
	d.Rest(2 * time.Second)
	d.Shot("imported")
	d.Key("Escape")

	// What came with the file goes at once; what was typed before stays.
	d.Key("ctrl+z")
	d.edited("en", "Never mind", false)
	d.edited("en", "Shut", true)
	d.Key("ctrl+shift+z")
	d.edited("en", "Never mind", true)

	// The next start speaks with the edits.
	d.Close()
	d.Start()
	d.Rest(3 * time.Second)
	d.takesPicture("next")
	if n := d.differs("untouched", "next", "300x60+10+40"); n < 200 {
		d.fail("the next start says what is built in: %d pixels differ", n)
	}
}

// editBook edits two labels as a translator does who overlooks a placeholder.
const editBook = `
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
heads = [str(c.value or "") for c in sheet[1]]
english = next(i for i, h in enumerate(heads) if "[en]" in h)
done = 0
for row in sheet.iter_rows(min_row=2):
    if row[0].value == "dialog.cancel":
        row[english].value = "Never mind"; done += 1
    if row[0].value == "member.websites":
        row[english].value = "a site without its number"; done += 1
assert done == 2, (done, heads)
book.save(sys.argv[1])
`

// clickLabel clicks on a point of the window with Ctrl and Shift held down.
func (d *desk) clickLabel(x, y int) {
	d.t.Helper()
	window := d.try("xdotool", "getactivewindow")
	d.run("xdotool", "keydown", "ctrl", "keydown", "shift")
	d.run("xdotool", "mousemove", "--window", window, strconv.Itoa(x), strconv.Itoa(y+1))
	time.Sleep(300 * time.Millisecond)
	d.run("xdotool", "mousemove", "--window", window, strconv.Itoa(x), strconv.Itoa(y))
	time.Sleep(300 * time.Millisecond)
	d.run("xdotool", "click", "1")
	time.Sleep(300 * time.Millisecond)
	d.run("xdotool", "keyup", "shift", "keyup", "ctrl")
}

// edited waits until the file of a language's edits says something, or no more.
func (d *desk) edited(l translations.Language, text string, is bool) {
	d.t.Helper()
	d.until(fmt.Sprintf("the edits in %s say %q: %v", l, text, is), func() (bool, string) {
		data, err := os.ReadFile(filepath.Join(d.Data(), "translations", "active."+string(l)+".toml"))
		if os.IsNotExist(err) {
			err = nil
		}
		return err == nil && strings.Contains(string(data), text) == is, string(data)
	})
}

// takesPicture takes a picture of the window to be compared.
func (d *desk) takesPicture(name string) {
	d.t.Helper()
	d.run("import", "-window", d.try("xdotool", "getactivewindow"), filepath.Join(d.home, name+".png"))
}

// differs counts the pixels that differ in a part of two pictures.
func (d *desk) differs(one, other, part string) int {
	d.t.Helper()
	path := func(name string) string { return filepath.Join(d.home, name+".png") }
	out, _ := exec.Command("compare", "-metric", "AE", "-fuzz", "5%", "-extract", part, path(one), path(other), "null:").CombinedOutput()
	// It exits with 1 where they differ; a number is all it says otherwise too.
	n, err := strconv.ParseFloat(strings.Fields(string(out) + " none")[0], 64)
	if err != nil {
		d.fail("compare pictures: %s", out)
	}
	return int(n)
}
