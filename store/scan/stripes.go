package scan

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"runtime"

	"recordaldesk/store/crash"
)

// A stripe's rows: whole blocks of 16 in colour, of 8 in grey, and of the widest
// picture no more blocks than a restart interval can count (65,535).
const (
	stripeRows     = 256
	stripeRowsGrey = 128
)

// EncodeJPEG writes an opaque img as a JPEG of quality 1 to 100, without metadata,
// on as many processors as there are. On an error, such as that of a ctx that
// ended, w has been written to in part.
//
// The encoder knows no parallel work, but a JPEG may be cut into restart intervals,
// each coded for itself (T.81, E.1.4): so each stripe of the picture is encoded as a
// JPEG of its own, and their data are strung together, with restart markers between
// them, under one header. The bytes do not depend on the processors.
func EncodeJPEG(ctx context.Context, w io.Writer, img image.Image, quality int) error {
	b := img.Bounds()
	rows, block := stripeRows, 16
	if _, grey := img.(*image.Gray); grey {
		rows, block = stripeRowsGrey, 8
	}
	part, ok := img.(interface {
		SubImage(image.Rectangle) image.Image
	})
	if !ok || b.Dy() <= rows || b.Dx() > MaxSide {
		return encodeJPEG(w, img, quality)
	}
	stripes := make([]chan stripe, (b.Dy()+rows-1)/rows)
	for i := range stripes {
		stripes[i] = make(chan stripe, 1)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // after a failure nobody waits for the other stripes
	turns := make(chan int)
	workers := crash.Group{Stop: cancel}
	defer workers.Wait()
	for range min(len(stripes), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := range turns {
				cut := image.Rect(b.Min.X, b.Min.Y+i*rows, b.Max.X, min(b.Max.Y, b.Min.Y+(i+1)*rows))
				stripes[i] <- encodeStripe(part.SubImage(cut), quality)
			}
		})
	}
	workers.Go(func() {
		defer close(turns)
		for i := range stripes {
			select {
			case turns <- i:
			case <-ctx.Done():
				return
			}
		}
	})
	interval := (b.Dx() + block - 1) / block * (rows / block)
	for i, done := range stripes {
		var s stripe
		select {
		case s = <-done:
		case <-ctx.Done():
			return &writeError{ctx.Err()}
		}
		if s.err != nil {
			return s.err
		}
		lead := []byte{0xFF, byte(markerRST0 + (i-1)%8)}
		if i == 0 {
			lead = s.header(b.Dy(), interval)
		}
		for _, part := range [][]byte{lead, s.data} {
			if _, err := w.Write(part); err != nil {
				return &writeError{err}
			}
		}
	}
	if _, err := w.Write([]byte{0xFF, markerEOI}); err != nil {
		return &writeError{err}
	}
	return nil
}

// stripe is a JPEG taken apart.
type stripe struct {
	head  []byte // up to the header of the picture data, SOS
	start []byte // that header
	data  []byte // the picture data, without EOI
	frame int    // where in head the payload of the frame header begins
	err   error
}

func encodeStripe(img image.Image, quality int) stripe {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		return stripe{err: &writeError{err}}
	}
	all := b.Bytes()
	s := stripe{}
	for at := 2; at+4 <= len(all); {
		marker, end := all[at+1], at+2+int(all[at+2])<<8+int(all[at+3])
		switch marker {
		case markerSOF0:
			s.frame = at + 4
		case markerSOS:
			s.head, s.start, s.data = all[:at], all[at:end], all[end:len(all)-2]
			return s
		}
		at = end
	}
	return stripe{err: &writeError{errors.New("the encoder wrote no picture data")}}
}

// header is what stands before the data of the whole picture, of the height
// given, with a restart after every interval blocks.
func (s stripe) header(height, interval int) []byte {
	head := bytes.Clone(s.head)
	head[s.frame+1], head[s.frame+2] = byte(height>>8), byte(height)
	head = append(head, 0xFF, markerDRI, 0, 4, byte(interval>>8), byte(interval))
	return append(head, s.start...)
}
