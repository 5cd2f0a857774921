// Command make takes the pictures of the help of the program itself, at the stops of its
// tour that the pages name: without a display, in Chinese and in English, light, cut to
// where the marks of the page are. It writes them into a folder, which it empties before.
//
//	go run ./ui/help/make ui/help/pictures
package main

import (
	"context"
	"fmt"
	"image"
	"image/draw"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"recordaldesk/rules"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
	"recordaldesk/ui"
	"recordaldesk/ui/help"
	"recordaldesk/ui/look"
	"recordaldesk/ui/places"
	"recordaldesk/ui/voice"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "say into which folder, as in: go run ./ui/help/make ui/help/pictures")
		os.Exit(2)
	}
	if err := run(context.Background(), os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// The day and time in the pictures, so that they differ only where the program does.
var then = time.Date(2026, 11, 30, 10, 0, 0, 0, time.UTC)

func run(ctx context.Context, dir string) error {
	work, err := os.MkdirTemp("", "recordal-help-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	var only []string
	for _, p := range help.Pages() {
		only = append(only, p.Stop)
	}
	all, files := map[string]help.Picture{}, map[string][]byte{}
	err = ui.Tour(ctx, ui.TourOptions{
		App: test.NewApp(), Dir: work, Book: rules.Builtin, Now: func() time.Time { return then }, Program: packet.Program,
		Modes: []voice.Mode{voice.Chinese, voice.English}, Variant: look.Light, Size: fyne.NewSize(1366, 730), Only: only,
		Seen: func(v places.View) error {
			shot, whole := places.Take(v)
			for _, p := range help.Pages() {
				if p.Stop != v.Stop {
					continue
				}
				known, cut, err := picture(p, &shot)
				if err != nil {
					return err
				}
				name := help.PictureName(p.ID, translations.Language(v.Mode))
				if files[name], err = places.Encode(crop(whole, cut)); err != nil {
					return err
				}
				all[name] = known
			}
			return nil
		},
	})
	if err != nil {
		return err
	}
	return write(dir, all, files)
}

// write puts the pictures and their list in the place of those that are there.
func write(dir string, all map[string]help.Picture, files map[string][]byte) error {
	list, err := json.Marshal(all, json.Deterministic(true), jsontext.WithIndent(" "))
	if err != nil {
		return err
	}
	files[help.ListName] = append(list, '\n')
	before, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil {
		return err
	}
	for _, name := range before {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// The least that is shown of a window, in pixels: a page has about as much room, so that
// most pictures are shown nearly as large as the window is. What is nearer to the upper or
// the left edge than near begins there.
const (
	leastWidth  = 860
	leastHeight = 390
	around      = 24
	near        = 160
)

// picture finds the marks of a page in a shot, and what is to be seen of it.
func picture(p *help.Page, shot *places.Shot) (help.Picture, image.Rectangle, error) {
	window := image.Rect(0, 0, shot.Width, shot.Height)
	var boxes []image.Rectangle
	for _, id := range p.Marks {
		at := slices.IndexFunc(shot.Shown, func(s places.Shown) bool { return slices.Contains(s.IDs, id) })
		if at < 0 {
			return help.Picture{}, window, fmt.Errorf("page %s: the stop %s does not show %s in %s", p.ID, p.Stop, id, shot.Mode)
		}
		s := shot.Shown[at]
		boxes = append(boxes, image.Rect(s.X, s.Y, s.X+s.Width, s.Y+s.Height))
	}
	cut := image.Rectangle{}
	for _, b := range boxes {
		cut = cut.Union(b.Inset(-around))
	}
	if len(boxes) == 0 {
		cut = image.Rect(0, 0, leastWidth, leastHeight)
	}
	cut = grown(cut, window, leastWidth, leastHeight)
	if cut.Dx() > window.Dx() || cut.Dy() > window.Dy() {
		return help.Picture{}, window, fmt.Errorf("page %s: its marks are not in the window", p.ID)
	}
	known := help.Picture{Stop: p.Stop, Width: cut.Dx(), Height: cut.Dy()}
	for _, b := range boxes {
		at := image.Pt(b.Min.X, (b.Min.Y+b.Max.Y)/2).Sub(cut.Min)
		known.Marks = append(known.Marks, help.Spot{X: at.X, Y: at.Y})
	}
	return known, cut, nil
}

// grown is a part of a window that is at least so large, and has what is meant in its
// middle or, higher and to the left of it, more of what leads there.
func grown(part, window image.Rectangle, width, height int) image.Rectangle {
	out := part
	if more := width - out.Dx(); more > 0 {
		out.Min.X -= more / 2
		out.Max.X += more - more/2
	}
	if more := height - out.Dy(); more > 0 {
		out.Min.Y -= more / 3
		out.Max.Y += more - more/3
	}
	if out.Min.X < 2*near {
		out = out.Sub(image.Pt(out.Min.X, 0)).Union(part)
	}
	if out.Min.Y < near {
		out = out.Sub(image.Pt(0, out.Min.Y)).Union(part)
	}
	out = out.Add(image.Pt(max(0, window.Min.X-out.Min.X), max(0, window.Min.Y-out.Min.Y)))
	out = out.Sub(image.Pt(max(0, out.Max.X-window.Max.X), max(0, out.Max.Y-window.Max.Y)))
	return out.Intersect(window)
}

func crop(whole image.Image, cut image.Rectangle) image.Image {
	out := image.NewRGBA(image.Rect(0, 0, cut.Dx(), cut.Dy()))
	draw.Draw(out, out.Bounds(), whole, cut.Min, draw.Src)
	return out
}
