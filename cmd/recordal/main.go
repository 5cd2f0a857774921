// Command recordal is the desktop program: it opens the store and starts the
// window.
package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"recordaldesk/assets"
	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/bench"
	"recordaldesk/store/crash"
	"recordaldesk/store/edition"
	"recordaldesk/store/keyring"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
	"recordaldesk/ui"
	"recordaldesk/ui/instance"
	"recordaldesk/ui/journal"
	"recordaldesk/ui/motion"
)

func main() {
	os.Exit(run())
}

func run() int {
	began := time.Now()
	data := flag.String("data", "", "folder of the drafts and scans (default: the user's data folder)")
	show := flag.Bool("version", false, "print the version")
	crashes := flag.Int(afterCrash, 0, "given by the program to itself: how often it failed just before")
	damaged := flag.Bool(repair, false, "show what can be done about a damaged database, although it opens")
	sheet := flag.String("contact-sheet", "", "write one HTML file with a picture of every screen in every language, and end; with -data with the edits of labels there; needs no display")
	painting := flag.String(graphicsFlag, "", "\""+safeGraphics+"\" paints without the graphics card, where the window is black or does not open")
	album := flag.String(pictures, "", "given by the program to itself: folder to put pictures of all screens into")
	edits := flag.String(picturesWith, "", "likewise: folder of a translator's edits to speak with")
	speaks := flag.String(picturesIn, "zh,en", "likewise: the ways to speak in them")
	answers := flag.String("answers", "", "given by tests: file to note in how long the window took to answer at most")
	flag.Parse()
	journal.Set(journal.Stream(*data), *data)
	if *show {
		fmt.Println("recordal", packet.Version, "rulebook", rules.Builtin().Version)
		return 0
	}
	if *sheet != "" || *album != "" {
		if *sheet != "" && *data != "" {
			*edits = bench.In(*data)
		}
		return takeAll(*sheet, *album, *speaks, *edits)
	}
	// A font collection named here would crash the toolkit, and the program
	// brings a font of its own.
	if err := os.Unsetenv("FYNE_FONT"); err != nil {
		slog.Error("clear FYNE_FONT", "err", err)
	}
	found, err := store.Find(*data)
	if err != nil {
		slog.Error("find the data folder", "err", err)
		return 2
	}
	dir := found.Dir
	if !found.Away() { // else it would be made
		journal.Set(journal.Stream(dir), dir)
	}
	if *painting == safeGraphics && startSafely(dir, flag.Args()) {
		return 0
	}
	// What the start allocates stays, so there is nothing to collect until the
	// window is there.
	debug.SetGCPercent(-1)
	// Read and compiled while the window opens: first the texts, which it waits for.
	inForce := sync.OnceValue(func() *edition.InForce {
		f := edition.Find(dir)
		f.Speak()
		return f
	})
	crash.Go(func() {
		translations.Read()
		inForce()
	})
	a := motion.Wrap(app.NewWithID("cn.recordaldesk.desk"))
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.WindowIcon()))
	p := &program{
		began: began, app: a, found: found, dir: dir, ring: keyring.Of(dir), files: flag.Args(), crashes: *crashes, damaged: *damaged, answers: *answers, inForce: inForce,
	}
	whenGraphicsFail(func() int { return p.withoutWindow(*painting == safeGraphics || isSafe()) })
	if *crashes > maxRestarts {
		ui.ShowProblem(a, "crash.again", func() { time.AfterFunc(comesBack, func() { os.Exit(2) }) })
		return 2
	}
	return p.run(context.Background())
}

// answersWithin is how long a second start waits for the program that has the data
// folder open, which may have been started a moment ago.
const answersWithin = 3 * time.Second

// handOver asks the program that has the data folder open to show itself and to open
// the files, and reports whether it does.
func handOver(dir string, names []string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), answersWithin)
	defer cancel()
	files, others := instance.Files(names)
	if len(others) > 0 {
		slog.Error("some of what was named is no file", "count", len(others))
	}
	return instance.Knock(ctx, dir, files) == nil
}

// collect begins to collect garbage, sooner than Go does by itself: drawing
// leaves much behind, and an office PC has little memory.
func collect() {
	debug.SetGCPercent(50)
	time.AfterFunc(time.Second, debug.FreeOSMemory)
}
