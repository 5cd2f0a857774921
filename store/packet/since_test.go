package packet

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
)

// mended is the sample's input after a packet of it was returned: the host unit's name
// was corrected, a telephone changed, a scan replaced, another added and one taken away.
func mended(t *testing.T) (in Input, before Result) {
	t.Helper()
	first := sampleInput(t)
	before = mustWrite(t, t.TempDir(), first)
	f := sampleFiling()
	f.Host.Name = "北京青禾示例科技有限责任公司"
	f.Host.LegalRepresentative.Mobile = "13900000001"
	f.Attachments[0].File, f.Attachments[0].SHA256 = "cert2.jpg", ""
	f.Attachments[4] = rules.Attachment{Material: "responsibility_letter", File: "id-back.jpg"}
	scans := sampleScans()
	in = inputOf(t, f, scans)
	last := hashed(first).Filing
	in.Last = &Last{Filing: last, SHA256: before.Packet.FilingSHA256()}
	in.Notice = &casework.Notice{
		ID: "0193a1d2-7c3e-7abc-8def-0123456789ab", At: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), Reference: "K7QM2F9D",
		Items: []casework.Item{
			{Place: casework.FieldPlace("host.name"), Of: casework.Fingerprint(last, casework.FieldPlace("host.name"))},
			{Place: casework.FieldPlace("host.city"), Of: casework.Fingerprint(last, casework.FieldPlace("host.city"))},
			{Place: casework.FieldPlace("host.legal_representative.mobile"), Of: casework.Fingerprint(last, casework.FieldPlace("host.legal_representative.mobile"))},
		},
	}
	return in, before
}

// hashed gives the filing's scans the hashes they would have in a draft.
func hashed(in Input) Input {
	names := map[string]string{"account.png": "1", "id-front.jpg": "2", "id-back.jpg": "3", "cert.pdf": "4", "cert2.jpg": "5"}
	in.Filing = in.Filing.Clone()
	for i := range in.Filing.Attachments {
		in.Filing.Attachments[i].SHA256 = names[in.Filing.Attachments[i].File]
	}
	return in
}

func TestThePacketSaysWhatChangedSinceTheLastAndWhatItAnswers(t *testing.T) {
	in, before := mended(t)
	c := &contents{Input: hashed(in)}
	want := &Since{
		Filing: before.Packet.FilingSHA256(), Changed: []string{"host.name", "host.legal_representative.mobile"},
		Materials: []casework.PaperChange{
			{Place: casework.Place{Material: "account_screenshot"}, Became: casework.Replaced},
			{Place: casework.Place{Material: "responsibility_letter"}, Became: casework.Added},
			{Place: casework.Place{Material: "domain_certificate", Domain: "qinghe-example.com"}, Became: casework.Removed},
		},
	}
	if diff := cmp.Diff(want, c.since()); diff != "" {
		t.Errorf("since the last (-want +got):\n%s", diff)
	}
	r := mustWrite(t, t.TempDir(), in)
	if diff := cmp.Diff(want.Changed, r.Packet.Manifest.Since.Changed); diff != "" {
		t.Errorf("the manifest that was proved (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(&Answers{Notice: in.Notice.ID, Items: []int{0, 2}}, r.Packet.Manifest.Answers); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
	if r.Packet.Manifest.Since.Filing == r.Packet.FilingSHA256() || len(want.Filing) != 64 {
		t.Error("the packet names itself as the one before")
	}
}

func TestTheMailNamesWhatChangedAndNoValue(t *testing.T) {
	in, _ := mended(t)
	body := writerOf(t, hashed(in)).body()
	for _, want := range []string{
		"与上次发送的资料包相比，本次修改了：\n1. 主办单位名称\n2. 法定代表人：移动电话号码\n3. 账户注册信息截图（扫描件已更换）\n4. 网络信息安全管理责任书（扫描件新增）\n5. 域名证书（qinghe-example.com）（扫描件已去掉）",
		"本资料包答复2026-11-20的退回通知单（编号K7QM2F9D），共3项，已修改2项。",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the mail lacks %q:\n%s", want, body)
		}
	}
	for _, unwanted := range []string{"北京青禾示例科技有限公司\n", "13800000000", "13900000001"} {
		_, list, _ := strings.Cut(body, "与上次")
		list, _, _ = strings.Cut(list, "\n\n")
		if strings.Contains(list, unwanted) {
			t.Errorf("the list of changes says %s", unwanted)
		}
	}
}

// The packet before belongs to the input, and the same input gives the same bytes.
func TestTheSameChangesGiveTheSameBytes(t *testing.T) {
	in, _ := mended(t)
	var first []byte
	for range 2 {
		data, err := os.ReadFile(mustWrite(t, t.TempDir(), in).Zip)
		if err != nil {
			t.Fatal(err)
		}
		if first != nil && !bytes.Equal(first, data) {
			t.Error("the same input gave other bytes")
		}
		first = data
	}
}

func TestAPacketThatSaysTheSameSaysNothingOfTheLast(t *testing.T) {
	in := hashed(sampleInput(t))
	last := in.Filing.Clone()
	last.AsOf = "2026-10-01"
	in.Last = &Last{Filing: last, SHA256: strings.Repeat("ab", 32)}
	c := &contents{Input: in}
	if got := c.since(); got != nil {
		t.Errorf("it says %+v", got)
	}
	if body := writerOf(t, in).body(); strings.Contains(body, "与上次") || strings.Contains(body, "退回") {
		t.Errorf("the mail says:\n%s", body)
	}
}
