// Command make writes third-party.txt of package licences anew: make licences.
//
// It asks the go command of which modules the program consists on each system that it
// is made for, and takes their licences from where the modules lie. What is no module
// stands in the folder others.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"recordaldesk/assets/licences"
)

func main() {
	root := "."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	text, err := all(root)
	if err == nil {
		err = os.WriteFile(filepath.Join(root, "assets/licences/third-party.txt"), []byte(text), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

const preface = `What Recordal Desk is built of, and on which terms

The program itself is under the MIT licence, in the file LICENSE. It is passed on
together with the work of others, whose names and licences follow.
`

// all returns the whole text for the project whose folder is root.
func all(root string) (string, error) {
	var out strings.Builder
	out.WriteString(preface)
	write := func(l licences.Licence) {
		fmt.Fprintf(&out, "\n%sName: %s\n", licences.Rule, l.Name)
		if l.Version != "" {
			fmt.Fprintf(&out, "Version: %s\n", l.Version)
		}
		fmt.Fprintf(&out, "Licence: %s\n\n%s\n", l.SPDX, l.Text)
	}
	found, err := others(root)
	if err != nil {
		return "", err
	}
	modules, err := linked(root)
	if err != nil {
		return "", err
	}
	for _, m := range modules {
		l, err := m.licence()
		if err != nil {
			return "", err
		}
		found = append(found, l)
	}
	for _, l := range found {
		if strings.Contains(l.Text, licences.Rule) {
			return "", fmt.Errorf("the licence of %s has a line that would end it", l.Name)
		}
		write(l)
	}
	return out.String(), nil
}

// others returns the licences of what is no module: the fonts, the tables of
// assets/NOTICE.md, and the folder others.
func others(root string) ([]licences.Licence, error) {
	assets := filepath.Join(root, "assets")
	font, err := os.ReadFile(filepath.Join(assets, "fonts/OFL.txt"))
	if err != nil {
		return nil, fmt.Errorf("read the fonts' licence: %w", err)
	}
	notice, err := os.ReadFile(filepath.Join(assets, "NOTICE.md"))
	if err != nil {
		return nil, fmt.Errorf("read the notice: %w", err)
	}
	found := []licences.Licence{
		{Name: "Noto Sans SC", Version: "2.004", SPDX: "OFL-1.1", Text: clean(string(font))},
		{Name: "Tables and other data", SPDX: "MIT", Text: clean(string(notice))},
	}
	files, err := filepath.Glob(filepath.Join(assets, "licences/others/*.txt"))
	if err != nil {
		return nil, err
	}
	for _, name := range files {
		entry, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read a licence: %w", err)
		}
		l := licences.Read(string(entry))
		if l.Name == "" || l.SPDX == "" {
			return nil, fmt.Errorf("%s does not begin with a name and a licence", name)
		}
		l.Text = clean(l.Text)
		found = append(found, l)
	}
	return found, nil
}

// licence puts together what the files of a module say.
func (m module) licence() (licences.Licence, error) {
	l := licences.Licence{Name: m.path, Version: m.version}
	files, err := m.files()
	if err != nil {
		return l, err
	}
	var texts, ids []string
	seen := map[string]bool{}
	for _, name := range files {
		data, err := os.ReadFile(filepath.Join(m.dir, name))
		if err != nil {
			return l, fmt.Errorf("read a licence of %s: %w", m.path, err)
		}
		text := clean(string(data))
		if seen[text] {
			continue
		}
		seen[text] = true
		if isLicence(filepath.Base(name)) {
			id := identifier(text)
			if id == "" {
				return l, fmt.Errorf("%s of %s is a licence that is not known here; see identifier", name, m.path)
			}
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		if len(files) > 1 {
			text = "---- " + name + " ----\n\n" + text
		}
		texts = append(texts, text)
	}
	if len(ids) == 0 {
		return l, fmt.Errorf("%s has no licence", m.path)
	}
	if len(ids) > 1 {
		for i, id := range ids {
			if strings.Contains(id, " OR ") {
				ids[i] = "(" + id + ")"
			}
		}
	}
	l.SPDX = strings.Join(ids, " AND ")
	l.Text = strings.Join(texts, "\n\n")
	return l, nil
}

// files returns the module's files about licences by their paths below it, those at
// its top first. Tests, examples and programs of the module are not linked.
func (m module) files() ([]string, error) {
	var top, below []string
	err := filepath.WalkDir(m.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			switch d.Name() {
			case "testdata", "cmd", "examples", ".github":
				return filepath.SkipDir
			}
			return nil
		}
		name, err := filepath.Rel(m.dir, path)
		if err != nil {
			return err
		}
		switch {
		case !aboutLicence(d.Name()):
		case name == d.Name():
			top = append(top, name)
		default:
			below = append(below, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look through %s: %w", m.path, err)
	}
	if len(top) == 0 {
		return nil, errors.New(m.path + " has no licence at its top")
	}
	return append(top, below...), nil
}

// aboutLicence reports whether a file of this name says on which terms code is given.
// That of a picture in a module's documentation is not linked.
func aboutLicence(name string) bool {
	upper := strings.ToUpper(name)
	if strings.HasSuffix(upper, ".GO") || upper == "LICENSE-LOGO" || strings.Contains(upper, "EMOJI") {
		return false
	}
	for _, word := range []string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE", "PATENTS"} {
		if strings.HasPrefix(upper, word) {
			return true
		}
	}
	return false
}

// isLicence reports whether a file about licences is one, and not a notice that goes
// with it or a list of others' licences.
func isLicence(name string) bool {
	upper := strings.ToUpper(name)
	return !strings.HasPrefix(upper, "NOTICE") && !strings.HasPrefix(upper, "PATENTS") && !strings.Contains(upper, "3RD-PARTY")
}

// clean takes off what differs between systems and editors.
func clean(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\f")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
