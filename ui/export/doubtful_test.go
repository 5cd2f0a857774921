package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/jpeg"
	"slices"
	"testing"

	"recordaldesk/rules"
)

func TestTheCheckSaysWhichScansToLookAtAgain(t *testing.T) {
	b := open(t, same)
	b.look()
	var certificate rules.Material
	for _, m := range b.session.Report().Materials {
		if m.ID == "host_certificate" {
			certificate = m
		}
	}
	var data bytes.Buffer
	if err := jpeg.Encode(&data, image.NewGray(image.Rect(0, 0, 300, 200)), nil); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data.Bytes())
	if _, err := b.store.AddScan(t.Context(), b.session.ID(), &data); err != nil {
		t.Fatal(err)
	}
	scan := rules.Attachment{Material: certificate.ID, File: "执照.jpg", SHA256: hex.EncodeToString(sum[:])}
	b.session.Edit(func(f *rules.Filing) {
		f.Attachments = slices.DeleteFunc(f.Attachments, certificate.Holds)
		f.Attachments = append(f.Attachments, scan)
	})
	b.until("looked at and told", func() bool { return b.screen.judge(b.session.Report()).doubtful > 0 })
	page := said(b.screen.Object())
	if !says(page, "Scans to look at again (1)") || !says(page, "Ready to export; before that") {
		t.Errorf("the check does not say that a scan is in doubt: %.400s", page)
	}
	remarks, _ := b.screen.around.Opinions.Of(certificate, scan)
	if !says(page, remarks[0].Figure("en")) {
		t.Errorf("the check does not say what is wrong with it: %.400s", page)
	}
	for _, one := range remarks {
		b.screen.around.Opinions.Accept(scan, one.Fault, true)
	}
	b.screen.Refresh()
	if page := said(b.screen.Object()); says(page, "Scans to look at again") || !says(page, "Ready to export") {
		t.Errorf("what was accepted is still told: %.400s", page)
	}
}

func TestNothingIsSaidOfTheScansOfTheSample(t *testing.T) {
	b := open(t, same)
	materials := b.session.Report().Materials
	looked := func() bool {
		for _, m := range materials {
			for _, a := range b.session.Filing().Attachments {
				if _, known := b.screen.around.Opinions.Of(m, a); m.Holds(a) && !known {
					return false
				}
			}
		}
		return true
	}
	b.until("all scans looked at", looked)
	for _, d := range b.screen.around.Opinions.Doubtful(materials) {
		t.Errorf("of %s is said: %s", d.Scan.File, d.Remarks[0].Say("zh"))
	}
}
