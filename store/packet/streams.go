package packet

import (
	"context"
	"io"

	"recordaldesk/store/scan"
)

// contextReader ends with the context.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c *contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// counter is called with the number of bytes of each write.
type counter func(n int)

func (c counter) Write(p []byte) (int, error) {
	c(len(p))
	return len(p), nil
}

// headKeeper keeps as much of the beginning as [scan.Detect] wants to see.
type headKeeper struct{ bytes []byte }

func (h *headKeeper) Write(p []byte) (int, error) {
	if missing := scan.DetectBytes - len(h.bytes); missing > 0 {
		h.bytes = append(h.bytes, p[:min(missing, len(p))]...)
	}
	return len(p), nil
}

// onlyWriter hides a ReadFrom, which would bypass the large buffer.
type onlyWriter struct{ io.Writer }

// contextWriter ends with the context.
type contextWriter struct {
	ctx context.Context
	w   io.Writer
}

func (c *contextWriter) Write(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.w.Write(p)
}
