package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"recordaldesk/rules/ident"
	"recordaldesk/store"
	"recordaldesk/store/packet"
)

const secret = "北京青梧示例科技有限公司"

func TestTheKindOfAnErrorIsSaidWithoutWhatItQuotes(t *testing.T) {
	data := t.TempDir()
	_, open := os.Open(filepath.Join(data, "scans", secret+".jpg"))
	away := errors.Join(open, os.Rename(filepath.Join("/media", secret+".zip"), filepath.Join(data, "x")))
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"a sentinel", fmt.Errorf("load %s: %w", secret, store.ErrNoSpace), "no space left on the disk"},
		{"a path", fmt.Errorf("read: %w", open), "open in the data folder's scans (.jpg): no such file or directory"},
		{"a rename to elsewhere", away, "open in the data folder's scans (.jpg): no such file or directory: " +
			"rename in another folder (.zip) to the data folder"},
		{"a relative path", &fs.PathError{Op: "stat", Path: secret, Err: syscall.EACCES}, "stat in the current folder: permission denied"},
		{"a problem of ours", &packet.Error{Problem: packet.Encrypted, File: secret, Err: errors.New(secret)},
			"packet.Problem " + string(packet.Encrypted) + ": *errors.errorString"},
		{"a number that is wrong", errOf(ident.ParseResidentID("110105198703140027")), "ident.Problem " + string(ident.ProblemCheck)},
		{"what nobody knows", fmt.Errorf("%s: %w", secret, errors.New(secret)), "*errors.errorString"},
		{"only prose", errors.New(secret), "*errors.errorString"},
	} {
		if got := Kind(c.err, data); got != c.want {
			t.Errorf("%s is logged as\n %q, want\n %q", c.name, got, c.want)
		}
	}
}

func errOf[T any](_ T, err error) error { return err }

func TestARecordIsLoggedWithoutWhatItQuotes(t *testing.T) {
	var b bytes.Buffer
	l := slog.New(NewHandler(&b, ""))
	l.With("company", secret).WithGroup("of").Error("export", "err", fmt.Errorf("%s: %w", secret, fs.ErrExist), "key", "language",
		"path", "/home/"+secret, "count", 3, "phone", 13800136621, "took", time.Second, slog.Group("who", "name", secret))
	got := b.String()
	for _, want := range []string{"ERROR", "export", "file already exists", "of.key=language", "of.count=3", "of.took=1s", "of.path=…"} {
		if !strings.Contains(got, want) {
			t.Errorf("the record lacks %q: %s", want, got)
		}
	}
	for _, no := range []string{secret, "13800136621"} {
		if strings.Contains(got, no) {
			t.Errorf("the record says %s: %s", no, got)
		}
	}
	b.Reset()
	l.Info("read", "key", "13800136621")
	if strings.Contains(b.String(), "13800136621") {
		t.Errorf("a number is logged as the name of a setting: %s", b.String())
	}
}

// The toolkit writes with package log, and quotes.
func TestLibrariesAreHeardWithoutWhatTheyQuote(t *testing.T) {
	before, flags, out := slog.Default(), log.Flags(), log.Writer()
	t.Cleanup(func() {
		slog.SetDefault(before)
		log.SetFlags(flags)
		log.SetOutput(out)
	})
	var b bytes.Buffer
	Set(&b, "")
	log.Println("Fyne error: ", "cannot load "+secret)
	log.Println("  Cause:", errors.New(secret))
	log.Printf("  At: %s:%d", "/home/"+secret+"/pkg/mod/fyne.io/fyne/v2@v2.8.1/internal/painter/draw.go", 41)
	if got := b.String(); !strings.Contains(got, "painter/draw.go:41") || strings.Contains(got, secret) || strings.Count(got, "\n") != 1 {
		t.Errorf("of a complaint is logged: %s", got)
	}
}
