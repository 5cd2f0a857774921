package workbook

import (
	"os"
	"os/exec"
	"path/filepath"
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
