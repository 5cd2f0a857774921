package packet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"recordaldesk/rules"
)

const testPassword = `correct horse "battery" staple`

// lockedInput is what a person exports with a password.
func lockedInput(t testing.TB) Input {
	t.Helper()
	in := sampleInput(t)
	in.Password = testPassword
	return in
}

// sevenZip runs 7-Zip and returns what it says and its failure.
func sevenZip(t *testing.T, args ...string) (string, error) {
	t.Helper()
	for _, name := range []string{"7z", "7zz", "7za"} {
		if path, err := exec.LookPath(name); err == nil {
			cmd := exec.Command(path, args...)
			cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
			out, err := cmd.CombinedOutput()
			return string(out), err
		}
	}
	t.Skip("7-Zip is not installed, and nothing else here opens an AES zip; make test installs it")
	return "", nil
}

func TestSevenZipOpensAPacketWithItsPassword(t *testing.T) {
	r := mustWrite(t, t.TempDir(), lockedInput(t))
	listed, err := sevenZip(t, "l", "-slt", "-p"+testPassword, r.Zip)
	if err != nil {
		t.Fatalf("7-Zip lists nothing: %v\n%s", err, listed)
	}
	entries := len(r.Packet.Manifest.Entries) + 1
	if got := strings.Count(listed, "\nEncrypted = +"); got != entries {
		t.Errorf("%d entries are encrypted, want %d:\n%s", got, entries, listed)
	}
	stored, deflated := strings.Count(listed, "\nMethod = AES-256 Store"), strings.Count(listed, "\nMethod = AES-256 Deflate")
	if deflated != 2 || stored != entries-2 {
		t.Errorf("%d entries are AES-256 stored and %d deflated, want %d and 2:\n%s", stored, deflated, entries-2, listed)
	}
	if !strings.Contains(listed, "\nPath = "+workbookEntry) || !strings.Contains(listed, "\nModified = 2026-11-23 00:00:00") {
		t.Errorf("names or times are not those of the packet:\n%s", listed)
	}
	if out, err := sevenZip(t, "t", "-p"+testPassword, r.Zip); err != nil || !strings.Contains(out, "Everything is Ok") {
		t.Errorf("with the password: %v\n%s", err, out)
	}
	if out, err := sevenZip(t, "t", "-pwrong", r.Zip); err == nil {
		t.Errorf("with another password:\n%s", out)
	}

	plain := sampleInput(t)
	z, err := zip.OpenReader(mustWrite(t, t.TempDir(), plain).Zip)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	dir := t.TempDir()
	if out, err := sevenZip(t, "x", "-p"+testPassword, "-o"+dir, r.Zip); err != nil {
		t.Fatalf("7-Zip unpacks nothing: %v\n%s", err, out)
	}
	for _, f := range z.File {
		want, errWant := fs.ReadFile(z, f.Name)
		got, errGot := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Name)))
		if errWant != nil || errGot != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the plain packet has, %v, %v", f.Name, errWant, errGot)
		}
	}
	if got := strings.Count(listing(t, dir), "\n") + 1; got != len(z.File) {
		t.Errorf("7-Zip unpacked %d files, the plain packet has %d", got, len(z.File))
	}
}

func TestNothingPlainIsLeftBesideAnEncryptedPacket(t *testing.T) {
	dir := t.TempDir()
	r := mustWrite(t, dir, lockedInput(t))
	want := filepath.Base(r.Mail) + "\n" + filepath.Base(r.Zip)
	if got := listing(t, dir); got != want {
		t.Errorf("the folder holds\n%s\nwant\n%s", got, want)
	}
	data, err := os.ReadFile(r.Zip)
	if err != nil {
		t.Fatal(err)
	}
	// A stored scan stands in a plain packet as it is.
	if bytes.Contains(data, []byte(smallPDF)) {
		t.Error("a scan stands in the encrypted packet as it is")
	}
	if int64(len(data)) != r.Size {
		t.Errorf("the zip has %d bytes, the result says %d", len(data), r.Size)
	}
	inWork.Range(func(name, _ any) bool {
		t.Errorf("%v is still taken for a file in work", name)
		return true
	})
}

func TestAnEncryptedPacketIsRefusedByTheGate(t *testing.T) {
	r := mustWrite(t, t.TempDir(), lockedInput(t))
	if _, err := Verify(context.Background(), r.Zip); problemOf(err) != Encrypted {
		t.Errorf("got %v, want %s", err, Encrypted)
	}
}

func TestAnEncryptedPacketNeverReplacesAnother(t *testing.T) {
	dir := t.TempDir()
	plain := mustWrite(t, dir, sampleInput(t))
	for i, want := range []string{" (2).zip", " (3).zip"} {
		r := mustWrite(t, dir, lockedInput(t))
		if !strings.HasSuffix(r.Zip, want) || strings.TrimSuffix(r.Mail, ".eml") != strings.TrimSuffix(r.Zip, ".zip") {
			t.Errorf("export %d became %s with %s, want …%s", i, filepath.Base(r.Zip), filepath.Base(r.Mail), want)
		}
	}
	if _, err := Verify(context.Background(), plain.Zip); err != nil {
		t.Errorf("the plain packet of the name was changed: %v", err)
	}
}

func TestTheDraftOfAnEncryptedPacketSaysThatThePasswordComesAnotherWay(t *testing.T) {
	in := lockedInput(t)
	r := mustWrite(t, t.TempDir(), in)
	body := writerOf(t, in).body()
	if !strings.Contains(body, "密码另行告知") || strings.Contains(body, testPassword) {
		t.Errorf("body is\n%s", body)
	}
	in.Password = ""
	if body := writerOf(t, in).body(); strings.Contains(body, "密码") {
		t.Errorf("without a password the body is\n%s", body)
	}
	needs(t, "python3")
	python(t, `
import email, email.policy, sys
data = open(sys.argv[1], 'rb').read()
m = email.message_from_bytes(data, policy=email.policy.default)
a, = list(m.iter_attachments())
assert a.get_content() == open(sys.argv[2], 'rb').read(), 'the mail has another zip'
assert '密码另行告知' in m.get_body().get_content()
assert sys.argv[3].encode() not in data and sys.argv[4].encode() not in data
`, r.Mail, r.Zip, testPassword, manifestID(r.Packet))
}

func TestPasswordsThatEveryMachineTakes(t *testing.T) {
	for password, want := range map[string]Problem{
		"":                        "",
		" ":                       "",
		"a":                       "",
		"~!@#$%^&*()_+{}|:\"<>?`": "",
		strings.Repeat("x", 99):   "",
		strings.Repeat("x", 100):  BadPassword,
		"密码":                      BadPassword,
		"naïve":                   BadPassword,
		"tab\there":               BadPassword,
		"\xff":                    BadPassword,
	} {
		if err := checkPassword(password); problemOf(err) != want || (want == "") != (err == nil) {
			t.Errorf("%q: %v, want %q", password, err, want)
		}
	}
	dir := t.TempDir()
	in := sampleInput(t)
	in.Password = "密码"
	_, err := Write(context.Background(), dir, in, nil)
	if problemOf(err) != BadPassword || strings.Contains(err.Error(), in.Password) || listing(t, dir) != "" {
		t.Errorf("got %v and the files %q", err, listing(t, dir))
	}
}

// watchedDisk lets a test look on when a file is to be opened, and fails at
// removing as often as it is told.
type watchedDisk struct {
	realDisk
	opening  func(path string)
	unmoving int
}

func (d *watchedDisk) open(path string) (file, error) {
	if d.opening != nil {
		d.opening(path)
	}
	return d.realDisk.open(path)
}

func (d *watchedDisk) remove(path string) error {
	if d.unmoving > 0 {
		d.unmoving--
		return errDisk
	}
	return d.realDisk.remove(path)
}

// The plain packet must go: where it does not, there is no packet at all.
func TestAPlainPacketThatCannotBeRemovedFailsTheExport(t *testing.T) {
	dir := t.TempDir()
	_, err := write(context.Background(), &watchedDisk{unmoving: 1}, dir, lockedInput(t), nil)
	if !errors.Is(err, errDisk) {
		t.Errorf("got %v, want the failure of the disk", err)
	}
	if left := listing(t, dir); left != "" {
		t.Errorf("left behind: %s", left)
	}
}

func TestAnEncryptedPacketThatIsNotWhatWasWrittenFailsTheExport(t *testing.T) {
	whole := mustWrite(t, t.TempDir(), lockedInput(t))
	data, err := os.ReadFile(whole.Zip)
	if err != nil {
		t.Fatal(err)
	}
	// A bit within a stored scan, and one within the filing, which is deflated.
	for _, name := range []string{"materials/03_", filingEntry} {
		at := bytes.Index(data, []byte(name)) + 200
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			opened := 0
			d := &watchedDisk{opening: func(path string) {
				// Opened are the plain packet, twice, and then the encrypted one.
				if opened++; opened == 3 {
					flipBit(t, path, int64(at))
				}
			}}
			_, err := write(context.Background(), d, dir, lockedInput(t), nil)
			if err == nil || !strings.Contains(err.Error(), "read encrypted packet back") {
				t.Errorf("got %v", err)
			}
			if id, _ := MessageID(err); id != "packet.problem.failed" {
				t.Errorf("the message is %s", id)
			}
			if left := listing(t, dir); left != "" {
				t.Errorf("left behind: %s", left)
			}
		})
	}
}

func flipBit(t *testing.T, path string, at int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	var b [1]byte
	_, err = f.ReadAt(b[:], at)
	b[0] ^= 1
	_, errWrite := f.WriteAt(b[:], at)
	if err := errors.Join(err, errWrite, f.Close()); err != nil {
		t.Fatal(err)
	}
}

// What the library allocates on the way is garbage at once; what counts is how
// much is alive at any time.
func TestMemoryOfEncryptionDoesNotGrowWithTheScans(t *testing.T) {
	alive := func(scans int) uint64 {
		f := sampleFiling()
		f.Attachments = nil
		for range scans {
			f.Attachments = append(f.Attachments, rules.Attachment{Material: "pre_approval", File: "a.jpg"})
		}
		in := inputOf(t, f, memory{"a.jpg": phonePhoto()})
		in.Password = testPassword
		c, err := prepare(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		var most uint64
		calls := 0
		_, err = c.write(context.Background(), realDisk{}, t.TempDir(), func(int64, int64) {
			if calls++; calls%8 != 0 {
				return
			}
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		})
		if err != nil {
			t.Fatal(err)
		}
		return most
	}
	few, many := alive(1), alive(5)
	if grown := int64(many) - int64(few); grown > int64(len(phonePhoto()))/2 {
		t.Errorf("four scans more of %d bytes need %d bytes more of memory", len(phonePhoto()), grown)
	}
}
