package packet

import (
	"bytes"
	"context"
	"net/mail"
	"os"
	"strconv"
	"strings"
	"testing"

	"recordaldesk/rules"
)

func TestPythonReadsTheMailDraft(t *testing.T) {
	needs(t, "python3")
	in := sampleInput(t)
	in.Scans = memory{"account.png": smallPNG(), "id-front.jpg": noiseJPEG(1200, 900, 1, 90), "id-back.jpg": smallJPEG(2), "cert.pdf": []byte(smallPDF), "cert2.jpg": smallJPEG(4)}
	r := mustWrite(t, t.TempDir(), in)
	python(t, `
import email, email.policy, os, sys
data = open(sys.argv[1], 'rb').read()
assert len(data) == int(sys.argv[3]), len(data)
assert b'\n' not in data.replace(b'\r\n', b''), 'bare line ends'
assert max(map(len, data.split(b'\r\n'))) < 998
m = email.message_from_bytes(data, policy=email.policy.default)
assert m['X-Unsent'] == '1' and m['To'] == 'sin-icp@sinnet.com.cn', m.items()
assert m['From'] is None, m['From']
assert m['Subject'] == 'ICP备案材料：北京青禾示例科技有限公司（新增备案，2026-11-23）', m['Subject']
assert m['Date'].datetime.strftime('%Y-%m-%d') == '2026-11-23'
body = m.get_body().get_content()
for said in ('您好', '北京青禾示例科技有限公司', 'qinghe-example.cn、qinghe-example.com', '张示例', '13800000000', 'filing.json', '快递'):
    assert said in body, (said, body)
a, = list(m.iter_attachments())
name = os.path.basename(sys.argv[2])
assert a.get_filename() == name, a.get_filename()
assert a.get_content_type() == 'application/zip'
assert email.message_from_bytes(data).get_payload()[1].get_filename() is not None
compat = email.header.make_header(email.header.decode_header(email.message_from_bytes(data).get_payload()[1].get_param('name')))
assert str(compat) == name, str(compat)
assert a.get_content() == open(sys.argv[2], 'rb').read()
assert not m.defects and not a.defects, (m.defects, a.defects)
`, r.Mail, r.Zip, strconv.FormatInt(r.MailSize, 10))
}

func TestTheDraftOfADraftSaysSo(t *testing.T) {
	in := sampleInput(t)
	in.Incomplete = true
	w := writerOf(t, in)
	if got := w.subject(); !strings.HasPrefix(got, "【草稿 DRAFT】") {
		t.Errorf("subject is %s", got)
	}
	if body := w.body(); !strings.Contains(body, "草稿") || strings.Contains(body, "[") {
		t.Errorf("body is %s", body)
	}
}

// What a person typed must not become a header, a line of its own, or text that
// runs backwards.
func TestTypedTextCannotForgeTheMail(t *testing.T) {
	in := sampleInput(t)
	in.Filing.Host.Name = "甲公司\r\nBcc: someone@example.com\r\n\r\n\u202etxt"
	in.Filing.Websites[0].Domains[0].Name = "a.cn\n2. b.cn"
	w := writerOf(t, in)
	var out bytes.Buffer
	if err := w.message(&out, "x.zip", &Packet{}); err != nil {
		t.Fatal(err)
	}
	m, err := mail.ReadMessage(&out)
	if err != nil {
		t.Fatal(err)
	}
	if m.Header.Get("Bcc") != "" {
		t.Error("a typed line became a header")
	}
	if body := w.body(); strings.Contains(body, "\nBcc") || strings.Contains(body, "\u202e") || strings.Contains(body, "\n2. b.cn") {
		t.Errorf("a typed line became a line of the mail:\n%s", body)
	}
}

func TestAddressesOfTheICPTeam(t *testing.T) {
	for to, want := range map[string]Problem{
		"":                              "",
		"sin-icp@sinnet.com.cn":         "",
		"someone@example.com":           "",
		"sin-icp@sinnnet.com.cn":        MailAddress,
		"SIN-ICP@SINNNET.COM.CN":        MailAddress,
		"sin-icp":                       MailAddress,
		"Team <a@example.com>":          MailAddress,
		"a@example.com, b@example.com":  MailAddress,
		"a@example.com\r\nBcc: b@x.com": MailAddress,
	} {
		in := sampleInput(t)
		in.MailTo = to
		_, err := Write(context.Background(), t.TempDir(), in, nil)
		if problemOf(err) != want || (want == "") != (err == nil) {
			t.Errorf("%q: %v, want %q", to, err, want)
		}
	}
}

func TestTheMailNamesEachLeadOnce(t *testing.T) {
	in := sampleInput(t)
	second := rules.NewWebsite()
	second.LeadIsHostLead = false
	second.Lead = rules.Person{Name: "李样本", Mobile: "13900000000"}
	in.Filing.Websites = append(in.Filing.Websites, in.Filing.Websites[0], second)
	got := strings.Join(writerOf(t, in).contacts(), "\n")
	if want := "张示例，手机 13800000000，邮箱 zhang@qinghe.example\n李样本，手机 13900000000"; got != want {
		t.Errorf("contacts are\n%s\nwant\n%s", got, want)
	}
}

func writerOf(t testing.TB, in Input) *writer {
	t.Helper()
	in.MailTo = DefaultMailTo
	return &writer{contents: &contents{Input: in, names: newNamer(in.Filing)}, filing: in.Filing}
}

func TestEncodedZipFillsItsLines(t *testing.T) {
	for _, size := range []int{0, 1, 56, 57, 58, 57 * 3, copyBuffer, copyBuffer + 1} {
		path := t.TempDir() + "/x"
		if err := os.WriteFile(path, bytes.Repeat([]byte{0xA5}, size), 0o600); err != nil {
			t.Fatal(err)
		}
		w := &writer{disk: realDisk{}, steps: newSteps(nil, 1, 1)}
		var out bytes.Buffer
		n, err := w.encode(context.Background(), &out, path)
		if err != nil || n != int64(out.Len()) {
			t.Errorf("%d bytes: wrote %d, said %d, %v", size, out.Len(), n, err)
		}
		lines := strings.Split(out.String(), "\r\n")
		for i, line := range lines {
			if len(line) != 76 && i < len(lines)-1 || len(line) > 76 {
				t.Errorf("%d bytes: line %d has %d characters", size, i, len(line))
			}
		}
	}
}
