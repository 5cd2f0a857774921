package returning_test

import (
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
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
