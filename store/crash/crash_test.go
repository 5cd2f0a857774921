package crash

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// caught begins to catch panics, and returns the data folder and what is told.
func caught(t *testing.T) (dir string, told chan string) {
	t.Helper()
	dir, told = t.TempDir(), make(chan string, 100)
	t.Cleanup(Begin(dir, "Recordal Desk 0.0.0", func(file string) { told <- file }))
	return dir, told
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// typed stands for a function that is given what was typed.
//
//go:noinline
func typed(values []string, kind string) {
	switch kind {
	case "text":
		panic(strings.Join(values, " "))
	case "value":
		panic(values)
	case "error":
		panic(fmt.Errorf("%s: %w", values, errors.New(values[0])))
	case "index":
		var number int
		if _, err := fmt.Sscan(values[0], &number); err != nil {
			panic(err)
		}
		_ = values[number]
	case "conversion":
		var v any = values
		_ = v.(string)
	case "nil":
		fill(nil, values)
	}
}

func fill(m map[string]string, values []string) { m[values[0]] = values[1] }

func TestACrashFileSaysWhereAndHoldsNoValue(t *testing.T) {
	dir, told := caught(t)
	values := []string{"110101", "沈清砚", "13857104472", "91330106MA2KQY5T0X", "shen@qingyan-soft.cn"}
	for kind, says := range map[string]string{
		"text": "string", "value": "[]string", "error": "*fmt.wrapError",
		"index": "index out of range", "conversion": "interface conversion", "nil": "nil map",
	} {
		Go(func() { typed(values, kind) })
		text := read(t, <-told)
		for _, want := range []string{"Recordal Desk 0.0.0", runtime.GOOS, "store/crash.typed  crash/crash_test.go:", says} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the file does not say %q:\n%s", kind, want, text)
			}
		}
		for _, value := range values {
			if strings.Contains(text, value) {
				t.Errorf("%s: the file holds %q:\n%s", kind, value, text)
			}
		}
	}
	for path, want := range map[string]fs.FileMode{filepath.Join(dir, "crash"): 0o700, Newest(dir): 0o600} {
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != want {
			t.Errorf("the rights of %s: %v %v, want %o", path, info.Mode(), err, want)
		}
	}
}

func TestTheTenNewestFilesAreKept(t *testing.T) {
	dir, _ := caught(t)
	var last string
	for range kept + 3 {
		file, panicked := Catch(func() { panic("again") })
		if !panicked || file == "" || file <= last {
			t.Fatalf("the panic was caught: %v, in the file %q after %q", panicked, file, last)
		}
		last = file
	}
	all, err := files(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != kept || all[kept-1] != last || Newest(dir) != last {
		t.Errorf("kept are %q, the newest is %q", all, last)
	}
}

// What waits for several workers learns that one of them left its work undone, and the
// crash file says which.
func TestAPanicComesUpWhereTheWorkIsWaitedFor(t *testing.T) {
	_, told := caught(t)
	stopped := make(chan struct{})
	Go(func() {
		g := Group{Stop: func() { close(stopped) }}
		g.Go(func() { <-stopped })
		g.Go(func() { typed([]string{"沈清砚"}, "text") })
		g.Wait()
		t.Error("the work is said to be done")
	})
	text := read(t, <-told)
	if !strings.Contains(text, "crash.typed  crash/crash_test.go:") || !strings.Contains(text, "what     string\n") {
		t.Errorf("the file does not say where it happened:\n%s", text)
	}
}

func TestGuardGoesOn(t *testing.T) {
	_, told := caught(t)
	if Guard(func() { panic("once") }) {
		t.Error("a panic is no end")
	}
	if len(told) != 1 {
		t.Errorf("told of %d panics, want one", len(told))
	}
	if ran := false; !Guard(func() { ran = true }) || !ran {
		t.Error("what does not panic came to no end")
	}
	if len(told) != 1 {
		t.Error("told of what did not panic")
	}
}

func TestWhereNoFileCanBeWrittenItIsToldAllTheSame(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(dir, nil, 0o600); err != nil { // a file in the folder's place
		t.Fatal(err)
	}
	told := make(chan string, 1)
	t.Cleanup(Begin(dir, "", func(file string) { told <- file }))
	Guard(func() { panic("no place") })
	if file := <-told; file != "" {
		t.Errorf("the file is said to be %q", file)
	}
}

// Tests are to fail by a panic.
func TestBeforeItBeginsNothingIsCaught(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("the panic was caught")
		}
	}()
	Guard(func() { panic("in a test") })
}
