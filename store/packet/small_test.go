package packet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/retouch"
	"recordaldesk/translations"
)

// drawn draws every page as a sheet, its left half the blacker the further back it is.
// The page bad cannot be drawn.
type drawn struct{ bad int }

func (d drawn) Page(ctx context.Context, r io.ReaderAt, info scan.Info, page, maxSide int) (image.Image, error) {
	if d.bad == page+1 {
		return nil, &scan.Error{Problem: scan.Damaged, Kind: scan.PDF}
	}
	img := image.NewRGBA(image.Rect(0, 0, 150, 200))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(0, 0, 75, 200), image.NewUniform(color.Gray{uint8(200 - 40*page)}), image.Point{}, draw.Src)
	return img, ctx.Err()
}

// smallInput has pictures, a check list among them, and PDFs of one page and two.
func smallInput(t testing.TB) Input {
	f, m := sampleFiling(), sampleScans()
	m["list.jpg"], m["letter.jpg"], m["two.pdf"] = smallJPEG(5), smallJPEG(6), pagedPDF(2)
	f.Attachments = append(f.Attachments,
		rules.Attachment{Material: "check_list", File: "list.jpg"},
		rules.Attachment{Material: "authorization_letter", File: "letter.jpg"},
		rules.Attachment{Material: "domain_certificate", Domain: "qinghe-example.cn", File: "two.pdf"},
	)
	return inputOf(t, f, m)
}

// pagedPDF is an empty PDF of n pages.
func pagedPDF(n int) []byte {
	var b bytes.Buffer
	var at []int
	object := func(text string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj%sendobj\n", len(at), text)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	kids := ""
	for i := range n {
		kids += fmt.Sprintf("%d 0 R ", 3+i)
	}
	object(fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, n))
	for range n {
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>")
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, table)
	return b.Bytes()
}

func mustWriteSmall(t testing.TB, dir string, in Input, pages Pager) Small {
	t.Helper()
	s, err := WriteSmall(context.Background(), dir, in, pages, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSmallCopiesAreNamedAsThePacketAndFitTheInterface(t *testing.T) {
	in, dir := smallInput(t), t.TempDir()
	heavy := in.Scans.(memory)
	heavy["list.jpg"], heavy["letter.jpg"] = noiseJPEG(900, 700, 5, 92), noiseJPEG(900, 700, 6, 92)
	s := mustWriteSmall(t, dir, in, drawn{})
	if want := "ICP备案_北京青禾示例科技有限公司_新增备案_2026-11-23_小图"; filepath.Base(s.Folder) != want {
		t.Errorf("the folder is called %s", filepath.Base(s.Folder))
	}
	certificate := "09_域名证书_qinghe-example.cn"
	want := []string{
		"01_" + materialName("account_screenshot") + ".jpg",
		"03_" + materialName("legal_representative_id") + ".jpg", "03_" + materialName("legal_representative_id") + "_2.jpg",
		"06_" + materialName("check_list") + ".jpg", "07_" + materialName("authorization_letter") + ".jpg",
		certificate + "_2_p1.jpg", certificate + "_2_p2.jpg", certificate + "_p1.jpg", "09_域名证书_qinghe-example.com.jpg",
	}
	if got := listing(t, s.Folder); got != strings.Join(want, "\n") {
		t.Errorf("the folder holds\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	if len(s.Files) != len(want) || len(s.Left) != 0 {
		t.Errorf("the result lists %d files, and %d left out", len(s.Files), len(s.Left))
	}
	sizes := map[string]int64{}
	for _, f := range s.Files {
		data, err := os.ReadFile(filepath.Join(s.Folder, f.Name))
		limit := retouch.SmallLimit(in.Filing.Attachments[f.Attachment].Material)
		if err != nil || int64(len(data)) != f.Size || len(data) > limit {
			t.Errorf("%s has %d bytes, the result says %d, the limit is %d, %v", f.Name, len(data), f.Size, limit, err)
		}
		if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil || bytes.Contains(data, []byte(cameraTrace)) {
			t.Errorf("%s is no clean picture: %v", f.Name, err)
		}
		sizes[in.Filing.Attachments[f.Attachment].Material] = f.Size
	}
	clean := mustWrite(t, t.TempDir(), in).Packet.Manifest
	if e := clean.find("materials/" + want[1]); e == nil || e.Size != s.Files[1].Size {
		t.Errorf("a picture that fits was made again: %d bytes of %+v", s.Files[1].Size, e)
	}
	if sizes["check_list"] <= 100_000 || sizes["authorization_letter"] > 100_000 || sizes["authorization_letter"] < 85_000 {
		t.Errorf("the room is not used: %v", sizes)
	}
}

func TestTheRecipeIsCarriedOutOnSmallCopies(t *testing.T) {
	in := smallInput(t)
	in.Filing.Attachments[1].Retouch = &rules.Retouch{Turn: 1}
	in.Filing.Attachments[3].Retouch = &rules.Retouch{Turn: 1, Watermarks: []rules.Watermark{{X: 0.5, Y: 0.75, Width: 0.8}}}
	s := mustWriteSmall(t, t.TempDir(), in, drawn{})
	picture := func(attachment, page int) image.Image {
		for _, f := range s.Files {
			if f.Attachment == attachment && f.Page == page {
				data, err := os.ReadFile(filepath.Join(s.Folder, f.Name))
				if err != nil {
					t.Fatal(err)
				}
				img, err := jpeg.Decode(bytes.NewReader(data))
				if err != nil {
					t.Fatal(err)
				}
				return img
			}
		}
		t.Fatalf("no small copy of attachment %d page %d", attachment, page)
		return nil
	}
	if b := picture(1, 0).Bounds(); b.Dx() != 48 || b.Dy() != 64 {
		t.Errorf("turned, the picture is %v", b)
	}
	page := picture(3, 1)
	if b := page.Bounds(); b.Dx() != 200 || b.Dy() != 150 {
		t.Fatalf("turned, the page is %v", b)
	}
	// The lower half of the turned page is white but for the mark.
	marked := 0
	for y := 100; y < 125; y++ {
		for x := range 200 {
			if r, _, _, _ := page.At(x, y).RGBA(); r < 0xd000 {
				marked++
			}
		}
	}
	if marked < 50 {
		t.Errorf("the page has no mark: %d dark pixels", marked)
	}
	in.Filing.Attachments[3].Retouch = &rules.Retouch{Corners: []rules.Point{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}
	dir := t.TempDir()
	if _, err := WriteSmall(context.Background(), dir, in, drawn{}, nil); problemOf(err) != ScanUnusable || folders(t, dir) != "" {
		t.Errorf("a PDF cannot be cut out: %v, and there is %s", err, folders(t, dir))
	}
}

// folders returns the names of what lies in dir, hidden ones too.
func folders(t testing.TB, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, "\n")
}

func TestWhatHasNoSmallCopyIsSaid(t *testing.T) {
	in := smallInput(t)
	for name, test := range map[string]struct {
		pages Pager
		files int
		left  string
	}{
		"nobody draws":     {nil, 6, "3/0 pdf, 7/0 pdf"},
		"a damaged page":   {drawn{bad: 2}, 8, "7/2 damaged"},
		"everything drawn": {drawn{}, 9, ""},
	} {
		s := mustWriteSmall(t, t.TempDir(), in, test.pages)
		var left []string
		for _, l := range s.Left {
			left = append(left, fmt.Sprintf("%d/%d %s", l.Attachment, l.Page, l.Reason))
			if id, args := l.MessageID(); !strings.Contains(translations.Text(translations.English, id, args), ".pdf") {
				t.Errorf("%s: the message is %s", name, translations.Text(translations.English, id, args))
			}
		}
		if got := strings.Join(left, ", "); got != test.left || len(s.Files) != test.files {
			t.Errorf("%s: left out %q, want %q; %d files, want %d", name, got, test.left, len(s.Files), test.files)
		}
	}
	for _, reason := range LeftReasons {
		for _, l := range translations.Languages {
			if !translations.Has(l, "packet.small.left."+string(reason)) {
				t.Errorf("nobody says %s in %s", reason, l)
			}
		}
	}
}

func TestABookOfAPDFGetsCopiesOfItsFirstPages(t *testing.T) {
	in := smallInput(t)
	in.Scans.(memory)["two.pdf"] = pagedPDF(mostSmallPages + 5)
	s := mustWriteSmall(t, t.TempDir(), in, drawn{})
	if len(s.Left) != 1 || s.Left[0].Reason != LeftMany || s.Left[0].Page != mostSmallPages+1 || len(s.Files) != 7+mostSmallPages {
		t.Errorf("%d files, left out %+v", len(s.Files), s.Left)
	}
}

func TestNothingSmallMakesNoFolder(t *testing.T) {
	in, dir := smallInput(t), t.TempDir()
	in.Filing.Attachments = in.Filing.Attachments[3:4]
	if s := mustWriteSmall(t, dir, in, nil); s.Folder != "" || len(s.Left) != 1 || folders(t, dir) != "" {
		t.Errorf("folder %q, left out %d, and there is %s", s.Folder, len(s.Left), folders(t, dir))
	}
}

func TestAnotherFolderOfTheNameIsNeverTouched(t *testing.T) {
	in, dir := smallInput(t), t.TempDir()
	first := mustWriteSmall(t, dir, in, drawn{})
	if again := mustWriteSmall(t, dir, in, drawn{}); again.Folder != first.Folder || len(again.Files) != len(first.Files) || strings.Contains(folders(t, dir), "\n") {
		t.Errorf("the same copies were written twice: %s", folders(t, dir))
	}
	in.Filing.Attachments[1].Retouch = &rules.Retouch{Turn: 1}
	second := mustWriteSmall(t, dir, in, drawn{})
	if !strings.HasSuffix(second.Folder, "_小图 (2)") {
		t.Errorf("another folder of the name became %s", filepath.Base(second.Folder))
	}
	if err := os.WriteFile(filepath.Join(dir, filepath.Base(first.Folder)+" (3)"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	in.Incomplete = true
	if draft := mustWriteSmall(t, dir, in, drawn{}); !strings.HasSuffix(draft.Folder, "_DRAFT草稿_小图") {
		t.Errorf("a draft became %s", filepath.Base(draft.Folder))
	}
	in.Incomplete, in.Filing.Attachments[1].Retouch.Turn = false, 2
	if fourth := mustWriteSmall(t, dir, in, drawn{}); !strings.HasSuffix(fourth.Folder, "_小图 (4)") {
		t.Errorf("where a file has the name, the folder became %s", filepath.Base(fourth.Folder))
	}
}

// A domain is what a person typed, and may look like the ending of another's page.
func TestNamesOfPagesNeverMeet(t *testing.T) {
	in := smallInput(t)
	in.Scans.(memory)["p.jpg"] = smallJPEG(9)
	for _, domain := range []string{"qinghe-example.cn_p2", "../../x", "qinghe-example.cn_2_P1", "qinghe-example.cn_3_p2", strings.Repeat("长", 90), "con"} {
		in.Filing.Attachments = append([]rules.Attachment{{Material: "domain_certificate", Domain: domain, File: "p.jpg"}}, in.Filing.Attachments...)
	}
	dir := t.TempDir()
	s := mustWriteSmall(t, dir, in, drawn{})
	seen := map[string]bool{}
	for _, f := range s.Files {
		if key := foldName(f.Name); seen[key] || strings.ContainsAny(f.Name, `/\`) || !isEntryName(scansFolder+f.Name) {
			t.Errorf("%s is no name of its own", f.Name)
		} else {
			seen[key] = true
		}
	}
	if strings.Count(listing(t, dir), "\n")+1 != len(s.Files) || len(s.Files) != 15 {
		t.Errorf("%d files are listed, and there are\n%s", len(s.Files), listing(t, dir))
	}
}

func TestSmallCopiesOfAFilingThatIsNotReadyAreRefused(t *testing.T) {
	in, dir := smallInput(t), t.TempDir()
	in.Report.Findings = []rules.Finding{{Rule: "x", Severity: rules.Error}}
	if _, err := WriteSmall(context.Background(), dir, in, nil, nil); problemOf(err) != NotReady || folders(t, dir) != "" {
		t.Errorf("%v", err)
	}
}

// lightInput has few and small scans, for tests that write it many times.
func lightInput(t testing.TB) Input {
	in := sampleInput(t)
	in.Scans.(memory)["cert.pdf"] = pagedPDF(2)
	return in
}

func TestAStopLeavesNoSmallCopies(t *testing.T) {
	in := lightInput(t)
	calls := 0
	if _, err := WriteSmall(context.Background(), t.TempDir(), in, drawn{}, func(int64, int64) { calls++ }); err != nil {
		t.Fatal(err)
	}
	if calls < len(in.Filing.Attachments) {
		t.Fatalf("only %d calls of progress", calls)
	}
	for stop := 1; stop < calls; stop++ {
		dir := t.TempDir()
		ctx, cancel := context.WithCancel(context.Background())
		n := 0
		_, err := WriteSmall(ctx, dir, in, drawn{}, func(int64, int64) {
			if n++; n == stop {
				cancel()
			}
		})
		cancel()
		if id, _ := MessageID(err); id != "packet.problem.stopped" || folders(t, dir) != "" {
			t.Errorf("stop at %d: %v says %s, and there is %s", stop, err, id, folders(t, dir))
		}
	}
}

func TestProgressOfSmallCopiesRunsFromNothingToAll(t *testing.T) {
	last, end := int64(0), int64(0)
	_, err := WriteSmall(context.Background(), t.TempDir(), lightInput(t), drawn{}, func(done, total int64) {
		if done < last || done > total || end != 0 && total != end {
			t.Errorf("progress %d of %d after %d of %d", done, total, last, end)
		}
		last, end = done, total
	})
	if err != nil || last != end || end == 0 {
		t.Errorf("ended at %d of %d, %v", last, end, err)
	}
}

func TestADiskThatFailsLeavesNoSmallCopies(t *testing.T) {
	in := lightInput(t)
	whole := &failingDisk{}
	if _, err := writeSmall(context.Background(), whole, t.TempDir(), in, drawn{}, nil); err != nil {
		t.Fatal(err)
	}
	if whole.calls < 20 {
		t.Fatalf("only %d calls of the disk; the test has lost its grip", whole.calls)
	}
	for k := 1; k <= whole.calls; k++ {
		for _, always := range []bool{false, true} {
			dir := t.TempDir()
			_, err := writeSmall(context.Background(), &failingDisk{k: k, always: always}, dir, in, drawn{}, nil)
			if !errors.Is(err, errDisk) || folders(t, dir) != "" {
				t.Errorf("call %d failed: %v, and there is %s", k, err, folders(t, dir))
			}
		}
	}
}

func TestFoldersThatAKilledExportLeftAreSweptAway(t *testing.T) {
	dir := t.TempDir()
	busy, err := newUnfinishedFolder(realDisk{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	left := strings.Replace(busy.path, filepath.Base(busy.path), ".recordal-"+computer()+"-999999999-1.part", 1)
	own := strings.Replace(left, "-1.part", "-2.part", 1) // somebody put a folder of his own into it
	for _, path := range []string{left, filepath.Join(own, "mine")} {
		if err := os.MkdirAll(path, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(left, "a.jpg"), smallJPEG(1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Sweep(dir); err == nil {
		t.Error("a folder that cannot be removed is not told")
	}
	if got := folders(t, dir); strings.Contains(got, filepath.Base(left)) || !strings.Contains(got, filepath.Base(busy.path)) || !strings.Contains(got, filepath.Base(own)) {
		t.Errorf("there is %s", got)
	}
}
