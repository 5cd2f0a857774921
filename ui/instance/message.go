package instance

import (
	"bytes"
	"errors"
	"path/filepath"
)

// A message is the greeting and the names of the files, each ended by a zero byte,
// which no name can hold. It ends where the sender has no more to say.
const (
	greeting = "recordal-desk: show yourself"
	answer   = "shown"
)

var errMessage = errors.New("not a message of this program")

// compose writes the message about files. Those that are beyond the limits are left
// out: the window is to be shown all the same.
func compose(files []string) []byte {
	message := []byte(greeting + "\x00")
	for _, name := range files[:min(len(files), MaxFiles)] {
		if len(message)+len(name)+1 > MaxMessage {
			break
		}
		message = append(message, name...)
		message = append(message, 0)
	}
	return message
}

// parse reads a message and returns the names in it. Whether there are such files
// is not looked at.
func parse(message []byte) (files []string, err error) {
	if len(message) > MaxMessage {
		return nil, errMessage
	}
	rest, ok := bytes.CutPrefix(message, []byte(greeting+"\x00"))
	if !ok || bytes.Count(rest, []byte{0}) > MaxFiles {
		return nil, errMessage
	}
	for len(rest) > 0 {
		name, after, ended := bytes.Cut(rest, []byte{0})
		if !ended || !filepath.IsAbs(string(name)) {
			return nil, errMessage
		}
		files, rest = append(files, string(name)), after
	}
	return files, nil
}
