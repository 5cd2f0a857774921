package main

import (
	"bytes"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// writePhotos writes pictures as telephones take them of papers: 12 million
// pixels of a white page with lines on it and the noise of a sensor, about 4 MB
// each, no two alike.
func writePhotos(t *testing.T, folder string, names ...string) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for i, name := range names {
		photo := photograph(uint64(i))
		if megabytes := float64(len(photo)) / 1e6; megabytes < 3.5 || megabytes > 6 {
			t.Fatalf("photo %s has %.1f MB, want about 4", name, megabytes)
		}
		if err := os.WriteFile(filepath.Join(folder, name), photo, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func photograph(seed uint64) []byte {
	const width, height = 4000, 3000
	img := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	noise := rand.New(rand.NewPCG(seed, 12))
	for y := range height {
		row := img.Y[y*img.YStride:][:width]
		ink := uint8(0)
		if y%120 < 40 && y > 300 && y < height-300 {
			ink = 130
		}
		for x := 0; x < width; x += 8 {
			bits := noise.Uint64()
			paper := 214 - uint8(y/60)
			if ink > 0 && x > 300 && x < 3000+int(seed)*100 && x%64 < 48 {
				paper -= ink
			}
			for i := range 8 {
				row[x+i] = paper + uint8(bits&15)
				bits >>= 8
			}
		}
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 126, 131
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 95}); err != nil {
		panic(err) // the picture is well formed
	}
	return out.Bytes()
}
