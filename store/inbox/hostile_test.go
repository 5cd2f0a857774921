package inbox

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"recordaldesk/store/packet"
)

// hostileNames are of packets that somebody has put into the folder by hand.
var hostileNames = []string{
	"a\u202egpj.zip", "a\nb.zip", "a\x00b.zip", "\xff\xfe.zip", `..\..\x.zip`, `C:\x.zip`, "CON.zip", "a:ads.zip", "x .zip", " .zip", "..zip", ".x.zip", "~$x.zip",
	"~.zip", "~~~~.zip", "x~0123456789abcdef01234567.zip", "x~0123456789abcdef01234567~20261129T104207Z-01234567~00000001~1号窗口.zip",
	"x~0123456789abcdef01234567~20261399T104207Z-01234567~00000001~1号窗口.zip", "x~0123456789abcdef01234567~20261129T104207Z-01234567~00000001~\u202e.zip",
	"x~0123456789ABCDEF01234567.zip", "~0123456789abcdef01234567.zip", "x.ZIP", "x.zip.zip", "-rf.zip", "$(x).zip", "%TEMP%.zip", "𠮷野家.zip",
	strings.Repeat("长", 83) + ".zip", strings.Repeat("x", 251) + ".zip", strings.Repeat("~", 251) + ".zip",
}

// checkName sees what is made of the name of a packet.
func checkName(t *testing.T, name string) {
	t.Helper()
	l, ok := parse(name)
	if !ok {
		if l != (label{}) {
			t.Errorf("%q is no packet, and gives %+v", name, l)
		}
		return
	}
	if l.title == "" || len(l.title) > maxTitle || l.title != packet.SafeName(l.title, maxTitle) {
		t.Errorf("%q is shown as %q", name, l.title)
	}
	if (l.desk.ID == "") != l.at.IsZero() || l.desk.Name != safeDesk(l.desk.Name) || l.desk.ID != "" && l.mark == "" {
		t.Errorf("%q is claimed by %+v at %v", name, l.desk, l.at)
	}
	// What a desk makes of it can stand in every folder, and is understood by the others.
	mine := label{title: l.title, mark: mark(strings.Repeat("0123456789abcdef", 4), name), at: time.Unix(1795948927, 0).UTC(), once: "01234567", desk: Desk{"00000001", safeDesk(l.title)}}
	if mine.desk.Name == "" {
		t.Errorf("%q leaves no name", name)
	}
	for made, want := range map[string]label{mine.claimed(): mine, mine.waiting(): {title: mine.title, mark: mine.mark}} {
		again, ok := parse(made)
		if !ok || again != want || len(made) > 220 || !utf8.ValidString(made) || !filepath.IsLocal(made) || path.Base(made) != made {
			t.Errorf("%q is made into %q, which is %+v", name, made, again)
		}
		if base := strings.TrimSuffix(made, ending); packet.SafeName(base, maxName) != base {
			t.Errorf("%q is made into %q, which not every system takes", name, made)
		}
	}
}

func TestHostileNamesGiveNamesThatEverySystemTakes(t *testing.T) {
	for _, name := range hostileNames {
		checkName(t, name)
	}
}

func FuzzNames(f *testing.F) {
	for _, name := range hostileNames {
		f.Add(name)
	}
	f.Fuzz(checkName)
}

func TestPacketsWithHostileNamesGoTheirWay(t *testing.T) {
	dir := newInbox(t)
	one, two := desk(t, dir, 7), desk(t, dir, 8)
	taken := 0
	for n, name := range hostileNames {
		data, err := samplePacket(n)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(name, "~0123456789abcdef01234567") {
			data = []byte("not what the name says")
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			continue // not every system takes every name
		}
		if len(list(t, one)) == 0 {
			if l, ok := parse(name); ok {
				t.Errorf("%q is not listed, and is %+v", name, l)
			}
		}
		for _, i := range list(t, one) {
			c, err := one.Claim(t.Context(), i)
			if string(data) == "not what the name says" && errors.Is(err, ErrIncomplete) {
				continue
			}
			if err != nil {
				t.Fatalf("%q: %v", name, err)
			}
			sum, err := fetched(t.Context(), c, t.TempDir())
			if string(data) == "not what the name says" {
				want(t, name, err, ErrIncomplete)
			} else if err != nil || sum != mustSum(t, filepath.Join(dir, c.entry.file)) {
				t.Errorf("%q: fetched %s, %v", name, sum, err)
			}
			over, err := two.TakeOver(t.Context(), only(t, two))
			if err != nil {
				t.Fatal(err)
			}
			if err := over.Release(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := claim(t, one, only(t, one)).Done(t.Context()); err != nil {
				t.Error(err)
			}
			taken++
		}
		_ = os.Remove(filepath.Join(dir, name)) // what is no packet is still there
	}
	if taken < 15 || len(lying(t, filepath.Join(dir, done))) < 10 {
		t.Errorf("%d went their way", taken)
	}
}

func TestWhatSomebodyPutsAmongTheClaimedIsListedAndCanBeTakenOver(t *testing.T) {
	dir := newInbox(t)
	b := desk(t, dir, 1)
	named(t, filepath.Join(dir, claimed), "by hand.zip", 1)
	i := only(t, b)
	if i.Waits() || i.By.Mine || i.By.Name != "" {
		t.Errorf("listed as %+v", i)
	}
	_, err := b.Claim(t.Context(), i)
	want(t, "claim", err, ErrTaken)
	c, err := b.TakeOver(t.Context(), i)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fetched(t.Context(), c, t.TempDir()); err != nil {
		t.Error(err)
	}
}

// Links and what is no file are left alone, and nothing outside is read or written.
func TestNothingLeadsOutOfTheFolder(t *testing.T) {
	dir, outside := newInbox(t), t.TempDir()
	secret := packetFile(t, outside, 1)
	before := mustSum(t, secret)
	b := desk(t, dir, 1)
	link := func(to, name string) {
		t.Helper()
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skip("nobody may make links on this machine")
		}
	}
	link(secret, "link.zip")
	link("recordal-inbox.txt", "inside.zip")
	link("../own.txt", "desks/00000001.txt") // where the desk writes
	own := written(t, filepath.Join(dir, "own.txt"), "own")
	if err := os.Mkdir(filepath.Join(dir, "folder.zip"), 0o700); err != nil {
		t.Fatal(err)
	}
	if items := list(t, b); len(items) > 0 {
		t.Errorf("listed are %v", items)
	}
	if data, err := os.ReadFile(own); string(data) != "own" {
		t.Errorf("the desk's file was written through a link: %q, %v", data, err)
	}
	// A packet that is exchanged for a link after it was listed.
	put(t, b, packetFile(t, t.TempDir(), 2))
	i := only(t, b)
	for _, target := range []string{secret, "/etc/passwd", "link.zip"} {
		file := filepath.Join(dir, i.entry.file)
		if err := errors.Join(os.Remove(file), os.Symlink(target, file)); err != nil {
			t.Fatal(err)
		}
		c, err := b.Claim(t.Context(), i)
		if err != nil {
			continue
		}
		_, err = fetched(t.Context(), c, t.TempDir())
		want(t, "fetch a link", err, ErrIncomplete)
		if err := os.Rename(filepath.Join(dir, c.entry.file), file); err != nil {
			t.Fatal(err)
		}
	}
	// A part that is a link leads nowhere.
	for _, part := range subfolders {
		at := filepath.Join(dir, part)
		if err := errors.Join(os.Rename(at, at+".away"), os.Symlink(outside, at)); err != nil {
			t.Fatal(err)
		}
		_, err := b.List(t.Context())
		want(t, part+" is a link", err, ErrNotInbox)
		_, err = b.Put(t.Context(), secret)
		want(t, part+" is a link", err, ErrNotInbox)
		if err := errors.Join(os.Remove(at), os.Rename(at+".away", at)); err != nil {
			t.Fatal(err)
		}
	}
	if left := files(t, outside); len(left) != 1 || mustSum(t, secret) != before {
		t.Errorf("outside are %v, and the packet was %.8s", left, before)
	}
}

func TestWhatIsLargerThanAnyPacketIsNotCopied(t *testing.T) {
	dir, home := newInbox(t), t.TempDir()
	b := desk(t, dir, 1)
	put(t, b, packetFile(t, home, 1))
	c := claim(t, b, only(t, b))
	if err := os.Truncate(filepath.Join(dir, c.entry.file), packet.MaxBytes+1); err != nil {
		t.Fatal(err)
	}
	_, err := fetched(t.Context(), c, home)
	wantOf(t, "fetch", err, packet.TooLarge)
	giant := filepath.Join(dir, "giant.zip")
	if err := errors.Join(os.WriteFile(giant, nil, 0o600), os.Truncate(giant, 1<<40)); err != nil {
		t.Fatal(err)
	}
	for _, i := range list(t, b) {
		if i.Waits() {
			_, err := b.Claim(t.Context(), i)
			wantOf(t, "claim", err, packet.TooLarge)
		}
	}
}

func TestMoreFilesThanAnyoneHandsOnAreNotAllRead(t *testing.T) {
	dir := newInbox(t)
	f, err := desk(t, dir, 1).open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	f.most = 10
	for n := range f.most + 1 {
		written(t, filepath.Join(dir, fmt.Sprint(n, ".txt")), "")
	}
	want(t, "read", f.each(t.Context(), waiting, func(entry) error { return nil }), ErrTooMany)
}
