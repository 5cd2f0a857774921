// Package inbox is the screen of the folder through which desks hand packets to one
// another: what waits there, who has what, and the keys that take a packet.
package inbox

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store/crash"
	"recordaldesk/store/inbox"
	"recordaldesk/store/intake"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// Shared is the folder, as the window has it. All of it is called off the UI goroutine.
type Shared interface {
	// Watch tells what lies in the folder, now and whenever that changes, until ctx ends.
	Watch(ctx context.Context, tell func([]inbox.Item, error))
	// Doubles tells which packets more than one desk has.
	Doubles(ctx context.Context) ([]inbox.Double, error)
	// Take takes a packet; over is for one that another desk has claimed.
	Take(ctx context.Context, item inbox.Item, over bool, password string) (intake.Entry, error)
}

// Options are what the screen needs from around it.
type Options struct {
	Voice  *voice.Voice
	Canvas fyne.Canvas
	Now    func() time.Time
	Do     func(func()) // runs a function on the UI goroutine

	Shared Shared            // nil while no folder is chosen
	Folder string            // that was chosen
	Synced bool              // it is synchronised between PCs
	Choose func()            // asks for another folder, and shows the screen anew
	Sync   func(synced bool) // says what kind of folder it is, and shows the screen anew

	Open   func(id string) // opens a draft
	Back   func()
	Ask    func(say, yes voice.Speaker, do func())                  // asks before something is done
	Secret func(say, yes voice.Speaker, done func(password string)) // asks for a password
}

// Screen shows the folder. It belongs to the UI goroutine.
type Screen struct {
	o     Options
	stop  context.CancelFunc
	left  bool // the screen is shown no longer
	items []inbox.Item
	twice []inbox.Double // what more than one desk has
	away  error          // why the folder cannot be read; nil where it can
	busy  bool           // a packet is being taken
	told  voice.Speaker

	speech *parts.Speech
	said   *form.Words
	list   *parts.Rows
	choose *form.Button
	object fyne.CanvasObject
}

// New builds the screen and begins to look.
func New(o Options) *Screen {
	s := &Screen{o: o, speech: parts.NewSpeech(o.Voice), list: parts.NewRows(), stop: func() {}}
	s.list.Says, s.list.Enter, s.list.OnEscape, s.list.OnKey = s.row, s.take, o.Back, s.key
	button := func(icon fyne.Resource, id string, do func()) *form.Button {
		b := s.speech.Button(icon, voice.Message(id), do)
		b.OnEscape = o.Back
		return b
	}
	s.choose = button(theme.FolderOpenIcon(), "inboxes.choose", o.Choose)
	kind := "inboxes.server"
	if o.Synced {
		kind = "inboxes.synced"
	}
	buttons := container.NewHBox(s.choose)
	if o.Shared != nil {
		buttons.Add(button(theme.ViewRefreshIcon(), kind, func() { o.Sync(!o.Synced) }))
	} else {
		s.choose.Importance = widget.HighImportance
	}
	buttons.Add(button(theme.NavigateBackIcon(), "imports.back", o.Back))
	s.said = s.speech.Words(form.Body, s.say)
	where := s.speech.Words(form.Quiet, func(l translations.Language) string {
		if o.Folder == "" {
			return translations.Text(l, "inboxes.what")
		}
		return translations.Text(l, "inboxes.where", map[string]string{"folder": say.File(o.Folder)})
	})
	title := s.speech.Words(form.Title, voice.Message("inboxes.title"))
	keys := s.speech.Words(form.Quiet, voice.Message("inboxes.keys"))
	page := parts.Tight{Page: parts.Page{Body: 4}, Keys: keys.Object(), Heads: where.Object(), Cramped: func(is bool) {
		parts.SetVisible(title.Object(), !is)
	}}
	s.object = container.New(page, title.Object(), where.Object(), buttons, s.said.Object(), s.list, keys.Object())
	s.watch()
	return s
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Refresh does nothing: the folder is watched.
func (s *Screen) Refresh() {}

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	s.list.Fill(len(s.items))
}

// Focus puts the keyboard on the packets or, before a folder is chosen, on the button
// for that.
func (s *Screen) Focus() {
	if s.o.Shared == nil {
		s.o.Canvas.Focus(s.choose)
		return
	}
	s.o.Canvas.Focus(s.list)
}

// Close ends the look at the folder. A packet that is being taken comes in all the same.
func (s *Screen) Close() {
	s.left = true
	s.stop()
}

func (s *Screen) watch() {
	if s.o.Shared == nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	crash.Go(func() {
		s.o.Shared.Watch(ctx, func(items []inbox.Item, err error) {
			var twice []inbox.Double
			if err == nil {
				twice, err = s.o.Shared.Doubles(ctx)
			}
			s.o.Do(func() { s.look(items, twice, err) })
		})
	})
}

// look shows what lies in the folder: first what waits, then what this desk has, then
// what others have.
func (s *Screen) look(items []inbox.Item, twice []inbox.Double, err error) {
	s.away = err
	if err == nil {
		s.twice = twice
		s.items = slices.Clone(items)
		slices.SortStableFunc(s.items, func(a, b inbox.Item) int { return rank(a) - rank(b) })
	}
	s.list.Fill(len(s.items))
	s.said.Retranslate()
	s.object.Refresh()
}

func rank(i inbox.Item) int {
	switch {
	case i.Waits():
		return 0
	case i.By.Mine:
		return 1
	}
	return 2
}

// say says how the folder stands, and what became of the packet taken last.
func (s *Screen) say(l translations.Language) string {
	switch {
	case s.o.Shared == nil:
		return translations.Text(l, "inboxes.none")
	case s.away != nil:
		return inbox.Message(l, s.away)
	case s.busy:
		return translations.Text(l, "inboxes.taking")
	case s.told != nil:
		return s.told(l)
	}
	waiting := 0
	for _, i := range s.items {
		if i.Waits() {
			waiting++
		}
	}
	said := translations.Count(l, "inboxes.waiting", waiting, nil)
	for _, d := range s.twice {
		said = say.Sentences(l, said, translations.Text(l, "inboxes.twice", map[string]string{"title": say.File(d.Title), "desks": desks(l, d)}))
	}
	return said
}

// desks names those that have a packet.
func desks(l translations.Language, d inbox.Double) string {
	var names []string
	for _, by := range d.By {
		names = append(names, cmp.Or(by.Name, translations.Text(l, "inboxes.unknown")))
	}
	return strings.Join(names, translations.Text(l, "list.separator"))
}

// row says of a packet what it is and who has it.
func (s *Screen) row(n int) parts.RowSays {
	i, v := s.items[n], s.o.Voice
	return parts.RowSays{First: say.File(i.Title), End: say.Size(i.Size), Second: v.Line(s.holder(i)), Grave: s.silent(i)}
}

// silence is how long a desk is not heard of before that is said.
const silence = 10 * time.Minute

// silent reports whether a desk that has the packet was not heard of for long.
func (s *Screen) silent(i inbox.Item) bool {
	return !i.Waits() && !i.By.Mine && s.o.Now().Sub(i.By.Seen) > silence
}

func (s *Screen) holder(i inbox.Item) voice.Speaker {
	args := map[string]string{"desk": i.By.Name, "since": say.Moment(i.By.Since)}
	switch {
	case i.Waits():
		return voice.Message("inboxes.waits")
	case i.By.Mine:
		return voice.Message("inboxes.mine", args)
	case i.By.Name == "":
		return voice.Message("inboxes.somebody")
	case s.silent(i):
		return voice.Message("inboxes.silent", args)
	}
	return voice.Message("inboxes.claimed", args)
}

func (s *Screen) key(key fyne.KeyName) {
	if key == fyne.KeyT {
		if n := s.list.Current(); n >= 0 {
			s.takeOver(s.items[n])
		}
	}
}

// take takes a packet that waits or that this desk has claimed before.
func (s *Screen) take(n int) {
	i := s.items[n]
	if !i.Waits() && !i.By.Mine {
		s.takeOver(i)
		return
	}
	s.taking(i, false, "")
}

// takeOver asks, and takes what another desk has.
func (s *Screen) takeOver(i inbox.Item) {
	if i.Waits() || i.By.Mine {
		s.taking(i, false, "")
		return
	}
	s.o.Ask(voice.Message("inboxes.over.ask", map[string]string{"desk": i.By.Name, "since": say.Moment(i.By.Since)}),
		voice.Message("inboxes.over"), func() { s.taking(i, true, "") })
}

func (s *Screen) taking(i inbox.Item, over bool, password string) {
	if s.busy {
		return
	}
	s.busy, s.told = true, nil
	s.said.Retranslate()
	crash.Go(func() {
		entry, err := s.o.Shared.Take(context.Background(), i, over, password)
		s.o.Do(func() { s.taken(i, over, entry, err) })
	})
}

func (s *Screen) taken(i inbox.Item, over bool, entry intake.Entry, err error) {
	if s.busy = false; s.left {
		return // a person does something else by now
	}
	var refused *packet.Error
	switch {
	case errors.As(entry.Err, &refused) && refused.Problem == packet.Encrypted:
		s.o.Secret(voice.Message("arrival.password", map[string]string{"file": say.File(i.Title)}), voice.Message("arrival.password.open"),
			func(password string) { s.taking(i, over, password) })
	case err != nil:
		s.told = func(l translations.Language) string { return inbox.Message(l, err) }
	case entry.Draft == "":
		s.told = func(l translations.Language) string { return entry.Message(l, say.File(i.Title)) }
	default:
		s.o.Open(entry.Draft)
		return
	}
	s.said.Retranslate()
	s.object.Refresh()
}
