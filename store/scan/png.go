package scan

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngChunks are the chunks a clean copy keeps: what the pixels need, their
// colour, transparency and resolution (W3C PNG, section 11). Text, time, EXIF,
// animation and private chunks are left out.
var pngChunks = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "iCCP", "sRGB", "gAMA", "pHYs"}

// copyPNG copies a PNG up to its end chunk and nothing after it, with only the
// chunks in pngChunks, checking every chunk's CRC on the way. Memory does not
// grow with the picture. A stream that ends early gives errCutShort.
func copyPNG(w io.Writer, br *bufio.Reader) error {
	err := copyPNGChunks(w, br)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return errCutShort
	}
	return err
}

func copyPNGChunks(w io.Writer, br *bufio.Reader) error {
	signature := make([]byte, len(pngSignature))
	if _, err := io.ReadFull(br, signature); err != nil {
		return err
	}
	if string(signature) != pngSignature {
		return errors.New("no PNG signature")
	}
	if _, err := w.Write(signature); err != nil {
		return &writeError{err}
	}
	for first, data := true, false; ; first = false {
		kind, err := copyPNGChunk(w, br)
		if err != nil {
			return err
		}
		switch {
		case first && kind != "IHDR":
			return errors.New("first chunk is no header")
		case kind == "IDAT":
			data = true
		case kind == "IEND" && !data:
			return errors.New("no picture data")
		case kind == "IEND":
			return nil
		}
	}
}

// profileChunk holds the colour profile, deflated.
const (
	profileChunk     = "iCCP"
	maxPackedProfile = 1 << 20 // bytes
)

// profileFits reports whether the profile that begins the bytes unpacks to no more
// than a profile can have: whoever opens the copy should not have to find out. Its
// name of at most 79 bytes, a zero and the number of the method stand before it (W3C
// PNG, 11.3.2.3).
func profileFits(chunk []byte) bool {
	end := bytes.IndexByte(chunk, 0)
	if end < 0 || end > 79 || len(chunk) < end+2 {
		return false
	}
	z, err := zlib.NewReader(bytes.NewReader(chunk[end+2:]))
	if err != nil {
		return false
	}
	n, err := io.Copy(io.Discard, io.LimitReader(z, maxProfileBytes+1))
	return err == nil && n <= maxProfileBytes
}

// copyPNGChunk reads one chunk, writes it if it is to be kept, and returns its type.
func copyPNGChunk(w io.Writer, br *bufio.Reader) (string, error) {
	var header [8]byte
	if _, err := io.ReadFull(br, header[:]); err != nil {
		return "", err
	}
	length, kind := binary.BigEndian.Uint32(header[:4]), string(header[4:])
	switch {
	case length > 1<<31-1:
		return "", fmt.Errorf("chunk of %d bytes", length)
	case !slices.Contains(pngChunks, kind), kind == profileChunk && length > maxPackedProfile:
		return kind, copyPNGData(io.Discard, br, header)
	case kind != profileChunk:
		return kind, copyPNGData(w, br, header)
	}
	var held bytes.Buffer
	if err := copyPNGData(&held, br, header); err != nil || !profileFits(held.Bytes()[len(header):]) {
		return kind, err
	}
	if _, err := w.Write(held.Bytes()); err != nil {
		return "", &writeError{err}
	}
	return kind, nil
}

// copyPNGData copies a chunk of which the header was read.
func copyPNGData(w io.Writer, br *bufio.Reader, header [8]byte) error {
	if _, err := w.Write(header[:]); err != nil {
		return &writeError{err}
	}
	sum := crc32.NewIEEE()
	sum.Write(header[4:])
	for left := int(binary.BigEndian.Uint32(header[:4])); left > 0; {
		// At least one byte is asked for; the rest of the buffer is used as it is.
		if _, err := br.Peek(1); err != nil {
			return err
		}
		buf, err := br.Peek(min(left, br.Buffered()))
		if err != nil {
			return err
		}
		sum.Write(buf)
		if _, err := w.Write(buf); err != nil {
			return &writeError{err}
		}
		left -= len(buf)
		if _, err := br.Discard(len(buf)); err != nil {
			return err
		}
	}
	var crc [4]byte
	if _, err := io.ReadFull(br, crc[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(crc[:]) != sum.Sum32() {
		return fmt.Errorf("chunk %q has a wrong checksum", header[4:])
	}
	if _, err := w.Write(crc[:]); err != nil {
		return &writeError{err}
	}
	return nil
}
