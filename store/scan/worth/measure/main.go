package main

import (
	"flag"
	"fmt"
	"image/jpeg"
	"os"
	"path/filepath"

	"recordaldesk/store/scan/worth/darkroom"
)

func main() {
	n := flag.Int("n", 40, "")
	seed := flag.Uint64("seed", 1, "")
	dir := flag.String("save", "", "")
	flag.Parse()
	for p := range darkroom.Set(*seed, *n) {
		fmt.Println(p.Index, p.Thing, p.Way, p.Fault, p.Amount, p.Image.Bounds().Size())
		if *dir != "" {
			f, _ := os.Create(filepath.Join(*dir, fmt.Sprintf("%03d-%s-%s-%s.jpg", p.Index, p.Thing, p.Way, p.Fault)))
			jpeg.Encode(f, p.Image, nil)
			f.Close()
		}
	}
}
