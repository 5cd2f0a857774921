// Package about is the page that says what the program is, whether this PC has what it
// needs, and on which terms the program and what it is built of are passed on.
package about

import (
	"os"
	"path/filepath"
	"strings"

	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// Fact is something that the program knows of itself or of the system. Nothing personal
// is one. ID names it, as the message about.fact.ID.
type Fact struct {
	ID    string
	Value string        // in no language
	Say   voice.Speaker // says it in any; nil where Value does
}

// says is the value in a language.
func (f Fact) says(l translations.Language) string {
	if f.Say != nil {
		return f.Say(l)
	}
	return f.Value
}

// line is the fact with its name.
func (f Fact) line(l translations.Language) string {
	return translations.Text(l, "about.fact", map[string]string{
		"name": translations.Text(l, "about.fact."+f.ID), "value": f.says(l),
	})
}

// System names the system, its version included where it tells.
func System(goos, arch string) string {
	name := goos
	if release, err := os.ReadFile("/etc/os-release"); err == nil {
		for line := range strings.Lines(string(release)) {
			if pretty, ok := strings.CutPrefix(strings.TrimSpace(line), "PRETTY_NAME="); ok {
				name = strings.Trim(pretty, `"'`)
			}
		}
	}
	return name + " (" + arch + ")"
}

// Folder is a path without the name of whose it is: what lies in the person's home
// begins with a ~. It is "" for any other, which may be named after a client.
func Folder(path, home string) string {
	rest, err := filepath.Rel(home, path)
	if home == "" || err != nil || rest == ".." || strings.HasPrefix(rest, ".."+string(filepath.Separator)) {
		return ""
	}
	return filepath.Join("~", rest)
}
