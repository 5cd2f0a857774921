package worth_test

import (
	"image"
	_ "image/jpeg"
	_ "image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recordaldesk/store/scan/worth"
)

// The scans that come with the program are ones a reviewer accepts.
func TestTheSampleIsNotAccused(t *testing.T) {
	paths, err := filepath.Glob("../../../assets/sample/scans/*")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		img, _, err := image.Decode(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		material, _, _ := strings.Cut(filepath.Base(path), ".")
		if o := judged(t, img, worth.Of(material)); len(o.Remarks) > 0 {
			t.Errorf("of %s is said %+v", material, o.Remarks)
		}
	}
}
