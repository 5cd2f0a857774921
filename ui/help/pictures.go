package help

import (
	"bytes"
	"embed"
	"fmt"
	"image"
	"image/png"
	"sync"

	"github.com/go-json-experiment/json"

	"recordaldesk/translations"
)

// Pictures are taken of the program itself by "make help-pictures", and are decoded when a
// page that has one is read. To draw them while the window is open would mean a second
// program beside it, as the page of labels has: over a data folder of its own it would
// take half a minute and a hundred megabytes for what is looked at for a few seconds.

// Picture is what is known of the picture of a page in a language.
type Picture struct {
	Stop   string `json:"stop"`
	Width  int    `json:"width"` // in pixels
	Height int    `json:"height"`
	Marks  []Spot `json:"marks"` // in the order of the page's marks
}

// Spot is where a number stands in a picture, in pixels: at the beginning of a text, in the
// middle of its height.
type Spot struct {
	X int `json:"x"`
	Y int `json:"y"`
}

// ListName is the file in which the pictures are described, by the names of their files.
const ListName = "pictures.json"

//go:embed pictures
var files embed.FS

// PictureName is the name of the file with the picture of a page.
func PictureName(page string, l translations.Language) string {
	return page + "-" + string(l) + ".png"
}

// Pictures describes all pictures, by the names of their files.
var Pictures = sync.OnceValue(func() map[string]Picture {
	all := map[string]Picture{}
	data, err := files.ReadFile("pictures/" + ListName)
	if err == nil {
		err = json.Unmarshal(data, &all)
	}
	if err != nil {
		panic(fmt.Errorf("read the list of pictures: %w", err)) // the file is built in; every test would show it
	}
	return all
})

// decode reads the picture of a page.
func decode(name string) (image.Image, error) {
	data, err := files.ReadFile("pictures/" + name)
	if err != nil {
		return nil, fmt.Errorf("read a picture: %w", err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read the picture %s: %w", name, err)
	}
	return picture, nil
}
