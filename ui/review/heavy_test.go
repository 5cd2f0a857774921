package review

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os/exec"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/handover"
	"recordaldesk/store/intake"
	"recordaldesk/store/packet"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/session"
)

// heavyBytes is what the scans of the draft take together: what a packet takes that is
// too heavy for any mail.
const heavyBytes = 60 << 20

// snapshot is a picture of 12 megapixels as a camera makes it, full of grain.
func snapshot(seed uint64) []byte {
	img := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
	grain := rand.New(rand.NewPCG(seed, 1))
	for i := range img.Y {
		img.Y[i] = byte(150 + i%4000/60 + int(grain.Uint32()%40))
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 124, 132
	}
	var data bytes.Buffer
	if err := jpeg.Encode(&data, img, &jpeg.Options{Quality: 92}); err != nil {
		panic(err) // a picture in memory
	}
	return data.Bytes()
}

// heavy puts pictures of 60 MB in all into the filing, several for each paper, and returns
// the first of them.
func heavy(b *bench) []byte {
	ctx, id := context.Background(), b.session.ID()
	var first []byte
	var attachments []rules.Attachment
	for n, total := 0, 0; total < heavyBytes; n++ {
		data := snapshot(uint64(n))
		if n == 0 {
			first = data
		}
		total += len(data)
		kept, err := b.store.AddScan(ctx, id, bytes.NewReader(data))
		if err != nil {
			b.T.Fatal(err)
		}
		material := []string{"account_screenshot", "authorization_letter", "responsibility_letter"}[n%3]
		attachments = append(attachments, rules.Attachment{Material: material, File: fmt.Sprintf("%d.jpg", n), SHA256: kept.SHA256})
	}
	b.session.Edit(func(f *rules.Filing) { f.Attachments = attachments })
	if err := b.session.Flush(ctx); err != nil {
		b.T.Fatal(err)
	}
	return first
}

// A packet of 60 MB is opened for review until the first place that has a scan is seen
// with it: from the packet, which is taken in first, and from the store. Beside it the
// decoding of that scan by the image library alone, and what unzip and sha256sum take of
// the packet.
func BenchmarkOpenForReview(b *testing.B) {
	p := prepare(b, nil)
	first := heavy(p)
	f := p.session.Filing().Clone()
	written, err := packet.Write(b.Context(), b.TempDir(), packet.Input{
		Filing: f, Report: rules.Builtin().Check(f, p.session.Today()), Book: rules.Builtin(),
		Scans: handover.Scans(p.store, p.session.ID()), Incomplete: true, Program: "test",
	}, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("decode the first picture", func(b *testing.B) {
		for b.Loop() {
			if _, err := jpeg.Decode(bytes.NewReader(first)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("unzip and sha256sum", func(b *testing.B) {
		for b.Loop() {
			if out, err := exec.Command("sh", "-c", `unzip -p "$1" > /dev/null && sha256sum "$1"`, "sh", written.Zip).CombinedOutput(); err != nil {
				b.Skipf("the peers are not here: %v %s", err, out)
			}
		}
	})
	b.Run("from the store", func(b *testing.B) {
		for b.Loop() {
			p.openedFrom(b, p.store, p.session.ID())
		}
	})
	b.Run("from the packet", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			s, err := store.Open(b.Context(), b.TempDir(), store.Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			report, err := intake.Paths(b.Context(), s, []string{written.Zip}, intake.BulkOptions{Book: rules.Builtin(), Today: p.session.Today()})
			if err != nil || len(report.Entries) != 1 || report.Entries[0].Draft == "" {
				b.Fatalf("taken in %+v, %v", report, err)
			}
			p.openedFrom(b, s, report.Entries[0].Draft)
			b.StopTimer()
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
}

// openedFrom opens a draft of a store for review, until the first place that has a scan is
// seen with it. What is closed afterwards does not count.
func (b *bench) openedFrom(timer *testing.B, from *store.Store, id string) {
	timer.Helper()
	begun := time.Now()
	draft, err := from.Load(context.Background(), id)
	if err != nil {
		timer.Fatal(err)
	}
	again := *b
	again.store = from
	again.session = session.Open(from, draft, session.Options{Book: rules.Builtin(), Do: b.Do, Now: func() time.Time { return now }})
	again.said = opinions.New(again.session, opinions.Around{Store: from, Pages: b.pages, Do: b.Do, Company: func(string) string { return "" }})
	again.Screen = nil
	again.show()
	timer.ReportMetric(float64(time.Since(begun).Milliseconds()), "ms-list")
	again.at(accountID)
	again.seen()
	timer.StopTimer()
	again.Screen.Close()
	again.said.Close()
	if err := again.session.Close(context.Background()); err != nil {
		timer.Fatal(err)
	}
	timer.StartTimer()
}

// However many scans a filing has, none is read before somebody looks at it.
func TestNoScanIsReadBeforeSomebodyLooksAtIt(t *testing.T) {
	b := prepare(t, nil)
	w := waiting{b.store, make(chan string, 20), make(chan string, 20)}
	b.through = w
	b.show()
	if n := len(w.begun); n > 0 {
		t.Errorf("%d scans are read although none is looked at", n)
	}
	b.at(accountID)
	<-w.begun
	if n := len(w.begun); n > 0 {
		t.Errorf("%d more scans are read beside the one that is looked at", n)
	}
}

var _ Store = (*store.Store)(nil)
