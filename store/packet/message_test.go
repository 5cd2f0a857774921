package packet

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"recordaldesk/store/paper"
	"recordaldesk/store/scan"
	"recordaldesk/translations"
)

func TestEveryProblemIsSaidInBothLanguages(t *testing.T) {
	for _, p := range Problems {
		err := &Error{Problem: p, File: "materials/01_x.png", Field: "field.host.name",
			Err: errors.Join(&scan.Error{Problem: scan.Damaged}, &paper.MissingGlyphError{Rune: '䶮'})}
		for _, l := range translations.Languages {
			if text := Message(l, err); strings.ContainsAny(text, "[<") || text == "" {
				t.Errorf("%s in %s: %q", p, l, text)
			}
		}
	}
}

func TestFailuresOfTheSystemAreNamed(t *testing.T) {
	for want, err := range map[Problem]error{
		Stopped:     context.Canceled,
		DiskFull:    &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC},
		DiskFailed:  &fs.PathError{Op: "sync", Path: "x", Err: diskFailure},
		NotWritable: &fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES},
		NoFolder:    &fs.PathError{Op: "open", Path: "x", Err: syscall.ENOENT},
		Failed:      errors.New("something else"),
	} {
		if id, _ := MessageID(err); id != "packet.problem."+string(want) {
			t.Errorf("%v says %s, want %s", err, id, want)
		}
	}
}

func TestAZipThatIsNotThereIsSaid(t *testing.T) {
	dir := t.TempDir()
	for path, want := range map[string]Problem{filepath.Join(dir, "none.zip"): NotFound, dir: NotPacket} {
		_, err := Verify(context.Background(), path)
		if problemOf(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
		if strings.Contains(err.Error(), dir) {
			t.Errorf("the error gives a path away: %v", err)
		}
	}
}

func TestAFolderGivesOnlyItsOwnScans(t *testing.T) {
	dir := t.TempDir()
	inside := filepath.Join(dir, "scans")
	if err := os.MkdirAll(filepath.Join(inside, "materials"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{filepath.Join(dir, "secret.jpg"), filepath.Join(inside, "materials", "a.jpg")} {
		if err := os.WriteFile(name, smallJPEG(1), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "secret.jpg"), filepath.Join(inside, "link.jpg")); err != nil {
		t.Logf("no symlink on this system: %v", err)
	}
	source := Folder(inside)
	for _, name := range []string{"../secret.jpg", filepath.Join(dir, "secret.jpg"), "link.jpg", "materials", "", "none.jpg"} {
		f := sampleFiling()
		f.Attachments = f.Attachments[:1]
		f.Attachments[0].File = name
		if s, err := source.Open(context.Background(), f.Attachments[0]); err == nil {
			t.Errorf("opened %q", name)
			_ = s.Close()
		}
	}
	f := sampleFiling()
	f.Attachments = f.Attachments[:1]
	f.Attachments[0].File = "materials/a.jpg"
	r := mustWrite(t, t.TempDir(), inputOf(t, f, source))
	if len(r.Packet.Filing.Attachments) != 1 {
		t.Errorf("packed %d attachments", len(r.Packet.Filing.Attachments))
	}
}
