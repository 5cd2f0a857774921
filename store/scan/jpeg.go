package scan

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Markers of a JPEG stream (ITU-T T.81, table B.1).
const (
	markerSOF0  = 0xC0 // baseline
	markerSOF2  = 0xC2 // progressive
	markerDHT   = 0xC4
	markerRST0  = 0xD0
	markerRST7  = 0xD7
	markerSOI   = 0xD8
	markerEOI   = 0xD9
	markerSOS   = 0xDA
	markerDQT   = 0xDB
	markerDRI   = 0xDD
	markerAPP0  = 0xE0
	markerAPP2  = 0xE2
	markerAPP14 = 0xEE
	markerCOM   = 0xFE
)

// Bounds on a JPEG beyond its pixels. Encoders write about ten scans; each scan
// of a progressive picture is a pass over all its pixels, and the decoder keeps
// four bytes a sample between passes.
const (
	maxJPEGScans        = 100
	maxProgressiveBytes = 320 << 20
)

var errCutShort = errors.New("file ends before the picture does")

// keepJPEG decides about one segment of a JPEG: it returns the payload to write
// (the same, or one of the same length or shorter), or nil to leave it out.
type keepJPEG func(marker byte, payload []byte) []byte

func keepAllJPEG(_ byte, payload []byte) []byte { return payload }

// copyJPEG copies a JPEG from its start to its end-of-image marker and nothing
// after it, segment by segment, with those segments that keep returns. Picture
// data is copied as it is. Memory does not grow with the picture.
// A stream that ends early gives errCutShort.
func copyJPEG(w io.Writer, br *bufio.Reader, keep keepJPEG) error {
	c := jpegCopier{w: w, br: br, keep: keep}
	err := c.run()
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return errCutShort
	}
	return err
}

type jpegCopier struct {
	w       io.Writer
	br      *bufio.Reader
	keep    keepJPEG
	payload [1 << 16]byte
	scans   int
	frame   bool // a frame header (SOF) was seen
}

func (c *jpegCopier) run() error {
	if marker, err := c.nextMarker(); err != nil {
		return err
	} else if marker != markerSOI {
		return errors.New("no start of image")
	}
	if err := c.write([]byte{0xFF, markerSOI}); err != nil {
		return err
	}
	for {
		marker, err := c.nextMarker()
		if err != nil {
			return err
		}
		switch {
		case marker == markerEOI:
			if c.scans == 0 {
				return errors.New("no picture data")
			}
			return c.write([]byte{0xFF, markerEOI})
		case marker == markerSOI:
			return errors.New("second start of image")
		case marker >= markerRST0 && marker <= markerRST7, marker == 0x01:
			continue // stands alone, and means nothing here
		}
		if err := c.segment(marker); err != nil {
			return err
		}
		if marker == markerSOS {
			if err := c.entropy(); err != nil {
				return err
			}
		}
	}
}

// nextMarker skips to the next marker. Decoders allow stray bytes before one,
// and any number of fill bytes (T.81, B.1.1.2).
func (c *jpegCopier) nextMarker() (byte, error) {
	for {
		if _, err := c.br.ReadSlice(0xFF); err != nil {
			if errors.Is(err, bufio.ErrBufferFull) {
				continue
			}
			return 0, err
		}
		b := byte(0xFF)
		for b == 0xFF {
			var err error
			if b, err = c.br.ReadByte(); err != nil {
				return 0, err
			}
		}
		if b != 0 {
			return b, nil
		}
	}
}

// segment reads one marker segment and writes what is to be kept of it.
func (c *jpegCopier) segment(marker byte) error {
	var length [2]byte
	if _, err := io.ReadFull(c.br, length[:]); err != nil {
		return err
	}
	n := (int(length[0])<<8 | int(length[1])) - 2
	if n < 0 {
		return fmt.Errorf("segment %#x has no length", marker)
	}
	payload := c.payload[:n]
	if _, err := io.ReadFull(c.br, payload); err != nil {
		return err
	}
	switch {
	case marker >= markerSOF0 && marker <= markerSOF2:
		c.frame = true
		if err := checkFrame(marker, payload); err != nil {
			return err
		}
	case marker == markerSOS:
		if !c.frame {
			return errors.New("picture data before its header")
		}
		if c.scans++; c.scans > maxJPEGScans {
			return fmt.Errorf("more than %d scans", maxJPEGScans)
		}
	}
	payload = c.keep(marker, payload)
	if payload == nil {
		return nil
	}
	n = len(payload) + 2
	if err := c.write([]byte{0xFF, marker, byte(n >> 8), byte(n)}); err != nil {
		return err
	}
	return c.write(payload)
}

// checkFrame refuses a progressive picture whose coefficients would not fit in
// memory, which its pixel count alone does not tell.
func checkFrame(marker byte, frame []byte) error {
	if len(frame) < 6 || len(frame) < 6+3*int(frame[5]) {
		return errors.New("short frame header")
	}
	if marker != markerSOF2 {
		return nil
	}
	height := int(frame[1])<<8 | int(frame[2])
	width := int(frame[3])<<8 | int(frame[4])
	parts, samples, largest := frame[6:6+3*int(frame[5])], 0, 1
	for i := 1; i < len(parts); i += 3 {
		factor := int(parts[i]>>4) * int(parts[i]&15)
		samples += factor
		largest = max(largest, factor)
	}
	if width*height/largest*samples*4 > maxProgressiveBytes {
		return &Error{Problem: TooManyPixels, Kind: JPEG, Width: width, Height: height}
	}
	return nil
}

// entropy copies the compressed data of one scan up to, not including, the
// marker that ends it.
func (c *jpegCopier) entropy() error {
	for {
		if _, err := c.br.Peek(2); err != nil {
			return err
		}
		buf, err := c.br.Peek(c.br.Buffered())
		if err != nil {
			return err
		}
		n, done := scanEntropy(buf)
		if err := c.write(buf[:n]); err != nil {
			return err
		}
		if _, err := c.br.Discard(n); err != nil {
			return err
		}
		if done {
			return nil
		}
	}
}

// scanEntropy tells how many bytes of buf are picture data, and whether a
// marker follows them. 0xFF is data when a zero is stuffed behind it or it is a
// restart marker. A last 0xFF is left for the next call to judge, so buf must
// hold at least two bytes.
func scanEntropy(buf []byte) (n int, done bool) {
	for {
		i := bytes.IndexByte(buf[n:], 0xFF)
		if i < 0 {
			return len(buf), false
		}
		n += i
		if n+1 == len(buf) {
			return n, false
		}
		if next := buf[n+1]; next != 0 && (next < markerRST0 || next > markerRST7) {
			return n, true
		}
		n += 2
	}
}

func (c *jpegCopier) write(p []byte) error {
	if _, err := c.w.Write(p); err != nil {
		return &writeError{err}
	}
	return nil
}

// writeError marks a failure of the writer, which is no fault of the scan.
type writeError struct{ err error }

func (e *writeError) Error() string { return "write clean copy: " + e.err.Error() }
func (e *writeError) Unwrap() error { return e.err }
