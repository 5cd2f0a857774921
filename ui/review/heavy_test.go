package review

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
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
// with it, beside the decoding of that scan by the image library alone.
func BenchmarkOpenForReview(b *testing.B) {
	p := prepare(b, nil)
	first := heavy(p)
	b.Run("decode the first picture", func(b *testing.B) {
		for b.Loop() {
			if _, err := jpeg.Decode(bytes.NewReader(first)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			begun := time.Now()
			draft, err := p.store.Load(context.Background(), p.session.ID())
			if err != nil {
				b.Fatal(err)
			}
			s := session.Open(p.store, draft, session.Options{Book: rules.Builtin(), Do: p.Do, Now: func() time.Time { return now }})
			said := opinions.New(s, opinions.Around{Store: p.store, Pages: p.pages, Do: p.Do, Company: func(string) string { return "" }})
			again := *p
			again.session, again.said, again.Screen = s, said, nil
			again.show()
			b.ReportMetric(float64(time.Since(begun).Milliseconds()), "ms-list")
			again.at(accountID)
			again.seen()
			b.StopTimer()
			again.Screen.Close()
			said.Close()
			if err := s.Close(context.Background()); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
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
