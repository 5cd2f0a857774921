package labels

import (
	_ "embed"
	"regexp"
	"sync"

	"github.com/BurntSushi/toml"
)

//go:embed room.toml
var roomFile []byte

var rooms = sync.OnceValue(func() map[string]float32 {
	var all map[string]float32
	if err := toml.Unmarshal(roomFile, &all); err != nil {
		panic(err) // it is built in, and every test would show it
	}
	return all
})

// RoomOf is how wide a message may be in its place before something of it is cut off, in
// sizes of its letters, as it was measured in the layout of every screen; false where it
// wraps, makes itself room, or is not seen in the window.
func RoomOf(id string) (em float32, ok bool) {
	em, ok = rooms()[id]
	return em, ok
}

var open = regexp.MustCompile(`\{\{\.[a-z][a-z0-9_]*\}\}`)

// Bare is a text without the places for arguments: of those nobody knows how much room
// they will take.
func Bare(text string) string { return open.ReplaceAllString(text, "") }
