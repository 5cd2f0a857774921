package contactsheet

import (
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"recordaldesk/ui/places"
)

func TestEveryPictureIsOnTheSheet(t *testing.T) {
	dir := t.TempDir()
	picture, err := places.Encode(image.NewNRGBA(image.Rect(0, 0, 4, 4)))
	if err != nil {
		t.Fatal(err)
	}
	shots := []places.Shot{{Stop: "filings", Mode: "zh"}, {Stop: "filings", Mode: "qps"}, {Stop: "settings", Mode: "zh"}}
	for _, s := range shots {
		if err := os.WriteFile(filepath.Join(dir, s.Stop+"-"+s.Mode+".png"), picture, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := places.Finish(dir, shots); err != nil {
		t.Fatal(err)
	}
	album, err := places.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var sheet strings.Builder
	if err := Write(&sheet, album, "Recordal Desk 0.1.0", "2026-11-30"); err != nil {
		t.Fatal(err)
	}
	page, err := html.Parse(strings.NewReader(sheet.String()))
	if err != nil {
		t.Fatal(err)
	}
	pictures, rows := 0, 0
	for n := range page.Descendants() {
		switch {
		case n.Data == "img":
			pictures++
			for _, a := range n.Attr {
				if a.Key == "src" && !strings.HasPrefix(a.Val, "data:image/png;base64,") {
					t.Errorf("a picture comes from elsewhere: %.60s", a.Val)
				}
			}
		case n.Data == "tr":
			rows++
		}
	}
	if pictures != len(shots) || rows != 3 {
		t.Errorf("%d pictures in %d rows", pictures, rows)
	}
	for _, want := range []string{"备案列表", "List of filings", "Recordal Desk 0.1.0"} {
		if !strings.Contains(sheet.String(), want) {
			t.Errorf("the sheet does not say %s", want)
		}
	}
}
