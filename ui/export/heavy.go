package export

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"slices"
	"strconv"

	"golang.org/x/image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store/crash"
	"recordaldesk/store/handover"
	"recordaldesk/store/packet"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/retouch"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// heavy is the page that stands where a mail would be over its limit: what weighs how
// much, and what can be done. Nothing is made smaller before a person says so.
type heavy struct {
	screen  *Screen
	work    work
	dir     string
	weights packet.Weights
	limit   int64
	speech  *parts.Speech
	first   *form.Button
	scroll  *container.Scroll
	ctx     context.Context
	stop    context.CancelFunc
}

// tooHeavy shows the page.
func (s *Screen) tooHeavy(w work, dir string, weights packet.Weights) {
	h := &heavy{screen: s, work: w, dir: dir, weights: weights, limit: s.options.bytes(), speech: parts.NewSpeech(s.voice)}
	h.ctx, h.stop = context.WithCancel(context.Background())
	s.packing, s.done, s.heavy = nil, nil, h
	h.show(h.overview())
}

// bytes is the limit of a mail.
func (o *options) bytes() int64 { return int64(o.limit) * 1_000_000 }

func (h *heavy) focus() { form.Focus(h.first) }

// show puts a face of the page into the window.
func (h *heavy) show(o fyne.CanvasObject) {
	h.scroll = container.NewVScroll(container.NewPadded(o))
	h.screen.show(h.scroll)
	h.focus()
}

func (h *heavy) button(icon fyne.Resource, label voice.Speaker, do func()) *form.Button {
	b := h.speech.Button(icon, label, do)
	b.OnEscape = h.leave
	b.OnFocus = func() {
		if h.scroll != nil {
			parts.Reveal(h.scroll, h.scroll.Content, b, h.scroll.Offset.Y)
		}
	}
	if h.first == nil {
		h.first = b
	}
	return b
}

// leave goes back to the check.
func (h *heavy) leave() {
	h.stop()
	h.screen.showCheck()
}

// overview lists what weighs how much, and offers the ways out.
func (h *heavy) overview() fyne.CanvasObject {
	h.speech, h.first = parts.NewSpeech(h.screen.voice), nil
	args := map[string]string{"size": megabytes(h.weights.Mail), "limit": megabytes(h.limit)}
	box := container.NewVBox(container.New(parts.Stack{},
		h.speech.Words(form.Title, voice.Message("heavy.title", args)).Object(),
		h.speech.Words(form.Body, voice.Message("heavy.intro")).Object()))
	buttons := container.New(parts.NewFlow())
	buttons.Add(h.button(theme.ContentCutIcon(), voice.Message("heavy.parts"), func() { h.writeAs(choice{parts: true}) }))
	plan, fits := packet.Lighten(h.weights, h.limit)
	if fits && len(plan) > 0 {
		buttons.Add(h.button(theme.ViewRestoreIcon(), voice.Message("heavy.lighter"), func() { h.show(h.lighter(plan)) }))
	}
	buttons.Add(h.button(theme.DocumentSaveIcon(), voice.Message("heavy.whole"), func() { h.writeAs(choice{}) }))
	buttons.Add(h.button(theme.NavigateBackIcon(), voice.Message("heavy.back"), h.leave))
	box.Add(container.New(parts.Indent{}, buttons))
	if !fits {
		words := h.speech.Words(form.Body, voice.Message("heavy.no_lighter"))
		words.Color(widget.WarningImportance)
		box.Add(words.Object())
	}
	box.Add(widget.NewSeparator())
	all := slices.SortedFunc(slices.Values(h.weights.Scans), func(a, b packet.Weight) int { return cmp.Compare(b.Size, a.Size) })
	columns := parts.Columns{Shares: []float32{80, 20}}
	for _, w := range all {
		box.Add(container.New(columns, text(w.Path, widget.MediumImportance, ""), text(say.Size(w.Size), widget.LowImportance, "")))
	}
	return box
}

// megabytes says a size as mail providers do, in millions of bytes.
func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1_000_000) }

// choice is how a packet that is too heavy is written.
type choice struct {
	parts   bool
	lighter map[int]int // by attachment, bytes
}

func (h *heavy) writeAs(c choice) {
	h.stop()
	h.screen.heavy = nil
	h.screen.pack(h.work, h.dir, c)
}

// lighter lists which pictures become smaller, each with a look at both.
func (h *heavy) lighter(plan map[int]int) fyne.CanvasObject {
	h.speech, h.first = parts.NewSpeech(h.screen.voice), nil
	box := container.NewVBox(container.New(parts.Stack{},
		h.speech.Words(form.Title, func(l translations.Language) string {
			return translations.Count(l, "heavy.lighter.title", len(plan), nil)
		}).Object(),
		h.speech.Words(form.Body, voice.Message("heavy.lighter.intro")).Object()))
	use := h.button(theme.ConfirmIcon(), voice.Message("heavy.lighter.use"), func() { h.writeAs(choice{lighter: plan}) })
	use.Importance = widget.HighImportance
	box.Add(container.New(parts.Indent{}, container.New(parts.NewFlow(), use,
		h.button(theme.NavigateBackIcon(), voice.Message("heavy.back"), func() { h.show(h.overview()) }))))
	for _, w := range h.weights.Scans {
		limit, chosen := plan[w.Attachment]
		if !chosen {
			continue
		}
		about := h.speech.Words(form.Body, voice.Message("heavy.lighter.one", map[string]string{
			"file": w.Path, "from": say.Size(w.Size), "to": say.Size(int64(limit)),
		}))
		compare := container.NewStack()
		look := h.button(theme.SearchIcon(), voice.Message("heavy.lighter.compare"), nil)
		look.OnTapped = func() {
			look.Disable()
			h.compare(w.Attachment, limit, compare)
		}
		box.Add(widget.NewSeparator())
		box.Add(container.NewBorder(nil, nil, nil, look, about.Object()))
		box.Add(compare)
	}
	return box
}

// compared is how large, in pixels, the pieces are that are compared.
var compared = image.Pt(560, 300)

// compare shows the same piece of a scan and of its lighter copy, side by side and
// pixel for pixel of the scan.
func (h *heavy) compare(attachment, limit int, into *fyne.Container) {
	wait := h.speech.Label(widget.LowImportance, voice.Message("materials.loading"))
	into.Add(wait)
	into.Refresh()
	crash.Go(func() {
		full, light, err := h.pair(attachment, limit)
		h.screen.around.Do(func() {
			into.RemoveAll()
			if err != nil {
				into.Add(h.speech.Label(widget.DangerImportance, voice.Message("heavy.lighter.failed")))
				into.Refresh()
				return
			}
			side := func(id string, img image.Image) fyne.CanvasObject {
				shown := canvas.NewImageFromImage(img)
				shown.FillMode = canvas.ImageFillContain
				shown.SetMinSize(fyne.NewSize(float32(compared.X)*0.75, float32(compared.Y)*0.75))
				return container.NewBorder(h.speech.Label(widget.MediumImportance, voice.Message(id)), nil, nil, nil, shown)
			}
			into.Add(container.NewGridWithColumns(2, side("heavy.lighter.full", full), side("heavy.lighter.small", light)))
			into.Refresh()
			h.scroll.Content.Refresh()
		})
	})
}

// pair makes the two pieces.
func (h *heavy) pair(attachment, limit int) (full, light image.Image, err error) {
	a := h.work.filing.Attachments[attachment]
	opened, err := handover.Scans(h.screen.around.Store, h.screen.session.ID()).Open(h.ctx, a)
	if err != nil {
		return nil, nil, err
	}
	defer opened.Close() // was only read
	info, err := scan.Inspect(h.ctx, opened, opened.Size())
	if err != nil {
		return nil, nil, err
	}
	img, err := retouch.Picture(h.ctx, opened, info, a.Retouch)
	if err != nil {
		return nil, nil, err
	}
	data, err := retouch.Small(h.ctx, img, limit)
	if err != nil {
		return nil, nil, err
	}
	small, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, nil, fmt.Errorf("read the lighter copy: %w", err)
	}
	return piece(img, img.Bounds()), piece(small, img.Bounds()), nil
}

// piece is the middle of img, which stands for a picture of the size whole.
func piece(img image.Image, whole image.Rectangle) image.Image {
	out := image.NewRGBA(image.Rectangle{Max: compared})
	b := img.Bounds()
	scale := float64(b.Dx()) / float64(whole.Dx())
	w, h := min(float64(compared.X)*scale, float64(b.Dx())), min(float64(compared.Y)*scale, float64(b.Dy()))
	x, y := float64(b.Min.X)+(float64(b.Dx())-w)/2, float64(b.Min.Y)+(float64(b.Dy())-h)/2
	from := image.Rect(int(x), int(y), int(x+w), int(y+h))
	draw.BiLinear.Scale(out, out.Rect, img, from, draw.Src, nil)
	return out
}

// partName says which part of the packet a file is.
func partName(number, of int) voice.Speaker {
	return voice.Message("done.part", map[string]string{"number": strconv.Itoa(number), "of": strconv.Itoa(of)})
}
