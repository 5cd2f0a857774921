package packet

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/mail"
	"strings"
	"time"
	"unicode/utf8"

	gomail "github.com/wneessen/go-mail"

	"recordaldesk/translations"
)

// DefaultMailTo is the ICP team's address. The guidance gives it four times,
// once with a slip of the pen ("sinnnet"); the company's host is sinnet.com.cn.
const DefaultMailTo = "sin-icp@sinnet.com.cn"

// CheckMailTo refuses what is no single address, and the address with the slip.
func CheckMailTo(to string) error {
	a, err := mail.ParseAddress(to)
	switch {
	case err != nil || a.Address != to:
		return refuse(MailAddress, "address of the ICP team cannot be read")
	case strings.Contains(strings.ToLower(to), "sinnnet"):
		return refuse(MailAddress, "address of the ICP team is spelt with three n")
	}
	return nil
}

// standIn is written into the draft where the zip goes. go-mail holds a whole
// attachment in memory, in base64; so it gets these bytes, and the zip is
// streamed into their place. A line of base64 holds 57 bytes.
var standIn = []byte("recordal desk: the zip stands in the place of these bytes")

const bytesPerLine = 57

// draft writes the mail to the ICP team with the zip attached under the given
// name, and returns how long the mail is. No sender is named and X-Unsent is
// set, so that a mail program opens it as a mail still to be sent and puts in
// its own user's address. Date and Message-ID follow from the packet, the
// boundary too, so that the same packet gives the same draft; mail programs
// replace both when they send.
func (w *writer) draft(ctx context.Context, out io.Writer, zipPath, name string, p *Packet) (int64, error) {
	var message bytes.Buffer
	if err := w.message(&message, name, p); err != nil {
		return 0, err
	}
	mark := []byte(base64.StdEncoding.EncodeToString(standIn))
	at := bytes.LastIndex(message.Bytes(), mark)
	if at < 0 {
		return 0, errors.New("write mail draft: no place for the zip")
	}
	head, tail := message.Bytes()[:at], message.Bytes()[at+len(mark):]
	if _, err := out.Write(head); err != nil {
		return 0, fmt.Errorf("write mail draft: %w", err)
	}
	encoded, err := w.encode(ctx, out, zipPath)
	if err != nil {
		return 0, err
	}
	if _, err := out.Write(tail); err != nil {
		return 0, fmt.Errorf("write mail draft: %w", err)
	}
	return int64(len(head)+len(tail)) + encoded, nil
}

// message writes the mail with the stand-in attached.
func (w *writer) message(out io.Writer, name string, p *Packet) error {
	n := Note{
		To: w.MailTo, Subject: w.subject(), Body: w.body(), At: dayOf(w.Report.AsOf).Add(mailHour), ID: w.draftID(p),
		Files: []NoteFile{{Name: name, Type: "application/zip", Data: standIn}},
	}
	if err := n.write(out); err != nil {
		return fmt.Errorf("write mail draft: %w", err)
	}
	return nil
}

// mailHour is when on its day a mail is dated that follows from the filing alone.
const mailHour = 9 * time.Hour

// draftID names the mail by the packet. Where that is encrypted the name says
// nothing of what is in it: who knew all of a filing but one number could try
// that out on a hash of the whole.
func (w *writer) draftID(p *Packet) string {
	if w.Password == "" {
		return manifestID(p)
	}
	id := make([]byte, 16)
	_, _ = rand.Read(id) // never fails, says its documentation
	return hex.EncodeToString(id)
}

// manifestID names a packet by what is in it.
func manifestID(p *Packet) string {
	if sum := p.FilingSHA256(); sum != "" {
		return sum[:32]
	}
	return hex.EncodeToString(make([]byte, 16))
}

// attachedAs writes the attachment's name in the two ways that all mail programs
// together understand: encoded words in the Content-Type (RFC 2047), which
// Outlook reads, and an extended parameter in the Content-Disposition (RFC 2231),
// which is the standard. go-mail alone would put encoded words into both.
func attachedAs(name, kind string) gomail.FileOption {
	return func(f *gomail.File) {
		f.Header.Set("Content-Type", kind+";\r\n name=\""+encodedWords(name)+`"`)
		f.Header.Set("Content-Disposition",
			strings.Replace(mime.FormatMediaType("attachment", map[string]string{"filename": name}), "; ", ";\r\n ", 1))
	}
}

// encodedWords writes text for a header (RFC 2047), one short word a line. go-mail
// and package mime write words so long that none fits behind "Subject:", and a
// header that begins with an empty line is shown with a space before it.
func encodedWords(s string) string {
	const longest = 39 // bytes, which make 52 of base64 and, with frame and "Subject: ", 73
	var words []string
	for len(s) > 0 {
		n := min(len(s), longest)
		for n < len(s) && !utf8.RuneStart(s[n]) {
			n--
		}
		words = append(words, "=?UTF-8?B?"+base64.StdEncoding.EncodeToString([]byte(s[:n]))+"?=")
		s = s[n:]
	}
	return strings.Join(words, "\r\n ")
}

// encode writes the zip as lines of base64 and returns how many bytes they are,
// without the end of the last line, which go-mail has written.
func (w *writer) encode(ctx context.Context, out io.Writer, zipPath string) (int64, error) {
	f, err := w.disk.open(zipPath)
	if err != nil {
		return 0, fmt.Errorf("attach packet: %w", err)
	}
	defer f.Close() // was only read
	info, err := f.Stat()
	if err != nil {
		return 0, fmt.Errorf("attach packet: %w", err)
	}
	var written int64
	whole := io.NewSectionReader(f, 0, info.Size())
	raw := make([]byte, bytesPerLine*(copyBuffer/bytesPerLine))
	lines := make([]byte, 0, len(raw)/bytesPerLine*(bytesPerLine/3*4+2))
	for {
		if err := ctx.Err(); err != nil {
			return written, err
		}
		n, err := io.ReadFull(whole, raw)
		if err == io.EOF {
			return written, nil
		}
		if err != nil && err != io.ErrUnexpectedEOF {
			return written, fmt.Errorf("attach packet: %w", err)
		}
		lines = lines[:0]
		for at := 0; at < n; at += bytesPerLine {
			if written > 0 || at > 0 {
				lines = append(lines, "\r\n"...)
			}
			lines = base64.StdEncoding.AppendEncode(lines, raw[at:min(at+bytesPerLine, n)])
		}
		if _, err := out.Write(lines); err != nil {
			return written, fmt.Errorf("write mail draft: %w", err)
		}
		written += int64(len(lines))
		w.steps.add(n)
	}
}

// say says a message in Chinese, the language of the mail.
func say(id string, args ...map[string]string) string {
	return translations.Text(translations.Chinese, id, args...)
}
