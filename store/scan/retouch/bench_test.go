package retouch

import (
	"bytes"
	"cmp"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"recordaldesk/rules"
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
func imageMagick(b *testing.B) string {
	b.Helper()
	for _, name := range []string{"magick", "convert-im6.q16", "convert"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	b.Skip("no ImageMagick (convert)")
	return ""
}

// bench is a folder with the photograph, the font and the peer.
type bench struct {
	*testing.B
	convert, in, out, font string
	scan                   *os.File
	info                   scan.Info
}

func newBench(b *testing.B) *bench {
	dir := b.TempDir()
	s := &bench{B: b, convert: imageMagick(b), in: filepath.Join(dir, "in.jpg"), out: filepath.Join(dir, "out.jpg"), font: filepath.Join(dir, "font.ttf")}
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

func (s *bench) run(args ...string) func() {
	return func() {
		if said, err := exec.Command(s.convert, args...).CombinedOutput(); err != nil {
			s.Errorf("%s: %s", s.convert, said)
		}
	}
}

// compare runs all in turn, round for round, and reports their medians in
// milliseconds and how the first compares with each of the others.
func (s *bench) compare(names []string, all ...func()) {
	times := make([][]float64, len(all))
	for s.Loop() {
		for i, one := range all {
			start := time.Now()
			one()
			times[i] = append(times[i], float64(time.Since(start).Microseconds())/1000)
		}
	}
	s.ReportMetric(0, "ns/op")
	for i, name := range names {
		slices.Sort(times[i])
		median := times[i][len(times[i])/2]
		s.ReportMetric(median, name+"-ms")
		if i > 0 {
			s.ReportMetric(times[0][len(times[0])/2]/median, "ratio/"+name)
		}
	}
}

var benchMark = &rules.Retouch{Watermarks: []rules.Watermark{{X: .5, Y: .5, Width: .5, Angle: 30}}}

// BenchmarkWatermark reads a photograph of 12 megapixels from a file, marks it and
// writes it to another, beside ImageMagick with the same text, font, size and
// quality: one line, and the whole picture tiled with it as reliability.md C4 has it.
func BenchmarkWatermark(b *testing.B) {
	s := newBench(b)
	const ink = "rgba(56,56,56,0.45)"
	s.compare([]string{"ours", "line", "tiled"},
		func() { s.apply(s.out, benchMark) },
		s.run(s.in, "-font", s.font, "-pointsize", "150", "-fill", ink, "-gravity", "center", "-annotate", "-30", Text, "-quality", "92", s.out),
		s.run(s.in, "(", "-size", "1200x700", "xc:none", "-font", s.font, "-pointsize", "75", "-fill", ink, "-gravity", "center",
			"-annotate", "-30", Text, "-write", "mpr:tile", "+delete", ")", "-size", "4000x3000", "tile:mpr:tile", "-composite", "-quality", "92", s.out),
	)
}

// BenchmarkFourteenWatermarks marks as many photographs as a filing has at most,
// two at a time.
func BenchmarkFourteenWatermarks(b *testing.B) {
	s := newBench(b)
	s.compare([]string{"ours"}, func() {
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

// BenchmarkSmall makes a photograph of 12 megapixels a JPEG of at most 100 kB, from
// file to file, beside ImageMagick: once as it is told to, which keeps all pixels
// and may miss the limit, and once scaled to 1600 pixels first.
func BenchmarkSmall(b *testing.B) {
	s := newBench(b)
	s.compare([]string{"ours", "extent", "scaled"},
		func() {
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
		s.run(s.in, "-define", "jpeg:extent=100KB", s.out),
		s.run(s.in, "-resize", "1600x1600", "-define", "jpeg:extent=100KB", s.out),
	)
}

// BenchmarkStraighten takes a paper out of a photograph of 12 megapixels.
func BenchmarkStraighten(b *testing.B) {
	s := newBench(b)
	img, err := Picture(b.Context(), s.scan, s.info, nil)
	if err != nil {
		b.Fatal(err)
	}
	corners := []rules.Point{{.05, .06}, {.95, .03}, {.97, .96}, {.02, .98}}
	s.compare([]string{"ours", "perspective"}, func() {
		if _, err := Straighten(b.Context(), img, corners); err != nil {
			b.Fatal(err)
		}
	}, s.run(s.in, "-distort", "Perspective", "200,180 0,0 3800,90 3700,0 3880,2880 3700,2800 80,2940 0,2800", "-quality", "92", s.out))
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
