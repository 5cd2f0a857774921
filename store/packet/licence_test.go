package packet

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"net/mail"
	"strings"
	"testing"

	"recordaldesk/translations"
)

func TestTheMailForTheLicenceAsksForWhatTheProviderGives(t *testing.T) {
	f := sampleFiling()
	f.Host.Name = "北京青禾\r\nBcc: someone@example.com\r\n示例科技有限公司"
	m := NewLicenceMail(f, "2026-11-29", DefaultMailTo)
	draft, err := m.Draft()
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := m.Draft(); !bytes.Equal(draft, again) {
		t.Error("the same mail is another one the second time")
	}
	read, err := mail.ReadMessage(bytes.NewReader(draft))
	if err != nil {
		t.Fatal(err)
	}
	if h := read.Header; h.Get("X-Unsent") != "1" || strings.Trim(h.Get("To"), "<>") != DefaultMailTo || h.Get("From") != "" || h.Get("Bcc") != "" {
		t.Errorf("headers %v", h)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject"))
	if err != nil || subject != "申请提供服务商资质和接入协议（办理ICP许可证）：北京青禾 Bcc: someone@example.com 示例科技有限公司" {
		t.Errorf("subject %q, %v", subject, err)
	}
	body, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, read.Body))
	if err != nil {
		t.Fatal(err)
	}
	for _, said := range []string{"资质证明", "接入协议", f.Websites[0].Domains[0].Name, f.Account.ID, f.HostLead().Name, f.HostLead().Mobile, "2026-11-29"} {
		if !strings.Contains(string(body), said) {
			t.Errorf("the mail does not say %s:\n%s", said, body)
		}
	}
	// Numbers of documents have no place in a mail.
	if number := f.HostLead().Document.Number; number == "" || strings.Contains(string(body), number) {
		t.Error("the mail says the number of a document")
	}
	if english := m.Body(translations.English); !strings.Contains(english, "access agreement") || strings.Contains(english, "[") {
		t.Errorf("in English:\n%s", english)
	}
	if name := m.FileName(); !strings.HasSuffix(name, ".eml") || strings.ContainsAny(name, "\r\n:") {
		t.Errorf("it is called %q", name)
	}
}
