package packet

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"recordaldesk/rules"
)

// The people, companies and numbers here are invented.

var book = sync.OnceValue(rules.Builtin)

// sampleFiling is a filing of one website with two domains.
func sampleFiling() *rules.Filing {
	f := rules.New("new_recordal")
	f.AsOf = "2026-11-23"
	f.Account = rules.Account{ID: "012345678901", Company: "北京青禾示例科技有限公司", Relationship: "same"}
	f.Host.Name = "北京青禾示例科技有限公司"
	f.Host.Nature = "enterprise"
	f.Host.Certificate = rules.Certificate{Type: "business_licence", Number: "91110101MA00000000", Address: "北京市东城区示例胡同1号",
		ValidFrom: "2015-01-01", ValidUntil: rules.LongTerm}
	f.Host.Province, f.Host.City, f.Host.County = "110000", "110100", "110101"
	f.Host.Address = "示例胡同1号"
	f.Host.LegalRepresentative = rules.Person{Name: "张示例", Mobile: "13800000000", Email: "zhang@qinghe.example",
		Document: rules.Document{Type: "resident_id", Number: "110101199001010015", ValidFrom: "2015-01-01", ValidUntil: "2035-01-01"}}
	f.Websites[0].Name = "青禾示例"
	f.Websites[0].HomePage = "www.qinghe-example.cn"
	f.Websites[0].Services = []string{"company_portal"}
	f.Websites[0].Domains = []rules.Domain{{Name: "qinghe-example.cn", Holder: f.Host.Name}, {Name: "qinghe-example.com", Holder: f.Host.Name}}
	f.Attachments = []rules.Attachment{
		{Material: "account_screenshot", File: "account.png"},
		{Material: "legal_representative_id", File: "id-front.jpg"},
		{Material: "legal_representative_id", File: "id-back.jpg"},
		{Material: "domain_certificate", Domain: "qinghe-example.cn", File: "cert.pdf"},
		{Material: "domain_certificate", Domain: "qinghe-example.com", File: "cert2.jpg"},
	}
	return f
}

// sampleScans are small scans for sampleFiling, one of them with a camera's
// traces in it.
func sampleScans() memory {
	return memory{
		"account.png":  smallPNG(),
		"id-front.jpg": withEXIF(smallJPEG(1)),
		"id-back.jpg":  smallJPEG(2),
		"cert.pdf":     []byte(smallPDF),
		"cert2.jpg":    smallJPEG(3),
	}
}

// sampleInput is what a person who has filled in everything exports.
func sampleInput(t testing.TB) Input {
	t.Helper()
	return inputOf(t, sampleFiling(), sampleScans())
}

// inputOf judges the filing and takes the verdict to be good: what the rulebook
// says about a filing is not this package's business.
func inputOf(t testing.TB, f *rules.Filing, scans Source) Input {
	t.Helper()
	report := book().Check(f, "2026-11-23")
	report.Findings = nil
	for i := range report.Materials {
		report.Materials[i].Present = true
	}
	return Input{Filing: f, Report: report, Book: book(), Scans: scans, Program: "Recordal Desk 1.0.0"}
}

// ofKind returns what a person exports who has filled in a filing of the kind.
func ofKind(t testing.TB, kind string) Input {
	t.Helper()
	file, err := os.Open("../../rules/testdata/kinds/" + kind + ".json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	f, err := rules.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return inputOf(t, f, memory{})
}

// memory holds scans by the name of their file.
type memory map[string][]byte

// workbookOf returns the workbook of a filing.
func workbookOf(t testing.TB, in Input) ([]byte, error) {
	t.Helper()
	return (&contents{Input: in, names: newNamer(in.Filing)}).workbook()
}

func (m memory) Open(_ context.Context, a rules.Attachment) (Scan, error) {
	data, ok := m[a.File]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return memoryScan{bytes.NewReader(data)}, nil
}

type memoryScan struct{ *bytes.Reader }

func (memoryScan) Close() error { return nil }

func smallJPEG(seed uint64) []byte { return noiseJPEG(64, 48, seed, 85) }

func smallPNG() []byte {
	img := image.NewGray(image.Rect(0, 0, 40, 30))
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// noiseJPEG makes a picture that does not compress to nothing.
func noiseJPEG(w, h int, seed uint64, quality int) []byte {
	img := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	random := rand.New(rand.NewPCG(seed, 1))
	for i := range img.Y {
		img.Y[i] = uint8(i%w/16*3) + uint8(random.Uint32()&15)
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 120+uint8(i%7), 130
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: quality}); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// phonePhoto is a picture of 12 million pixels and about 4 MB.
var phonePhoto = sync.OnceValue(func() []byte { return withEXIF(noiseJPEG(4000, 3000, 7, 94)) })

// cameraTrace stands in an EXIF segment and must not leave the machine.
const cameraTrace = "Example Camera at 39.9N 116.4E"

// withEXIF puts an EXIF segment behind the start of the picture.
func withEXIF(jpeg []byte) []byte {
	payload := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00" + cameraTrace
	segment := fmt.Appendf(nil, "\xff\xe1%c%c%s", 0, len(payload)+2, payload)
	segment[2], segment[3] = byte((len(payload)+2)>>8), byte(len(payload)+2)
	return append(append(append([]byte{}, jpeg[:2]...), segment...), jpeg[2:]...)
}

const smallPDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000051 00000 n 
0000000101 00000 n 
trailer<</Size 4/Root 1 0 R>>
startxref
161
%%EOF
`

// listing returns the names of all files below dir, hidden ones too.
func listing(t testing.TB, dir string) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, strings.TrimPrefix(path, dir+string(os.PathSeparator)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, "\n")
}

func mustWrite(t testing.TB, dir string, in Input) Result {
	t.Helper()
	r, err := Write(context.Background(), dir, in, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
