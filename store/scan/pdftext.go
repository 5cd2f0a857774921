package scan

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"errors"
	"io"
	"regexp"
)

// maxObjects is how many objects a PDF may have; a form of 200 pages has 20,000.
const maxObjects = 100_000

// pdfEndBytes is where the end of a PDF is looked for. Viewers look into the last
// 1,024 bytes (ISO 32000-1, annex H, note 18); mail gateways hang more behind.
const pdfEndBytes = 64 << 10

var encryptedHere = regexp.MustCompile(`/Encrypt[\x00\t\n\f\r ]*<<`)

// checkPDFText refuses by its text a PDF that is cut short, which a lenient reader
// would mend by leaving out what is missing, at the price of many times its size in
// memory; one with more objects than any scan has, each of which would be looked at;
// and one encrypted by a dictionary in the trailer itself, which is allowed (ISO
// 32000-1, table 15) and which pdfcpu takes for a PDF in clear.
func checkPDFText(src *source) error {
	tail := make([]byte, min(src.size, pdfEndBytes))
	if n, err := src.ReadAt(tail, src.size-int64(len(tail))); n < len(tail) {
		return cmp.Or(err, errCutShort)
	}
	switch {
	case !bytes.Contains(tail, []byte("startxref")):
		return errCutShort
	case encryptedHere.Match(tail):
		return &Error{Problem: Encrypted, Kind: PDF}
	}
	objects := 0
	// Pieces of a megabyte, of which each begins with the end of the one before.
	piece := make([]byte, 1<<20+dictBytes)
	for at := int64(0); at < src.size; at += 1 << 20 {
		n, err := src.ReadAt(piece, at)
		if err != nil && err != io.EOF {
			return err
		}
		text := piece[:n]
		if objects += bytes.Count(text[:min(n, 1<<20)], []byte("endobj")); objects > maxObjects {
			return errors.New("more objects than a scan has")
		}
		if err := checkTables(src, text, at); err != nil {
			return err
		}
	}
	return nil
}

// dictBytes is how long the dictionary of a table of objects can be.
const dictBytes = 64 << 10

var (
	tableKey    = regexp.MustCompile(`/(?:W|#57)[\x00\t\n\f\r ]*\[`)
	tableFilter = regexp.MustCompile(`/[A-Za-z0-9]+Decode`)
	tableWide   = regexp.MustCompile(`/Columns[\x00\t\n\f\r ]*[0-9]{4}`)
)

// checkTables refuses tables of objects that are kept as a stream (ISO 32000-1,
// 7.5.8) and unpack to more than maxObjects take: pdfcpu unpacks up to 512 MB of one,
// whatever its limits are set to. A table is known by its key W; text is the part of
// the PDF that begins at the offset.
func checkTables(src *source, text []byte, offset int64) error {
	for _, found := range tableKey.FindAllIndex(text[:min(len(text), 1<<20)], -1) {
		from := max(0, bytes.LastIndex(text[:found[0]], []byte("obj")))
		rest := text[from:min(len(text), found[1]+dictBytes)]
		end := bytes.Index(rest[found[0]-from:], []byte("stream"))
		if end < 0 {
			continue
		}
		dict, data := rest[:found[0]-from+end], rest[found[0]-from+end+len("stream"):]
		if bytes.Contains(dict[found[0]-from:], []byte("endobj")) {
			continue // the widths of a font's characters
		}
		filters := tableFilter.FindAll(dict, -1)
		switch {
		case bytes.Contains(dict, []byte("#")), len(filters) > 1, tableWide.Match(dict):
			return errors.New("table of objects is packed as none is")
		case len(filters) == 0:
			continue
		case string(filters[0]) != "/FlateDecode":
			return errors.New("table of objects is packed as none is")
		}
		start := offset + int64(from+len(dict)+len("stream")+len(data)-len(bytes.TrimLeft(data, "\r\n")))
		z, err := zlib.NewReader(io.NewSectionReader(src, start, src.size-start))
		if err != nil {
			continue // pdfcpu will see the same
		}
		if n, _ := io.Copy(io.Discard, io.LimitReader(z, maxTable+1)); n > maxTable {
			return errors.New("table of objects unpacks to too much")
		}
	}
	return src.err
}

// maxTable is how many bytes a table of objects unpacks to at most.
const maxTable = 20 * maxObjects
