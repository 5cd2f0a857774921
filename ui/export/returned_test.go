package export

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store/packet"
)

// nameReturned is a notice by which the host unit's remark came back.
func nameReturned(f *rules.Filing) *casework.Notice {
	at := casework.FieldPlace("host.remark")
	return &casework.Notice{
		ID: "0193a1d2-7c3e-7abc-8def-0123456789ab", At: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), By: "甲", Reference: "K7QM2F9D",
		Items: []casework.Item{{Place: at, Verdict: casework.Returned, Said: casework.Said{English: "Please say more."}, Of: casework.Fingerprint(f, at)}},
	}
}

// newest returns the packet that was written last into the folder, and how many there are.
func (b *bench) newest() (*packet.Packet, int) {
	b.Helper()
	zips := slices.DeleteFunc(files(b.T, b.folder), func(name string) bool { return !strings.HasSuffix(name, ".zip") })
	p, err := packet.Verify(b.Context(), filepath.Join(b.folder, b.session.Record().Exported.File))
	if err != nil {
		b.Fatal(err)
	}
	return p, len(zips)
}

// again exports once more.
func (b *bench) again() {
	b.Helper()
	b.screen.showCheck()
	b.export()
}

// set changes the host unit's remark and waits until that is judged.
func (b *bench) set(remark string) {
	b.Helper()
	judged := false
	b.session.OnReport(func() { judged = true })
	b.session.Set("host.remark", remark)
	b.until("judged", func() bool { return judged })
	b.screen.Refresh()
}

func TestTheNextExportSaysWhatChangedSinceTheLast(t *testing.T) {
	b := open(t, same)
	b.export()
	first, _ := b.newest()
	if first.Manifest.Since != nil || first.Manifest.Answers != nil {
		t.Errorf("the first packet speaks of one before: %+v", first.Manifest.Since)
	}
	b.again()
	if _, n := b.newest(); n != 1 {
		t.Errorf("the same filing exported again is another packet: %d", n)
	}
	b.set("不涉及前置审批的内容")
	b.again()
	second, n := b.newest()
	if since := second.Manifest.Since; n != 2 || since == nil || since.Filing != first.FilingSHA256() || !slices.Equal(since.Changed, []string{"host.remark"}) {
		t.Errorf("packet %d says %+v", n, since)
	}
	b.again() // what it says of the last one stays the same
	if _, n := b.newest(); n != 2 {
		t.Errorf("the changed filing exported again is another packet: %d", n)
	}
}

// A draft packet is not what is sent.
func TestADraftPacketIsNoneTheNextIsComparedWith(t *testing.T) {
	b := open(t, same)
	b.screen.sent(work{filing: b.session.Filing().Clone(), incomplete: true}, packet.Result{})
	c, err := b.store.Case(t.Context(), b.session.ID())
	if err != nil || len(c.Sent) > 0 {
		t.Errorf("%d packets are noted, %v", len(c.Sent), err)
	}
}

func TestTheCheckSaysWhatCameBackAndWhenAllIsMended(t *testing.T) {
	b := openReturned(t, same, nameReturned)
	page := said(b.screen.todo.object)
	if !says(page, "Returned and not changed yet (1 item)") || !says(page, "not changed yet") || !says(page, "Please say more.") {
		t.Errorf("the check says %s", page)
	}
	b.links()[0].OnTapped()
	if !slices.Equal(b.gone, []string{"host.remark"}) {
		t.Errorf("the line leads to %q", b.gone)
	}
	if _, err := b.store.ChangeCase(t.Context(), b.session.ID(), func(c *casework.Case) error {
		c.Returned = b.session.Notice()
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	b.set("不涉及前置审批的内容")
	b.until("it is said to be mended", func() bool {
		return says(said(b.screen.todo.object), "Everything that was to be corrected is changed.")
	})
	b.export()
	p, _ := b.newest()
	if a := p.Manifest.Answers; a == nil || a.Notice != b.session.Notice().ID || !slices.Equal(a.Items, []int{0}) {
		t.Errorf("the packet answers %+v", a)
	}
}
