package translations

import (
	"strings"
	"testing"
)

// A button that a sentence sends to is called what stands on the button.
func TestButtonsAreCalledWhatStandsOnThem(t *testing.T) {
	quotes := map[Language]string{Chinese: "“%”", English: `"%"`}
	for sentence, buttons := range map[string][]string{
		"scan.worth.tilted.fix": {"materials.view", "retouch.straighten"},
		"retouch.no_outline":    {"retouch.corners"},
	} {
		for _, l := range Languages {
			for _, button := range buttons {
				if said, name := Text(l, sentence), strings.ReplaceAll(quotes[l], "%", Text(l, button)); !strings.Contains(said, name) {
					t.Errorf("%s %s does not name the button %s: %s", l, sentence, name, said)
				}
			}
		}
	}
}

func TestTextPutsArgumentsIn(t *testing.T) {
	args := map[string]string{"number": "2"}
	for l, want := range map[Language]string{Chinese: "网站2", English: "website 2"} {
		if got := Text(l, "member.websites", args); got != want {
			t.Errorf("Text(%s) = %q, want %q", l, got, want)
		}
	}
	if got := Text(Chinese, "no.such.message"); got != "[no.such.message]" {
		t.Errorf("a message that does not exist gave %q, want its id in brackets", got)
	}
}

func TestCountTakesTheFormOfTheNumber(t *testing.T) {
	for _, c := range []struct {
		l    Language
		n    int
		want string
	}{
		{English, 1, "1 copy"}, {English, 2, "2 copies"}, {English, 0, "0 copies"},
		{Chinese, 1, "1份"}, {Chinese, 2, "2份"},
	} {
		if got := Count(c.l, "material.copies", c.n, nil); got != c.want {
			t.Errorf("Count(%s, %d) = %q, want %q", c.l, c.n, got, c.want)
		}
	}
}
