package retouch

import (
	"bytes"
	"cmp"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/peer"
	"recordaldesk/store/scan"
)

// photo12 is a JPEG of 4000 × 3000 pixels and about 4.4 MB, with the gradients,
// print and grain of a page photographed by a phone.
var photo12 = sync.OnceValue(func() []byte {
	const w, h = 4000, 3000
	m := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	grain := rand.New(rand.NewPCG(1, 2))
	for y := range h {
		for x := range w {
			v := 120 + x/50 + y/60 + int(grain.Uint32()%24)
			if y%60 < 18 && x%34 < 20 && (x/34*7+y/60*3)%5 > 0 {
				v -= 100
			}
			m.Y[y*m.YStride+x] = uint8(min(v, 255))
		}
	}
	for i := range m.Cb {
		m.Cb[i] = uint8(124 + grain.Uint32()%6)
		m.Cr[i] = uint8(128 + grain.Uint32()%6)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 91}); err != nil {
		panic(err)
	}
	return b.Bytes()
})

// imageMagick is the peer, under the name of the program itself where it has one.
var imageMagick = []string{"magick", "convert-im6.q16", "convert"}

// bench is a folder with the photograph and the font.
type bench struct {
	*testing.B
	in, out, font string
	scan          *os.File
	info          scan.Info
}

func newBench(b *testing.B) *bench {
	dir := b.TempDir()
	s := &bench{B: b, in: filepath.Join(dir, "in.jpg"), out: filepath.Join(dir, "out.jpg"), font: filepath.Join(dir, "font.ttf")}
	for name, data := range map[string][]byte{s.in: photo12(), s.font: testFontData()} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	f, err := os.Open(s.in)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = f.Close() }) // was only read
	s.scan = f
	s.info = inspect(b, photo12())
	return s
}

func (s *bench) apply(to string, recipe *rules.Retouch) {
	f, err := os.Create(to)
	if err != nil {
		s.Error(err)
		return
	}
	if err := cmp.Or(Apply(s.Context(), f, s.scan, s.info, recipe), f.Close()); err != nil {
		s.Error(err)
	}
}

// compare lets the work take turns with the peers, and reports the memory it takes
// beyond what this process has.
func (s *bench) compare(work func(), peers ...peer.Entrant) {
	if mb, told := peer.ExtraMemory(work); told {
		defer s.ReportMetric(mb, "extra-MB")
	}
	peer.Compare(s.B, peer.Work("ours", work), peers...)
}

var benchMark = &rules.Retouch{Watermarks: []rules.Watermark{{X: .5, Y: .5, Width: .5, Angle: 30}}}

// BenchmarkWatermarkBesidePeers reads a photograph of 12 megapixels from a file, marks
// it and writes it to another, beside ImageMagick with the same text, font, size and
// quality: one line, and the whole picture tiled with it.
func BenchmarkWatermarkBesidePeers(b *testing.B) {
	s := newBench(b)
	const ink = "rgba(56,56,56,0.45)"
	s.compare(func() { s.apply(s.out, benchMark) },
		peer.Process("line", imageMagick, s.in, "-font", s.font, "-pointsize", "150", "-fill", ink, "-gravity", "center",
			"-annotate", "-30", Text, "-quality", "92", s.out),
		peer.Process("tiled", imageMagick, s.in, "(", "-size", "1200x700", "xc:none", "-font", s.font, "-pointsize", "75", "-fill", ink,
			"-gravity", "center", "-annotate", "-30", Text, "-write", "mpr:tile", "+delete", ")",
			"-size", "4000x3000", "tile:mpr:tile", "-composite", "-quality", "92", s.out),
	)
}

// BenchmarkFourteenWatermarksBesidePeers marks as many photographs as a filing has at
// most, two at a time. It has no peer, and is to take five seconds at the most.
func BenchmarkFourteenWatermarksBesidePeers(b *testing.B) {
	s := newBench(b)
	s.compare(func() {
		todo := make(chan int)
		var workers sync.WaitGroup
		for range 2 {
			workers.Go(func() {
				for i := range todo {
					s.apply(s.out+string(rune('a'+i)), benchMark)
				}
			})
		}
		for i := range 14 {
			todo <- i
		}
		close(todo)
		workers.Wait()
	})
}

// BenchmarkSmallBesidePeers makes a photograph of 12 megapixels a JPEG of at most
// 100 kB, from file to file, beside ImageMagick: once as it is told to, which keeps
// all pixels and may miss the limit, and once scaled to 1600 pixels first.
func BenchmarkSmallBesidePeers(b *testing.B) {
	s := newBench(b)
	s.compare(func() {
		img, err := Picture(s.Context(), s.scan, s.info, nil)
		if err != nil {
			s.Fatal(err)
		}
		out, err := Small(s.Context(), img, SmallLimit("host_certificate"))
		if err != nil {
			s.Fatal(err)
		}
		if err := os.WriteFile(s.out, out, 0o600); err != nil {
			s.Fatal(err)
		}
	},
		peer.Process("extent", imageMagick, s.in, "-define", "jpeg:extent=100KB", s.out),
		peer.Process("scaled", imageMagick, s.in, "-resize", "1600x1600", "-define", "jpeg:extent=100KB", s.out),
	)
}

// BenchmarkStraightenBesidePeers takes a paper out of a photograph of 12 megapixels.
func BenchmarkStraightenBesidePeers(b *testing.B) {
	s := newBench(b)
	img, err := Picture(b.Context(), s.scan, s.info, nil)
	if err != nil {
		b.Fatal(err)
	}
	corners := []rules.Point{{.05, .06}, {.95, .03}, {.97, .96}, {.02, .98}}
	s.compare(func() {
		if _, err := Straighten(b.Context(), img, corners); err != nil {
			b.Fatal(err)
		}
	}, peer.Process("perspective", imageMagick, s.in, "-distort", "Perspective",
		"200,180 0,0 3800,90 3700,0 3880,2880 3700,2800 80,2940 0,2800", "-quality", "92", s.out))
}

// BenchmarkPlace looks for the emptiest place of a photograph.
func BenchmarkPlace(b *testing.B) {
	img, err := jpeg.Decode(bytes.NewReader(photo12()))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Place(b.Context(), img); err != nil {
			b.Fatal(err)
		}
	}
}
