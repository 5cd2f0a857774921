package scan

import (
	"bufio"
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

// copyPNGChunk reads one chunk, writes it if it is to be kept, and returns its type.
func copyPNGChunk(w io.Writer, br *bufio.Reader) (string, error) {
	var header [8]byte
	if _, err := io.ReadFull(br, header[:]); err != nil {
		return "", err
	}
	length, kind := binary.BigEndian.Uint32(header[:4]), string(header[4:])
	if length > 1<<31-1 {
		return "", fmt.Errorf("chunk of %d bytes", length)
	}
	if !slices.Contains(pngChunks, kind) {
		w = io.Discard
	}
	if _, err := w.Write(header[:]); err != nil {
		return "", &writeError{err}
	}
	sum := crc32.NewIEEE()
	sum.Write(header[4:])
	for left := int(length); left > 0; {
		// At least one byte is asked for; the rest of the buffer is used as it is.
		if _, err := br.Peek(1); err != nil {
			return "", err
		}
		buf, err := br.Peek(min(left, br.Buffered()))
		if err != nil {
			return "", err
		}
		sum.Write(buf)
		if _, err := w.Write(buf); err != nil {
			return "", &writeError{err}
		}
		left -= len(buf)
		if _, err := br.Discard(len(buf)); err != nil {
			return "", err
		}
	}
	var crc [4]byte
	if _, err := io.ReadFull(br, crc[:]); err != nil {
		return "", err
	}
	if binary.BigEndian.Uint32(crc[:]) != sum.Sum32() {
		return "", fmt.Errorf("chunk %q has a wrong checksum", kind)
	}
	if _, err := w.Write(crc[:]); err != nil {
		return "", &writeError{err}
	}
	return kind, nil
}
