package ui

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"

	"recordaldesk/assets/licences"
	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/about"
	"recordaldesk/ui/motion"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wizard"
)

var (
	_ wizard.Screen = (*about.Screen)(nil)
	_ wizard.Screen = (*about.Licences)(nil)
)

// showAbout shows the page about the program, which leads back to the screen that was left
// for it, as the rulebook does.
func (d *Desk) showAbout() {
	if _, ok := d.screen.(*about.Screen); ok {
		return
	}
	d.leaveForLook()
	o := about.Options{
		Voice: d.voice, Canvas: d.window.Canvas(), Clipboard: d.o.App.Clipboard(), Do: d.o.Do, Folder: d.store().Dir(),
		Facts: d.facts, Check: d.checkReady, Still: d.reduceMotion, Licences: d.showLicences, Back: d.leaveRulebook,
	}
	if !d.viewing() {
		o.Settings = d.showSettings
	}
	d.show(about.New(o))
}

// showLicences shows the licences of others, which lead back to the page about the program.
func (d *Desk) showLicences() {
	d.leaveForLook()
	d.show(about.NewLicences(about.LicencesOptions{
		Voice: d.voice, Canvas: d.window.Canvas(), All: licences.All(), Back: d.showAbout,
	}))
}

// facts are what support asks for, and nothing personal.
func (d *Desk) facts() []about.Fact {
	book := d.o.Book()
	size := d.window.Canvas().Size()
	facts := []about.Fact{
		{ID: "program", Value: d.o.Program},
		{ID: "rulebook", Value: book.Version + " (" + book.Date + ")"},
		{ID: "system", Value: about.System(runtime.GOOS, runtime.GOARCH)},
	}
	if runtime.GOOS == "linux" {
		facts = append(facts, about.Fact{ID: "session", Value: strings.Join([]string{
			cmp.Or(os.Getenv("XDG_CURRENT_DESKTOP"), "-"), cmp.Or(os.Getenv("XDG_SESSION_TYPE"), "-"), cmp.Or(os.Getenv("XMODIFIERS"), "-"),
		}, ", ")}, about.Fact{ID: "locale", Value: cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_CTYPE"), os.Getenv("LANG"), "-")})
	}
	return append(facts,
		about.Fact{ID: "screen", Value: fmt.Sprintf("%.0f × %.0f, × %.2f", size.Width, size.Height, d.window.Canvas().Scale())},
		about.Fact{ID: "look", Say: d.sayLook},
		about.Fact{ID: "place", Say: voice.Message("about.place." + string(store.LocationOf(d.store().Dir())))},
	)
}

// sayLook says how the window speaks and looks.
func (d *Desk) sayLook(l translations.Language) string {
	said := []string{
		parts.LanguageName(d.voice, d.voice.Mode()),
		translations.Text(l, "settings.variant."+string(d.look.Shown())),
		strconv.Itoa(looks{d}.Percent()) + "%",
	}
	if motion.Reduced() {
		said = append(said, translations.Text(l, "settings.motion"))
	}
	return strings.Join(said, translations.Text(l, "list.separator"))
}
