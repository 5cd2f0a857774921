package places

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"recordaldesk/ui/voice"
)

// Rooms measures how much room messages have where they are seen, in sizes of their
// letters.
//
// What is said in a label that wraps, or in a button, makes itself room, however long it
// is. Where a text has as much room in English as in Chinese, its place gives it that, and
// a longer one is cut off.
type Rooms struct {
	at map[placed]map[voice.Mode]float32
}

// placed is a message at a stop, in a text of a size.
type placed struct {
	id, stop string
	scale    float32
}

// Add takes in what a shot has that was taken with a text of a size.
func (r *Rooms) Add(shot Shot, scale float32) {
	if r.at == nil {
		r.at = map[placed]map[voice.Mode]float32{}
	}
	for _, shown := range shot.Shown {
		for _, id := range shown.IDs {
			key := placed{id, shot.Stop, scale}
			if r.at[key] == nil {
				r.at[key] = map[voice.Mode]float32{}
			}
			mode := voice.Mode(shot.Mode)
			if has, ok := r.at[key][mode]; !ok || shown.Room < has {
				r.at[key][mode] = shown.Room
			}
		}
	}
}

// alike is how much the room of a place may differ between two languages.
const alike = 0.02

// Least returns the least room that each message has in a place that gives it room, by its
// id.
func (r *Rooms) Least() map[string]float32 {
	least := map[string]float32{}
	for key, in := range r.at {
		zh, en := in[voice.Chinese], in[voice.English]
		if zh <= 0 || en <= 0 || max(zh, en)-min(zh, en) > alike*zh {
			continue
		}
		if has, ok := least[key.id]; !ok || min(zh, en) < has {
			least[key.id] = min(zh, en)
		}
	}
	return least
}

// Write writes the least rooms as TOML, with a head that says where they come from. On is
// the date, YYYY-MM-DD.
func (r *Rooms) Write(w io.Writer, on string) error {
	_, err := fmt.Fprintf(w, `# How much room the program's texts have where they would be cut off, in sizes of their
# letters (a Chinese character is one, a Latin letter about half): measured in the layout
# of every screen, in a window of 1366 by 730 points, at the usual size of the text and at
# twice that. What is not here wraps or makes itself room. Made by "make room" on %s.

`, on)
	least := r.Least()
	for _, id := range slices.Sorted(maps.Keys(least)) {
		if err == nil {
			_, err = fmt.Fprintf(w, "%q = %.1f\n", id, float64(int(least[id]*10))/10)
		}
	}
	if err != nil {
		return fmt.Errorf("write the room of texts: %w", err)
	}
	return nil
}
