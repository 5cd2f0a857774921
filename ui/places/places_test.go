package places

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// view is a window in which two messages can be read, one with little room.
func view(t *testing.T) View {
	t.Helper()
	test.NewTempApp(t)
	say := func(id string) translations.Saying {
		return translations.Saying{Language: translations.English, ID: id, Text: translations.Text(translations.English, id)}
	}
	said := []translations.Saying{say("dialog.close"), say("settings.title"), say("dialog.cancel")}
	narrow := widget.NewLabel(said[1].Text)
	narrow.Truncation = fyne.TextTruncateEllipsis
	w := test.NewTempWindow(t, container.NewVBox(widget.NewLabel(said[0].Text), narrow, widget.NewLabel("typed")))
	w.Resize(fyne.NewSize(400, 300))
	return View{Stop: "settings", Mode: voice.English, Canvas: w.Canvas(), Said: said}
}

func TestAnAlbumKnowsWhereMessagesStand(t *testing.T) {
	dir := t.TempDir()
	var shots []Shot
	if err := Add(dir, &shots, view(t)); err != nil {
		t.Fatal(err)
	}
	if IsAlbum(dir) {
		t.Error("it is an album before it is finished")
	}
	if err := Finish(dir, shots); err != nil {
		t.Fatal(err)
	}
	a, err := Open(dir)
	if err != nil || !IsAlbum(dir) {
		t.Fatal(err)
	}
	if got := a.Stops("settings.title"); !slices.Equal(got, []string{"settings"}) {
		t.Errorf("it stands at %v", got)
	}
	if got := a.Stops("dialog.cancel"); len(got) > 0 {
		t.Errorf("what was said but is not seen stands at %v", got)
	}
	picture, err := a.Around("settings", "dialog.close")
	if err != nil || picture == nil {
		t.Fatal(err)
	}
	if shown, err := png.Decode(bytes.NewReader(picture)); err != nil || shown.Bounds().Dy() > aroundHeight {
		t.Errorf("%v, %v", shown.Bounds(), err)
	}
	if none, err := a.Around("filings", "dialog.close"); none != nil || err != nil {
		t.Errorf("it has a picture of a stop where it is not seen: %v", err)
	}
}

func TestRoomIsWhatAPlaceGives(t *testing.T) {
	r := &Rooms{}
	shot := func(mode voice.Mode, fixed, grows float32) Shot {
		return Shot{Stop: "settings", Mode: string(mode), Shown: []Shown{
			{IDs: []string{"settings.title"}, Room: fixed}, {IDs: []string{"dialog.close"}, Room: grows}, {IDs: []string{"wraps"}},
		}}
	}
	r.Add(shot(voice.Chinese, 12, 5), 1)
	r.Add(shot(voice.English, 12.1, 9), 1)
	if got := r.Least(); len(got) != 1 || got["settings.title"] != 12 {
		t.Errorf("the rooms are %v", got)
	}
	r.Add(shot(voice.Chinese, 6, 5), 2) // in letters twice as large
	r.Add(shot(voice.English, 6, 9), 2)
	var out strings.Builder
	if err := r.Write(&out, "2026-11-30"); err != nil || !strings.HasSuffix(out.String(), "\"settings.title\" = 6.0\n") {
		t.Errorf("%v: %s", err, out.String())
	}
}

func TestARoomIsMeasuredInTheLayout(t *testing.T) {
	shot, _ := Take(view(t))
	for _, shown := range shot.Shown {
		switch shown.IDs[0] {
		case "settings.title":
			if shown.Room <= 0 || shown.Room > 400/12 {
				t.Errorf("a label that is shortened has room for %v", shown.Room)
			}
		case "dialog.close":
			if shown.Room != 0 {
				t.Errorf("a label that makes itself room has %v", shown.Room)
			}
		}
	}
}

// A window's picture has some hundred shades; what is lost of them must not be seen.
func TestPicturesKeepTheirColours(t *testing.T) {
	picture := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for y := range 64 {
		for x := range 64 {
			picture.SetNRGBA(x, y, color.NRGBA{R: uint8(4 * x), G: uint8(4 * x), B: uint8(4 * x), A: 0xff})
		}
	}
	data, err := Encode(picture)
	if err != nil {
		t.Fatal(err)
	}
	again, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for x := range 64 {
		was, is := picture.NRGBAAt(x, 1), color.NRGBAModel.Convert(again.At(x, 1)).(color.NRGBA)
		if d := int(was.R) - int(is.R); d < -4 || d > 4 {
			t.Errorf("%v became %v", was, is)
		}
	}
}
