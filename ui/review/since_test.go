package review

import (
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/rules/casework"
)

// Whoever looks at a packet that was mended sees what it said when it was returned.
func TestWhatChangedSinceTheReturnIsSaid(t *testing.T) {
	b := prepare(t, nil)
	before := b.session.Filing().Clone()
	before.Host.Address = "旧地址1号"
	before.Host.LegalRepresentative.Mobile = "13911112222"
	before.Attachments = before.Attachments[1:]
	_, err := b.store.ChangeCase(t.Context(), b.session.ID(), func(c *casework.Case) error {
		c.Notices = append(c.Notices, casework.Notice{ID: "n", At: now, Filing: before})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	b.show()
	b.Reads("退回以来的修改", "旧地址1号 → ", "扫描件新增")
	for range b.places.places {
		if p := b.places.now(); p != nil && p.Field == "host.address" {
			break
		}
		b.keys(fyne.KeyDown)
	}
	b.Reads("上次退回时：旧地址1号")
}
