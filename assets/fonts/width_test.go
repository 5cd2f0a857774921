package fonts

import "testing"

// The advances are those of Noto Sans SC's table hmtx, as other programs show it
// (ttx -t hmtx): 1000 units for a Han character, 224 for a space, 608 for A.
func TestWidthIsThatOfTheFace(t *testing.T) {
	for text, want := range map[string]float32{"": 0, "备案": 2, " ": 0.224, "A": 0.608, "备 A": 1.832, "a\u200bb": Width("ab")} {
		if got := Width(text); got < want-0.002 || got > want+0.002 {
			t.Errorf("%q is %v wide, want %v", text, got, want)
		}
	}
}
