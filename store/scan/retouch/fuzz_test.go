package retouch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image/color"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/hostile"
	"recordaldesk/store/scan"
)

// FuzzApply proves of every recipe that it is refused as one that cannot be carried
// out, or that what it gives is a scan again, no larger than the picture was.
func FuzzApply(f *testing.F) {
	seeds, err := hostile.Seeds("recipe", 8<<10)
	if err != nil {
		f.Fatal(err)
	}
	for _, data := range seeds {
		var filing struct {
			Attachments []struct{ Retouch json.RawMessage }
		}
		if err := json.Unmarshal(data, &filing); err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(filing.Attachments[0].Retouch), true)
	}
	f.Add([]byte(`{"turn":1,"corners":[[0.1,0.2],[0.9,0.1],[1,1],[0,0.9]],"watermarks":[{"x":0.5,"y":0.5,"width":0.6,"angle":30}]}`), false)
	pictures := map[bool][]byte{false: pngOf(plain(64, 48, color.RGBA{200, 210, 220, 255})), true: jpegOf(plain(64, 48, color.RGBA{200, 210, 220, 255}))}
	f.Fuzz(func(t *testing.T, recipe []byte, photo bool) {
		document := append(append([]byte(`{"schema":"recordal.filing/1","attachments":[{"retouch":`), recipe...), `}]}`...)
		filing, err := rules.Decode(bytes.NewReader(document))
		if err != nil || len(filing.Attachments) == 0 {
			return
		}
		picture := pictures[photo]
		info := inspect(t, picture)
		var out bytes.Buffer
		err = Apply(context.Background(), &out, bytes.NewReader(picture), info, filing.Attachments[0].Retouch)
		if impossible := (*rules.RetouchError)(nil); errors.As(err, &impossible) {
			return
		}
		if err != nil {
			t.Fatalf("neither impossible nor done: %v", err)
		}
		again, err := scan.Inspect(context.Background(), bytes.NewReader(out.Bytes()), int64(out.Len()))
		if err != nil || max(again.Width, again.Height) > 200 {
			t.Fatalf("made %+v, %v", again, err)
		}
	})
}
