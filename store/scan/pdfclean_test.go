package scan

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/signintech/gopdf"
)

// tellingPDF is a page with a drawing, a photograph, a stamp and an electronic
// signature, and with a TRACE- of its maker in every corner that has room for one.
func tellingPDF() []byte {
	photograph := withSegments(jpegOf(quarters(160, 80)), exif(1), segment(0xFE, "TRACE-COMMENT"), segment(0xED, "TRACE-IPTC"))
	stream := func(dict, data string) string {
		return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data)
	}
	return bytes.Replace(rawPDF(
		/* 1 */ `<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R /OpenAction << /S /JavaScript /JS (TRACE-SCRIPT) >>
			/AA << /WC << /S /JavaScript /JS (TRACE-CLOSE) >> >> /Outlines << /Title (TRACE-OUTLINE) >>
			/Names << /EmbeddedFiles << /Names [(TRACE-NAME) 5 0 R] >> >> /PieceInfo << /TRACE-APP << >> >>
			/AcroForm << /Fields [9 0 R 13 0 R] /SigFlags 3 /XFA [(TRACE-XFA) 4 0 R] >> >>`,
		/* 2 */ "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 200 100] >>",
		/* 3 */ `<< /Type /Page /Parent 2 0 R /Contents 7 0 R /Resources << /XObject << /AA 8 0 R /Metadata 8 0 R >> >>
			/LastModified (D:TRACE-DAY) /AA << /O << /S /Launch /F (TRACE-EXE) >> >> /Thumb 8 0 R
			/Annots [9 0 R 10 0 R 11 0 R 12 0 R 13 0 R] >>`,
		/* 4 */ stream("/Type /Metadata /Subtype /XML", "<dc:creator>TRACE-XMP</dc:creator>"),
		/* 5 */ "<< /Type /Filespec /F (TRACE-FILE) /EF << /F 6 0 R >> >>",
		/* 6 */ stream("/Type /EmbeddedFile", "TRACE-EMBEDDED"),
		/* 7 */ stream("", "1 0 0 rg 0 0 100 50 re f q 50 0 0 25 100 50 cm /AA Do Q q 50 0 0 25 150 75 cm /Metadata Do Q"),
		/* 8 */ stream("/Type /XObject /Subtype /Image /Width 160 /Height 80 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode /Metadata 4 0 R", string(photograph)),
		/* 9 */ `<< /Type /Annot /Subtype /Widget /FT /Sig /T (TRACE-FIELD) /Rect [120 10 160 50] /AP << /N 14 0 R >>
			/V << /Type /Sig /Name (TRACE-SIGNER) /Location (TRACE-PLACE) >> >>`,
		/* 10 */ "<< /Type /Annot /Subtype /Link /Rect [0 0 10 10] /A << /S /Launch /F (TRACE-LAUNCH) >> >>",
		/* 11 */ "<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 10 10] /FS 5 0 R /Contents (TRACE-ATTACHED) >>",
		/* 12 */ "<< /Type /Annot /Subtype /Stamp /Rect [10 60 40 90] /T (TRACE-AUTHOR) /M (D:TRACE-DAY) /AP << /N 14 0 R >> >>",
		/* 13 */ "<< /Type /Annot /Subtype /Widget /FT /Tx /T (holder) /V (Xinghe) /Rect [60 60 90 90] /AA << /K << /S /JavaScript /JS (TRACE-KEY) >> >> /AP << /N 14 0 R >> >>",
		/* 14 */ stream("/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Metadata 4 0 R", "0 0 1 rg 0 0 10 10 re f"),
		/* 15 */ "<< /Author (TRACE-INFO) /Producer (TRACE-PROGRAM) /CreationDate (D:TRACE-DAY) >>",
	), []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Info 15 0 R /ID [(TRACE-ID) (TRACE-ID)]"), 1)
}

func TestCleanLeavesNoTraceInAPDF(t *testing.T) {
	data := tellingPDF()
	info := must(inspect(t, data))
	if !info.Active {
		t.Fatal("the PDF is not seen to act")
	}
	out := clean(t, data)
	for rest := out; ; {
		_, found, more := bytes.Cut(rest, []byte("TRACE-"))
		if !more {
			break
		}
		t.Errorf("TRACE-%s is left", found[:min(len(found), 10)])
		rest = found
	}
	again, err := inspect(t, out)
	if err != nil || again.Active || again.Pages != 1 {
		t.Errorf("the copy is %+v, %v", again, err)
	}
	// What the page shows is there, under the names the page gave it.
	for _, want := range []string{"/AA Do", "/Metadata Do", "0 0 1 rg", "/Subtype/Stamp", "(holder)", "(Xinghe)", "/MediaBox[0 0 200 100]", "\xff\xda"} {
		if !bytes.Contains(out, []byte(want)) {
			t.Errorf("%q is gone", want)
		}
	}
	if !bytes.Equal(out, clean(t, data)) {
		t.Error("the same PDF gave other bytes")
	}
}

func TestCleanPDFLooksAsItDid(t *testing.T) {
	draw := func(data []byte) []byte {
		file := filepath.Join(t.TempDir(), "page.pdf")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := exec.LookPath("qpdf"); err == nil {
			if said, err := exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil {
				t.Errorf("qpdf --check: %s", said)
			}
		}
		page, err := exec.Command("pdftoppm", "-r", "72", file).Output()
		if err != nil {
			t.Fatal(err)
		}
		return page
	}
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("no pdftoppm")
	}
	locked := gopdf.PDFProtectionConfig{UseProtection: true, OwnerPass: []byte("owner")}
	for name, data := range map[string][]byte{
		"drawings, seals, fields": bytes.Replace(tellingPDF(), []byte("[9 0 R 10 0 R 11 0 R"), []byte("[9 0 R 10 0 R       "), 1), // without the paper clip
		"two pages":               pdfOf(2, gopdf.PDFProtectionConfig{}),
		"may not be copied":       pdfOf(2, locked),
		"packed objects":          packedPDF("[3 0 R /Fit]"),
	} {
		t.Run(name, func(t *testing.T) {
			out := clean(t, data)
			if !bytes.Equal(draw(out), draw(data)) {
				t.Error("it looks different")
			}
			if strings.Contains(string(out), "/Encrypt") {
				t.Error("it is still locked")
			}
		})
	}
}

func TestTheCleanCopyClaimsThePagesItHas(t *testing.T) {
	out := clean(t, rawPDF("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>", emptyPage))
	if !bytes.Contains(out, []byte("/Count 1/")) && !bytes.Contains(out, []byte("/Count 1>")) {
		t.Errorf("it has one page:\n%s", out)
	}
}
