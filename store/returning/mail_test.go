package returning_test

import (
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"os"
	"strings"
	"testing"
)

// multipartOf reads the parts of a mail.
func multipartOf(m *mail.Message) (*multipart.Reader, error) {
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return nil, err
	}
	return multipart.NewReader(m.Body, params["boundary"]), nil
}

// decoded is what a part of a mail says; all of ours are in base64.
func decoded(p *multipart.Part) io.Reader { return base64.NewDecoder(base64.StdEncoding, p) }

// readMail returns the text of a mail draft and the names of its attachments.
func readMail(t *testing.T, path string) (text string, names []string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() // was only read
	m, err := mail.ReadMessage(f)
	if err != nil {
		t.Fatal(err)
	}
	if m.Header.Get("X-Unsent") != "1" || m.Header.Get("From") != "" || !strings.Contains(m.Header.Get("To"), "@") {
		t.Errorf("headers %v", m.Header)
	}
	parts, err := partsOf(m)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		if p.name == "" {
			text += p.text
		} else {
			names = append(names, p.name)
		}
	}
	return strings.ReplaceAll(text, "\r\n", "\n"), names
}

type mailPart struct{ name, text string }

func partsOf(m *mail.Message) (all []mailPart, err error) {
	reader, err := multipartOf(m)
	if err != nil {
		return nil, err
	}
	for {
		p, err := reader.NextPart()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read part: %w", err)
		}
		data, err := io.ReadAll(decoded(p))
		if err != nil {
			return nil, fmt.Errorf("read part: %w", err)
		}
		all = append(all, mailPart{p.FileName(), string(data)})
	}
}
