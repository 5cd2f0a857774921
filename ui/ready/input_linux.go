package ready

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
)

// InputOf is how an input method is found here; nil where the window needs not be told.
func InputOf() *Input {
	return &Input{
		Modifiers: os.Getenv("XMODIFIERS"),
		Locale:    cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_CTYPE"), os.Getenv("LANG")),
		Running:   running(),
	}
}

// running lists the names of the programs that run.
func running() (names []string) {
	all, _ := filepath.Glob("/proc/[0-9]*/comm") // fails for a wrong pattern alone
	for _, path := range all {
		if name, err := os.ReadFile(path); err == nil { // else it has ended meanwhile
			names = append(names, strings.TrimSpace(string(name)))
		}
	}
	return names
}
