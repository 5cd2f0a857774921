package workbook

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"recordaldesk/store/peer"
)

// Programs that were not written here open what is written here.

func needs(t testing.TB, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed; the end-to-end test of the pipeline has it", program)
	}
}

// convert saves a workbook in another format with LibreOffice, into dir.
func convert(t testing.TB, dir string, data []byte, to string) {
	t.Helper()
	needs(t, "soffice")
	name := filepath.Join(dir, "book.xlsx")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless",
		"--convert-to", to, "--outdir", dir, name).CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
}

// pythonWith returns a Python that has the module, and skips the test where none
// has.
func pythonWith(t testing.TB, module string) string {
	t.Helper()
	name := peer.FindPython(module)
	if name == "" {
		t.Skipf("no Python with %s is installed; the end-to-end test of the pipeline has it", module)
	}
	return name
}

// python runs a script and returns what it prints.
func python(t testing.TB, name, script string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, append([]string{"-c", script}, args...)...)
	cmd.Env = append(os.Environ(), "PYTHONUTF8=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// Some programs write any zip as one beyond 4 GB, as `zip -fz` does.
func TestAWorkbookWrittenAsALargeZipIsRead(t *testing.T) {
	want, _ := mustRead(t, mustBlank(t, "new_recordal", nil, 1))
	data := mustBlank(t, "new_recordal", nil, 1)
	got, mistakes := mustRead(t, largeZip(data))
	if len(mistakes) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v with mistakes %v, want %+v", got, mistakes, want)
	}
	if large := largeZip(data); !IsWorkbook(bytes.NewReader(large), int64(len(large))) {
		t.Error("it is not known as a workbook")
	}
}

// largeZip is the zip with the end of one beyond 4 GB (PKWARE APPNOTE 6.3.9, 4.3.14).
func largeZip(data []byte) []byte {
	end := bytes.Clone(data[len(data)-endBytes:])
	data = bytes.Clone(data[:len(data)-endBytes])
	endAt, count := uint64(len(data)), uint64(binary.LittleEndian.Uint16(end[10:]))
	data = append(data, "PK\x06\x06"...)
	data = binary.LittleEndian.AppendUint64(data, largeEndBytes-12)
	data = append(data, 45, 3, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0) // versions; the only one of its parts
	for _, v := range []uint64{count, count, uint64(binary.LittleEndian.Uint32(end[12:])), uint64(binary.LittleEndian.Uint32(end[16:]))} {
		data = binary.LittleEndian.AppendUint64(data, v)
	}
	data = append(data, "PK\x06\x07\x00\x00\x00\x00"...)
	data = binary.LittleEndian.AppendUint64(data, endAt)
	data = append(data, 1, 0, 0, 0)
	binary.LittleEndian.PutUint32(end[16:], math.MaxUint32)
	return append(data, end...)
}
