package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"recordaldesk/store/packet"
	"recordaldesk/store/scan/pdfpage"
)

// newPages returns what draws PDFs. The engine is translated once for this machine and
// kept in the user's cache folder; where there is none every run takes seconds longer.
func newPages() *pdfpage.Renderer {
	r := &pdfpage.Renderer{}
	if dir, err := os.UserCacheDir(); err == nil {
		r.CacheDir = filepath.Join(dir, "recordalctl")
	}
	return r
}

// writeSmall writes the small copies beside the packet that was just written, and says
// what has none.
func (p *program) writeSmall(ctx context.Context, dir string, in packet.Input) (err error) {
	pages := newPages()
	defer func() { err = errors.Join(err, pages.Close()) }()
	small, err := packet.WriteSmall(ctx, dir, in, pages, nil)
	var known *packet.Error
	switch {
	case errors.As(err, &known), ctx.Err() != nil:
		return err // says which scan it is, or that it was stopped
	case err != nil:
		// What the packet says of a disk is that nothing was exported.
		return &problem{id: "ctl.problem.small", err: err}
	}
	for _, left := range small.Left {
		p.say(left.MessageID())
	}
	if small.Folder == "" {
		p.say("ctl.export.small_none", nil)
		return nil
	}
	p.result().line(0, small.Folder)
	if in.Password != "" {
		p.say("ctl.export.small_open", nil)
	}
	return nil
}
