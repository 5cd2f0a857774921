// Command bench measures the program beside its peers and prints one table: how long a
// person waits in the window, what a packet and its parts take, what stays in memory.
//
// Each line is a benchmark of this module, in which limit, program and peers take turns;
// see package peer, and the benchmarks of cmd/recordal for those in a window. What is
// judged is the ratio of two medians of one run. With -against it measures the same of
// another commit in turn with this one, and tells what has become worse.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"time"
)

func main() {
	tags := flag.String("tags", "", "build tags of the program")
	against := flag.String("against", "", "compare with this commit instead of printing the table")
	only := flag.String("only", "", "regular expression of the lines to measure")
	out := flag.String("out", "", "also write the table, with date and machine, into this file")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *tags, *against, *only, *out); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, tags, against, only, out string) error {
	wanted, err := regexp.Compile(only)
	if err != nil {
		return fmt.Errorf("read -only: %w", err)
	}
	lines := chosen(wanted)
	if against != "" {
		return compare(ctx, lines, tags, against)
	}
	results := map[string]figures{}
	for _, group := range grouped(lines) {
		fmt.Fprintln(os.Stderr, "measuring", group)
		got, err := measure(ctx, "go", group.test(tags)...)
		if err != nil {
			return err
		}
		for name, f := range got {
			results[name] = f
		}
	}
	text := table(lines, results)
	fmt.Print(text)
	if out == "" {
		return nil
	}
	page := fmt.Sprintf(page, time.Now().Format(time.DateOnly), machine(), text)
	return os.WriteFile(out, []byte(page), 0o644)
}
