package ui

import (
	"context"
	"image"
	"log/slog"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/ui/chooser"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/motion"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/ready"
	"recordaldesk/ui/settings"
	"recordaldesk/ui/voice"
)

// Whether this PC has what the program needs is looked at in the background at each start.
// What there is to see to stands above the list of filings in one sentence, until the
// person has noted it; where all is well nothing is said. All of it is one key away, on
// the page about the program: nothing stands between a person and the first filing.

// aboutReady is the subject of that notice.
const aboutReady = "ready"

// settingReadyNoted is what the person knows of it: ids of messages with spaces between.
const settingReadyNoted = "ready.noted"

// inCondition are the messages that the notice on the data folder says.
var inCondition = []string{"ready.folder.network", "ready.folder.synchronised", "ready.folder.viewing"}

// pixel is a point of the window that nobody sees: while it is painted the graphics can be
// asked what draws.
func (d *Desk) pixel() fyne.CanvasObject {
	p := canvas.NewRaster(func(int, int) image.Image {
		if d.o.Graphics != nil && d.renderer.Load() == nil {
			name := d.o.Graphics()
			d.renderer.Store(&name)
		}
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	})
	p.Resize(fyne.NewSize(1, 1))
	return container.NewWithoutLayout(p)
}

// checkReady looks whether this PC has what is needed. It is called off the UI goroutine.
func (d *Desk) checkReady() []ready.Line {
	a := ready.Around{
		Still: motion.Reduced(), Viewing: d.viewing(), Place: store.LocationOf(d.store().Dir()),
		Input: ready.InputOf(), Dialogs: chooser.Native(),
	}
	if name := d.renderer.Load(); name != nil {
		a.Renderer = *name
	}
	free, err := store.FreeBytes(d.store().Dir())
	if err != nil {
		slog.Error("look whether this PC is ready", "err", err)
		free = -1
	}
	a.Free = free
	return ready.Check(a)
}

// lookAtReadiness looks at it, and says what the person does not know yet.
func (d *Desk) lookAtReadiness(ctx context.Context) {
	noted := strings.Fields(d.setting(ctx, settingReadyNoted))
	news := slices.DeleteFunc(ready.NotOK(d.checkReady()), func(l ready.Line) bool {
		return slices.Contains(inCondition, l.Message) || slices.Contains(noted, l.Message)
	})
	if ctx.Err() != nil {
		return
	}
	d.o.Do(func() {
		d.unready = news
		if home, ok := d.screen.(*filings.Screen); ok {
			d.tellReady(home)
		}
	})
}

// tellReady says it above the list.
func (d *Desk) tellReady(home *filings.Screen) {
	if len(d.unready) == 0 {
		home.Unsay(aboutReady)
		return
	}
	news := d.unready
	say := func(l translations.Language) string {
		names := make([]string, len(news))
		for i, one := range news {
			names[i] = translations.Text(l, "ready."+one.About)
		}
		return translations.Text(l, "ready.note", map[string]string{"what": strings.Join(names, translations.Text(l, "list.separator"))})
	}
	home.Notify(aboutReady, say, false,
		parts.Answer{Say: voice.Message("settings.about.show"), Do: d.showAbout},
		parts.Answer{Say: voice.Message("condition.noted"), Do: func() {
			d.noteReady()
			home.Unsay(aboutReady)
		}})
}

// noteReady keeps that the person knows of it.
func (d *Desk) noteReady() {
	known := strings.Fields(d.setting(context.Background(), settingReadyNoted))
	for _, one := range d.unready {
		if !slices.Contains(known, one.Message) {
			known = append(known, one.Message)
		}
	}
	d.unready = nil
	d.keep(settingReadyNoted, strings.Join(known, " "))
}

// reduceMotion has nothing move any more, and keeps that.
func (d *Desk) reduceMotion() {
	looks{d}.SetStill(true)
	d.keep(settings.MotionSetting, settings.Reduced)
	crash.Go(func() { d.lookAtReadiness(context.Background()) })
}
