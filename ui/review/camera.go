package review

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/scan"
	"recordaldesk/translations"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// The photo can be taken at the desk. It is then added to the filing, in whose history it
// stands as every change does.

// chooseFile asks for the photo.
func (t *photoTab) chooseFile() {
	s, c := t.screen, t.now()
	if c == nil || !s.o.Session.MayEdit() {
		return
	}
	title, photo := s.o.Voice.Text("material."+facePhoto), c.photo
	crash.Go(func() {
		paths, err := s.o.Chooser.Files(s.ctx, title, false)
		s.back(func() {
			switch {
			case err != nil:
				slog.Error("choose photo", "err", err)
				s.o.Ask(voice.Message("materials.choose.failed"), nil, nil)
			case len(paths) > 0:
				t.attach(paths[0], photo)
			}
		})
	})
}

// back comes back to the screen from the background, unless it was left.
func (s *Screen) back(do func()) { s.o.Do(func() { s.live(do) }) }

// chooseFolder asks in which folder the camera's pictures are, and takes the newest.
func (t *photoTab) chooseFolder() {
	s := t.screen
	if t.now() == nil || !s.o.Session.MayEdit() {
		return
	}
	title := s.o.Voice.Text("review.photo.folder.title")
	crash.Go(func() {
		start, err := s.o.Store.Sealed(s.ctx, cameraSetting)
		if err != nil {
			slog.Warn("read folder of the camera", "err", err)
		}
		folder, err := s.o.Chooser.Folder(s.ctx, title, string(start))
		if err == nil && folder != "" {
			if failed := s.o.Store.SetSealed(s.ctx, cameraSetting, []byte(folder)); failed != nil {
				slog.Warn("keep folder of the camera", "err", failed) // it is asked for again
			}
		}
		s.back(func() {
			switch {
			case err != nil:
				slog.Error("choose folder", "err", err)
				s.o.Ask(voice.Message("materials.choose.failed"), nil, nil)
			case folder != "":
				t.newestIn(folder)
			}
		})
	})
}

// newest takes the newest picture of the camera's folder; where none is known it asks
// for it.
func (t *photoTab) newest() {
	s := t.screen
	if t.now() == nil || !s.o.Session.MayEdit() {
		return
	}
	crash.Go(func() {
		folder, err := s.o.Store.Sealed(s.ctx, cameraSetting)
		if err != nil {
			slog.Warn("read folder of the camera", "err", err)
		}
		s.back(func() {
			if len(folder) == 0 {
				t.chooseFolder()
				return
			}
			t.newestIn(string(folder))
		})
	})
}

// newestIn looks for the newest picture in a folder and asks whether it is the one.
func (t *photoTab) newestIn(folder string) {
	s, c := t.screen, t.now()
	if c == nil {
		return
	}
	photo := c.photo
	crash.Go(func() {
		path, taken, err := newestPicture(s.ctx, folder)
		s.back(func() {
			if err != nil {
				slog.Info("no picture from the camera", "err", err)
				s.o.Ask(voice.Message("review.photo.no_picture"), nil, nil)
				return
			}
			s.o.Ask(func(l translations.Language) string {
				return translations.Text(l, "review.photo.newest", map[string]string{"file": say.File(filepath.Base(path)), "at": say.Moment(taken)})
			}, voice.Message("review.photo.newest.yes"), func() { t.attach(path, photo) })
		})
	})
}

// A stick has few folders; who chooses a whole disk is not kept waiting.
const mostFiles = 20_000

var errNoPicture = errors.New("no picture in the folder")

// newestPicture finds the picture that was changed last in a folder and those below it.
func newestPicture(ctx context.Context, folder string) (path string, taken time.Time, err error) {
	seen := 0
	err = filepath.WalkDir(folder, func(at string, d fs.DirEntry, err error) error {
		seen++
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && at == folder:
			return err
		case err != nil || d.IsDir() && strings.HasPrefix(d.Name(), ".") && at != folder:
			return skip(d)
		case seen > mostFiles:
			return fs.SkipAll
		case d.IsDir() || !slices.Contains([]string{".jpg", ".jpeg", ".png"}, strings.ToLower(filepath.Ext(at))):
			return nil
		}
		info, err := d.Info()
		if err == nil && info.Mode().IsRegular() && info.ModTime().After(taken) {
			path, taken = at, info.ModTime()
		}
		return nil
	})
	if err != nil {
		return "", taken, fmt.Errorf("look for the newest picture: %w", err)
	}
	if path == "" {
		return "", taken, errNoPicture
	}
	return path, taken, nil
}

// skip leaves out a folder that is hidden or cannot be read.
func skip(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// attach keeps a picture in the store and puts it into the filing in the place of the
// photo that is there. What was ticked of that one says nothing of the new one.
func (t *photoTab) attach(path string, photo rules.Material) {
	s := t.screen
	kept := make(chan struct{})
	s.o.Keep(func() { <-kept })
	crash.Go(func() {
		defer close(kept)
		added, err := addScan(s.ctx, s.o.Store, s.o.Session.ID(), path)
		s.back(func() {
			if err != nil {
				s.o.Ask(func(l translations.Language) string {
					return translations.Text(l, "materials.failed", map[string]string{"file": say.File(filepath.Base(path)), "reason": unreadable(err)(l)})
				}, nil, nil)
				return
			}
			t.attached(photo, rules.Attachment{Material: photo.ID, Website: photo.Website, File: filepath.Base(path), SHA256: added.SHA256})
		})
	})
}

func (t *photoTab) attached(photo rules.Material, a rules.Attachment) {
	s := t.screen
	s.o.Opinions.Again(a)
	s.o.Session.Edit(func(f *rules.Filing) {
		f.Attachments = slices.DeleteFunc(f.Attachments, photo.Holds)
		f.Attachments = append(f.Attachments, a)
	})
	s.gather()
}

// addScan brings a file into the store, unless it is no scan.
func addScan(ctx context.Context, to Store, draft, path string) (store.Scan, error) {
	file, err := os.Open(path)
	if err != nil {
		return store.Scan{}, fmt.Errorf("open photo: %w: %w", store.ErrScanSource, err)
	}
	defer file.Close() // was only read
	if _, err := scan.InspectFile(ctx, file); err != nil {
		return store.Scan{}, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return store.Scan{}, fmt.Errorf("read photo: %w: %w", store.ErrScanSource, err)
	}
	return to.AddScan(ctx, draft, file)
}
