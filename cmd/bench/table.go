package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// page is the page of the docs: when, on what, and the table.
const page = `# The numbers

Measured on %s with ` + "`make bench`" + ` on this machine:

%s

Each figure is the median of six rounds after a first one that does not count, in which
the program and what stands beside it took turns. What is to be compared is the ratio:
another machine has other milliseconds. "Goal" is the most that the ratio may be.

%s
An empty window is one line of text in a window of the same toolkit. "Of that its own" is
the memory that no other process could share; the rest is the program's file and libraries.
`

// table is the table in Markdown: a row for each line, and more where it has more peers.
func table(lines []line, results map[string]figures) string {
	var b strings.Builder
	b.WriteString("| What | Program | Beside it | | Ratio | Goal |\n|---|---:|---|---:|---:|---:|\n")
	for _, l := range lines {
		f := results[l.key()]
		ours, ok := f[l.ours]
		if !ok {
			fmt.Fprintf(&b, "| %s | not measured | | | | |\n", l.what)
			continue
		}
		what, figure := l.what, amount(ours, l.ours)
		for _, p := range l.beside {
			theirs, ok := f[p.unit]
			if !ok {
				fmt.Fprintf(&b, "| %s | %s | %s | missing here | | |\n", what, figure, p.name)
			} else {
				fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", what, figure, p.name, amount(theirs, p.unit), number(ratio(ours, theirs)), p.judged(ours, theirs))
			}
			what, figure = "", ""
		}
	}
	return b.String()
}

// judged is the goal, and whether it is met.
func (p peer) judged(ours, theirs float64) string {
	switch {
	case p.goal == 0:
		return ""
	case ratio(ours, theirs) <= p.goal:
		return "≤ " + number(p.goal) + " ✓"
	}
	return "≤ " + number(p.goal) + " **missed**"
}

func ratio(ours, theirs float64) float64 {
	if theirs == 0 {
		return 0
	}
	return ours / theirs
}

// amount is a figure with its unit, which the name in the benchmark ends with.
func amount(n float64, unit string) string {
	switch short := unit[strings.LastIndexByte(unit, '-')+1:]; short {
	case "percent":
		return number(n) + " %"
	default:
		return number(n) + " " + short
	}
}

// number is a number with three digits that count.
func number(n float64) string {
	switch {
	case n >= 100:
		return fmt.Sprintf("%.0f", n)
	case n >= 10:
		return fmt.Sprintf("%.1f", n)
	}
	return fmt.Sprintf("%.2f", n)
}

// machine says what was measured on, as far as the system tells.
func machine() string {
	facts := []string{
		fmt.Sprintf("%s, %s/%s, %d processors", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU()),
	}
	for _, one := range []struct{ file, key string }{{"/proc/cpuinfo", "model name"}, {"/proc/meminfo", "MemTotal"}, {"/etc/os-release", "PRETTY_NAME"}} {
		data, err := os.ReadFile(one.file)
		if err != nil {
			continue // another system, which does not tell it there
		}
		for text := range strings.Lines(string(data)) {
			if name, value, ok := strings.Cut(text, map[bool]string{true: "=", false: ":"}[one.key == "PRETTY_NAME"]); ok && strings.TrimSpace(name) == one.key {
				facts = append(facts, strings.Trim(strings.TrimSpace(value), `"`))
				break
			}
		}
	}
	if commit, err := exec.Command("git", "describe", "--always", "--dirty").Output(); err == nil {
		facts = append(facts, "commit "+strings.TrimSpace(string(commit)))
	}
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		facts = append(facts, "load when it ended "+strings.Fields(string(load))[0])
	}
	return "- " + strings.Join(facts, "\n- ")
}
