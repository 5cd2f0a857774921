package packet

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// exportForever names the folder into which a child of the test exports until it
// is killed.
const exportForever = "RECORDAL_TEST_EXPORT_FOREVER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(exportForever); dir != "" {
		fmt.Println(exporting(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// exporting writes one packet after the other, every second one encrypted; it
// returns only on an error. The papers are made once, so that most of the time
// goes into writing.
func exporting(dir string) error {
	f := sampleFiling()
	c, err := prepare(context.Background(), Input{
		Filing: f, Report: book().Check(f, f.AsOf), Book: book(), Incomplete: true, Program: "Recordal Desk 1.0.0",
		Scans: memory{"account.png": smallPNG(), "id-front.jpg": noiseJPEG(1200, 900, 1, 90), "id-back.jpg": smallJPEG(2), "cert.pdf": []byte(smallPDF), "cert2.jpg": smallJPEG(4)},
	})
	if err != nil {
		return err
	}
	fmt.Println("ready")
	for i := 0; ; i++ {
		c.Filing.Host.Remark = fmt.Sprint(os.Getpid(), i)
		c.Password = []string{"", testPassword}[i%2]
		if _, err := c.write(context.Background(), realDisk{}, dir, nil); err != nil {
			return err
		}
	}
}

func TestAKilledExportLeavesNoTornPacket(t *testing.T) {
	dir := t.TempDir()
	leftOver, kills := 0, 150
	if testing.Short() {
		kills = 10
	}
	for range kills {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), exportForever+"="+dir)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "ready\n" {
			t.Fatalf("the child said %q, %v", line, err)
		}
		time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond)
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = child.Wait() // killed, which is an error
		leftOver += strings.Count(listing(t, dir), ".part")
		if _, err := Sweep(dir); err != nil {
			t.Fatal(err)
		}
		for name := range strings.SplitSeq(listing(t, dir), "\n") {
			checkWhole(t, filepath.Join(dir, name))
		}
		clearFolder(t, dir)
	}
	if leftOver == 0 {
		t.Error("no kill hit an export; the test has lost its grip")
	}
}

// checkWhole checks a file that a killed export left under a real name.
func checkWhole(t *testing.T, path string) {
	t.Helper()
	switch filepath.Ext(path) {
	case ".zip":
		// The gate comes to the encryption once the zip has shown its end.
		if _, err := Verify(context.Background(), path); err != nil && problemOf(err) != Encrypted {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	case ".eml":
		data, err := os.ReadFile(path)
		if err != nil || !bytes.HasSuffix(data, []byte("--\r\n")) {
			t.Errorf("%s is cut short, %v", filepath.Base(path), err)
		}
	case ".part":
		t.Errorf("%s was not swept", filepath.Base(path))
	}
}

func clearFolder(t *testing.T, dir string) {
	t.Helper()
	for name := range strings.SplitSeq(listing(t, dir), "\n") {
		if name == "" {
			continue
		}
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestASweepTakesOnlyWhatWasLeftOver(t *testing.T) {
	dir := t.TempDir()
	gone := exec.Command(os.Args[0], "-test.run=^$")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	ours, err := newUnfinished(realDisk{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer ours.discard()
	left := func(by int, random string) string {
		return fmt.Sprintf(".recordal-%s-%d-%s.part", computer(), by, random)
	}
	busy, old := left(os.Getppid(), "1"), left(os.Getppid(), "2")
	elsewhere := fmt.Sprintf(".recordal-00000000-%d-1.part", gone.Process.Pid) // another computer's, in a shared folder
	keep := []string{busy, elsewhere, "ICP备案_x.zip", ".recordal-notes.part", ".recordal-1-x.part", "x.part"}
	sweep := []string{left(gone.Process.Pid, "123"), left(os.Getpid(), "77"), old}
	if os.Getppid() == 0 { // this test was started by no program of Windows, but by Wine
		keep = keep[1:]
	}
	for _, name := range append(append([]string{}, keep...), sweep...) {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-2 * staleAfter)
	if err := os.Chtimes(filepath.Join(dir, old), yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	if n, err := Sweep(dir); n != len(sweep) || err != nil {
		t.Errorf("swept %d, %v, want %d", n, err, len(sweep))
	}
	listed := listing(t, dir) + "\n"
	for _, name := range append(keep, filepath.Base(ours.path)) {
		if !strings.Contains(listed, name+"\n") {
			t.Errorf("%s was swept away", name)
		}
	}
	if n, err := Sweep(filepath.Join(dir, "none")); n != 0 || err != nil {
		t.Errorf("a folder that is not there: %d, %v", n, err)
	}
}
