// Package printer puts papers where the system's viewer can show and print them;
// the toolkit has no printing of its own.
package printer

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store/paper"
	"recordaldesk/store/private"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// Printer writes PDFs into a folder of its own.
type Printer struct {
	Dir string // made when it is first needed, for this user only
}

// Put writes a PDF under the name and returns its path. A file of that name is
// replaced; where a viewer holds it fast, as on Windows, the next free number is
// put behind the name.
func (p Printer) Put(name string, pdf []byte) (string, error) {
	if err := private.Make(p.Dir); err != nil {
		return "", fmt.Errorf("make the print folder: %w", err)
	}
	temporary, err := p.write(pdf)
	if err != nil {
		return "", fmt.Errorf("write for printing: %w", err)
	}
	stem := strings.TrimSuffix(name, ".pdf")
	for n := 1; ; n++ {
		path := filepath.Join(p.Dir, name)
		if n > 1 {
			path = filepath.Join(p.Dir, fmt.Sprintf("%s (%d).pdf", stem, n))
		}
		err := os.Rename(temporary, path)
		if err == nil {
			return path, nil
		}
		if n == 9 {
			return "", errors.Join(fmt.Errorf("name the printed file: %w", err), os.Remove(temporary))
		}
	}
}

// Keep is how long a paper lies there: as long as somebody may still look at it.
const Keep = 8 * time.Hour

// Expire removes papers that are older than [Keep].
func (p Printer) Expire(now time.Time) error { return private.Expire(p.Dir, now, Keep) }

// Clear removes all papers; one that a viewer holds fast stays until the next time.
func (p Printer) Clear() error { return private.Expire(p.Dir, time.Time{}, 0) }

func (p Printer) write(pdf []byte) (name string, err error) {
	file, err := os.CreateTemp(p.Dir, "printing-*.tmp")
	if err != nil {
		return "", err
	}
	_, err = file.Write(pdf)
	if err = errors.Join(err, file.Close()); err != nil {
		return "", errors.Join(err, os.Remove(file.Name()))
	}
	return file.Name(), nil
}

// Problem says in a sentence why papers could not be printed.
func Problem(book *rules.Book, f *rules.Filing, today string, err error) voice.Speaker {
	var blank *paper.BlankError
	if errors.As(err, &blank) {
		return func(l translations.Language) string { return blank.Message(l) }
	}
	var missing *paper.MissingGlyphError
	if !errors.As(err, &missing) {
		return voice.Message("materials.print.failed")
	}
	label := "packet.the_filing"
	for _, i := range book.Shown(f, today) {
		if i.Path == missing.Field {
			label = "field." + i.Field.ID
		}
	}
	return func(l translations.Language) string {
		return translations.Text(l, "paper.missing_glyph", map[string]string{
			"character": string(missing.Rune), "code": fmt.Sprintf("%U", missing.Rune), "field": translations.Text(l, label),
		})
	}
}
