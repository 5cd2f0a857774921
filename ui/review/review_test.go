package review

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/ui/look"
	"recordaldesk/ui/voice"
)

var (
	accountID = casework.FieldPlace("account.id")
	hostName  = casework.FieldPlace("host.name")
)

func encoded(t *testing.T, f *rules.Filing) []byte {
	t.Helper()
	data, err := rules.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestAFilingIsReviewedByKeyboardAloneAndMarksSurviveClosing(t *testing.T) {
	b := open(t, nil)
	before := encoded(t, b.session.Filing())
	b.keys(fyne.KeyJ)
	if p := b.places.now(); p == nil || p.Place != accountID {
		t.Fatalf("after the kind stands %+v", p)
	}
	b.keys(fyne.KeyA) // the first mark asks who makes it
	b.asks()
	b.Types("林知")
	b.keys(fyne.KeyReturn, fyne.KeyQ)
	b.asks()
	b.Types("yyzz") // initials of 营业执照: found among the reasons or what they say
	b.keys(fyne.KeyUp, fyne.KeyR)
	b.asks()
	b.panel.asked.(*reasons).filter.SetText("没有这样的原因")
	b.keys(fyne.KeyReturn) // nothing is said yet
	b.Types("证件号码少一位")
	b.keys(fyne.KeyZ, fyne.KeyN)
	b.quiet()
	b.show()
	marks := b.stored().Marks
	want := []casework.Verdict{casework.Accepted, casework.Accepted, casework.Returned}
	if len(marks) != len(want) {
		t.Fatalf("noted are %+v", marks)
	}
	for i, m := range marks {
		if m.Verdict != want[i] || m.By != "林知" || !m.At.Equal(now) {
			t.Errorf("mark %d is %+v, want %s", i, m, want[i])
		}
	}
	b.at(marks[2].Place)
	if got := b.row(); !strings.HasPrefix(got, "←|") || !strings.Contains(got, "退回") {
		t.Errorf("after closing the row says %s", got)
	}
	b.Reads("证件号码少一位", "林知")
	if !bytes.Equal(before, encoded(t, b.session.Filing())) {
		t.Error("the review changed the filing")
	}
}

func TestAChangedValueIsToBeReviewedAgain(t *testing.T) {
	b := open(t, nil)
	b.initials("甲")
	b.at(hostName)
	b.keys(fyne.KeyA)
	left := b.counts().left
	b.session.Edit(func(f *rules.Filing) { f.Host.Name = "北京星禾云图示例有限公司" })
	b.at(hostName)
	b.Until("the change is judged", func() bool { return strings.Contains(b.row(), "示例") })
	if got := b.row(); !strings.HasPrefix(got, "!|") || !strings.Contains(got, "通过后有改动") {
		t.Errorf("the row says %s", got)
	}
	if got := b.counts().left; got != left+1 {
		t.Errorf("%d places are left, before %d", got, left)
	}
	b.Reads("请重新审核")
	b.keys(fyne.KeyEnd, fyne.KeyHome, fyne.KeyUp)
	if got := b.places.now().Field; got != "kind" {
		t.Errorf("Home leads to %q", got)
	}
	b.at(accountID)
	for range b.places.places { // N finds it again
		b.keys(fyne.KeyN)
		if b.places.now().Place == hostName {
			return
		}
	}
	t.Error("N does not lead to it")
}

// The scan that proves a place stands beside it.
func TestTheScanThatProvesAPlaceIsSeenBesideIt(t *testing.T) {
	b := open(t, nil)
	b.at(accountID)
	b.seen()
	if b.shots[0].material.ID != "account_screenshot" {
		t.Errorf("the account is compared with %s", b.shots[0].material.ID)
	}
	b.Reads(b.session.Filing().Account.ID)
	b.at(casework.FieldPlace("websites.0.domains.0.name"))
	b.seen()
	if len(b.shots) != 2 || b.shots[0].material.ID != "domain_certificate" {
		t.Fatalf("the domain is compared with %+v", b.shots)
	}
	b.keys(fyne.KeyRightBracket)
	if b.shot != 1 {
		t.Error("] does not lead to the next scan")
	}
	b.keys(fyne.KeyLeftBracket, fyne.KeyLeftBracket)
	if b.shot != 0 {
		t.Error("[ does not lead back")
	}
	b.seen()
	upright := b.viewer.picture.Bounds()
	b.keys(fyne.KeyT)
	b.Until("the scan is turned", func() bool {
		return b.viewer.picture != nil && b.viewer.picture.Bounds().Dx() == upright.Dy()
	})
	_, fits := b.viewer.place()
	b.keys(fyne.KeyPlus, fyne.KeyEqual)
	if _, size := b.viewer.place(); size.Width < fits.Width*1.5 {
		t.Errorf("enlarged twice it is %v wide, before %v", size.Width, fits.Width)
	}
	b.keys(fyne.KeyW)
	if at, size := b.viewer.place(); at.X > 1 || size.Width < b.viewer.Size().Width-1 {
		t.Errorf("as wide as there is room it lies at %v, %v wide", at.X, size.Width)
	}
	b.keys(fyne.Key0)
	if _, size := b.viewer.place(); size != fits {
		t.Errorf("whole it is %v, before %v", size, fits)
	}
	b.keys(fyne.KeyF6, fyne.KeyPlus, fyne.KeyPlus, fyne.KeyPlus, fyne.KeyPlus)
	from, _ := b.viewer.place()
	b.keys(fyne.KeyDown)
	if to, _ := b.viewer.place(); to.Y >= from.Y {
		t.Errorf("Down moved the scan from %v to %v", from, to)
	}
	b.keys(fyne.KeyEscape)
	if b.Window.Canvas().Focused() != fyne.Focusable(b.list) || b.backs > 0 {
		t.Error("Escape does not lead from the scan to the list")
	}
}

func TestWhatIsMissingIsSaidAndNotAccepted(t *testing.T) {
	b := open(t, func(f *rules.Filing) { f.Attachments = f.Attachments[1:] })
	b.initials("甲")
	b.at(casework.Place{Material: "account_screenshot"})
	if got := b.row(); !strings.Contains(got, "缺少扫描件") || !strings.Contains(got, "⚠") {
		t.Errorf("the row says %s", got)
	}
	b.keys(fyne.KeyA)
	if len(b.asked) != 1 || len(b.stored().Marks) > 0 {
		t.Errorf("asked was %v, noted are %v", b.asked, b.stored().Marks)
	}
	b.at(accountID)
	if b.viewer.picture != nil || !strings.Contains(b.viewer.saying, "账户") {
		t.Errorf("beside the account stands %q", b.viewer.saying)
	}
}

func TestTheRestWithoutFindingsIsAcceptedAtOnce(t *testing.T) {
	b := open(t, func(f *rules.Filing) { f.Host.LegalRepresentative.Mobile = "1391" })
	b.initials("甲")
	wrong := casework.FieldPlace("host.legal_representative.mobile")
	b.at(hostName)
	b.keys(fyne.KeyQ)
	b.asks()
	b.Types("2")
	b.Until("the scans are looked at", func() bool {
		for _, p := range b.places.places {
			if !b.places.looked(p) {
				return false
			}
		}
		return true
	})
	b.ctrl(fyne.KeyReturn)
	if b.answer == nil {
		t.Fatalf("it does not ask, but says %v", b.asked)
	}
	if b.counts().accepted != 0 {
		t.Error("it does not wait for the answer")
	}
	b.answer()
	b.quiet()
	c := b.stored()
	if m, ok := c.MarkAt(hostName); !ok || m.Verdict != casework.Queried {
		t.Errorf("what was queried is %+v", m)
	}
	if m, ok := c.MarkAt(wrong); ok {
		t.Errorf("what the rules have something against is %+v", m)
	}
	if n := b.counts(); n.accepted < len(b.places.places)/2 || n.left == 0 {
		t.Errorf("accepted are %d of %d, left %d", n.accepted, len(b.places.places), n.left)
	}
}

// failing is a store in which nothing can be noted.
type failing struct{ *store.Store }

func (failing) ChangeCase(context.Context, string, func(*casework.Case) error) (*casework.Case, error) {
	return nil, store.ErrNoSpace
}

func TestAMarkThatCannotBeKeptIsSaidAndNotShown(t *testing.T) {
	b := prepare(t, nil)
	b.through = failing{b.store}
	b.show()
	b.initials("甲")
	b.at(hostName)
	b.keys(fyne.KeyA)
	b.Until("it is said", func() bool { return len(b.asked) > 0 })
	b.Until("it is not shown", func() bool { return b.counts().accepted == 0 })
}

// slow is a store that notes something once it is told to.
type slow struct {
	*store.Store
	now chan struct{}
}

func (s slow) ChangeCase(ctx context.Context, id string, f func(*casework.Case) error) (*casework.Case, error) {
	<-s.now
	return s.Store.ChangeCase(ctx, id, f)
}

// The end of the window waits for a mark that is on its way.
func TestTheWindowWaitsForAMark(t *testing.T) {
	b := prepare(t, nil)
	s := slow{b.store, make(chan struct{})}
	b.through = s
	b.show()
	b.initials("甲")
	b.at(hostName)
	b.keys(fyne.KeyA)
	if b.counts().accepted != 1 {
		t.Error("the mark is not shown at once")
	}
	close(s.now)
	for _, wait := range b.keeping {
		wait()
	}
	if _, ok := b.stored().MarkAt(hostName); !ok {
		t.Error("it is not waited for the mark")
	}
}

// damaged is a store that cannot read what was noted.
type damaged struct{ *store.Store }

func (damaged) Case(context.Context, string) (*casework.Case, error) {
	return nil, store.ErrDraftDamaged
}

func TestNothingIsNotedOverWhatCannotBeRead(t *testing.T) {
	b := prepare(t, nil)
	b.through = damaged{b.store}
	b.begin()
	b.Until("it is said", func() bool { return len(b.asked) > 0 })
	b.by = "甲"
	b.at(hostName)
	b.keys(fyne.KeyA)
	if len(b.asked) != 2 || len(b.stored().Marks) > 0 {
		t.Errorf("it says %v, noted are %v", b.asked, b.stored().Marks)
	}
}

// waiting is a store whose scans never come; it tells when one is no longer waited for.
type waiting struct {
	*store.Store
	begun, stopped chan string
}

func (w waiting) OpenScan(ctx context.Context, draft, sha256 string) (*store.Original, error) {
	w.begun <- sha256
	<-ctx.Done()
	w.stopped <- sha256
	return nil, ctx.Err()
}

func TestAScanThatNobodyLooksAtAnyMoreIsNotDecoded(t *testing.T) {
	b := prepare(t, nil)
	w := waiting{b.store, make(chan string, 20), make(chan string, 20)}
	b.through = w
	b.show()
	b.at(accountID)
	first := <-w.begun
	b.at(casework.FieldPlace("websites.0.domains.0.name"))
	select {
	case got := <-w.stopped:
		if got != first {
			t.Errorf("stopped is %s, not %s", got, first)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it is still decoded")
	}
	if b.viewer.picture != nil {
		t.Error("a picture is shown")
	}
}

func TestFewPicturesAreHeld(t *testing.T) {
	b := open(t, nil)
	for range 3 {
		for _, p := range b.places.places {
			if len(b.places.shotsOf(p)) > 0 {
				b.at(p.Place)
				b.seen()
			}
		}
	}
	if n := len(b.pictures.kept); n > mostKept {
		t.Errorf("%d pictures are held", n)
	}
}

func TestEscapeLeadsBackAndTheFilingOpensAtThePlace(t *testing.T) {
	b := open(t, nil)
	b.at(hostName)
	b.ctrl(fyne.KeyE)
	if b.path != "host.name" {
		t.Errorf("the filing opens at %q", b.path)
	}
	b.keys(fyne.KeyO, fyne.KeyEscape)
	if b.backs != 0 {
		t.Error("Escape left the review at once")
	}
	b.keys(fyne.KeyEscape)
	if b.backs != 1 {
		t.Error("Escape does not leave the review")
	}
}

// Numbers of persons are shown in full for the current place alone.
func TestOneNumberAtATimeIsShownInFull(t *testing.T) {
	b := open(t, nil)
	f := b.session.Filing()
	number, mobile := f.Host.LegalRepresentative.Document.Number, f.Host.LegalRepresentative.Mobile
	b.at(casework.FieldPlace("host.legal_representative.document.number"))
	b.Reads(number)
	if strings.Contains(b.row(), number) {
		t.Error("the row has the number in full")
	}
	if strings.Contains(b.Says(), mobile) {
		t.Error("another number is shown in full")
	}
}

// With text of twice the size the scan can still be read.
func TestLargeTextLeavesRoomForListAndScan(t *testing.T) {
	b := prepare(t, nil)
	b.mode = voice.Both
	b.show()
	fyne.CurrentApp().Settings().SetTheme(look.Look{Scale: 2})
	b.Window.Resize(fyne.NewSize(1366, 690))
	b.at(accountID)
	if got := b.list.Size().Height; got < 300 {
		t.Errorf("the list is %v high", got)
	}
	if got := b.viewer.Size(); got.Height < 140 {
		t.Errorf("the scan has %v", got)
	}
}

func TestBothLanguagesStandSideBySide(t *testing.T) {
	b := prepare(t, nil)
	b.mode = voice.Both
	b.show()
	b.at(hostName)
	if got := b.row(); !strings.Contains(got, "主办单位名称") || !strings.Contains(got, "Host unit") {
		t.Errorf("the row says %s", got)
	}
	b.Screen.o.Voice.Switch(voice.English)
	b.Retranslate()
	b.Reads("The rules find nothing here.")
}
