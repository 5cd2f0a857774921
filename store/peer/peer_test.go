package peer

import (
	"runtime"
	"slices"
	"testing"
)

func TestMissingPeersAreNamed(t *testing.T) {
	if e := Process("none", []string{"no-such-program", "nor-this"}); e.Missing != "no-such-program or nor-this" {
		t.Errorf("missing %q", e.Missing)
	}
	if e := Python("none", "no_such_module", ""); e.Missing != "Python with no_such_module" {
		t.Errorf("missing %q", e.Missing)
	}
}

func TestPythonSaysHowLongItTook(t *testing.T) {
	e := Python("clock", "json", "print([1.5, 2])")
	if e.Missing != "" {
		t.Skip("there is no python3 here, whose clock is read")
	}
	if took := e.turn(t); !slices.Equal(took, []float64{1.5, 2}) {
		t.Errorf("took %v", took)
	}
}

func TestExtraMemoryIsWhatTheWorkUsed(t *testing.T) {
	const size = 64 << 20
	mb, told := ExtraMemory(func() {
		used := make([]byte, size)
		for i := range used {
			used[i] = 1
		}
		runtime.KeepAlive(used)
	})
	if !told {
		t.Skip("this system does not tell the peak memory of a process")
	}
	if mb < 64 || mb > 100 {
		t.Errorf("%.1f MB, want about 67", mb)
	}
}
