package packet

import (
	"bytes"
	"context"
	"image/jpeg"
	"io"
	"os"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/scan"
	"recordaldesk/translations"
)

// scansIn reads the scans of a packet back, by their path.
func scansIn(t *testing.T, r Result) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := ScansOf(context.Background(), r.Zip, r.Packet, func(a rules.Attachment, in io.Reader) error {
		data, err := io.ReadAll(in)
		all[a.File] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestALighterCopyIsLighterAndSaysSo(t *testing.T) {
	in := heavyInput(t, 1)
	last := len(in.Filing.Attachments) - 1
	whole := mustWrite(t, t.TempDir(), in)
	const limit = 60_000
	in.Lighter = map[int]int{last: limit, 3: limit} // the fourth is a PDF
	light := mustWrite(t, t.TempDir(), in)
	for i, a := range light.Packet.Filing.Attachments {
		e, before := light.Packet.Manifest.find(a.File), whole.Packet.Manifest.find(whole.Packet.Filing.Attachments[i].File)
		if lighter := i == last; e.Lighter != lighter || lighter && e.Size > limit || !lighter && e.SHA256 != before.SHA256 {
			t.Errorf("attachment %d: lighter %v, %d bytes of %d", i, e.Lighter, e.Size, before.Size)
		}
	}
	path := light.Packet.Filing.Attachments[last].File
	if img, err := jpeg.Decode(bytes.NewReader(scansIn(t, light)[path])); err != nil || img.Bounds().Dx() < 400 {
		t.Errorf("the lighter copy is no picture of use: %v", err)
	}
	w := &writer{contents: &contents{Input: in}, group: []attached{{lighter: limit, entry: Entry{Path: path}}}}
	if said := w.lighterCopies(); !strings.Contains(said, path) {
		t.Errorf("the mail says %q", said)
	}
}

func TestARecipeIsCarriedOutAndStaysBehind(t *testing.T) {
	in := sampleInput(t)
	in.Filing.Attachments[2].Retouch = &rules.Retouch{Turn: 1}
	in.Filing.Attachments[2].Accepted = []string{"tilted"}
	in.Filing.Attachments[3].Retouch = &rules.Retouch{Watermarks: []rules.Watermark{{X: 0.5, Y: 0.5, Width: 0.8}}}
	r := mustWrite(t, t.TempDir(), in)
	scans := scansIn(t, r)
	turned, marked := r.Packet.Filing.Attachments[2], r.Packet.Filing.Attachments[3]
	if turned.Retouch != nil || marked.Retouch != nil || len(turned.Accepted) != 1 {
		t.Errorf("the packed filing has %+v", turned)
	}
	if in.Filing.Attachments[2].Retouch == nil {
		t.Error("the draft lost its recipe")
	}
	config, err := jpeg.DecodeConfig(bytes.NewReader(scans[turned.File]))
	if err != nil || config.Width != 48 || config.Height != 64 {
		t.Errorf("turned, the picture is %d × %d, %v", config.Width, config.Height, err)
	}
	if pdf := scans[marked.File]; scan.Detect(pdf) != scan.PDF || len(pdf) < 3*len(smallPDF) {
		t.Errorf("the marked PDF has %d bytes", len(pdf))
	}
	in.Filing.Attachments[3].Retouch = &rules.Retouch{Corners: []rules.Point{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}
	dir := t.TempDir()
	_, err = Write(context.Background(), dir, in, nil)
	if problemOf(err) != ScanUnusable || strings.Contains(Message(translations.Chinese, err), "{{") {
		t.Errorf("a PDF cannot be cut out: %v, %s", err, Message(translations.Chinese, err))
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
