package packet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// The gate looks at a zip before a single byte of it is unpacked. It reads the
// records of the format itself (PKWARE APPNOTE 6.3.9, section 4.3), because
// archive/zip is made to open what can be opened: it takes junk before the zip,
// entries that lie on top of each other, and a local header that names another
// file than the directory does, and it does not tell. Once the records hold,
// archive/zip reads the same zip, and both must agree.

// Sizes and signatures of the records.
const (
	localSignature = 0x04034b50
	localBytes     = 30
	dirSignature   = 0x02014b50
	dirBytes       = 46
	endSignature   = 0x06054b50
	endBytes       = 22
	farSignature   = 0x07064b50 // of what points to the end record of a zip beyond 4 GB
	farBytes       = 20
	longestComment = 1<<16 - 1

	maxDirectoryBytes = 1 << 20 // several times what 256 entries with the longest names need

	flagEncrypted  = 1 << 0
	flagDescriptor = 1 << 3 // sizes stand behind the data
	flagUTF8       = 1 << 11

	longestDescriptor = 16 // bytes that may stand behind an entry's data
)

// record is one entry as the zip's directory has it.
type record struct {
	name     string
	flags    uint16
	method   uint16
	crc      uint32
	packed   int64 // bytes in the zip
	size     int64 // bytes unpacked
	offset   int64 // of the local header
	data     int64 // offset of the data
	nameLong int   // bytes of the name
}

// openGate checks the zip of the given size and returns archive/zip's reader of
// it, in which every entry may be unpacked. It fails with an [*Error], or with
// the error of r.
func openGate(r io.ReaderAt, size int64) (*zip.Reader, error) {
	if size > maxPacketBytes {
		return nil, refuse(TooLarge, "zip of %d bytes", size)
	}
	records, dirAt, err := readDirectory(r, size)
	if err != nil {
		return nil, err
	}
	if err := checkRecords(records); err != nil {
		return nil, err
	}
	if err := checkNames(records); err != nil {
		return nil, err
	}
	if err := checkPlaces(r, records, dirAt); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, refuse(Damaged, "open zip: %w", err)
	}
	return z, checkAgreement(z, records)
}

// readDirectory returns the records of the zip's directory and where it begins.
func readDirectory(r io.ReaderAt, size int64) ([]record, int64, error) {
	end, endAt, err := findEnd(r, size)
	if err != nil {
		return nil, 0, err
	}
	var (
		disks    = binary.LittleEndian.Uint32(end[4:])
		here     = int(binary.LittleEndian.Uint16(end[8:]))
		count    = int(binary.LittleEndian.Uint16(end[10:]))
		dirBytes = int64(binary.LittleEndian.Uint32(end[12:]))
		dirAt    = int64(binary.LittleEndian.Uint32(end[16:]))
		comment  = int64(binary.LittleEndian.Uint16(end[20:]))
	)
	switch {
	case count > maxEntries:
		return nil, 0, refuse(TooLarge, "%d entries", count)
	case dirBytes > maxDirectoryBytes:
		return nil, 0, refuse(TooLarge, "directory of %d bytes", dirBytes)
	case disks != 0 || here != count:
		return nil, 0, refuse(Unsafe, "zip in several parts")
	case comment != size-endAt-endBytes:
		return nil, 0, refuse(Damaged, "end record does not end the zip")
	case dirAt+dirBytes != endAt:
		// Offsets that do not add up: something stands before the zip or
		// between its parts, or the zip was cut.
		return nil, 0, refuse(Unsafe, "directory of %d bytes at %d, end record at %d", dirBytes, dirAt, endAt)
	}
	dir := make([]byte, dirBytes)
	if err := readFull(r, dir, dirAt); err != nil {
		return nil, 0, err
	}
	if n := len(dir) - farBytes; n >= 0 && binary.LittleEndian.Uint32(dir[n:]) == farSignature {
		// In a comment, for instance. archive/zip may read another directory there.
		return nil, 0, refuse(Unsafe, "a second directory")
	}
	records := make([]record, 0, count)
	for range count {
		rec, rest, err := cutRecord(dir)
		if err != nil {
			return nil, 0, err
		}
		records, dir = append(records, rec), rest
	}
	if len(dir) > 0 {
		return nil, 0, refuse(Unsafe, "%d bytes behind the last directory record", len(dir))
	}
	return records, dirAt, nil
}

// findEnd returns the end record and where it stands. Ours is the last thing in
// the zip; a comment behind it is looked through, so that a zip which some
// program annotated is told from one that was cut.
func findEnd(r io.ReaderAt, size int64) ([]byte, int64, error) {
	var head [4]byte
	if size < endBytes {
		return nil, 0, refuse(NotPacket, "%d bytes", size)
	}
	if err := readFull(r, head[:], 0); err != nil {
		return nil, 0, err
	}
	begins := binary.LittleEndian.Uint32(head[:]) == localSignature
	tail := make([]byte, min(size, endBytes+longestComment))
	if err := readFull(r, tail, size-int64(len(tail))); err != nil {
		return nil, 0, err
	}
	signature := binary.LittleEndian.AppendUint32(nil, endSignature)
	at := bytes.LastIndex(tail[:len(tail)-endBytes+len(signature)], signature)
	switch {
	case at < 0 && begins:
		return nil, 0, refuse(Damaged, "no end record")
	case at < 0:
		return nil, 0, refuse(NotPacket, "no zip")
	case !begins && binary.LittleEndian.Uint16(tail[at+10:]) != 0:
		return nil, 0, refuse(Unsafe, "zip does not begin with an entry")
	}
	return tail[at:], size - int64(len(tail)) + int64(at), nil
}

// cutRecord takes the first record off the directory.
func cutRecord(dir []byte) (record, []byte, error) {
	if len(dir) < dirBytes || binary.LittleEndian.Uint32(dir) != dirSignature {
		return record{}, nil, refuse(Damaged, "directory record cut short")
	}
	nameLong := int(binary.LittleEndian.Uint16(dir[28:]))
	whole := dirBytes + nameLong + int(binary.LittleEndian.Uint16(dir[30:])) + int(binary.LittleEndian.Uint16(dir[32:]))
	if len(dir) < whole {
		return record{}, nil, refuse(Damaged, "directory record cut short")
	}
	rec := record{
		name:     string(dir[dirBytes : dirBytes+nameLong]),
		flags:    binary.LittleEndian.Uint16(dir[8:]),
		method:   binary.LittleEndian.Uint16(dir[10:]),
		crc:      binary.LittleEndian.Uint32(dir[16:]),
		packed:   int64(binary.LittleEndian.Uint32(dir[20:])),
		size:     int64(binary.LittleEndian.Uint32(dir[24:])),
		offset:   int64(binary.LittleEndian.Uint32(dir[42:])),
		nameLong: nameLong,
	}
	return rec, dir[whole:], nil
}

// checkRecords refuses what nobody needs in a packet and what would not fit.
func checkRecords(records []record) error {
	var total int64
	for _, rec := range records {
		total += rec.size
	}
	for i, rec := range records {
		switch {
		case rec.flags&flagEncrypted != 0, rec.method == 99:
			return refuse(Encrypted, "entry %d", i)
		case rec.method != zip.Store && rec.method != zip.Deflate:
			return refuse(Unsafe, "entry %d is packed with method %d", i, rec.method)
		case rec.size > maxEntryBytes || total > maxPacketBytes:
			// The size of a zip64 entry reads as 4 GB here.
			return refuse(TooLarge, "entry %d of %d bytes, %d in all", i, rec.size, total)
		case rec.method == zip.Store && rec.packed != rec.size:
			return refuse(Unsafe, "stored entry %d has two sizes, %d and %d", i, rec.packed, rec.size)
		case !rec.hasSaneRatio():
			return refuse(Unsafe, "entry %d unpacks from %d to %d bytes", i, rec.packed, rec.size)
		}
	}
	return nil
}

// hasSaneRatio reports whether an entry neither unpacks to far more than lies in the
// zip, nor to so little that only the work of unpacking is meant: DEFLATE adds 5 bytes
// to 64 kB that it cannot pack.
func (rec *record) hasSaneRatio() bool {
	return (rec.size <= ratioFreeBytes || rec.size <= rec.packed*maxRatio) && rec.packed <= rec.size+rec.size/8+ratioFreeBytes
}

// checkNames refuses names that are no packet's, and two of a name.
func checkNames(records []record) error {
	names := make(map[string]bool, len(records))
	for _, rec := range records {
		names[rec.name] = true
	}
	hasManifest := names[manifestEntry]
	if !hasManifest && slices.ContainsFunc(records, func(rec record) bool { return isManifestInFolder(rec.name, names) }) {
		return refuse(Repacked, "a packet in a folder")
	}
	seen := make(map[string]bool, len(records))
	for i, rec := range records {
		switch {
		case !isEntryName(rec.name) && !hasManifest:
			return refuse(NotPacket, "entry %d has a name that no packet has, and there is no manifest", i)
		case isOfPacker(rec):
			return refuse(Repacked, "entry %d is as another program packs it", i)
		case !isEntryName(rec.name):
			return refuse(Unsafe, "entry %d has a name that no packet has", i)
		case seen[foldName(rec.name)]:
			return refuse(Unsafe, "entry %d has the name of another", i)
		}
		seen[foldName(rec.name)] = true
	}
	if !hasManifest {
		return refuse(NotPacket, "no manifest")
	}
	return nil
}

// Somebody may unpack a packet and pack the files again. That does no harm, but it is
// not the packet any more: names that do not say in which encoding they are, for
// instance, can be read in two ways. So it is refused, and is not called suspicious.

// isManifestInFolder reports whether the name is that of a manifest which lies with its
// filing in a folder of the zip.
func isManifestInFolder(name string, names map[string]bool) bool {
	folder, base := path.Split(name)
	return folder != "" && base == manifestEntry && names[folder+filingEntry]
}

// isOfPacker reports whether an entry is one that other programs add, a folder or what
// macOS notes of files, or does not say that its name is in UTF-8.
func isOfPacker(rec record) bool {
	return rec.name == scansFolder || rec.name == formsFolder ||
		strings.HasPrefix(rec.name, "__MACOSX/") || path.Base(rec.name) == ".DS_Store" ||
		rec.flags&flagUTF8 == 0 && !isASCII(rec.name)
}

func isASCII(s string) bool {
	return !slices.ContainsFunc([]byte(s), func(b byte) bool { return b >= 0x80 })
}

// checkPlaces refuses local headers that say something else than the directory
// and data that lies where something else lies.
func checkPlaces(r io.ReaderAt, records []record, dirAt int64) error {
	for i := range records {
		if err := records[i].readLocal(r, i, dirAt); err != nil {
			return err
		}
	}
	byPlace := slices.SortedFunc(slices.Values(records), func(a, b record) int {
		return cmp.Compare(a.offset, b.offset)
	})
	end, slack := int64(0), int64(0)
	for _, rec := range byPlace {
		switch {
		case rec.offset < end:
			return refuseEntry(Unsafe, rec.name, "entry overlaps another")
		case rec.offset > end+slack:
			return refuseEntry(Unsafe, rec.name, "%d bytes before the entry belong to none", rec.offset-end)
		}
		end, slack = rec.data+rec.packed, longestDescriptor
	}
	if dirAt > end+slack {
		return refuse(Unsafe, "%d bytes before the directory belong to no entry", dirAt-end)
	}
	return nil
}

// readLocal compares the local header with the record and notes where the data
// begins.
func (rec *record) readLocal(r io.ReaderAt, i int, dirAt int64) error {
	header := make([]byte, localBytes+rec.nameLong)
	if rec.offset+int64(len(header)) > dirAt {
		return refuse(Unsafe, "entry %d lies behind the directory", i)
	}
	if err := readFull(r, header, rec.offset); err != nil {
		return err
	}
	flags := binary.LittleEndian.Uint16(header[6:])
	switch {
	case binary.LittleEndian.Uint32(header) != localSignature:
		return refuse(Damaged, "entry %d has no local header", i)
	case flags&flagEncrypted != 0:
		return refuse(Encrypted, "entry %d", i)
	case int(binary.LittleEndian.Uint16(header[26:])) != rec.nameLong, string(header[localBytes:]) != rec.name:
		return refuse(Unsafe, "entry %d has two names", i)
	case binary.LittleEndian.Uint16(header[8:]) != rec.method:
		return refuse(Unsafe, "entry %d has two methods", i)
	case flags&flagDescriptor == 0 && (int64(binary.LittleEndian.Uint32(header[18:])) != rec.packed ||
		int64(binary.LittleEndian.Uint32(header[22:])) != rec.size || binary.LittleEndian.Uint32(header[14:]) != rec.crc):
		return refuse(Unsafe, "entry %d has two sizes or checksums", i)
	}
	rec.data = rec.offset + int64(len(header)) + int64(binary.LittleEndian.Uint16(header[28:]))
	if rec.data+rec.packed > dirAt {
		return refuse(Unsafe, "entry %d reaches into the directory", i)
	}
	return nil
}

// checkAgreement refuses a zip that archive/zip reads otherwise than the gate
// did, and entries that are no regular files.
func checkAgreement(z *zip.Reader, records []record) error {
	if len(z.File) != len(records) {
		return refuse(Unsafe, "%d entries, or %d", len(records), len(z.File))
	}
	for i, f := range z.File {
		rec := records[i]
		at, err := f.DataOffset()
		switch {
		case err != nil:
			return refuse(Damaged, "entry %d: %w", i, err)
		case f.Name != rec.name, f.Method != rec.method, at != rec.data,
			int64(f.CompressedSize64) != rec.packed, int64(f.UncompressedSize64) != rec.size:
			return refuse(Unsafe, "entry %d can be read in two ways", i)
		case !f.Mode().IsRegular():
			return refuseEntry(Unsafe, f.Name, "entry is no regular file")
		}
	}
	return nil
}

// readFull fills p from offset at; a zip that ends before is damaged.
func readFull(r io.ReaderAt, p []byte, at int64) error {
	n, err := r.ReadAt(p, at)
	switch {
	case n == len(p):
		return nil
	case errors.Is(err, io.EOF):
		return refuse(Damaged, "cut short at byte %d", at+int64(n))
	}
	return err
}
