// Package places knows where the messages of the program stand: on which screens and
// dialogs of a tour, where in the picture of each, and in how much room.
package places

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"github.com/go-json-experiment/json"

	"recordaldesk/translations"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// View is what a tour shows at a stop.
type View struct {
	Stop string // its name; the message tour.<name> says it
	Mode voice.Mode
	// Canvas shows it, until the tour goes on.
	Canvas fyne.Canvas
	// Said are the messages that were said in this mode since the tour began.
	Said []translations.Saying
	// Typed are texts of the filings that the tour is over, which no message says.
	Typed []string
}

// Shot is what was seen at a stop of a tour in one mode.
type Shot struct {
	Stop   string  `json:"stop"`
	Mode   string  `json:"mode"`
	Shown  []Shown `json:"shown"`
	Width  int     `json:"width"` // of the picture, in pixels
	Height int     `json:"height"`
}

// Shown is a message that was seen.
type Shown struct {
	IDs      []string              `json:"ids"` // the messages that say this, of those said there
	Language translations.Language `json:"language"`
	X        int                   `json:"x"`
	Y        int                   `json:"y"`
	Width    int                   `json:"width"`
	Height   int                   `json:"height"`
	Room     float32               `json:"room,omitempty"` // how wide it may be, in sizes of its letters; 0 where it wraps or makes itself room
}

// Take makes a shot and its picture of what a tour shows.
func Take(v View) (Shot, image.Image) {
	shot := Shot{Stop: v.Stop, Mode: string(v.Mode)}
	by := map[string][]translations.Saying{}
	for _, s := range v.Said {
		by[s.Text] = append(by[s.Text], s)
	}
	texts := seen.In(v.Canvas)
	top := len(v.Canvas.Overlays().List())
	for _, t := range texts {
		said := by[t.Says]
		if len(said) == 0 || t.Layer != top || t.Box.Width <= 0 {
			continue
		}
		shown := Shown{Language: said[0].Language, X: int(t.Box.X), Y: int(t.Box.Y), Width: int(t.Box.Width) + 1, Height: int(t.Box.Height) + 1}
		if t.Size > 0 {
			shown.Room = t.Room / t.Size
		}
		for _, s := range said {
			shown.IDs = append(shown.IDs, s.ID)
		}
		slices.Sort(shown.IDs)
		shown.IDs = slices.Compact(shown.IDs)
		shot.Shown = append(shot.Shown, shown)
	}
	picture := v.Canvas.Capture()
	shot.Width, shot.Height = picture.Bounds().Dx(), picture.Bounds().Dy()
	return shot, picture
}

// Album is shots in a folder, with their pictures.
type Album struct {
	dir   string
	shots []Shot
	by    map[string][]found
}

type found struct {
	shot *Shot
	at   Shown
}

const listName = "shots.json"

// Add writes a shot and its picture into a folder.
func Add(dir string, all *[]Shot, v View) error {
	shot, picture := Take(v)
	data, err := Encode(picture)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, shot.name()), data, 0o600); err != nil {
		return fmt.Errorf("write a picture: %w", err)
	}
	*all = append(*all, shot)
	return nil
}

func (s *Shot) name() string { return s.Stop + "-" + s.Mode + ".png" }

// Finish writes the list of the shots, without which a folder is no album.
func Finish(dir string, all []Shot) error {
	data, err := json.Marshal(all)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, listName), data, 0o600)
	}
	if err != nil {
		return fmt.Errorf("list the pictures: %w", err)
	}
	return nil
}

// Open opens an album.
func Open(dir string) (*Album, error) {
	data, err := os.ReadFile(filepath.Join(dir, listName))
	if err != nil {
		return nil, fmt.Errorf("read the list of the pictures: %w", err)
	}
	a := &Album{dir: dir, by: map[string][]found{}}
	if err := json.Unmarshal(data, &a.shots); err != nil {
		return nil, fmt.Errorf("read the list of the pictures: %w", err)
	}
	for i := range a.shots {
		for _, shown := range a.shots[i].Shown {
			for _, id := range shown.IDs {
				a.by[id] = append(a.by[id], found{&a.shots[i], shown})
			}
		}
	}
	return a, nil
}

// Stops returns the stops at which a message is seen, in the order of the tour.
func (a *Album) Stops(id string) []string {
	var stops []string
	for _, f := range a.by[id] {
		if !slices.Contains(stops, f.shot.Stop) {
			stops = append(stops, f.shot.Stop)
		}
	}
	return stops
}

// The surroundings of a message in its picture, in pixels.
const (
	aroundWidth  = 520
	aroundHeight = 200
)

// Around returns the surroundings of a message at a stop, with a frame around it, as PNG;
// nil where it is not seen there.
func (a *Album) Around(stop, id string) ([]byte, error) {
	at := slices.IndexFunc(a.by[id], func(f found) bool { return f.shot.Stop == stop })
	if at < 0 {
		return nil, nil
	}
	f := a.by[id][at]
	data, err := os.ReadFile(filepath.Join(a.dir, f.shot.name()))
	if err != nil {
		return nil, fmt.Errorf("read a picture: %w", err)
	}
	whole, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read a picture: %w", err)
	}
	box := image.Rect(f.at.X, f.at.Y, f.at.X+f.at.Width, f.at.Y+f.at.Height)
	crop := around(box, whole.Bounds())
	out := image.NewRGBA(image.Rect(0, 0, crop.Dx(), crop.Dy()))
	draw.Draw(out, out.Bounds(), whole, crop.Min, draw.Src)
	frame(out, box.Sub(crop.Min))
	return Encode(out)
}

// around is a part of the picture with a box in its middle, as far as the picture goes.
func around(box, whole image.Rectangle) image.Rectangle {
	width, height := max(aroundWidth, min(box.Dx()+40, whole.Dx())), aroundHeight
	x := min(max(box.Min.X+box.Dx()/2-width/2, 0), max(0, whole.Dx()-width))
	y := min(max(box.Min.Y+box.Dy()/2-height/2, 0), max(0, whole.Dy()-height))
	return image.Rect(x, y, x+width, y+height).Intersect(whole)
}

// frame draws a frame a little around a box.
func frame(picture draw.Image, box image.Rectangle) {
	ink := image.NewUniform(theme.Color("ring"))
	box = box.Inset(-4)
	const line = 2
	for _, side := range []image.Rectangle{
		image.Rect(box.Min.X, box.Min.Y, box.Max.X, box.Min.Y+line),
		image.Rect(box.Min.X, box.Max.Y-line, box.Max.X, box.Max.Y),
		image.Rect(box.Min.X, box.Min.Y, box.Min.X+line, box.Max.Y),
		image.Rect(box.Max.X-line, box.Min.Y, box.Max.X, box.Max.Y),
	} {
		draw.Draw(picture, side, ink, image.Point{}, draw.Src)
	}
}

// Pictures returns the names of the stops that have a picture in a mode, and reads each.
func (a *Album) Pictures(mode string) (stops []string, read func(stop string) ([]byte, error)) {
	for _, s := range a.shots {
		if s.Mode == mode {
			stops = append(stops, s.Stop)
		}
	}
	return stops, func(stop string) ([]byte, error) {
		data, err := os.ReadFile(filepath.Join(a.dir, stop+"-"+mode+".png"))
		if err != nil {
			return nil, fmt.Errorf("read a picture: %w", err)
		}
		return data, nil
	}
}

// Modes returns the modes that an album has, in its order.
func (a *Album) Modes() []string {
	var modes []string
	for _, s := range a.shots {
		if !slices.Contains(modes, s.Mode) {
			modes = append(modes, s.Mode)
		}
	}
	return modes
}

// IsAlbum reports whether a folder is an album.
func IsAlbum(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, listName))
	return err == nil
}
