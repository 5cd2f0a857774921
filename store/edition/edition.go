// Package edition finds the rulebook in force: the one that comes with the
// program, or a newer one that somebody has put into the data folder.
//
// The file is called rulebook.toml and holds a whole rulebook with its messages,
// see [rules.LoadFile]; [Starting] writes one to begin with. It takes the place of
// the built-in book where it is newer and passes the same checks. Otherwise it is
// left aside as a whole, and [InForce] says why.
//
// The package stands beside store/packet, because it joins what the rules and the
// translations know of a book with a file; rules knows no texts and no files, and
// rules/wording no files.
package edition

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// FileName is what the user's rulebook is called in the data folder.
const FileName = "rulebook.toml"

// Standing says which rulebook is in force, and why.
type Standing string

// The standings.
const (
	Builtin    Standing = "builtin"    // there is no other one
	Newer      Standing = "newer"      // the user's is in force
	NotNewer   Standing = "not_newer"  // the user's is older than the built-in one, or as old
	Refused    Standing = "refused"    // the user's is broken
	Unreadable Standing = "unreadable" // the user's could not be read from the disk
)

// InForce is the rulebook that filings are judged by, and how it came to be.
type InForce struct {
	Book     *rules.Book
	Standing Standing
	Offered  string             // the version of the user's file, "" where it tells none
	Problems []*rules.BookError // why the file was refused, in the order of the checks
	Err      error              // why it could not be read

	loaded *Loaded // nil unless Newer
}

// Find reads the user's rulebook in the data folder. It changes nothing; see
// [InForce.Speak]. It takes the time that compiling a rulebook takes, some tenths
// of a second, twice where there is a file.
func Find(dir string) *InForce {
	f := &InForce{Book: rules.Builtin(), Standing: Builtin}
	path := filepath.Join(dir, FileName)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f
	case err == nil && !info.Mode().IsRegular():
		err = errors.New("is no file") // to open a pipe would wait for ever
	}
	var file *os.File
	if err == nil {
		file, err = os.Open(path)
	}
	if err != nil {
		f.Standing, f.Err = Unreadable, fmt.Errorf("open rulebook: %w", err)
		return f
	}
	defer file.Close() // was only read
	f.take(file)
	return f
}

// take puts the user's rulebook in force if it may be.
func (f *InForce) take(r io.Reader) {
	const more = 64 // so that the loader sees that a file is too long
	data, err := io.ReadAll(io.LimitReader(r, rules.MaxBookBytes+more))
	if err != nil {
		f.Standing, f.Err = Unreadable, fmt.Errorf("read rulebook: %w", err)
		return
	}
	f.Offered = rules.VersionIn(data)
	// An old book may fail the checks of a newer program. That is no fault of whoever
	// put it there, and it would not be in force anyway.
	if order, err := rules.CompareVersions(f.Offered, f.Book.Version); err == nil && order <= 0 {
		f.Standing = NotNewer
		return
	}
	loaded, err := Load(FileName, bytes.NewReader(data))
	if err != nil {
		f.Standing, f.Problems = Refused, rules.BookErrors(err)
		return
	}
	f.Book, f.Standing, f.loaded = loaded.Book, Newer, loaded
}

// Speak has the program speak with the messages of the rulebook in force from now
// on.
func (f *InForce) Speak() {
	if f.loaded == nil {
		translations.Use(nil)
		return
	}
	f.loaded.Speak()
}

// Changes lists what the rulebook in force does otherwise than the built-in one.
func (f *InForce) Changes() []rules.Difference { return rules.Compare(rules.Builtin(), f.Book) }

// Texts are all messages that the rulebook in force brings in a language, one
// behind the other, for those who see to it that they can be drawn.
func (f *InForce) Texts(l translations.Language) string {
	if f.loaded == nil {
		return ""
	}
	return f.loaded.texts(l)
}
