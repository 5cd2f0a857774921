package instance

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// home gives the test a user's folders of its own, with short paths.
func home(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "i")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	t.Setenv("HOME", dir)
	t.Setenv("LocalAppData", dir)
	t.Setenv("TMPDIR", dir)
	t.Setenv("XDG_CACHE_HOME", "")
	t.Setenv("XDG_RUNTIME_DIR", dir)
	return dir
}

// listening is a host that keeps what it was told to show.
func listening(t *testing.T, dir string, patience time.Duration) (*Host, chan []string) {
	t.Helper()
	shown := make(chan []string, 100)
	h, err := begin(dir, func(files []string) { shown <- files }, patience)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	})
	return h, shown
}

// heard knocks and returns what the host then showed.
func heard(t *testing.T, dir string, files []string, shown chan []string) []string {
	t.Helper()
	if err := Knock(soon(t), dir, files); err != nil {
		t.Fatalf("knock: %v", err)
	}
	return <-shown
}

// soon is done when the test must have come to an end.
func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func write(t *testing.T, path string) string {
	t.Helper()
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// connect connects to the host as a program would that is not this one.
func connect(t *testing.T, h *Host) connection {
	t.Helper()
	c, err := dial(placeOf(h))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() }) // the host may have closed it
	return c
}

// answered says a message and returns what comes back until the host closes.
func answered(t *testing.T, h *Host, message []byte) string {
	t.Helper()
	c := connect(t, h)
	_, _ = c.Write(message)  // the host may stop listening in the middle
	said, _ := io.ReadAll(c) // reset where the host did not read to the end
	return string(said)
}

func TestASecondStartIsHeardWithItsFiles(t *testing.T) {
	dir := home(t)
	_, shown := listening(t, dir, time.Minute)
	if got := heard(t, dir, nil, shown); len(got) != 0 {
		t.Errorf("without files the window is to open %q", got)
	}
	files := []string{write(t, filepath.Join(dir, "ICP备案 (2).zip")), write(t, filepath.Join(dir, "a b.json"))}
	if got := heard(t, dir, files, shown); !slices.Equal(got, files) {
		t.Errorf("the window is to open %q, want %q", got, files)
	}
}

func TestOfTooManyFilesTheFirstAreHandedOver(t *testing.T) {
	dir := home(t)
	_, shown := listening(t, dir, time.Minute)
	one := write(t, filepath.Join(dir, "one"))
	files := slices.Repeat([]string{one}, MaxFiles+1)
	if got := heard(t, dir, files, shown); len(got) != MaxFiles {
		t.Errorf("of %d files %d are handed over, want %d", len(files), len(got), MaxFiles)
	}
	deep := dir
	for range 12 {
		deep = filepath.Join(deep, strings.Repeat("深", 70))
	}
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	files = slices.Repeat([]string{write(t, filepath.Join(deep, "one"))}, MaxFiles)
	if got := heard(t, dir, files, shown); len(got) == 0 || len(got) == MaxFiles {
		t.Errorf("%d files with long names are handed over, want some", len(got))
	}
}

func TestNobodyAnswersForAnotherFolder(t *testing.T) {
	dir := home(t)
	listening(t, dir, time.Minute)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Knock(ctx, filepath.Join(dir, "other"), nil); !errors.Is(err, ErrNobody) {
		t.Errorf("knock at another data folder: %v", err)
	}
}

func TestAKnockWaitsForAProgramThatHasJustBegun(t *testing.T) {
	dir := home(t)
	done := make(chan error, 1)
	go func() { done <- Knock(soon(t), dir, nil) }()
	listening(t, dir, time.Minute)
	if err := <-done; err != nil {
		t.Errorf("knock: %v", err)
	}
}

// Nothing but the one message is taken, and whoever says anything else hears
// nothing and changes nothing.
func TestHostileMessagesAreClosedWithoutAnAnswer(t *testing.T) {
	dir := home(t)
	h, shown := listening(t, dir, time.Minute)
	file := write(t, filepath.Join(dir, "file"))
	hello := greeting + "\x00"
	for what, message := range map[string]string{
		"nothing":                   "",
		"a web request":             "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"another command":           "recordal-desk: delete all\x00",
		"half a greeting":           greeting[:10],
		"a greeting without an end": greeting,
		"a name without an end":     hello + file,
		"a relative name":           hello + "file\x00",
		"a name that climbs":        hello + "../../etc/hosts\x00",
		"an address":                hello + "https://example.com/a.zip\x00",
		"an empty name":             hello + "\x00",
		"a folder":                  hello + dir + "\x00",
		"a device":                  hello + os.DevNull + "\x00",
		"a file that is not there":  hello + filepath.Join(dir, "gone") + "\x00",
		"one good name of two":      hello + file + "\x00" + dir + "\x00",
		"too many names":            hello + strings.Repeat(file+"\x00", MaxFiles+1),
		"a message too long":        hello + "/" + strings.Repeat("a", MaxMessage) + "\x00",
		"ten megabytes":             hello + strings.Repeat("/a\x00", 10<<20/3),
		"zeros":                     strings.Repeat("\x00", 1000),
	} {
		if said := answered(t, h, framed([]byte(message))); said != "" {
			t.Errorf("%s is answered with %q", what, said)
		}
	}
	for what, bytes := range map[string]string{
		"a web request":           "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"a length without an end": "\xff\xff\xff\xff" + hello,
		"zeros":                   strings.Repeat("\x00", 1000),
	} {
		if said := answered(t, h, []byte(bytes)); said != "" {
			t.Errorf("%s without a length is answered with %q", what, said)
		}
	}
	if got := heard(t, dir, []string{file}, shown); !slices.Equal(got, []string{file}) {
		t.Errorf("the first that is shown is %q", got)
	}
	if len(shown) != 0 {
		t.Errorf("something was shown besides: %q", <-shown)
	}
}

func TestWhoSaysNothingIsClosed(t *testing.T) {
	dir := home(t)
	h, shown := listening(t, dir, 20*time.Millisecond)
	c := connect(t, h)
	if _, err := c.Write(framed([]byte(greeting))[:9]); err != nil {
		t.Fatal(err)
	}
	if said, _ := io.ReadAll(c); len(said) != 0 { // waits until the host closes
		t.Errorf("the host says %q to whoever does not end", said)
	}
	if len(shown) != 0 {
		t.Error("the window was shown")
	}
}

func TestAtMostFourAreHeardAtATime(t *testing.T) {
	dir := home(t)
	h, shown := listening(t, dir, time.Hour)
	var silent []connection
	for range maxConnections {
		silent = append(silent, connect(t, h))
	}
	for len(h.free) < maxConnections {
		time.Sleep(time.Millisecond) // until the host has taken them
	}
	if said := answered(t, h, framed(compose(nil))); said != "" {
		t.Errorf("one more is answered with %q", said)
	}
	if len(shown) != 0 {
		t.Error("one more is heard")
	}
	if err := silent[0].Close(); err != nil {
		t.Fatal(err)
	}
	heard(t, dir, nil, shown)
	for _, c := range silent[1:] {
		_ = c.Close() // lets the host close
	}
}

func TestNamesOfTheStartAreParted(t *testing.T) {
	dir := home(t)
	t.Chdir(dir)
	file := write(t, filepath.Join(dir, "a.zip"))
	files, others := Files([]string{"a.zip", "gone.zip", ".", file})
	if !slices.Equal(files, []string{file, file}) || !slices.Equal(others, []string{"gone.zip", "."}) {
		t.Errorf("files %q, others %q", files, others)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(greeting + "\x00"))
	f.Add([]byte(greeting + "\x00/tmp/a.zip\x00/tmp/b.json\x00"))
	f.Add([]byte(greeting + "\x00relative\x00"))
	f.Add([]byte(greeting + "\x00" + strings.Repeat("/\x00", MaxFiles+1)))
	f.Fuzz(func(t *testing.T, message []byte) {
		files, err := parse(message)
		if err != nil {
			return
		}
		if len(files) > MaxFiles {
			t.Error(strconv.Itoa(len(files)) + " names")
		}
		for _, name := range files {
			if !filepath.IsAbs(name) || strings.ContainsRune(name, 0) {
				t.Errorf("takes the name %q", name)
			}
		}
		if again := compose(files); string(again) != string(message) {
			t.Errorf("%q is written %q", message, again)
		}
	})
}
