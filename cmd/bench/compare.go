package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

const (
	turns = 7    // of each of the two; the first does not count
	worse = 1.10 // times what it was
)

// errWorse is returned where something has become worse.
var errWorse = errors.New("something has become worse by more than 10 %")

// compare measures the lines of a commit and of what is here in turn, and prints how the
// medians compare. Peers take part in it where the benchmark has them; they are not looked
// at. What only one of the two knows is named and left out.
func compare(ctx context.Context, lines []line, tags, commit string) error {
	base, err := os.MkdirTemp("", "bench-*")
	if err != nil {
		return fmt.Errorf("make a folder for %s: %w", commit, err)
	}
	defer os.RemoveAll(base)
	tree := filepath.Join(base, "tree")
	if out, err := exec.CommandContext(ctx, "git", "worktree", "add", "--detach", tree, commit).CombinedOutput(); err != nil {
		return fmt.Errorf("check out %s: %w\n%s", commit, err, out)
	}
	defer func() { _ = exec.Command("git", "worktree", "remove", "--force", tree).Run() }() // the folder goes as well
	found := false
	for _, g := range grouped(lines) {
		here, err := build(ctx, ".", g, tags, filepath.Join(base, "here"))
		if err != nil {
			return err
		}
		there, err := build(ctx, tree, g, tags, filepath.Join(base, "there"))
		if err != nil {
			fmt.Printf("%s is left out: %s does not have it\n", g.folder, commit)
			continue
		}
		before, after := map[string][]float64{}, map[string][]float64{}
		for turn := range turns {
			fmt.Fprintf(os.Stderr, "measuring %s, turn %d of %d\n", g, turn+1, turns)
			for _, one := range []struct {
				in, program string
				into        map[string][]float64
			}{{filepath.Join(tree, g.folder), there, before}, {g.folder, here, after}} {
				got, err := g.once(ctx, one.in, one.program)
				if err != nil {
					return err
				}
				if turn > 0 {
					collect(one.into, lines, got)
				}
			}
		}
		for _, l := range lines {
			if l.folder == g.folder {
				found = report(l, before[l.what], after[l.what]) || found
			}
		}
	}
	if found {
		return errWorse
	}
	return nil
}

// build compiles the benchmarks of a package in a tree.
func build(ctx context.Context, tree string, g group, tags, program string) (string, error) {
	c := exec.CommandContext(ctx, "go", "test", "-c", "-tags", tags, "-o", program, "./"+g.folder)
	c.Dir = tree
	if out, err := c.CombinedOutput(); err != nil {
		return "", fmt.Errorf("compile the benchmarks of %s: %w\n%s", g.folder, err, out)
	}
	return program, nil
}

// once runs them in their own folder, as go test does.
func (g group) once(ctx context.Context, in, program string) (map[string]figures, error) {
	c := exec.CommandContext(ctx, program, "-test.run", "^$", "-test.bench", g.pattern(), "-test.benchtime", "1x", "-test.timeout", "2h")
	c.Dir, c.Stderr = in, os.Stderr
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("run the benchmarks of %s: %w\n%s", g.folder, err, out)
	}
	return read(out), nil
}

// collect puts the program's own figures to those of the line.
func collect(into map[string][]float64, lines []line, got map[string]figures) {
	for _, l := range lines {
		if n, ok := got[l.key()][l.ours]; ok {
			into[l.what] = append(into[l.what], n)
		}
	}
}

// report prints how a line compares, and whether it is worse: the median by more than a
// tenth, and so in each half of the turns, which one slow moment of the machine is not.
func report(l line, before, after []float64) bool {
	if len(before) == 0 || len(after) == 0 {
		fmt.Printf("%-60s measured by one of the two only\n", l.what)
		return false
	}
	half := len(after) / 2
	bad := median(after) > worse*median(before) &&
		(half == 0 || median(after[:half]) > worse*median(before[:half]) && median(after[half:]) > worse*median(before[half:]))
	verdict := ""
	if bad {
		verdict = "  WORSE"
	}
	fmt.Printf("%-60s %10s → %-10s %s%s\n", l.what, amount(median(before), l.ours), amount(median(after), l.ours), number(ratio(median(after), median(before))), verdict)
	return bad
}

func median(of []float64) float64 {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[len(sorted)/2]
}
