package keying

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wipe"
)

// sheet is a page with what is typed into one platform.
type sheet struct {
	screen   *Screen
	security bool // the platform is that of the public security

	rows    []item
	current int  // index in rows; -1 where there is nothing to type
	open    bool // numbers of persons are shown in all rows
	privacy *wording.Privacy

	speech   *parts.Speech
	list     *list
	side     *side
	progress *parts.Label
	whole    fyne.CanvasObject
}

// item is a row of the list: the head of a page of the platform, or one of its boxes.
type item struct {
	head bool
	of   wording.Typed // of a head, the first box below it
}

func newSheet(s *Screen, security bool) *sheet {
	sh := &sheet{screen: s, security: security, current: -1, privacy: wording.PrivacyOf(s.o.Filing), speech: parts.NewSpeech(s.o.Voice)}
	sh.list = newList(sh)
	sh.side = newSide(sh)
	sh.progress = sh.speech.Label(widget.MediumImportance, sh.sayProgress)
	sh.progress.Strong = true
	left := container.NewBorder(sh.progress, nil, nil, nil, sh.list)
	sh.whole = container.New(parts.Columns{Shares: []float32{60, 40}}, left, sh.side.object)
	sh.fill()
	sh.choose(sh.first())
	sh.changed()
	return sh
}

// fill lists what the filing says now, with the numbers that its websites were given.
func (sh *sheet) fill() {
	s := sh.screen
	var all []wording.Typed
	if sh.security {
		all = wording.Security(s.o.Book, s.noted.WithNumbers(s.o.Filing), s.today())
	} else {
		all = wording.Keying(s.o.Book, s.o.Filing, s.today())
	}
	sh.rows = nil
	for i, t := range all {
		if i == 0 || t.PageID != all[i-1].PageID || t.Website != all[i-1].Website {
			sh.rows = append(sh.rows, item{head: true, of: t})
		}
		sh.rows = append(sh.rows, item{of: t})
	}
}

func (sh *sheet) object() fyne.CanvasObject { return sh.whole }

// shown takes in the numbers that were entered on another page.
func (sh *sheet) shown() {
	key := ""
	if t, ok := sh.at(sh.current); ok {
		key = t.Key
	}
	sh.fill()
	at := slices.IndexFunc(sh.rows, func(r item) bool { return !r.head && r.of.Key == key })
	if at < 0 {
		at = sh.first()
	}
	sh.choose(at)
	sh.changed()
}

func (sh *sheet) focus() { sh.screen.o.Canvas.Focus(sh.list) }

func (sh *sheet) retranslate() {
	sh.side.room.Forget()
	sh.speech.Retranslate()
	sh.side.say()
	sh.list.Refresh()
}

// at returns the box in a row, false where there is none.
func (sh *sheet) at(row int) (wording.Typed, bool) {
	if row < 0 || row >= len(sh.rows) || sh.rows[row].head {
		return wording.Typed{}, false
	}
	return sh.rows[row].of, true
}

// ticks is the list in which is noted what was typed into the platform.
func (sh *sheet) ticks(c *casework.Case) *[]casework.Keyed {
	if sh.security {
		return &c.Secured
	}
	return &c.Keyed
}

func (sh *sheet) typing(t wording.Typed) casework.Typing {
	return casework.TypingOf(*sh.ticks(sh.screen.noted), t.Key, t.Text)
}

// counts reports whether something has to be typed into a box.
func counts(t wording.Typed) bool { return t.Text != "" || t.Ask }

// first is the row to begin with: the first one that is not typed yet.
func (sh *sheet) first() int {
	any := -1
	for i := range sh.rows {
		if t, ok := sh.at(i); ok {
			if any < 0 {
				any = i
			}
			if counts(t) && sh.typing(t) != casework.Done {
				return i
			}
		}
	}
	return any
}

// sayProgress says how many boxes are filled in, of how many.
func (sh *sheet) sayProgress(l translations.Language) string {
	done, all := sh.count()
	if all == 0 {
		return translations.Text(l, "typing.empty")
	}
	id := "typing.progress"
	if done == all {
		id = "typing.finished"
	}
	return translations.Text(l, id, map[string]string{"done": strconv.Itoa(done), "all": strconv.Itoa(all)})
}

func (sh *sheet) count() (done, all int) {
	for i := range sh.rows {
		if t, ok := sh.at(i); ok && counts(t) {
			all++
			if sh.typing(t) == casework.Done {
				done++
			}
		}
	}
	return done, all
}

// choose makes a row the current one, or the nearest that is a box.
func (sh *sheet) choose(row int) {
	if len(sh.rows) == 0 {
		return
	}
	row = max(0, min(len(sh.rows)-1, row))
	if sh.rows[row].head {
		if row < sh.current && row > 0 {
			row--
		} else {
			row++ // below a head there is always a box
		}
	}
	sh.current = row
	sh.side.say()
	sh.list.Refresh()
	sh.list.reveal()
}

// copy puts the current value on the clipboard. Where there is none, what was copied
// before goes from there, lest it is pasted into this box.
func (sh *sheet) copy() {
	t, ok := sh.at(sh.current)
	if !ok {
		return
	}
	label := map[string]string{"label": t.Label}
	if t.Text == "" {
		wipe.Now()
		sh.side.tell(voice.Message("typing.none_to_copy", label))
		return
	}
	sh.screen.copyPrivate(t.Text)
	sh.side.tell(voice.Message("typing.copied", label))
}

// copyNext copies the current value, ticks it and moves on to the next box into which
// something has to be typed.
func (sh *sheet) copyNext() {
	t, ok := sh.at(sh.current)
	if !ok {
		return
	}
	sh.copy()
	if counts(t) {
		sh.note(t, true)
	}
	for i := sh.current + 1; i < len(sh.rows); i++ {
		if next, ok := sh.at(i); ok && counts(next) {
			sh.choose(i)
			break
		}
	}
	sh.changed()
}

// tick notes that the current value was typed, or was not.
func (sh *sheet) tick(typed bool) {
	if t, ok := sh.at(sh.current); ok && sh.screen.mayNote() {
		sh.note(t, typed)
		sh.changed()
	}
}

// toggle ticks the current row, or takes its tick away.
func (sh *sheet) toggle() {
	if t, ok := sh.at(sh.current); ok {
		sh.tick(sh.typing(t) != casework.Done)
	}
}

func (sh *sheet) note(t wording.Typed, typed bool) {
	sh.screen.note(func(c *casework.Case) {
		list := sh.ticks(c)
		if typed {
			*list = casework.SetKeyed(*list, t.Key, t.Text)
		} else {
			*list = casework.ClearKeyed(*list, t.Key)
		}
	})
}

// changed shows what was noted.
func (sh *sheet) changed() {
	sh.progress.Say(sh.screen.o.Voice, sh.sayProgress)
	sh.side.say()
	sh.list.Refresh()
}

// unmask shows the numbers of persons in all rows, or masks them again.
func (sh *sheet) unmask() {
	sh.open = !sh.open
	sh.changed()
}

// value is what stands in a row: in full where it is typed from, else without the numbers
// of persons.
func (sh *sheet) value(row int) string {
	t := sh.rows[row].of
	if row == sh.current || sh.open {
		return t.Text
	}
	return sh.privacy.Value(rules.FieldID(t.Path), t.Text)
}

// print shows the sheet on paper.
func (sh *sheet) print() {
	var rows []wording.Typed
	for i := range sh.rows {
		if t, ok := sh.at(i); ok {
			rows = append(rows, t)
		}
	}
	sh.screen.print(sh.security, rows, func(t wording.Typed) bool { return sh.typing(t) == casework.Done }, sh.side.tell)
}
