// Command make measures how much room the program's texts have in the layout of every
// screen, at the usual size of the text and at twice that, and writes it as TOML to
// standard output, for translations/labels/room.toml.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/store/packet"
	"recordaldesk/ui"
	"recordaldesk/ui/places"
	"recordaldesk/ui/voice"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	rooms := &places.Rooms{}
	for _, scale := range []float32{1, 2} {
		dir, err := os.MkdirTemp("", "recordal-room-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		err = ui.Tour(ctx, ui.TourOptions{
			App: test.NewApp(), Dir: dir, Book: rules.Builtin, Now: time.Now, Program: packet.Program,
			Modes: []voice.Mode{voice.Chinese, voice.English}, Size: fyne.NewSize(1366, 730), Scale: scale,
			Seen: func(v places.View) error {
				if apart(v.Stop) {
					return nil
				}
				shot, _ := places.Take(v)
				rooms.Add(shot, scale)
				return nil
			},
		})
		if err != nil {
			return err
		}
	}
	return rooms.Write(os.Stdout, time.Now().Format(time.DateOnly))
}

// apart reports whether messages at a stop are not there to be read whole: the page of
// labels lists all texts as data, and two lists of the review have the whole sentence
// beside or beneath them.
func apart(stop string) bool {
	return strings.HasPrefix(stop, "labels") || stop == "review_originals" || stop == "review_reasons"
}
