package review

import (
	"context"
	"fmt"
	"image"
	"slices"

	"recordaldesk/rules"
	"recordaldesk/store/crash"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/retouch"
)

const (
	shownSide = 2200 // pixels of a picture's longer side: the smallest print of a sheet of A4 can be read when it is enlarged
	mostKept  = 3    // pictures held at a time, some 14 MB each: the one that is seen, the next and the last
)

// shot is a scan of a material.
type shot struct {
	material rules.Material
	scan     rules.Attachment
}

func sameShots(a, b []shot) bool {
	return slices.EqualFunc(a, b, func(x, y shot) bool { return x.name() == y.name() && x.material.ID == y.material.ID })
}

// name tells a scan as it will be sent from others.
func (s shot) name() string {
	r := s.scan.Retouch
	if r == nil {
		return s.scan.SHA256
	}
	return fmt.Sprint(s.scan.SHA256, r.Turn, r.Corners)
}

// want is a picture that is wanted: a page of a scan, turned by quarters.
type want struct {
	scan string // see [shot.name]
	page int
	turn int
}

// drawn is a picture that was made.
type drawn struct {
	want
	info    scan.Info
	upright image.Image // as it will be sent, but for its watermark
	shown   image.Image // turned for looking
}

// pictures makes the pictures of scans in the background: the one that is looked at
// first, then the one that likely comes next. What nobody looks at any more is stopped.
type pictures struct {
	o    Options
	ctx  context.Context
	turn chan struct{} // holds one token: one scan is decoded at a time, for the memory it takes

	now     want
	show    func(drawn, error)
	ahead   func() // begins the next one; nil for none
	kept    []drawn
	running map[want]context.CancelFunc
}

func newPictures(ctx context.Context, o Options) *pictures {
	return &pictures{o: o, ctx: ctx, turn: make(chan struct{}, 1), running: map[want]context.CancelFunc{}}
}

// close gives the memory back.
func (p *pictures) close() { p.kept, p.show, p.ahead = nil, nil, nil }

// get shows a picture of a scan, at once where it is there, and prepares the next, which
// may be nil.
func (p *pictures) get(s shot, page, turn int, next *shot, show func(drawn, error)) {
	p.now, p.show, p.ahead = want{s.name(), page, turn}, show, nil
	ahead := p.now
	if next != nil {
		ahead = want{next.name(), 0, 0}
		p.ahead = func() { p.begin(*next, ahead) }
	}
	for w, stop := range p.running {
		if w != p.now && w != ahead {
			stop()
			delete(p.running, w)
		}
	}
	if i := p.find(p.now); i >= 0 {
		show(p.kept[i], nil)
		p.prepare()
		return
	}
	p.begin(s, p.now)
}

// prepare begins with what likely comes next.
func (p *pictures) prepare() {
	if ahead := p.ahead; ahead != nil {
		p.ahead = nil
		ahead()
	}
}

func (p *pictures) find(w want) int {
	return slices.IndexFunc(p.kept, func(d drawn) bool { return d.want == w })
}

// begin has a picture made, unless it is there or being made.
func (p *pictures) begin(s shot, w want) {
	if _, busy := p.running[w]; busy || p.find(w) >= 0 {
		return
	}
	ctx, stop := context.WithCancel(p.ctx)
	p.running[w] = stop
	var base *drawn // the same page, which needs no more than to be turned
	if i := slices.IndexFunc(p.kept, func(d drawn) bool { return d.scan == w.scan && d.page == w.page }); i >= 0 {
		base = &p.kept[i]
	}
	if base != nil {
		copied := *base // the list may move while it is turned
		base = &copied
	}
	crash.Go(func() {
		made, err := p.make(ctx, s, w, base)
		p.o.Do(func() { p.put(ctx, made, err) })
	})
}

// put takes in a picture that was made, unless it was stopped.
func (p *pictures) put(ctx context.Context, made drawn, err error) {
	if ctx.Err() != nil {
		return
	}
	p.running[made.want]()
	delete(p.running, made.want)
	if err == nil {
		p.kept = append(p.kept, made)
		for len(p.kept) > mostKept {
			oldest := slices.IndexFunc(p.kept, func(d drawn) bool { return d.want != p.now })
			p.kept = slices.Delete(p.kept, oldest, oldest+1)
		}
	}
	if made.want == p.now && p.show != nil {
		p.show(made, err)
		p.prepare()
	}
}

// make makes a picture. It is called off the UI goroutine.
func (p *pictures) make(ctx context.Context, s shot, w want, base *drawn) (drawn, error) {
	made := drawn{want: w}
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return made, ctx.Err()
	}
	if base != nil {
		made.info, made.upright = base.info, base.upright
	} else {
		var err error
		if made.upright, made.info, err = p.read(ctx, s, w.page); err != nil {
			return made, err
		}
	}
	made.shown = made.upright
	if w.turn != 0 {
		made.shown = scan.Turn(made.upright, w.turn)
	}
	return made, ctx.Err()
}

// read reads a page of a scan, small enough to be drawn, turned and cut as it will be
// sent. The watermark is left out: it lies over what is to be read.
func (p *pictures) read(ctx context.Context, s shot, page int) (image.Image, scan.Info, error) {
	file, err := p.o.Store.OpenScan(ctx, p.o.Session.ID(), s.scan.SHA256)
	if err != nil {
		return nil, scan.Info{}, err
	}
	defer file.Close() // was only read
	info, err := scan.Inspect(ctx, file, file.Size())
	if err != nil {
		return nil, info, err
	}
	var img image.Image
	if info.Kind == scan.PDF {
		img, err = p.o.Pages.Page(ctx, file, info, page, shownSide)
	} else {
		img, err = scan.Decode(ctx, file, info, 0)
	}
	if err != nil {
		return nil, info, err
	}
	if img, err = scan.Reduce(ctx, img, shownSide); err != nil {
		return nil, info, err
	}
	if r := s.scan.Retouch; r != nil {
		img = scan.Turn(img, r.Turn)
		if len(r.Corners) == 4 && info.Kind != scan.PDF {
			if img, err = retouch.Straighten(ctx, img, r.Corners); err != nil {
				return nil, info, err
			}
		}
	}
	return img, info, nil
}
