package scan

import (
	"bufio"
	"context"
	"fmt"
	"io"
)

// source reads a scan for a decoder and keeps apart what decoders mix up: a
// file that ends too soon is damaged, a disk that fails is not the scan's
// fault. It also stops a decoder at its next read once the context is done;
// decoders know no context themselves.
type source struct {
	ctx  context.Context
	r    io.ReaderAt
	size int64
	err  error // the first failure that is not the end of the file
}

func newSource(ctx context.Context, r io.ReaderAt, size int64) *source {
	return &source{ctx: ctx, r: r, size: size}
}

// ReadAt is io.ReaderAt, bounded to the size given.
func (s *source) ReadAt(p []byte, off int64) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	if err := s.ctx.Err(); err != nil {
		s.err = err
		return 0, err
	}
	if off >= s.size {
		return 0, io.EOF
	}
	short := int64(len(p)) > s.size-off
	if short {
		p = p[:s.size-off]
	}
	n, err := s.r.ReadAt(p, off)
	switch {
	case n == len(p) && (err == nil || err == io.EOF):
		err = nil
		if short {
			err = io.EOF
		}
	case err != nil && err != io.EOF:
		s.err = err
	}
	return n, err
}

// reader returns a fresh reader from the first byte.
func (s *source) reader() *io.SectionReader { return io.NewSectionReader(s, 0, s.size) }

// buffered is reader with a buffer that suits streaming.
func (s *source) buffered() *bufio.Reader { return bufio.NewReaderSize(s.reader(), 64<<10) }

// failure turns what a decoder complained of into this package's errors:
// the context's or the disk's error if there was one, else a damaged scan.
func (s *source) failure(k Kind, cause error) error {
	if s.err != nil {
		return fmt.Errorf("read scan: %w", s.err)
	}
	if err, ok := cause.(*Error); ok {
		return err
	}
	return &Error{Problem: Damaged, Kind: k, Err: cause}
}

// guarded runs a decoder of hostile input. The decoders used here are fuzzed by
// their authors, yet a panic in one of them must cost a person this scan, not
// the whole program.
func guarded(decode func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("decoder panicked: %v", r)
		}
	}()
	return decode()
}
