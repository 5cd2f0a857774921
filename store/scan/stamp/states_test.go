package stamp

import "testing"

func TestStatesAreCounted(t *testing.T) {
	for content, want := range map[string]states{
		"q Q":                         {},
		"q 1 0 0 1 0 0 cm q":          {open: 2},
		"Q q":                         {lowest: -1},
		"qQ /Q /q%Q\nq":               {open: 1},
		"(q \\) ( Q ) Q) Tj <51> Q":   {open: -1, lowest: -1},
		"[(q)]TJ q[(Q)]TJ":            {open: 1},
		"BI /W 9 ID Q EIQ Q\nEI q":    {open: 1},
		"q\x00Q\fq":                   {open: 1},
		"(never closed q":             {},
		"<< /MCID 0 >> BDC q EMC":     {open: 1},
		"q BI /W 9 ID without an end": {open: 1},
	} {
		var got states
		got.read([]byte(content))
		if got != want {
			t.Errorf("%q: got %+v, want %+v", content, got, want)
		}
	}
	// Streams are words apart.
	var got states
	got.read([]byte("q"))
	got.read([]byte("Q"))
	if got.open != 0 {
		t.Errorf("two streams: %+v", got)
	}
}
