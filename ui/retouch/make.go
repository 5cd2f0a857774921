package retouch

import (
	"context"
	"fmt"
	"image"
	"sync"

	"golang.org/x/image/draw"

	"recordaldesk/rules"
	"recordaldesk/store/crash"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/retouch"
	"recordaldesk/store/scan/worth"
)

// shownSide is how large, in pixels, a picture is worked at on the screen: enough to
// read the smallest print when it is enlarged.
const shownSide = 1800

// order is a picture that is wanted.
type order struct {
	page   int
	recipe rules.Retouch
	whole  bool // not cut, as the corners are set on it
}

// made is a picture that was made.
type made struct {
	info  scan.Info
	plain image.Image // without the mark
	shown image.Image
}

// maker makes pictures in the background, the last one wanted first; those that
// nobody waits for any more are not made.
type maker struct {
	o   Options
	ctx context.Context

	mu     sync.Mutex // of what follows: the newest order, and whether somebody works
	next   func()
	busy   bool
	serial int

	page int // of base
	base image.Image
	info scan.Info
}

func newMaker(ctx context.Context, o Options) *maker { return &maker{o: o, ctx: ctx, page: -1} }

// make makes a picture and tells it on the UI goroutine, unless another one was
// wanted meanwhile.
func (m *maker) make(want order, tell func(made, error)) {
	m.mu.Lock()
	m.serial++
	serial := m.serial
	m.mu.Unlock()
	m.do(func() {
		got, err := m.picture(want)
		m.o.Do(func() {
			m.mu.Lock()
			stale := serial != m.serial
			m.mu.Unlock()
			if m.ctx.Err() == nil && !stale {
				tell(got, err)
			}
		})
	})
}

// do runs a job after the one that is running; one that waits already is dropped.
func (m *maker) do(job func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.next = job
	if m.busy {
		return
	}
	m.busy = true
	crash.Go(func() {
		for {
			m.mu.Lock()
			job := m.next
			m.next = nil
			m.busy = job != nil
			m.mu.Unlock()
			if job == nil {
				return
			}
			crash.Guard(job)
		}
	})
}

// picture makes what is wanted.
func (m *maker) picture(want order) (made, error) {
	base, err := m.read(want.page)
	if err != nil {
		return made{}, err
	}
	img := scan.Turn(base, want.recipe.Turn)
	if !want.whole && len(want.recipe.Corners) == 4 {
		if img, err = retouch.Straighten(m.ctx, img, want.recipe.Corners); err != nil {
			return made{}, err
		}
	}
	got := made{info: m.info, plain: img, shown: img}
	if mark, ok := want.recipe.Mark(want.page); ok && !want.whole {
		if got.shown, err = retouch.Draw(copied(img), mark); err != nil {
			return made{}, fmt.Errorf("draw watermark: %w", err)
		}
	}
	return got, nil
}

// read reads the original, a page of it, made small enough to be worked at.
func (m *maker) read(page int) (image.Image, error) {
	if m.base != nil && m.page == page {
		return m.base, nil
	}
	file, err := m.o.Open(m.ctx)
	if err != nil {
		return nil, err
	}
	defer file.Close() // was only read
	if m.info.Kind == scan.Unknown {
		if m.info, err = scan.Inspect(m.ctx, file, file.Size()); err != nil {
			m.info = scan.Info{}
			return nil, err
		}
	}
	var img image.Image
	if m.info.Kind == scan.PDF {
		img, err = m.o.Pages.Page(m.ctx, file, m.info, page, shownSide)
	} else {
		img, err = scan.Decode(m.ctx, file, m.info, 0)
	}
	if err != nil {
		return nil, err
	}
	m.base, m.page = reduced(img), page
	return m.base, nil
}

// reduced is img as RGBA with no side over shownSide.
func reduced(img image.Image) *image.RGBA {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	if long := max(w, h); long > shownSide {
		w, h = max(1, w*shownSide/long), max(1, h*shownSide/long)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	if w == b.Dx() && h == b.Dy() {
		draw.Draw(out, out.Rect, img, b.Min, draw.Over)
		return out
	}
	draw.BiLinear.Scale(out, out.Rect, img, b, draw.Over, nil)
	return out
}

// copied is a copy of img, to be drawn on.
func copied(img image.Image) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(out, out.Rect, img, b.Min, draw.Src)
	return out
}

// outline looks for the corners of the paper; none where they are not found.
func (m *maker) outline(want order, tell func([]rules.Point, error)) {
	m.do(func() {
		got, err := m.picture(want)
		var corners []rules.Point
		if err == nil {
			if found, ok := worth.Outline(got.plain); ok {
				for _, p := range found {
					corners = append(corners, rules.Point{p.X, p.Y})
				}
			}
		}
		m.tell(func() { tell(corners, err) })
	})
}

// mostMarked is how many pages of a PDF get a place of their own; the mark of the
// last is that of all behind it.
const mostMarked = 20

// place looks for the emptiest place on each page.
func (m *maker) place(want order, pages int, tell func([]rules.Watermark, error)) {
	m.do(func() {
		var marks []rules.Watermark
		var failed error
		for page := range min(pages, mostMarked) {
			want.page, want.recipe.Watermarks = page, nil
			got, err := m.picture(want)
			if err == nil {
				var mark rules.Watermark
				mark, err = retouch.Place(m.ctx, got.plain)
				marks = append(marks, mark)
			}
			if err != nil {
				failed = err
				break
			}
		}
		m.tell(func() { tell(marks, failed) })
	})
}

func (m *maker) tell(f func()) {
	m.o.Do(func() {
		if m.ctx.Err() == nil {
			f()
		}
	})
}
