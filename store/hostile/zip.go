package hostile

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
)

const utf8Names = 1 << 11 // the flag that an entry's name is UTF-8 (PKWARE APPNOTE 6.3.9, 4.4.4)

// Entry is an entry of a zip with everything a liar may say about it. What is
// zero is written truthfully.
type Entry struct {
	Name      string
	Data      []byte
	Method    uint16
	LocalName string
	Flags     uint16 // besides UTF-8
	CRC       *uint32
	Size      *uint32 // unpacked, as declared
	Packed    *uint32 // as declared
	Mode      uint32  // Unix mode
	At        *uint32 // of the local header; nothing of its own is written
	NoUTF8    bool
}

// Zip returns the zip of the entries, written as they say. It is no use for other
// than tests: it does what no program should.
func Zip(entries []Entry) []byte {
	var body, dir bytes.Buffer
	for _, e := range entries {
		packed := e.Data
		if e.Method == zip.Deflate {
			packed = deflate(e.Data)
		}
		crc, size, packedSize := crc32.ChecksumIEEE(e.Data), uint32(len(e.Data)), uint32(len(packed))
		flags, local, at := e.Flags|utf8Names, e.Name, uint32(body.Len())
		if e.NoUTF8 {
			flags &^= utf8Names
		}
		for _, lie := range []struct{ truth, lie *uint32 }{{&crc, e.CRC}, {&size, e.Size}, {&packedSize, e.Packed}, {&at, e.At}} {
			if lie.lie != nil {
				*lie.truth = *lie.lie
			}
		}
		if e.LocalName != "" {
			local = e.LocalName
		}
		if e.At == nil {
			put(&body, uint32(0x04034b50), uint16(20), flags, e.Method, uint32(0), crc, packedSize, size, uint16(len(local)), uint16(0))
			body.WriteString(local)
			body.Write(packed)
		}
		put(&dir, uint32(0x02014b50), uint16(3<<8|20), uint16(20), flags, e.Method, uint32(0), crc, packedSize, size,
			uint16(len(e.Name)), uint16(0), uint16(0), uint16(0), uint16(0), e.Mode<<16, at)
		dir.WriteString(e.Name)
	}
	dirAt, dirLong := body.Len(), dir.Len()
	body.Write(dir.Bytes())
	put(&body, uint32(0x06054b50), uint32(0), uint16(len(entries)), uint16(len(entries)), uint32(dirLong), uint32(dirAt), uint16(0))
	return body.Bytes()
}

func put(b *bytes.Buffer, values ...any) {
	for _, v := range values {
		if err := binary.Write(b, binary.LittleEndian, v); err != nil {
			panic(err)
		}
	}
}

func deflate(data []byte) []byte {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err)
	}
	return out.Bytes()
}
