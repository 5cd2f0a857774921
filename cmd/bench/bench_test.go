package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestWhatGoTestWritesIsRead(t *testing.T) {
	got := read([]byte(`goos: linux
goarch: amd64
pkg: recordaldesk/store/paper
cpu: AMD EPYC
BenchmarkFormBesidePeers/printing-2   1   0 ns/op   12.50 letter-ms   40.0 reportlab-ms   0.3125 of-reportlab
    bench_test.go:12: libreoffice is left out: soffice is not installed
BenchmarkSize   1   24.5 program-MB
PASS
ok  	recordaldesk/store/paper	1.2s
`))
	if f := got["store/paper FormBesidePeers/printing"]; f["letter-ms"] != 12.5 || f["reportlab-ms"] != 40 {
		t.Errorf("printing: %v", f)
	}
	if f := got["store/paper Size"]; f["program-MB"] != 24.5 {
		t.Errorf("size: %v", f)
	}
}

// Each line must have its benchmark, in the package and by the name that it says.
func TestEachLineHasItsBenchmark(t *testing.T) {
	for _, l := range lines {
		name, _, _ := strings.Cut(l.bench, "/")
		files, err := filepath.Glob(filepath.Join("../..", l.folder, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			found = found || strings.Contains(string(data), "func Benchmark"+name+"(b *testing.B)")
		}
		if !found {
			t.Errorf("%q: %s has no Benchmark%s", l.what, l.folder, name)
		}
	}
}

func TestTheTableSaysWhatIsMissedAndWhatIsMissing(t *testing.T) {
	lines := []line{
		{"start", "cmd/recordal", "Start", "none-ms", []peer{{"empty window", "empty-ms", 1.2}, {"KeePassXC", "keepassxc-ms", 1}}},
		{"idle", "cmd/recordal", "Idle", "filing-percent", []peer{{"empty window", "empty-percent", 0}}},
		{"export", "store/packet", "Packet", "packet-ms", []peer{{"zip", "zip-ms", .1}}},
	}
	got := table(lines, map[string]figures{
		"cmd/recordal Start":  {"none-ms": 300, "empty-ms": 200},
		"cmd/recordal Idle":   {"filing-percent": .5, "empty-percent": 0},
		"store/packet Packet": {"packet-ms": 150, "zip-ms": 2000},
	})
	for _, want := range []string{
		"| start | 300 ms | empty window | 200 ms | 1.50 | ≤ 1.20 **missed** |\n|  |  | KeePassXC | missing here | | |",
		"| idle | 0.50 % | empty window | 0.00 % |",
		"| export | 150 ms | zip | 2000 ms | 0.07 | ≤ 0.10 ✓ |",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the table has not\n%s\nbut is\n%s", want, got)
		}
	}
	if got := table(lines, nil); strings.Count(got, "not measured") != 3 {
		t.Errorf("what was not measured is not named:\n%s", got)
	}
}

func TestWorseIsWhatIsSlowerInEachHalf(t *testing.T) {
	l := line{what: "export", ours: "packet-ms"}
	steady := []float64{100, 101, 99, 100, 102, 98}
	for _, c := range []struct {
		name  string
		after []float64
		want  bool
	}{
		{"as before", steady, false},
		{"a twentieth slower", []float64{105, 106, 104, 105, 106, 104}, false},
		{"a fifth slower", []float64{120, 121, 119, 120, 122, 118}, true},
		{"one slow moment", []float64{100, 101, 99, 130, 131, 132}, false},
		{"faster", []float64{50, 51, 52, 50, 49, 50}, false},
	} {
		if got := report(l, steady, c.after); got != c.want {
			t.Errorf("%s: worse is %v", c.name, got)
		}
	}
	if report(l, nil, steady) {
		t.Error("what was not there before is called worse")
	}
}

func TestOnlySomeLines(t *testing.T) {
	some := chosen(regexp.MustCompile("watermark|Search"))
	if len(some) != 3 {
		t.Errorf("%d lines", len(some))
	}
	groups := grouped(some)
	if len(groups) != 2 || groups[0].pattern() != "^Benchmark(SearchBesidePeers)$" {
		t.Errorf("%v", groups)
	}
}
