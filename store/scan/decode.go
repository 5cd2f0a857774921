package scan

import (
	"errors"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"github.com/bep/imagemeta"
	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"
)

// codec is how one picture format is read. The standard registry of
// image.Decode is not used: what this package reads must not depend on what
// else the program imports.
type codec struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	meta   imagemeta.ImageFormat // where EXIF is looked for; auto means the format has none
}

var codecs = map[Kind]codec{
	JPEG: {jpeg.DecodeConfig, jpeg.Decode, imagemeta.JPEG},
	PNG:  {png.DecodeConfig, png.Decode, imagemeta.PNG},
	WebP: {webp.DecodeConfig, webp.Decode, imagemeta.WebP},
	TIFF: {tiff.DecodeConfig, tiff.Decode, imagemeta.TIFF},
	BMP:  {bmp.DecodeConfig, bmp.Decode, imagemeta.ImageFormatAuto},
	GIF:  {gif.DecodeConfig, gif.Decode, imagemeta.ImageFormatAuto},
}

var errNotPicture = errors.New("no picture format")

// decodeConfig reads the picture's size from its header and refuses it with
// TooManyPixels before anything is reserved for pixels.
func decodeConfig(src *source, k Kind) (image.Config, error) {
	c, ok := codecs[k]
	if !ok {
		return image.Config{}, src.failure(k, errNotPicture)
	}
	var config image.Config
	err := guarded(func() (err error) {
		config, err = c.config(src.buffered())
		return err
	})
	if err != nil {
		return image.Config{}, src.failure(k, err)
	}
	w, h := config.Width, config.Height
	if w <= 0 || h <= 0 {
		return image.Config{}, src.failure(k, errors.New("picture without pixels"))
	}
	if w > MaxSide || h > MaxSide || w*h > MaxPixels {
		return image.Config{}, &Error{Problem: TooManyPixels, Kind: k, Width: w, Height: h}
	}
	if w*h > smallPicture && src.size*densest(k) < int64(w)*int64(h) {
		return image.Config{}, src.failure(k, errTooFewBytes)
	}
	return config, nil
}

// smallPicture is how many pixels need no proof: they take 64 MB at most.
const smallPicture = 8_000_000

var errTooFewBytes = errors.New("fewer bytes than the picture can have")

// densest is how many pixels a byte of the format may stand for in a picture that
// shows anything. A header that claims more has nothing behind it, and a decoder
// would reserve the memory before it finds that out.
func densest(k Kind) int64 {
	switch k {
	case BMP:
		return 8 // one bit each, not packed
	case PNG:
		return 8 * 1032 // one bit each, and the most that deflate can do
	case GIF:
		return 4096 // what the longest code of LZW can stand for
	}
	return 10_000 // an empty page of one colour
}

// decode reads the pixels as stored, not yet turned; of an animation the first
// picture. It checks the size again, so that an Info made up or taken from
// another file does no harm.
func decode(src *source, k Kind) (image.Image, error) {
	config, err := decodeConfig(src, k)
	if err != nil {
		return nil, err
	}
	if k == JPEG {
		// A progressive JPEG can hold thousands of scans, each a pass over
		// every pixel; the walk refuses those first.
		if err := copyJPEG(io.Discard, src.buffered(), keepAllJPEG); err != nil {
			return nil, src.failure(k, err)
		}
	}
	var img image.Image
	err = guarded(func() (err error) {
		if img, err = codecs[k].decode(src.buffered()); err == nil {
			img, err = mended(img, src, k)
		}
		return err
	})
	if err != nil {
		return nil, src.failure(k, err)
	}
	return onScreen(img, config), nil
}

// onScreen returns img as large as its file says that the picture is. The first picture
// of a GIF may be a part of the screen only (GIF89a, 20: left and top position); what it
// leaves free is transparent, as browsers show it.
func onScreen(img image.Image, config image.Config) image.Image {
	screen := image.Rect(0, 0, config.Width, config.Height)
	if img.Bounds().Size() == screen.Size() {
		return img
	}
	out := image.NewNRGBA(screen)
	draw.Draw(out, img.Bounds(), img, img.Bounds().Min, draw.Src)
	return out
}

// orientation reads the EXIF turn, 1 to 8 (CIPA DC-008, tag 0x0112). Absent,
// out of range or unreadable is 1: damaged metadata does not damage a picture.
func orientation(src *source, k Kind) int {
	turn := 1
	meta := codecs[k].meta
	if meta == imagemeta.ImageFormatAuto {
		return turn
	}
	_, err := imagemeta.Decode(imagemeta.Options{
		R:           src.reader(),
		ImageFormat: meta,
		Sources:     imagemeta.EXIF,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool {
			return t.Tag == "Orientation" && t.Namespace == "IFD0"
		},
		HandleTag: func(t imagemeta.TagInfo) error {
			if v, ok := t.Value.(uint16); ok && v >= 1 && v <= 8 {
				turn = int(v)
			}
			return imagemeta.ErrStopWalking
		},
	})
	if err != nil {
		return 1
	}
	return turn
}
