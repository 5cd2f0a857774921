package ui

import (
	"context"
	"log/slog"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"

	"recordaldesk/store/crash"
	"recordaldesk/store/private"
	labelsui "recordaldesk/ui/labels"
	"recordaldesk/ui/places"
	"recordaldesk/ui/voice"
)

// Where labels stand, with pictures, and the way there.

// showPlace leads to a place where a label stands, with its panel.
func (d *Desk) showPlace(place labelsui.Place, id string) {
	lead := live(place.Stop)
	if lead == nil {
		return
	}
	d.labels.dock.Show(nil)
	if d.left != nil {
		d.leaveRulebook()
	}
	lead(d)
	d.labels.dock.Left = false
	d.showLabel([]string{id}, false)
}

// places are where a label stands, with pictures where there are any yet.
func (t *translating) places(id string) []labelsui.Place {
	if t.album == nil {
		return nil
	}
	var all []labelsui.Place
	for _, stop := range t.album.Stops(id) {
		all = append(all, labelsui.Place{Stop: stop, Leads: live(stop) != nil, Picture: func() fyne.Resource {
			picture, err := t.album.Around(stop, id)
			if err != nil {
				slog.Error("show where a label stands", "err", err)
			}
			if picture == nil {
				return nil
			}
			return fyne.NewStaticResource(stop+"-"+id+".png", picture)
		}})
	}
	return all
}

// Pictures takes pictures of all screens, for the page of labels.
type Pictures struct {
	Key string // tells pictures of other versions apart
	// Take puts an album into an empty folder, with the edits in a folder spoken, and tells
	// how far it is.
	Take func(ctx context.Context, dir, edits string, progress func(n, all int)) error
}

// takePictures has the pictures of all screens taken in the background, unless they are
// there from before.
func (d *Desk) takePictures() {
	t := d.labels
	if t.album != nil || t.taking || d.o.Pictures == nil {
		return
	}
	t.taking = true
	ctx, stop := context.WithCancel(context.Background())
	t.stop = stop
	dir := filepath.Join(d.store().Scratch(), "cache", "pictures-"+d.o.Pictures.Key)
	edits := t.folder()
	crash.Go(func() {
		var album *places.Album
		err := func() error {
			if places.IsAlbum(dir) {
				var err error
				album, err = places.Open(dir)
				return err
			}
			if err := private.Make(dir); err != nil {
				return err
			}
			err := d.o.Pictures.Take(ctx, dir, edits, func(n, all int) {
				d.o.Do(func() { t.tell(n, all) })
			})
			if err == nil {
				album, err = places.Open(dir)
			}
			return err
		}()
		d.o.Do(func() {
			t.taking = false
			stop()
			t.tell(0, 0)
			if err != nil {
				slog.Error("take pictures of all screens", "err", err) // the page is of use without
				return
			}
			t.album = album
			if t.screen != nil {
				t.screen.Placed()
			}
		})
	})
}

// tell says on the page of labels how far the pictures are.
func (t *translating) tell(n, all int) {
	if t.screen == nil {
		return
	}
	if all == 0 {
		t.screen.Tell(nil)
		return
	}
	t.screen.Tell(voice.Message("labels.pictures", map[string]string{"count": strconv.Itoa(n), "total": strconv.Itoa(all)}))
}
