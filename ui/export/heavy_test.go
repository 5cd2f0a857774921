package export

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/store/packet"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/settings"
)

// tap presses the button on the screen that says so in English.
func (b *bench) tap(label string) {
	b.Helper()
	for _, one := range seen.Objects(b.screen.Object()) {
		if button, ok := one.(*form.Button); ok && button.Text == label {
			test.Tap(button)
			return
		}
	}
	b.Fatalf("there is no button %q", label)
}

func (b *bench) shows(words string) func() bool {
	return func() bool { return says(said(b.screen.Object()), words) }
}

// zips are the packets in the folder.
func (b *bench) zips() []string {
	b.Helper()
	all, err := filepath.Glob(filepath.Join(b.folder, "*.zip"))
	if err != nil {
		b.Fatal(err)
	}
	return all
}

// limitMB is the limit of a mail in these tests.
const limitMB = 3

// photo is a picture of some megabytes.
func photo(t *testing.T, seed uint64) []byte {
	t.Helper()
	img := image.NewYCbCr(image.Rect(0, 0, 1800, 1300), image.YCbCrSubsampleRatio420)
	random := rand.New(rand.NewPCG(seed, 1))
	for i := range img.Y {
		img.Y[i] = uint8(random.Uint32())
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 128, 128
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 75}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// limited is the sample, with a limit that its packet is over.
func limited(t *testing.T) *bench {
	b := open(t, same)
	for i := range 3 {
		kept, err := b.store.AddScan(t.Context(), b.session.ID(), bytes.NewReader(photo(t, uint64(i))))
		if err != nil {
			t.Fatal(err)
		}
		b.session.Edit(func(f *rules.Filing) {
			f.Attachments = append(f.Attachments, rules.Attachment{Material: "account_screenshot", File: fmt.Sprintf("%d.jpg", i), SHA256: kept.SHA256})
		})
	}
	b.look()
	if err := b.store.SetSetting(t.Context(), settings.MailLimitSetting, strconv.Itoa(limitMB)); err != nil {
		t.Fatal(err)
	}
	b.screen.Refresh() // as it is shown again after the settings
	b.screen.Export()
	b.until("the page of what is too heavy", b.shows("over the limit"))
	if len(files(t, b.folder)) != 0 {
		t.Fatal("something was written before the person chose")
	}
	return b
}

func TestAPacketThatIsTooHeavyGoesInParts(t *testing.T) {
	b := limited(t)
	b.tap("Send in parts")
	b.until("the last page", b.shows("Part 1 of"))
	zips := b.zips()
	if len(zips) < 2 {
		t.Fatalf("the folder has %v", files(t, b.folder))
	}
	for _, zip := range zips {
		if _, err := packet.Verify(t.Context(), zip); err != nil {
			t.Errorf("%s: %v", filepath.Base(zip), err)
		}
		if info, err := os.Stat(strings.TrimSuffix(zip, ".zip") + ".eml"); err != nil || info.Size() > limitMB*1_000_000 {
			t.Errorf("the mail of %s: %v", filepath.Base(zip), err)
		}
	}
	if b.session.Record().Exported == nil {
		t.Error("the export is not noted")
	}
}

func TestLighterCopiesAreComparedAndUsed(t *testing.T) {
	b := limited(t)
	b.tap("Use lighter copies…")
	b.tap("Compare")
	b.until("both side by side", b.shows("Lighter copy"))
	b.tap("Use these copies")
	b.until("the last page", b.shows("Nothing has been sent"))
	zips := b.zips()
	if len(zips) != 1 {
		t.Fatalf("the folder has %v", files(t, b.folder))
	}
	p, err := packet.Verify(t.Context(), zips[0])
	if err != nil {
		t.Fatal(err)
	}
	lighter := 0
	for _, e := range p.Manifest.Entries {
		if e.Lighter {
			lighter++
		}
	}
	if info, err := os.Stat(strings.TrimSuffix(zips[0], ".zip") + ".eml"); lighter == 0 || err != nil || info.Size() > limitMB*1_000_000 {
		t.Errorf("%d lighter copies, %v", lighter, err)
	}
}

func TestAHeavyPacketMayGoWholeAllTheSame(t *testing.T) {
	b := limited(t)
	b.tap("Export one zip all the same")
	b.until("the last page", b.shows("Nothing has been sent"))
	if zips := b.zips(); len(zips) != 1 {
		t.Errorf("the folder has %v", files(t, b.folder))
	}
}

func TestAPasswordLocksThePacketAndSmallCopiesLieBeside(t *testing.T) {
	b := open(t, same)
	b.look()
	b.screen.options.generate()
	password := b.screen.options.password.Text
	b.screen.options.small = true
	b.screen.Export()
	b.until("the last page", b.shows("The zip has a password"))
	zips := b.zips()
	if len(zips) != 1 || len(password) < 12 {
		t.Fatalf("the folder has %v", files(t, b.folder))
	}
	var refused *packet.Error
	if _, err := packet.Verify(t.Context(), zips[0]); !errors.As(err, &refused) || refused.Problem != packet.Encrypted {
		t.Errorf("without the password: %v", err)
	}
	plain, err := packet.Unlock(t.Context(), zips[0], password, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := packet.Forget(plain); err != nil {
		t.Error(err)
	}
	small, err := filepath.Glob(filepath.Join(b.folder, "*", "*.jpg"))
	if err != nil || len(small) < len(b.session.Filing().Attachments) {
		t.Fatalf("%d small copies, %v", len(small), err)
	}
	for _, path := range small {
		if info, err := os.Stat(path); err != nil || info.Size() > 150_000 {
			t.Errorf("%s has %d bytes, %v", filepath.Base(path), info.Size(), err)
		}
	}
	b.screen.showCheck()
	b.screen.showLast()
	b.until("the last page again", b.shows("The zip has a password"))
}
