// Package scan says what a scanned picture or PDF is, makes its thumbnail, and
// writes the copy of it that may leave this machine.
//
// A person drops whatever a phone, a flatbed scanner or a chat program gave
// them. The package goes by content, never by the file's name, and it is the
// gate in front of every decoder: [Inspect] looks at the header and refuses a
// picture that would not fit in memory before a decoder reserves any (a PNG of
// 77 bytes can ask for gigabytes). What it lets through,
// [Thumbnail] shows and [Clean] copies without the traces a camera leaves:
// place, time, serial number, and whatever is hidden behind the picture's end.
//
// A scan that cannot be used is an [*Error] with a [Problem]; any other error
// is a failure of the disk or the caller's context.
//
// Drawing the pages of a PDF needs an engine of ten megabytes, so it has its
// own package, scan/pdfpage; who imports only this one does not link it.
package scan

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// Kind is a file format, recognised by content.
type Kind string

// The formats that a scan is seen to arrive in. The first six are pictures this
// package decodes. HEIC stands for the whole family of phone formats in an ISO
// container (HEIC, HEIF, AVIF). Zip stands for archives and for the Office
// documents that are one inside.
const (
	Unknown Kind = ""
	JPEG    Kind = "jpeg"
	PNG     Kind = "png"
	WebP    Kind = "webp"
	BMP     Kind = "bmp"
	TIFF    Kind = "tiff"
	GIF     Kind = "gif"
	HEIC    Kind = "heic"
	PDF     Kind = "pdf"
	Zip     Kind = "zip"
)

// DetectBytes is how many bytes from the start of a file [Detect] wants to see.
const DetectBytes = 1024

// heicBrands are the brands in an ISO "ftyp" box that mean a still picture
// (ISO/IEC 23008-12 annex B, AV1 Image File Format 1.1 section 6).
var heicBrands = []string{"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"}

// Detect tells the format from the first bytes of a file; [DetectBytes] of them
// are enough. It says only what the file claims to be: a damaged JPEG is a JPEG.
func Detect(head []byte) Kind {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return JPEG
	case bytes.HasPrefix(head, []byte(pngSignature)):
		return PNG
	case bytes.HasPrefix(head, []byte("GIF87a")), bytes.HasPrefix(head, []byte("GIF89a")):
		return GIF
	case bytes.HasPrefix(head, []byte("II*\x00")), bytes.HasPrefix(head, []byte("MM\x00*")),
		bytes.HasPrefix(head, []byte("II+\x00")), bytes.HasPrefix(head, []byte("MM\x00+")): // the latter two for more than 4 GB
		return TIFF
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return WebP
	case len(head) >= 12 && string(head[4:8]) == "ftyp" && slices.Contains(heicBrands, string(head[8:12])):
		return HEIC
	case isBMP(head):
		return BMP
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return Zip
	// Readers accept a PDF whose header stands anywhere in the first kilobyte
	// (ISO 32000-1, annex H, note 13); some scanners put a job header before it.
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return PDF
	}
	return Unknown
}

// isBMP asks for more than the two letters "BM", which any text may begin with:
// the four reserved bytes and the size of the header that follows. Some of them
// no decoder here reads; that it is a picture is said all the same.
func isBMP(head []byte) bool {
	if len(head) < 18 || string(head[:2]) != "BM" || string(head[6:10]) != "\x00\x00\x00\x00" {
		return false
	}
	return slices.Contains([]byte{12, 40, 52, 56, 64, 108, 124}, head[14]) && string(head[15:18]) == "\x00\x00\x00"
}

// extensions holds each format's names, the one we write first.
var extensions = map[Kind][]string{
	JPEG: {".jpg", ".jpeg", ".jpe", ".jfif"},
	PNG:  {".png"},
	WebP: {".webp"},
	BMP:  {".bmp", ".dib"},
	TIFF: {".tif", ".tiff"},
	GIF:  {".gif"},
	HEIC: {".heic", ".heif", ".avif"},
	PDF:  {".pdf"},
	Zip:  {".zip"},
}

// Extension is the ending under which a file of this format is stored, with its
// dot (".jpg"); empty for [Unknown].
func (k Kind) Extension() string {
	if names := extensions[k]; len(names) > 0 {
		return names[0]
	}
	return ""
}

// ExportExtension is the ending, with its dot, of what [Clean] writes for this
// format. The packet takes .pdf, .jpg and .png only; WebP, BMP and TIFF become
// JPEG, because a photographed page as PNG is too heavy to mail, and GIF, which
// has few colours and hard edges, becomes PNG. Empty for what cannot be exported.
func ExportExtension(k Kind) string {
	switch k {
	case JPEG, WebP, BMP, TIFF:
		return ".jpg"
	case PNG, GIF:
		return ".png"
	case PDF:
		return ".pdf"
	}
	return ""
}

// NameMismatch reports that a file called name claims another format than k,
// which its content has: a PNG called "licence.jpg". Such a scan is accepted and
// kept under its true ending, and the person is told. A name without an ending
// claims nothing; nor does "执照2024.11" or "身份证.正面".
func NameMismatch(name string, k Kind) bool {
	ending := strings.ToLower(filepath.Ext(name))
	if !looksLikeExtension(ending) {
		return false
	}
	return !slices.Contains(extensions[k], ending)
}

func looksLikeExtension(s string) bool {
	if len(s) < 3 || len(s) > 6 {
		return false
	}
	hasLetter := false
	for _, r := range s[1:] {
		switch {
		case r >= 'a' && r <= 'z':
			hasLetter = true
		case r > unicode.MaxASCII, !unicode.IsDigit(r):
			return false
		}
	}
	return hasLetter
}
