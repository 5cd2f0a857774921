package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
)

// figures are what a benchmark reports, by unit.
type figures map[string]float64

// measure runs benchmarks and returns their figures, by package and name. What they say of
// peers that are not installed goes to the person.
func measure(ctx context.Context, program string, args ...string) (map[string]figures, error) {
	c := exec.CommandContext(ctx, program, args...)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", program, strings.Join(args, " "), err, out)
	}
	for line := range strings.Lines(string(out)) {
		if strings.Contains(line, "is left out") {
			fmt.Fprint(os.Stderr, line)
		}
	}
	return read(out), nil
}

// processors ends the name of a benchmark, as go test writes it.
var processors = regexp.MustCompile(`-\d+$`)

// read reads what go test writes of benchmarks (golang.org/design/14313-benchmark-format).
func read(out []byte) map[string]figures {
	all := map[string]figures{}
	folder := ""
	for s := bufio.NewScanner(bytes.NewReader(out)); s.Scan(); {
		fields := strings.Fields(s.Text())
		switch {
		case len(fields) == 2 && fields[0] == "pkg:":
			_, folder, _ = strings.Cut(fields[1], "/")
		case len(fields) > 3 && strings.HasPrefix(fields[0], "Benchmark"):
			f := figures{}
			for i := 2; i+1 < len(fields); i += 2 {
				if n, err := strconv.ParseFloat(fields[i], 64); err == nil {
					f[fields[i+1]] = n
				}
			}
			name := processors.ReplaceAllString(strings.TrimPrefix(fields[0], "Benchmark"), "")
			all[folder+" "+name] = f
		}
	}
	return all
}
