// Command measure says how often scan/worth is right about pictures made from
// scratch: it prints the figures, the table of faults made and faults found,
// how well pictures are known again, and, with -v, each picture it was wrong
// about. A thousand pictures take some ten minutes on two processors.
//
//	go run ./store/scan/worth/measure [-n 1000] [-again 40] [-seed 1] [-save DIR] [-v]
package main

import (
	"context"
	"flag"
	"fmt"
	"image/jpeg"
	"os"
	"os/signal"
	"path/filepath"

	"recordaldesk/store/scan/worth/darkroom"
)

func main() {
	n := flag.Int("n", 1000, "how many pictures to make, half of them good")
	again := flag.Int("again", 40, "how many pictures to know again by their fingerprints")
	seed := flag.Uint64("seed", 1, "which set to make")
	save := flag.String("save", "", "write the pictures to this folder, to look at")
	verbose := flag.Bool("v", false, "list the pictures it was wrong about")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *seed, *n, *again, *save, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func run(ctx context.Context, seed uint64, n, again int, save string, verbose bool) error {
	var keep func(darkroom.Verdict)
	if save != "" {
		if err := os.MkdirAll(save, 0o755); err != nil {
			return fmt.Errorf("make the folder for the pictures: %w", err)
		}
		keep = func(v darkroom.Verdict) {
			if err := write(save, &v); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
		}
	}
	score, err := darkroom.Measure(ctx, seed, n, keep)
	if err != nil {
		return err
	}
	if verbose {
		for _, v := range score.Wrong() {
			fmt.Println(v.String())
		}
		fmt.Println()
	}
	if err := score.Print(os.Stdout); err != nil {
		return err
	}
	prints, err := darkroom.MeasurePrints(ctx, seed, again)
	if err != nil {
		return err
	}
	fmt.Printf(`
used again (trimmed, smaller, brighter, turned, saved anew) and not known: %d of %d
of one layout but of two people, taken for one picture: %d of %d
other pictures taken for one: %d of %d pairs
`, prints.Missed, prints.Same, prints.Mistaken, prints.Twins, prints.Apart, prints.Pairs)
	return nil
}

// write keeps a picture under a name that tells what it is.
func write(dir string, v *darkroom.Verdict) error {
	truth := string(v.Fault)
	if truth == "" {
		truth = "good"
	}
	name := filepath.Join(dir, fmt.Sprintf("%04d-%s-%s-%s.jpg", v.Index, v.Thing, v.Way, truth))
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("keep a picture: %w", err)
	}
	if err := jpeg.Encode(f, v.Image, &jpeg.Options{Quality: 92}); err != nil {
		return fmt.Errorf("keep a picture as %s: %w", name, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("keep a picture as %s: %w", name, err)
	}
	return nil
}
