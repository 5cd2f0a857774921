package hostile_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"testing"

	"recordaldesk/store/hostile"
)

// Zips whose directory is not where it seems to be, or whose entries are packed to
// more than they unpack to: a reader that only looks at the sizes declared works for
// minutes, or fills the memory.

// secondDirectory is a directory of 60 MB, a record of nothing after the other, with
// the record of a large zip (PKWARE APPNOTE 6.3.9, 4.3.14) behind it that says where it
// is when it lies at the offset; and the pointer to that record (4.3.15).
func secondDirectory(at int) (directory, pointer []byte) {
	const records, long = 60 << 20 / 46, 46
	one := make([]byte, long)
	binary.LittleEndian.PutUint32(one, 0x02014b50)
	var b bytes.Buffer
	b.Write(bytes.Repeat(one, records))
	end := at + b.Len()
	for _, v := range []any{
		uint32(0x06064b50), uint64(44), uint16(45), uint16(45), uint32(0), uint32(0),
		uint64(records), uint64(records), uint64(records * long), uint64(at),
	} {
		write(&b, v)
	}
	var p bytes.Buffer
	for _, v := range []any{uint32(0x07064b50), uint32(0), uint64(end), uint32(1)} {
		write(&p, v)
	}
	return b.Bytes(), p.Bytes()
}

func write(b *bytes.Buffer, v any) {
	if err := binary.Write(b, binary.LittleEndian, v); err != nil {
		panic(err)
	}
}

// directoryInAScan hides the second directory in a scan, and the pointer to it in the
// comment of the last record. archive/zip looks for it where the first has 65,535 bytes.
func directoryInAScan() []byte {
	const name = "materials/99_x.png"
	list := whole().list()
	at := startOf(list, len(list)) + 30 + len(name)
	directory, pointer := secondDirectory(at)
	data := hostile.Zip(append(list, hostile.Entry{Name: name, Data: directory}))
	end := bytes.Clone(data[len(data)-22:])
	data = data[:len(data)-22]
	long := int(binary.LittleEndian.Uint32(end[12:]))
	record := len(data) - 46 - len(name) // the last of the directory
	comment := make([]byte, 65535-long)
	copy(comment[len(comment)-len(pointer):], pointer)
	binary.LittleEndian.PutUint16(data[record+32:], uint16(len(comment)))
	binary.LittleEndian.PutUint32(end[12:], 65535)
	return append(append(data, comment...), end...)
}

// listElsewhere is a workbook whose list of 60 MB only the record of a large zip names.
func listElsewhere() []byte {
	begin := hostile.Zip([]hostile.Entry{{Name: "[Content_Types].xml"}})
	begin = begin[:len(begin)-22]
	directory, pointer := secondDirectory(len(begin))
	return bytes.Join([][]byte{begin, directory, pointer, endElsewhere()}, nil)
}

// listBehindItsEnd is a workbook whose large record is before the list of its parts,
// and says of it that it is short.
func listBehindItsEnd() []byte {
	begin := hostile.Zip([]hostile.Entry{{Name: "[Content_Types].xml"}})
	dirAt := int(binary.LittleEndian.Uint32(begin[len(begin)-6:]))
	begin = begin[:len(begin)-22]
	all, pointer := secondDirectory(dirAt)
	record := bytes.Clone(all[len(all)-56:])
	for at, v := range map[int]int{24: 1, 32: 1, 40: len(begin) - dirAt, 48: dirAt} {
		binary.LittleEndian.PutUint64(record[at:], uint64(v))
	}
	binary.LittleEndian.PutUint64(pointer[8:], uint64(len(begin)))
	return bytes.Join([][]byte{begin, record, all[:len(all)-56], pointer, endElsewhere()}, nil)
}

// endElsewhere is an end that says only that the record of a large zip knows where the
// list is.
func endElsewhere() []byte {
	end := make([]byte, 22)
	binary.LittleEndian.PutUint32(end, 0x06054b50)
	binary.LittleEndian.PutUint32(end[16:], 1<<32-1)
	return end
}

// crowdedDirectory is a zip whose directory is the second one, as its end says.
func crowdedDirectory() []byte {
	begin := hostile.Zip([]hostile.Entry{{Name: "a.txt"}})
	end := bytes.Clone(begin[len(begin)-22:])
	begin = begin[:len(begin)-22]
	directory, _ := secondDirectory(len(begin))
	directory = directory[:len(directory)-56]
	for _, count := range []int{8, 10} {
		binary.LittleEndian.PutUint16(end[count:], uint16(len(directory)/46))
	}
	binary.LittleEndian.PutUint32(end[12:], uint32(len(directory)))
	binary.LittleEndian.PutUint32(end[16:], uint32(len(begin)))
	return append(append(begin, directory...), end...)
}

// emptyBlocks is what DEFLATE writes for nothing, n times over (RFC 1951, 3.2.4): 5
// bytes each, and an end.
func emptyBlocks(n int) []byte {
	return append(bytes.Repeat([]byte{0, 0, 0, 0xFF, 0xFF}, n), 1, 0, 0, 0xFF, 0xFF)
}

const manyBlocks = 150 << 20 / 5

// packedToMore is a packet with an entry of no bytes that takes 150 MB.
func packedToMore() []byte {
	data := whole().zip()
	dirAt := int(binary.LittleEndian.Uint32(data[len(data)-6:]))
	const name = "materials/99_x.png"
	packed := emptyBlocks(manyBlocks)
	header := hostile.Zip([]hostile.Entry{{Name: name, Method: zip.Deflate, Packed: of(uint32(len(packed))), At: nil}})
	record := bytes.Index(header, []byte("PK\x01\x02"))
	local := header[:30+len(name)]
	own := bytes.Clone(header[record : len(header)-22])
	binary.LittleEndian.PutUint32(own[42:], uint32(dirAt))
	end := bytes.Clone(data[len(data)-22:])
	for _, count := range []int{8, 10} {
		binary.LittleEndian.PutUint16(end[count:], binary.LittleEndian.Uint16(end[count:])+1)
	}
	binary.LittleEndian.PutUint32(end[12:], binary.LittleEndian.Uint32(end[12:])+uint32(len(own)))
	binary.LittleEndian.PutUint32(end[16:], uint32(dirAt+len(local)+len(packed)))
	return bytes.Join([][]byte{data[:dirAt], local, packed, data[dirAt : len(data)-22], own, end}, nil)
}

// lockedToMore is an encrypted packet with an entry of no bytes that takes 150 MB.
func lockedToMore(t *testing.T) []byte {
	data := lock(t, hostile.Zip([]hostile.Entry{
		{Name: "materials/01_x.png", Data: emptyBlocks(manyBlocks)}, {Name: manifestName, Data: []byte("{}")},
	}), password)
	dir := int(binary.LittleEndian.Uint32(data[len(data)-6:]))
	binary.LittleEndian.PutUint32(data[dir+24:], 0) // it says that nothing is in it
	// The first record's field of AES has the method as its last word.
	field := bytes.Index(data[dir:], []byte("\x01\x99\x07\x00"))
	binary.LittleEndian.PutUint16(data[dir+field+9:], zip.Deflate)
	return data
}
