package places

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

// Rooms is how much room messages have where they are seen, in sizes of their letters, by
// their ids. It has those that would be cut off: what wraps, or makes itself room, is not
// in it.
type Rooms map[string]float32

// Add takes in what a shot has: the least room that a message has anywhere.
func (r Rooms) Add(shot Shot) {
	for _, shown := range shot.Shown {
		if shown.Room <= 0 {
			continue
		}
		for _, id := range shown.IDs {
			if has, ok := r[id]; !ok || shown.Room < has {
				r[id] = shown.Room
			}
		}
	}
}

// Write writes the rooms as TOML, with a head that says where they come from. On is the
// date, YYYY-MM-DD.
func (r Rooms) Write(w io.Writer, on string) error {
	_, err := fmt.Fprintf(w, `# How much room the program's texts have where they would be cut off, in sizes of their
# letters (a Chinese character is one, a Latin letter about half): measured in the layout
# of every screen, in a window of 1366 by 730 points. What is not here wraps or makes
# itself room. Made by "make room" on %s.

`, on)
	for _, id := range slices.Sorted(maps.Keys(r)) {
		if err == nil {
			_, err = fmt.Fprintf(w, "%q = %.1f\n", id, float64(int(r[id]*10))/10)
		}
	}
	if err != nil {
		return fmt.Errorf("write the room of texts: %w", err)
	}
	return nil
}
