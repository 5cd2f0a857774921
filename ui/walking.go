package ui

import (
	"context"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/store/crash"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/walk"
)

// A walk leads through the sample filing, a copy of its own each time it begins. It can be
// left at any moment and is taken up again where it was left.

// settingWalk is where a walk was left: the id of its draft, and the step; "" for nowhere.
const settingWalk = "walk"

// walking is the walk through the sample filing.
type walking struct {
	desk  *Desk
	show  *walk.Walk
	draft string        // its copy of the sample; "" while nobody walks
	at    int           // index of the step
	stop  chan struct{} // ends what keeps the ring in its place; nil while nobody walks
}

// step is one of the walk: its messages are walk.<id> and walk.<id>.text.
type step struct {
	id     string
	page   string                        // of the filing, on which it is
	field  string                        // that gets the keyboard, where there is something to type; "" for none
	target func(*Desk) fyne.CanvasObject // what the ring is around
	done   func(*Desk) bool              // the person has done it, and the next one follows; nil waits for the button
}

// steps are all of them, in their order.
var steps = []step{
	{id: "begin", page: "account", target: func(d *Desk) fyne.CanvasObject { return d.header.sample }},
	{id: "rail", page: "host_unit", target: func(d *Desk) fyne.CanvasObject { return d.wizard.Rail() }},
	{id: "type", page: "host_unit", field: "host.superior", target: atField("host.superior")},
	{id: "mistake", page: "host_unit", field: "host.certificate.number", target: atField("host.certificate.number")},
	{id: "why", page: "host_unit", field: "host.certificate.number", target: atField("host.certificate.number")},
	{id: "rules", page: "domains.0", target: func(d *Desk) fyne.CanvasObject { return d.header.book }},
	{id: "language", page: "domains.0", target: func(d *Desk) fyne.CanvasObject { return d.header.switches }},
	{id: "materials", page: "materials", target: atButton("materials.print_all")},
	{id: "checklist", page: "checklist", target: func(d *Desk) fyne.CanvasObject { return d.wizard.First() }},
	{id: "check", page: "check", target: atButton("check.print")},
	{id: "export", page: "check", target: atButton("check.export"), done: func(d *Desk) bool { return atButton("done.open_mail")(d) != nil }},
	{id: "packet", page: "check", target: func(d *Desk) fyne.CanvasObject {
		if o := atButton("done.open_mail")(d); o != nil {
			return o
		}
		return atButton("check.export")(d) // nothing was exported
	}},
}

// atField is the field at a path.
func atField(path string) func(*Desk) fyne.CanvasObject {
	return func(d *Desk) fyne.CanvasObject { return d.wizard.At(path) }
}

// atButton is the button on the screen that says a message.
func atButton(id string) func(*Desk) fyne.CanvasObject {
	return func(d *Desk) fyne.CanvasObject {
		text := d.voice.Text(id)
		for _, o := range seen.Objects(d.screen.Object()) {
			if b, ok := o.(*form.Button); ok && b.Text == text {
				return b
			}
		}
		return nil
	}
}

func newWalking(d *Desk) *walking {
	w := &walking{desk: d}
	w.show = walk.New(walk.Options{
		Voice: d.voice, Canvas: d.window.Canvas(),
		Next: func() { w.to(w.at + 1) }, Back: func() { w.to(w.at - 1) }, End: w.leave,
	})
	return w
}

// around is the window with the panel of the walk.
func (w *walking) around(content fyne.CanvasObject) fyne.CanvasObject { return w.show.Around(content) }

// walkThrough begins a walk with a copy of the sample, or goes on where one was left.
func (d *Desk) walkThrough() {
	if d.guard.screen != nil || !d.mayChange() {
		return
	}
	d.leaveRulebook()
	left := d.setting(context.Background(), settingWalk)
	id, number, _ := strings.Cut(left, " ")
	at, err := strconv.Atoi(number)
	if _, loaded := d.store().Load(context.Background(), id); id != "" && loaded == nil && err == nil && at > 0 && at < len(steps) {
		d.walk.begin(id, at)
		return
	}
	d.beginThen(d.copySample, func(id string) { d.walk.begin(id, 0) })
}

// begin walks from a step on, over a draft.
func (w *walking) begin(draft string, at int) {
	w.end()
	w.draft, w.stop = draft, make(chan struct{})
	w.to(at)
	stop := w.stop
	if stop == nil {
		return
	}
	crash.Go(func() { w.follow(stop) })
}

// ringEvery is how often it is looked where the ring belongs: pages scroll and are made
// anew while a person works on them.
const ringEvery = 300 * time.Millisecond

// follow keeps the ring in its place until the walk ends.
func (w *walking) follow(stop chan struct{}) {
	ticker := time.NewTicker(ringEvery)
	defer ticker.Stop()
	for {
		select {
		case <-stop:
			return
		case <-ticker.C:
			w.desk.o.Do(func() {
				if w.stop == stop {
					w.point()
				}
			})
		}
	}
}

// to shows a step: its page, its panel, and the ring. Behind the last one the walk is over.
func (w *walking) to(at int) {
	if at < 0 {
		return
	}
	if at >= len(steps) {
		w.desk.keep(settingWalk, "")
		w.end()
		w.desk.screen.Focus()
		return
	}
	d := w.desk
	w.at = at
	d.leaveRulebook()
	if d.session == nil || d.session.ID() != w.draft || d.wizard == nil {
		draft := w.draft
		if !d.Open(draft) || d.wizard == nil {
			slog.Warn("the walk's filing does not open", "step", steps[at].id)
			w.end()
			return
		}
	}
	d.keep(settingWalk, w.draft+" "+strconv.Itoa(at))
	s := steps[at]
	if d.session.Record().Page != s.page {
		d.wizard.Show(s.page)
	}
	w.show.Say(s.id, at+1, len(steps))
	if s.field != "" {
		d.wizard.GoTo(s.field)
	} else {
		w.show.Focus()
	}
	d.window.Content().Refresh()
	w.point()
}

// point draws the ring, and goes on by itself where a person has done what the step asks.
func (w *walking) point() {
	d := w.desk
	if w.draft == "" || !w.show.Shown() || d.wizard == nil || d.session == nil || d.session.ID() != w.draft {
		w.show.Point(nil)
		return
	}
	s := steps[w.at]
	if s.done != nil && s.done(d) {
		w.to(w.at + 1)
		return
	}
	if d.session.Record().Page != s.page && !strings.HasPrefix(s.page, d.session.Record().Page+".") {
		w.show.Point(nil)
		return
	}
	w.show.Point(s.target(d))
}

// turnTo moves the keyboard from the page to the panel, and back.
func (w *walking) turnTo() {
	switch {
	case !w.show.Shown():
	case w.show.Focused():
		w.desk.screen.Focus()
	default:
		w.show.Focus()
	}
}

// shown is told that another screen is shown: the panel is not for another filing, and not
// for a locked window.
func (w *walking) shown() {
	d := w.desk
	if w.draft == "" {
		return
	}
	if d.session != nil && d.session.ID() != w.draft && d.guard.screen == nil {
		w.end()
		return
	}
	if d.guard.screen != nil {
		w.show.Hide()
		return
	}
	w.show.Say(steps[w.at].id, w.at+1, len(steps))
	w.point()
}

// leave ends the walk for now; it is taken up again at the same step.
func (w *walking) leave() {
	w.end()
	w.desk.screen.Focus()
}

// halt has nothing go on in the background any more.
func (w *walking) halt() {
	if w.stop != nil {
		close(w.stop)
	}
	w.stop = nil
}

// end takes the panel away.
func (w *walking) end() {
	w.halt()
	w.draft = ""
	w.show.Hide()
	if content := w.desk.window.Content(); content != nil {
		content.Refresh() // the screen has the room again
	}
}

func (w *walking) retranslate() {
	w.show.Retranslate()
	w.point()
}
