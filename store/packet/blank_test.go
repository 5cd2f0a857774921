package packet

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recordaldesk/store/paper"
	"recordaldesk/translations"
)

// withBlank is the sample's input with an official blank for the letter of
// responsibility, the host unit's name at a place of so much width.
func withBlank(t *testing.T, width float64) Input {
	t.Helper()
	in := sampleInput(t)
	for i := range in.Report.Materials {
		m := &in.Report.Materials[i]
		m.Advised = m.Advised || m.ID == "responsibility_letter"
	}
	clean, _, err := paper.CheckBlank(t.Context(), []byte(smallPDF))
	if err != nil {
		t.Fatal(err)
	}
	in.Blanks = map[string]paper.Blank{"responsibility_letter": {PDF: clean, Places: []paper.Place{
		{Value: "host.name", Page: 1, X: 0, Y: .1, Width: width, Size: 8},
	}}}
	return in
}

func TestTheFormsOfAPacketStandOnTheirOfficialBlanks(t *testing.T) {
	in := withBlank(t, 1)
	r, err := Write(t.Context(), t.TempDir(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	const entry = "forms/08_网络信息安全管理责任书.pdf"
	file := filepath.Join(t.TempDir(), "form.pdf")
	unpackTo(t, r.Zip, entry, file)
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	// The blank is a page of an inch; our own form is one of A4.
	if !bytes.Contains(got, []byte("/MediaBox[0 0 72 72]")) {
		t.Error("the form is not the official one")
	}
}

func TestABlankWithoutRoomIsSaidInWordsAndNothingIsWritten(t *testing.T) {
	dir := t.TempDir()
	_, err := Write(t.Context(), dir, withBlank(t, .1), nil)
	for l, want := range map[translations.Language]string{
		translations.Chinese: "“主办单位名称”（第1处，第1页）在纸上放不下", translations.English: "has no room on the paper",
	} {
		if said := Message(l, err); !strings.Contains(said, want) {
			t.Errorf("it says %s", said)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%d files are left", len(left))
	}
}
