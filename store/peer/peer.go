// Package peer measures, for benchmarks, the program's work beside other programs
// that do the same and beside what the machine can do at the least.
//
// All take turns, round for round, so that a busy machine slows all of them, and
// what is judged is the ratio of their medians.
package peer

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// rounds is how often everybody has a turn. The first warms up and is not counted.
const rounds = 7

// An Entrant does a piece of work.
type Entrant struct {
	Name    string // by which its figures are reported
	Missing string // what is not installed that it needs, "" where all is there
	Makes   string // the file that must be there after its turn, and is removed before it; may be ""
	turn    func(testing.TB) []float64
}

// Work is an entrant within this process.
func Work(name string, once func()) Entrant { return Warm(name, 1, once) }

// Warm is Work that is done several times in a turn, as is that of a [Python] whose
// script does it several times.
func Warm(name string, times int, once func()) Entrant {
	return Entrant{Name: name, turn: func(testing.TB) []float64 {
		var took []float64
		for range times {
			began := time.Now()
			once()
			took = append(took, milliseconds(began))
		}
		return took
	}}
}

// Process is an entrant measured from its start to its end. The program is the first
// of those named that is installed.
func Process(name string, programs []string, args ...string) Entrant {
	for _, program := range programs {
		if path, err := exec.LookPath(program); err == nil {
			return process(name, nil, path, args...)
		}
	}
	return Entrant{Name: name, Missing: strings.Join(programs, " or ")}
}

// Self is the test program as an entrant that is started anew with a variable, by
// which its TestMain knows that it is to do the work and end.
func Self(name, variable, value string) Entrant {
	return process(name, []string{variable + "=" + value}, os.Args[0])
}

// Python is a script as an entrant that prints, as a list in JSON, how many
// milliseconds each of its runs took: its start and its modules do not count.
func Python(name, module, script string, args ...string) Entrant {
	python := FindPython(module)
	if python == "" {
		return Entrant{Name: name, Missing: "Python with " + module}
	}
	return Entrant{Name: name, turn: func(t testing.TB) []float64 {
		t.Helper()
		var took []float64
		if err := json.Unmarshal(run(t, nil, python, append([]string{"-c", script}, args...)...), &took); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return took
	}}
}

// PythonProcess is the same as an entrant measured from its start to its end.
func PythonProcess(name, module, script string, args ...string) Entrant {
	python := FindPython(module)
	if python == "" {
		return Entrant{Name: name, Missing: "Python with " + module}
	}
	return process(name, nil, python, append([]string{"-c", script}, args...)...)
}

// Timed is a program as an entrant that prints, as a list in JSON, how many
// milliseconds each of its runs took: its start does not count. It reads the input.
func Timed(name, path, input string, args ...string) Entrant {
	return Entrant{Name: name, turn: func(t testing.TB) []float64 {
		t.Helper()
		var took []float64
		if err := json.Unmarshal(feed(t, nil, input, path, args...), &took); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return took
	}}
}

// Between has something done before each turn, and after it; either may be nil.
func (e Entrant) Between(before, after func()) Entrant {
	turn := e.turn
	e.turn = func(t testing.TB) []float64 {
		if before != nil {
			before()
		}
		took := turn(t)
		if after != nil {
			after()
		}
		return took
	}
	return e
}

// Absent is an entrant that is left out for want of something.
func Absent(name, missing string) Entrant { return Entrant{Name: name, Missing: missing} }

// FindPython returns a Python that has the module, "" for none. The one of the
// system has what the system's packages brought.
func FindPython(module string) string {
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import "+module).Run() == nil {
			return name
		}
	}
	return ""
}

// Compare lets all have their turns and reports the median of each in milliseconds,
// as "<name>-ms", and what part of each of the others' the first one's is, as
// "of-<name>". Of what was done a hundred times or more, the 99th percentile is told as
// well, as "<name>-p99-ms" and "p99-of-<name>". Who is missing is left out, by name.
func Compare(b *testing.B, first Entrant, others ...Entrant) {
	b.Helper()
	all := []Entrant{first}
	for _, one := range others {
		if one.Missing != "" {
			b.Logf("%s is left out: %s is not installed", one.Name, one.Missing)
			continue
		}
		all = append(all, one)
	}
	took := make([][]float64, len(all))
	for b.Loop() {
		for round := range rounds {
			for i, one := range all {
				if ms := one.takeTurn(b); round > 0 {
					took[i] = append(took[i], ms...)
				}
			}
		}
	}
	b.ReportMetric(0, "ns/op") // of a whole contest: says nothing
	for i, one := range all {
		b.ReportMetric(at(took[i], 50), one.Name+"-ms")
		if i > 0 {
			b.ReportMetric(at(took[0], 50)/at(took[i], 50), "of-"+one.Name)
		}
		if len(took[0]) < 100 || len(took[i]) < 100 {
			continue
		}
		b.ReportMetric(at(took[i], 99), one.Name+"-p99-ms")
		if i > 0 {
			b.ReportMetric(at(took[0], 99)/at(took[i], 99), "p99-of-"+one.Name)
		}
	}
}

// takeTurn returns how many milliseconds the work took, each time it was done.
func (e Entrant) takeTurn(t testing.TB) []float64 {
	t.Helper()
	if e.Makes == "" {
		return e.turn(t)
	}
	if err := os.Remove(e.Makes); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	took := e.turn(t)
	if _, err := os.Stat(e.Makes); err != nil {
		t.Fatalf("%s made nothing: %v", e.Name, err)
	}
	return took
}

func process(name string, environment []string, path string, args ...string) Entrant {
	return Entrant{Name: name, turn: func(t testing.TB) []float64 {
		t.Helper()
		began := time.Now()
		run(t, environment, path, args...)
		return []float64{milliseconds(began)}
	}}
}

// run runs a program and returns what it prints.
func run(t testing.TB, environment []string, path string, args ...string) []byte {
	t.Helper()
	return feed(t, environment, "", path, args...)
}

func feed(t testing.TB, environment []string, input, path string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(path, args...)
	cmd.Env = append(os.Environ(), append(environment, "PYTHONUTF8=1")...)
	cmd.Stdin = strings.NewReader(input)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", path, err, out, said.String())
	}
	return out
}

func milliseconds(since time.Time) float64 { return float64(time.Since(since).Microseconds()) / 1000 }

// at returns the percentile.
func at(all []float64, percent int) float64 {
	all = slices.Sorted(slices.Values(all))
	return all[len(all)*percent/100]
}
