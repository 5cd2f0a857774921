package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"recordaldesk/assets"
	"recordaldesk/assets/licences"
)

const forLinux = "assets/dist/linux"

// packLinux makes the .deb and the .tar.gz.
func packLinux(w *work, s system) error {
	root, known := sysroots[s.goarch]
	if !known {
		return fmt.Errorf("there is no C library to link against")
	}
	env, err := root.environment(w)
	if err != nil {
		return err
	}
	dir := filepath.Join(w.scratch, s.String())
	programs := filepath.Join(dir, "programs")
	if err := w.goBuild(s, programs, "", "-B none", env...); err != nil {
		return err
	}
	if err := w.listParts(s, filepath.Join(programs, "recordal")); err != nil {
		return fmt.Errorf("list of parts: %w", err)
	}
	if err := w.tarOf(s, dir, programs); err != nil {
		return fmt.Errorf("tar.gz: %w", err)
	}
	if err := w.debOf(s, dir, programs); err != nil {
		return fmt.Errorf("deb: %w", err)
	}
	return nil
}

// iconSizes are those that the freedesktop icon theme of every desktop has.
var iconSizes = []int{16, 22, 24, 32, 48, 64, 128, 256}

// share returns what a desktop knows the program by, by its path below share: the menu's
// entry, the icons, the kinds of files, and what software centres say of it.
func (w *work) share(command string) (map[string][]byte, error) {
	found := map[string][]byte{"icons/hicolor/scalable/apps/recordal-desk.svg": assets.IconSVG()}
	for _, size := range iconSizes {
		found[fmt.Sprintf("icons/hicolor/%dx%d/apps/recordal-desk.png", size, size)] = iconPNG(size)
	}
	with := map[string]string{"Command": command, "Version": w.version, "Day": w.when.Format("2006-01-02")}
	for place, name := range map[string]string{
		"applications/recordal-desk.desktop":         "recordal-desk.desktop",
		"mime/packages/recordal-desk.xml":            "mime.xml",
		"metainfo/cn.recordaldesk.desk.metainfo.xml": "metainfo.xml",
	} {
		text, err := w.filled(filepath.Join(forLinux, name), with)
		if err != nil {
			return nil, err
		}
		found[place] = text
	}
	return found, nil
}

// tarOf makes the archive for systems without dpkg: it runs where it is unpacked, and a
// script in it adds it to the menu.
func (w *work) tarOf(s system, dir, programs string) error {
	tree := filepath.Join(dir, "tar")
	share, err := w.share("@folder@/recordal")
	if err != nil {
		return err
	}
	for name, data := range share {
		if err := place(tree, path.Join("share", name), data, 0o644); err != nil {
			return err
		}
	}
	readme, err := w.filled(filepath.Join(forLinux, "README.txt"), map[string]string{"Version": w.version})
	if err != nil {
		return err
	}
	menu, err := os.ReadFile(filepath.Join(forLinux, "add-to-menu.sh"))
	if err != nil {
		return err
	}
	licence, err := os.ReadFile("LICENSE")
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{"README.txt": readme, "LICENSE": licence, "third-party.txt": []byte(licences.Text())} {
		if err := place(tree, name, data, 0o644); err != nil {
			return err
		}
	}
	if err := place(tree, "add-to-menu.sh", menu, 0o755); err != nil {
		return err
	}
	if err := copyPrograms(programs, tree); err != nil {
		return err
	}
	if err := w.stamp(tree); err != nil {
		return err
	}
	name := "recordal-desk-" + w.version
	return w.tarball(filepath.Join(w.out, name+"-"+s.String()+".tar.gz"), tree, name)
}

// debOf makes the package of Debian, UOS and Kylin.
func (w *work) debOf(s system, dir, programs string) error {
	tree := filepath.Join(dir, "deb")
	share, err := w.share("recordal")
	if err != nil {
		return err
	}
	licence, err := os.ReadFile("LICENSE")
	if err != nil {
		return err
	}
	share["doc/recordal-desk/copyright"] = append(licence, "\nWhat others made and is part of it:\n\n"+licences.Text()...)
	for name, data := range share {
		if err := place(tree, path.Join("usr/share", name), data, 0o644); err != nil {
			return err
		}
	}
	if err := copyPrograms(programs, filepath.Join(tree, "usr/bin")); err != nil {
		return err
	}
	kilobytes, err := sizeOf(tree)
	if err != nil {
		return err
	}
	control, err := w.filled(filepath.Join(forLinux, "control"), map[string]string{
		"Version": w.version, "Architecture": s.goarch, "Size": strconv.FormatInt(kilobytes, 10)})
	if err != nil {
		return err
	}
	if err := place(tree, "DEBIAN/control", control, 0o644); err != nil {
		return err
	}
	if err := w.stamp(tree); err != nil {
		return err
	}
	file := filepath.Join(w.out, strings.Join([]string{"recordal-desk", w.version, s.goarch}, "_")+".deb")
	// xz is what dpkg of every age reads; with one thread the bytes do not depend on how
	// many the machine has, and more effort than this takes minutes for a tenth.
	return w.run(nil, "dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--threads-max=1", "--build", tree, file)
}

func copyPrograms(from, to string) error {
	for _, name := range []string{"recordal", "recordalctl"} {
		data, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return err
		}
		if err := place(to, name, data, 0o755); err != nil {
			return err
		}
	}
	return nil
}
