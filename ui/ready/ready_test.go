package ready

import (
	"testing"

	"recordaldesk/store"
	"recordaldesk/translations"
)

// good is a PC on which all is well.
func good() Around {
	return Around{
		Renderer: "Mesa Intel(R) UHD Graphics 630 (CFL GT2)", Place: store.Local, Free: 100 << 30, Dialogs: true,
		Input: &Input{Modifiers: "@im=fcitx", Locale: "zh_CN.UTF-8", Running: []string{"bash", "fcitx5"}},
	}
}

func TestAGoodPCIsReady(t *testing.T) {
	all := Check(good())
	if bad := NotOK(all); len(bad) > 0 || len(all) != 6 {
		t.Errorf("of %d lines, to see to are %+v", len(all), bad)
	}
}

// Each of these is met in offices, and what is said of it has to be what helps there.
func TestWhatIsWrongIsTold(t *testing.T) {
	for message, spoil := range map[string]func(*Around){
		"ready.graphics.hint":       func(a *Around) { a.Renderer = "llvmpipe (LLVM 15.0.6, 256 bits)" },
		"ready.folder.network":      func(a *Around) { a.Place = store.Network },
		"ready.folder.synchronised": func(a *Around) { a.Place = store.Synchronised },
		"ready.folder.viewing":      func(a *Around) { a.Viewing = true },
		"ready.space.hint":          func(a *Around) { a.Free = plenty - 1 },
		"ready.space.problem":       func(a *Around) { a.Free = 0 },
		"ready.input.unset":         func(a *Around) { a.Input.Modifiers = "" },
		"ready.input.absent":        func(a *Around) { a.Input.Running = []string{"ibus-daemon"} },
		"ready.input.locale":        func(a *Around) { a.Input.Locale = "C" },
		"ready.dialogs.hint":        func(a *Around) { a.Dialogs = false },
	} {
		a := good()
		spoil(&a)
		bad := NotOK(Check(a))
		if len(bad) != 1 || bad[0].Message != message {
			t.Errorf("instead of %s, told is %+v", message, bad)
			continue
		}
		for _, l := range translations.Languages {
			if translations.Text(l, message, bad[0].Args) == "" || translations.Text(l, "ready."+bad[0].About) == "" {
				t.Errorf("%s says nothing in %s", message, l)
			}
		}
	}
	a := good()
	a.Renderer, a.Still = "softpipe", true
	if bad := NotOK(Check(a)); len(bad) > 0 {
		t.Errorf("with reduced motion, told is %+v", bad)
	}
	a.Renderer, a.Free, a.Input = "", -1, nil // nobody knows
	if all := Check(a); len(all) != 3 {
		t.Errorf("told is %+v", all)
	}
}
