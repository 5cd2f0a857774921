package packet

import (
	"bytes"
	"fmt"
	"io"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Note is a mail still to be sent, with small files attached.
type Note struct {
	To      string // "" or what is no address leaves it to be filled in
	Subject string
	Body    string // lines end with \n
	At      time.Time
	ID      string // by which mail programs know it
	Files   []NoteFile
}

// NoteFile is a file of a [Note].
type NoteFile struct {
	Name string
	Type string // such as application/pdf
	Data []byte
}

// Draft writes the mail as a file that a mail program opens as one still to be sent: no
// sender is named, and X-Unsent is set.
func (n Note) Draft() ([]byte, error) {
	var out bytes.Buffer
	if err := n.write(&out); err != nil {
		return nil, fmt.Errorf("write mail draft: %w", err)
	}
	return out.Bytes(), nil
}

func (n Note) write(out io.Writer) error {
	m := gomail.NewMsg(gomail.WithEncoding(gomail.EncodingB64), gomail.WithNoDefaultUserAgent(), gomail.WithBoundary("recordal-"+n.ID))
	if a, err := mail.ParseAddress(n.To); err == nil && a.Address == n.To {
		if err := m.To(n.To); err != nil {
			return err
		}
	}
	m.SetGenHeader("X-Unsent", "1")
	m.SetDateWithValue(n.At)
	m.SetMessageIDWithValue(n.ID + "@recordal-desk.invalid")
	m.SetGenHeaderPreformatted(gomail.HeaderSubject, encodedWords(oneLine(n.Subject)))
	m.SetBodyString(gomail.TypeTextPlain, strings.ReplaceAll(n.Body, "\n", "\r\n"))
	for _, f := range n.Files {
		if err := m.AttachReader(f.Name, bytes.NewReader(f.Data), attachedAs(f.Name, f.Type)); err != nil {
			return err
		}
	}
	_, err := m.WriteTo(out)
	return err
}
