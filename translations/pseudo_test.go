package translations

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

// Whoever looks at a screen in the pseudo-language must be able to tell at a glance what
// is cut off, what is put together and what was never translated.
func TestThePseudoLanguageIsTheEnglishInBracketsAndLonger(t *testing.T) {
	for _, id := range IDs(English) {
		args := map[string]string{}
		for _, name := range ArgumentsOf(English, id) {
			args[name] = "ARG-" + name
		}
		plain, odd := Text(English, id, args), Text(Pseudo, id, args)
		if !strings.HasPrefix(odd, PseudoOpen) || !strings.HasSuffix(odd, PseudoClose) {
			t.Errorf("%s: no brackets around %q", id, odd)
		}
		if utf8.RuneCountInString(odd) < utf8.RuneCountInString(plain)+2 {
			t.Errorf("%s: %q is no longer than %q", id, odd, plain)
		}
		for _, value := range args {
			if strings.Count(odd, value) != strings.Count(plain, value) {
				t.Errorf("%s: %q has lost %s", id, odd, value)
			}
		}
	}
	if got, want := Count(Pseudo, "material.copies", 1, nil), "〖1 çópý~~~~〗"; got[:len("〖1 çópý~")] != want[:len("〖1 çópý~")] {
		t.Errorf("one copy: %q", got)
	}
	if got := Text(Pseudo, "no.such.message"); got != "[no.such.message]" {
		t.Errorf("a message that does not exist is %q", got)
	}
}

func TestWhatIsSaidIsOverheard(t *testing.T) {
	defer Overhear(nil)
	var mu sync.Mutex
	var heard []Saying
	Overhear(func(s Saying) {
		mu.Lock()
		defer mu.Unlock()
		heard = append(heard, s)
	})
	said := Text(Chinese, "member.websites", map[string]string{"number": "3"})
	Count(English, "material.copies", 2, nil)
	Overhear(nil)
	Text(Chinese, "dialog.close")
	if len(heard) != 2 || heard[0] != (Saying{Chinese, "member.websites", said}) || heard[1].Text != "2 copies" {
		t.Errorf("heard %+v", heard)
	}
}
