// Package ready finds out whether this PC has what the program needs: the characters of
// the texts, graphics, a good place for the filings, space, and on Linux what Chinese is
// typed with. It asks the system and changes nothing.
package ready

import (
	"slices"
	"strconv"
	"strings"

	"recordaldesk/assets/fonts"
	"recordaldesk/store"
	"recordaldesk/ui/say"
)

// State is how a thing is.
type State string

// The states.
const (
	OK      State = "ok"
	Hint    State = "hint"    // works, and could be better
	Problem State = "problem" // something will not work
)

// Line is what was found about one thing. Message tells it, and what to do.
type Line struct {
	About   string // font, graphics, folder, space, input or dialogs
	State   State
	Message string
	Args    map[string]string
}

// Around is what is looked at.
type Around struct {
	Renderer string         // what draws the window; "" where nobody knows
	Still    bool           // nothing moves by itself
	Viewing  bool           // nothing can be written into the data folder
	Place    store.Location // of the data folder
	Free     int64          // bytes that can be written there; negative where nobody knows

	// Input is asked for on systems where an input method is a program of its own that the
	// window has to be told of; nil for others.
	Input *Input

	Dialogs bool // the system's own dialogs choose files
}

// Check looks at everything, in the order in which it is told. What is unknown is not told.
func Check(a Around) []Line {
	all := []Line{font()}
	if a.Renderer != "" {
		all = append(all, a.graphics())
	}
	all = append(all, a.folder())
	if a.Free >= 0 {
		all = append(all, a.space())
	}
	if a.Input != nil {
		all = append(all, a.Input.line())
	}
	return append(all, a.dialogs())
}

// NotOK are the lines that tell of something to see to.
func NotOK(all []Line) []Line {
	return slices.DeleteFunc(slices.Clone(all), func(l Line) bool { return l.State == OK })
}

// sample has a character of each kind that the window draws.
const sample = "备案台 ICP 网站（“①”）·《直骨返令》 Recordal Desk – 2026"

// size says how many bytes there are, such as "32 GB".
func size(bytes int64) string {
	if bytes < 10<<30 {
		return say.Size(bytes)
	}
	return strconv.FormatInt(bytes>>30, 10) + " GB"
}

// font looks whether the faces that the program brings are whole.
func font() Line {
	for _, face := range []fonts.Face{fonts.FaceRegular, fonts.FaceBold, fonts.FaceFull} {
		if _, ok := fonts.Covers(face, sample); !ok {
			return Line{About: "font", State: Problem, Message: "ready.font.problem"}
		}
	}
	return Line{About: "font", State: OK, Message: "ready.font.ok"}
}

func (a Around) graphics() Line {
	name, _, _ := strings.Cut(a.Renderer, " (") // a version in brackets says nothing to a person
	l := Line{About: "graphics", State: OK, Message: "ready.graphics.ok", Args: map[string]string{"renderer": name}}
	switch {
	case !Software(a.Renderer):
	case a.Still:
		l.Message = "ready.graphics.still"
	default:
		l.State, l.Message = Hint, "ready.graphics.hint"
	}
	return l
}

func (a Around) folder() Line {
	l := Line{About: "folder", State: OK, Message: "ready.folder.ok"}
	switch {
	case a.Viewing:
		l.State, l.Message = Problem, "ready.folder.viewing"
	case a.Place == store.Network:
		l.State, l.Message = Hint, "ready.folder.network"
	case a.Place == store.Synchronised:
		l.State, l.Message = Hint, "ready.folder.synchronised"
	}
	return l
}

// What is needed for the filings of a few years with their scans, and for their backups;
// and what a single filing takes while it is exported.
const (
	plenty = 1 << 30
	least  = 200 << 20
)

func (a Around) space() Line {
	l := Line{About: "space", State: OK, Message: "ready.space.ok", Args: map[string]string{"free": size(a.Free)}}
	switch {
	case a.Free < least:
		l.State, l.Message = Problem, "ready.space.problem"
	case a.Free < plenty:
		l.State, l.Message = Hint, "ready.space.hint"
	}
	return l
}

func (a Around) dialogs() Line {
	if a.Dialogs {
		return Line{About: "dialogs", State: OK, Message: "ready.dialogs.ok"}
	}
	return Line{About: "dialogs", State: Hint, Message: "ready.dialogs.hint", Args: map[string]string{"program": "zenity"}}
}

// Input is how an input method of X11 would be found.
type Input struct {
	Modifiers string   // the variable XMODIFIERS
	Locale    string   // of the characters: the variable LC_ALL, LC_CTYPE or LANG
	Running   []string // names of the programs of this user
}

// servers are the programs that serve an input method, by the name that XMODIFIERS gives it.
var servers = map[string][]string{
	"fcitx": {"fcitx5", "fcitx", "fcitx-qimpanel"}, "fcitx5": {"fcitx5"}, "ibus": {"ibus-daemon", "ibus-x11"},
}

func (i *Input) line() Line {
	l := Line{About: "input", State: OK, Message: "ready.input.ok"}
	_, name, _ := strings.Cut(i.Modifiers, "@im=")
	l.Args = map[string]string{"name": name}
	serves, known := servers[name]
	runs := slices.ContainsFunc(serves, func(one string) bool { return slices.Contains(i.Running, one) })
	utf8 := strings.Contains(strings.ReplaceAll(strings.ToLower(i.Locale), "-", ""), "utf8")
	switch {
	case name == "" || name == "none":
		l.State, l.Message = Problem, "ready.input.unset"
		l.Args = map[string]string{"variable": "XMODIFIERS", "fcitx": "@im=fcitx", "ibus": "@im=ibus"}
	case !utf8:
		l.State, l.Message = Problem, "ready.input.locale"
		l.Args = map[string]string{"variable": "LANG", "value": "zh_CN.UTF-8"}
	case known && !runs:
		l.State, l.Message = Problem, "ready.input.absent"
	}
	return l
}
