package review

import (
	"bytes"
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/signintech/gopdf"

	"recordaldesk/rules"
)

// The pages of a PDF and the scans of a paper are leafed through as one pile.
func TestPagesAndScansAreOnePile(t *testing.T) {
	var pdf gopdf.GoPdf
	pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	for _, size := range []*gopdf.Rect{gopdf.PageSizeA4, gopdf.PageSizeA4Landscape} {
		pdf.AddPageWithOption(gopdf.PageOption{PageSize: size})
		pdf.RectFromUpperLeftWithStyle(0, 0, size.W/2, size.H/2, "F")
	}
	var data bytes.Buffer
	if _, err := pdf.WriteTo(&data); err != nil {
		t.Fatal(err)
	}
	b := prepare(t, nil)
	kept, err := b.store.AddScan(context.Background(), b.session.ID(), &data)
	if err != nil {
		t.Fatal(err)
	}
	b.session.Edit(func(f *rules.Filing) {
		f.Attachments = append([]rules.Attachment{{Material: "account_screenshot", File: "账户.pdf", SHA256: kept.SHA256}}, f.Attachments...)
	})
	b.show()
	b.at(accountID)
	b.seen()
	b.Reads("扫描件1/2", "第1/2页")
	first := b.viewer.picture.Bounds()
	b.keys(fyne.KeyRightBracket)
	b.seen()
	if now := b.viewer.picture.Bounds(); first.Dx() > first.Dy() || now.Dx() < now.Dy() {
		t.Errorf("the first page is %v, the second %v", first, now)
	}
	b.Reads("第2/2页")
	b.keys(fyne.KeyRightBracket)
	b.seen()
	b.Reads("扫描件2/2")
	b.keys(fyne.KeyLeftBracket)
	b.seen()
	b.Reads("扫描件1/2")
}
