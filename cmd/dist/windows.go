package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/template"

	"recordaldesk/assets/licences"
)

// Where the parts of packages lie.
const forWindows = "assets/dist/windows"

// The programs of Debian's mingw-w64, which dnf calls the same.
const (
	windowsCC      = "x86_64-w64-mingw32-gcc"
	windowsWindres = "x86_64-w64-mingw32-windres"
)

// packWindows makes the portable zip and the installer.
func packWindows(w *work, s system) error {
	dir := filepath.Join(w.scratch, s.String())
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := w.compileWindows(s, dir); err != nil {
		return err
	}
	if err := w.listParts(s, filepath.Join(dir, "recordal.exe")); err != nil {
		return fmt.Errorf("list of parts: %w", err)
	}
	readme, err := w.filled(filepath.Join(forWindows, "README.txt"), map[string]string{"Version": w.version})
	if err != nil {
		return err
	}
	licence, err := os.ReadFile("LICENSE")
	if err != nil {
		return err
	}
	for name, text := range map[string][]byte{"README.txt": readme, "LICENSE.txt": licence, "third-party.txt": []byte(licences.Text())} {
		if err := os.WriteFile(filepath.Join(dir, name), forNotepad(text), 0o644); err != nil {
			return err
		}
	}
	if err := w.addSafeGraphics(dir); err != nil {
		return err
	}
	name := "recordal-desk-" + w.version + "-" + s.String()
	installer := filepath.Join(w.out, name+"-setup.exe")
	if err := w.stamp(dir); err != nil {
		return err
	}
	if err := w.install(dir, installer); err != nil {
		return err
	}
	return w.zip(filepath.Join(w.out, name+"-portable.zip"), dir, "Recordal Desk", "data/")
}

// compileWindows compiles both programs, each with icon, manifest and description.
func (w *work) compileWindows(s system, dir string) error {
	if err := os.WriteFile(filepath.Join(w.scratch, "icon.ico"), windowsIcon(), 0o644); err != nil {
		return err
	}
	manifest, err := os.ReadFile(filepath.Join(forWindows, "program.manifest"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(w.scratch, "program.manifest"), manifest, 0o644); err != nil {
		return err
	}
	for _, p := range []struct{ Name, Chinese, English string }{
		{"recordal", "备案台", "Recordal Desk"},
		{"recordalctl", "备案台命令行", "Recordal Desk command line"},
	} {
		// The linker takes in what lies in the folder of a command under such a name.
		object := filepath.Join("cmd", p.Name, "made_windows_amd64.syso")
		defer os.Remove(object) // or the next build by hand would bear this version
		if err := w.describe(p.Name, p.Chinese, p.English, object); err != nil {
			return err
		}
	}
	return w.goBuild(s, dir, ".exe", "-H=windowsgui", "CC="+windowsCC)
}

// describe writes an object that holds what Windows shows of a program.
func (w *work) describe(name, chinese, english, object string) error {
	numbers := strings.Join(append(strings.Split(w.version, "."), "0"), ",")
	text, err := w.filled(filepath.Join(forWindows, "program.rc"), map[string]string{
		"Name": name, "Chinese": chinese, "English": english, "Version": w.version, "Numbers": numbers})
	if err != nil {
		return err
	}
	script := filepath.Join(w.scratch, name+".rc")
	if err := os.WriteFile(script, text, 0o644); err != nil {
		return err
	}
	return w.run(nil, windowsWindres, "-I", w.scratch, "-O", "coff", "-i", script, "-o", object)
}

// install makes the installer.
func (w *work) install(dir, installer string) error {
	kilobytes, err := sizeOf(dir)
	if err != nil {
		return err
	}
	put, remove := lists(dir)
	side := filepath.Join(w.scratch, "side.bmp")
	err = errors.Join(
		os.WriteFile(dir+"-put.nsh", put, 0o644),
		os.WriteFile(dir+"-remove.nsh", remove, 0o644),
		os.WriteFile(side, sidePicture(), 0o644),
		os.Chtimes(side, w.when, w.when), // NSIS packs it with its date
	)
	if err != nil {
		return err
	}
	script, err := filepath.Abs(filepath.Join(forWindows, "installer.nsi"))
	if err != nil {
		return err
	}
	return w.run(nil, "makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8",
		"-DVERSION="+w.version, "-DFROM="+dir, "-DICON="+filepath.Join(w.scratch, "icon.ico"), "-DSIDE="+side, "-DOUT="+installer,
		fmt.Sprintf("-DKILOBYTES=%d", kilobytes), script)
}

// lists returns the lines by which the installer puts the files below dir in place, in an
// order that does not depend on the disk, and those by which the uninstaller deletes them.
func lists(dir string) (put, remove []byte) {
	var in, out bytes.Buffer
	err := each(dir, func(name string, info fs.FileInfo) error {
		if info.IsDir() {
			return nil
		}
		folder := strings.ReplaceAll(strings.TrimSuffix(path.Dir(name), "."), "/", "\\")
		fmt.Fprintf(&in, "SetOutPath \"$INSTDIR\\%s\"\nFile \"${FROM}/%s\"\n", folder, name)
		fmt.Fprintf(&out, "Delete \"$INSTDIR\\%s\"\n", strings.ReplaceAll(name, "/", "\\"))
		return nil
	})
	if err != nil {
		panic(err) // they were written a moment ago
	}
	return in.Bytes(), out.Bytes()
}

// filled returns a template of assets/dist, filled in.
func (w *work) filled(name string, with map[string]string) ([]byte, error) {
	t, err := template.New(filepath.Base(name)).Option("missingkey=error").ParseFiles(name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, with)
	return b.Bytes(), err
}

// forNotepad gives a text the marks by which every Windows editor shows it right.
func forNotepad(text []byte) []byte {
	return append([]byte("\ufeff"), bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))...)
}
