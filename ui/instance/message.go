package instance

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"path/filepath"
)

// A message is the greeting and the names of the files, each ended by a zero byte,
// which no name can hold. Before it stands how many bytes it has, in four of them: a named
// pipe of Windows cannot tell that the sender has no more to say.
const (
	greeting = "recordal-desk: show yourself"
	answer   = "shown"
)

var errMessage = errors.New("not a message of this program")

// framed puts the length of a message before it.
func framed(message []byte) []byte {
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(message))), message...)
}

// readMessage reads a message with its length before it; of one that is too long it reads
// nothing.
func readMessage(r io.Reader) ([]byte, error) {
	var length [4]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return nil, err
	}
	n := binary.BigEndian.Uint32(length[:])
	if n > MaxMessage {
		return nil, errMessage
	}
	message := make([]byte, n)
	_, err := io.ReadFull(r, message)
	return message, err
}

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
