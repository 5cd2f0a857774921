package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/store/bench"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
	"recordaldesk/ui"
	"recordaldesk/ui/contactsheet"
	"recordaldesk/ui/places"
	"recordaldesk/ui/voice"
)

// Pictures of all screens are taken without a display, over filings of invented
// companies: for the contact sheet, and for the page of labels, for which the program
// starts itself.

// The flags by which the program has itself take pictures.
const (
	pictures     = "pictures"
	picturesIn   = "pictures-in"
	picturesWith = "pictures-with"
)

// takeAll takes pictures of all screens, for the contact sheet or else into a folder,
// and returns the exit code.
func takeAll(sheet, album, speaks, edits string) int {
	// A font collection named here would crash the toolkit.
	if err := os.Unsetenv("FYNE_FONT"); err != nil {
		slog.Error("clear FYNE_FONT", "err", err)
	}
	var err error
	var begun []voice.Mode
	if edits != "" {
		begun, err = speakWith(edits)
	}
	switch {
	case err != nil:
	case sheet != "":
		err = writeContactSheet(context.Background(), sheet, begun, os.Stdout)
	default:
		var modes []voice.Mode
		for mode := range strings.SplitSeq(speaks, ",") {
			modes = append(modes, voice.Mode(mode))
		}
		err = takePictures(context.Background(), album, modes, os.Stdout)
	}
	if err != nil {
		slog.Error("take pictures", "err", err)
		return 2
	}
	return 0
}

// speakWith has the program speak with a translator's edits in a folder, and returns the
// languages that were begun there.
func speakWith(edits string) ([]voice.Mode, error) {
	b, _, err := bench.Open(edits, time.Now) // what cannot be taken up, the window has told
	if err != nil {
		return nil, err
	}
	var begun []voice.Mode
	for _, l := range b.Languages() {
		if !translations.Is(l) {
			begun = append(begun, voice.Mode(l))
		}
	}
	return begun, b.Speak()
}

// picturesByItself has the program itself, started once more, take the pictures: they take
// a minute, in which the window goes on.
func picturesByItself() *ui.Pictures {
	program, err := os.Executable()
	if err != nil {
		slog.Error("find the program", "err", err)
		return nil
	}
	key := packet.Version
	if info, err := os.Stat(program); err == nil {
		key += fmt.Sprintf("-%x-%x", info.ModTime().Unix(), info.Size())
	}
	return &ui.Pictures{Key: key, Take: func(ctx context.Context, dir, edits string, progress func(n, all int)) error {
		cmd := exec.CommandContext(ctx, program, "-"+pictures, dir, "-"+picturesIn, "zh,en", "-"+picturesWith, edits)
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			return fmt.Errorf("start to take pictures: %w", err)
		}
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			var n, all int
			if _, err := fmt.Sscanf(lines.Text(), "%d of %d", &n, &all); err == nil {
				progress(n, all)
			}
		}
		if err := cmd.Wait(); err != nil {
			return fmt.Errorf("take pictures: %w", err)
		}
		return nil
	}}
}

// pictureSize is that of the window in them: an office screen without what stands around
// a window.
var pictureSize = fyne.NewSize(1366, 730)

// takePictures makes an album of all screens in a folder, which must be there, in some modes. Progress
// is told as lines "n of all" to out.
func takePictures(ctx context.Context, dir string, modes []voice.Mode, out io.Writer) error {
	work, err := os.MkdirTemp("", "recordal-tour-")
	if err != nil {
		return fmt.Errorf("take pictures: %w", err)
	}
	defer func() { _ = os.RemoveAll(work) }() // what stays is swept with all that is temporary
	var shots []places.Shot
	all := len(ui.Stops()) * len(modes)
	err = ui.Tour(ctx, ui.TourOptions{
		App: test.NewApp(), Dir: work, Book: rules.Builtin, Now: time.Now, Program: packet.Program,
		Modes: modes, Size: pictureSize,
		Seen: func(v places.View) error {
			err := places.Add(dir, &shots, v)
			fmt.Fprintf(out, "%d of %d\n", len(shots), all) // nobody may be listening any more
			return err
		},
	})
	if err != nil {
		return err
	}
	return places.Finish(dir, shots)
}

// writeContactSheet writes one HTML file with all screens in all languages, those that a
// translator has begun last.
func writeContactSheet(ctx context.Context, path string, begun []voice.Mode, out io.Writer) error {
	dir, err := os.MkdirTemp("", "recordal-pictures-")
	if err != nil {
		return fmt.Errorf("take pictures: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // likewise
	modes := slices.Concat(voice.Modes, []voice.Mode{voice.Mode(translations.Pseudo)}, begun)
	if err := takePictures(ctx, dir, modes, out); err != nil {
		return err
	}
	album, err := places.Open(dir)
	if err != nil {
		return err
	}
	f, err := os.Create(filepath.Clean(path))
	if err != nil {
		return fmt.Errorf("write the contact sheet: %w", err)
	}
	if err := contactsheet.Write(f, album, packet.Program, time.Now().Format(time.DateOnly)); err != nil {
		_ = f.Close() // the first error says what is wrong
		return err
	}
	return f.Close()
}
