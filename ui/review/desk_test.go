package review

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
)

// Where two people check the originals, the same one does not count twice.
func TestASecondPersonChecksTheOriginals(t *testing.T) {
	b := prepare(t, nil)
	b.second = true
	b.show()
	b.initials("甲")
	b.keys(fyne.KeyO)
	n := len(b.originals.points)
	if n == 0 {
		t.Fatal("there are no originals")
	}
	for range n {
		b.keys(fyne.KeySpace)
	}
	b.quiet()
	if got := b.row(); !strings.HasPrefix(got, "◆|") || !strings.Contains(got, "待第二人复核") {
		t.Errorf("ticked by one, the row says %s", got)
	}
	b.Reads("需要第二人复核", "另一位经手人")
	if b.originals.done() != 0 {
		t.Errorf("%d are done", b.originals.done())
	}
	b.initials("乙")
	b.keys(fyne.KeyHome)
	for range n {
		b.keys(fyne.KeySpace)
	}
	b.quiet()
	for _, tick := range b.stored().Originals {
		if tick.By != "甲" || tick.Second != "乙" || !tick.SecondAt.Equal(now) {
			t.Errorf("ticked is %+v", tick)
		}
	}
	b.Reads("原件已全部核对")
	b.keys(fyne.KeyZ)
	b.quiet()
	if got := len(b.stored().Originals); got != n-1 {
		t.Errorf("after one was taken back %d are ticked of %d", got, n)
	}
}

func TestWhatAProgramSeesInThePhotoIsSaid(t *testing.T) {
	b := prepare(t, manual)
	b.company = "北京白榆示例科技有限公司"
	b.show()
	b.initials("甲")
	b.keys(fyne.KeyP)
	if len(b.photo.checks) == 0 {
		t.Fatal("there is nothing to look for in the photo")
	}
	b.Reads("相机最新照片")
	b.files = []string{photo(t, t.TempDir(), "现场.jpg", 400, 300, true)}
	usedBefore(b, b.files[0])
	b.keys(fyne.KeyF)
	b.Until("the photo is in the filing", func() bool { return len(b.photo.shots()) == 1 })
	b.seen()
	b.Until("the photo is looked at", func() bool {
		for _, c := range b.photo.checks {
			if !b.photo.measuredAll(c) {
				return false
			}
		}
		return true
	})
	for _, id := range []string{"not_reused", "colour", "size"} {
		at := -1
		for i, r := range b.photo.rows() {
			if r.heading == nil && b.photo.checks[r.n].ID == id {
				at = i
			}
		}
		b.choose(at)
		if got := b.row(); !strings.Contains(got, "程序提醒") {
			t.Errorf("of %s the row says %s", id, got)
		}
	}
	b.Reads("400×300")
	b.choose(1)
	for range b.photo.checks {
		if strings.Contains(b.Says(), b.company) {
			break
		}
		b.keys(fyne.KeyDown)
	}
	b.Reads(b.company)
	b.keys(fyne.KeySpace)
	b.quiet()
	if len(b.stored().Photo) != 1 {
		t.Errorf("ticked are %+v", b.stored().Photo)
	}
	history, err := b.store.History(context.Background(), b.session.ID())
	if err != nil || len(history) == 0 {
		t.Errorf("the history is %v, %v", history, err)
	}
}

// usedBefore puts a photo into another filing.
func usedBefore(b *bench, path string) {
	b.T.Helper()
	ctx := context.Background()
	other := rules.New("new_recordal")
	other.Host.Name = b.company
	draft, err := b.store.Create(ctx, store.Record{Filing: other})
	if err != nil {
		b.T.Fatal(err)
	}
	if _, err := addScan(ctx, b.store, draft.ID, path); err != nil {
		b.T.Fatal(err)
	}
}

func TestTheNewestPictureOfTheCameraIsTaken(t *testing.T) {
	b := open(t, manual)
	b.initials("甲")
	b.keys(fyne.KeyP, fyne.KeySpace)
	if len(b.asked) != 1 || len(b.stored().Photo) > 0 {
		t.Fatalf("a photo that is not there is ticked; it says %v", b.asked)
	}
	b.asked = nil
	b.files = []string{photo(t, t.TempDir(), "before.jpg", 901, 700, false)}
	b.keys(fyne.KeyF)
	b.Until("a photo is in the filing", func() bool { return len(b.photo.shots()) == 1 })
	b.keys(fyne.KeySpace)
	b.quiet()
	if len(b.stored().Photo) != 1 {
		t.Fatalf("ticked are %v", b.stored().Photo)
	}
	b.folder = t.TempDir()
	newest := photo(t, b.folder, "DCIM/101/IMG_0002.JPG", 900, 700, false)
	older := photo(t, b.folder, "DCIM/100/IMG_0001.jpg", 900, 700, false)
	photo(t, b.folder, ".Trashes/IMG_0003.jpg", 900, 700, false)
	if err := os.Chtimes(older, now.AddDate(0, 0, -1), now.AddDate(0, 0, -1)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(newest, now, now); err != nil {
		t.Fatal(err)
	}
	b.keys(fyne.KeyL) // no folder is known yet
	b.Until("it asks", func() bool { return len(b.asked) > 0 })
	if !strings.Contains(b.asked[0], "IMG_0002.JPG") {
		t.Fatalf("it asks %q", b.asked[0])
	}
	b.answer()
	b.Until("the photo is in the place of the other", func() bool {
		return len(b.photo.shots()) == 1 && b.photo.shots()[0].scan.File != "before.jpg"
	})
	b.quiet()
	if got := b.photo.shots()[0].scan.File; got != "IMG_0002.JPG" {
		t.Errorf("taken is %s", got)
	}
	if b.photo.done() != 0 {
		t.Error("what was ticked of the photo before is ticked of this one")
	}
	b.folder = filepath.Join(b.folder, "gone")
	b.asked = nil
	b.keys(fyne.KeyL) // the folder is remembered
	b.Until("it asks again", func() bool { return len(b.asked) > 0 })
}

func TestTheNumberOfTheCurtainIsKept(t *testing.T) {
	b := open(t, manual)
	b.keys(fyne.KeyP, fyne.KeyM)
	b.Until("the entry has the keyboard", func() bool { return b.Window.Canvas().Focused() == fyne.Focusable(b.photo.entry) })
	b.photo.entry.KeyDown(&fyne.KeyEvent{Name: fyne.KeyS})
	b.Types("SH-0271")
	b.quiet()
	b.show()
	b.keys(fyne.KeyP)
	if got := b.photo.entry.Text; got != "SH-0271" || b.stored().Curtain != got {
		t.Errorf("the curtain is %q", got)
	}
}

func TestAFilingIsAcceptedOnceNothingIsOpen(t *testing.T) {
	b := open(t, nil)
	b.initials("甲")
	b.acceptFiling()
	if len(b.asked) != 1 || b.answer != nil || !strings.Contains(b.asked[0], "cannot be accepted yet") || !strings.Contains(b.asked[0], "not reviewed") {
		t.Fatalf("it says %v", b.asked)
	}
	for range b.places.places {
		b.keys(fyne.KeyA)
	}
	b.acceptFiling()
	if b.answer != nil || !strings.Contains(b.asked[1], "original") {
		t.Fatalf("without the originals it says %q", b.asked[1])
	}
	b.keys(fyne.KeyO)
	for range b.originals.points {
		b.keys(fyne.KeySpace)
	}
	b.acceptFiling()
	if b.answer == nil {
		t.Fatalf("it does not ask, but says %v", b.asked)
	}
	b.answer()
	b.quiet()
	if got := b.stored().Stage(); got.Stage != "accepted" || got.By != "甲" || !got.At.Equal(now) {
		t.Errorf("the stage is %+v", got)
	}
	if b.backs != 1 {
		t.Error("it does not lead back to the list")
	}
	b.answer = nil
	b.acceptFiling()
	if b.answer != nil {
		t.Error("it is accepted twice")
	}
}

func TestAReturnedPlaceIsNotAccepted(t *testing.T) {
	b := open(t, nil)
	b.initials("甲")
	b.at(hostName)
	b.keys(fyne.KeyR)
	b.asks()
	b.Types("8")
	b.quiet()
	b.acceptFiling()
	if b.answer != nil || !strings.Contains(b.asked[0], "1 place is returned") {
		t.Errorf("it says %v", b.asked)
	}
	if m, _ := b.stored().MarkAt(hostName); m.Verdict != casework.Returned || m.Reason == "" {
		t.Errorf("noted is %+v", m)
	}
}
