package main

import (
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A sysroot is what a Linux program is compiled against: an old C library, since UOS 20
// and Kylin V10 have glibc 2.28, and a program that was linked on Debian 12 asks for 2.34.
// glibc 2.17 comes from the cross toolchains that the N-API projects build with; the
// compiler is Debian's own. X11 and OpenGL are loaded when the program starts, so of them
// it takes the headers of this machine, which are the same for all of them, and libraries
// with nothing in them but a name.
type sysroot struct {
	goarch, triple string
	npm, integrity string // what it is packed in, and how npm knows that
	compiler       string
}

var sysroots = map[string]sysroot{
	"amd64": {
		"amd64", "x86_64-unknown-linux-gnu", "@napi-rs/cross-toolchain-x64-target-x86_64@1.0.0",
		"sha512-lecoghCfoTAX9MLFcIx9/nL9M8xdkZ9n8Pki8qjKUNzjiq1zbECdEbzIZAMMHRtrXxifK9dAyYuh8gSxNbr2og==", "gcc",
	},
	"arm64": {
		"arm64", "aarch64-unknown-linux-gnu", "@napi-rs/cross-toolchain-x64-target-aarch64@1.0.3",
		"sha512-EMFcy/ahFsmCY3BI1tMC3wRUYZ+cDuILg7nP1micaKXW1tO1+RvUB1CC6QYe+cv2W4Tuz9wr3qcFExWyjgWf2w==", "aarch64-linux-gnu-gcc",
	},
}

// environment returns what the go command needs to compile against the sysroot, and
// makes that where it is not there yet. It lies in the user's cache, at one place for all
// checkouts, or each of them would compile the toolkit anew.
func (r sysroot) environment(w *work) ([]string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	root := filepath.Join(cache, "recordal-desk", "sysroot-1-"+r.goarch)
	if _, err := os.Stat(root); err != nil {
		if err := r.make(w, root); err != nil {
			return nil, fmt.Errorf("make the sysroot: %w", err)
		}
	}
	// The compiler of this machine would look into its own libraries first.
	cc := fmt.Sprintf("%s --sysroot=%s -B%s/usr/lib64 -L%s/lib64 -L%s/usr/lib64", r.compiler, root, root, root, root)
	return []string{"CC=" + cc, "PKG_CONFIG_LIBDIR=" + filepath.Join(root, "pkgconfig"), "CGO_CFLAGS=-O2", "CGO_LDFLAGS="}, nil
}

// make fetches and completes the sysroot in a folder beside its place, then moves it there.
func (r sysroot) make(w *work, root string) error {
	if err := os.MkdirAll(filepath.Dir(root), 0o755); err != nil {
		return err
	}
	making, err := os.MkdirTemp(filepath.Dir(root), "making-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(making)
	if _, err := exec.LookPath("npm"); err != nil {
		return errors.New("npm is missing, which fetches the C library of the packages for Linux")
	}
	if err := w.run(nil, "npm", "pack", "--silent", "--pack-destination", making, r.npm); err != nil {
		return err
	}
	packs, err := filepath.Glob(filepath.Join(making, "*.tgz"))
	if err != nil || len(packs) != 1 {
		return fmt.Errorf("npm brought %d files: %w", len(packs), err)
	}
	data, err := os.ReadFile(packs[0])
	if err != nil {
		return err
	}
	sum := sha512.Sum512(data)
	if got := "sha512-" + base64.StdEncoding.EncodeToString(sum[:]); got != r.integrity {
		return fmt.Errorf("%s is not what it was: %s", r.npm, got)
	}
	if err := w.run(nil, "tar", "xzf", packs[0], "-C", making); err != nil {
		return err
	}
	if err := w.run(nil, "tar", "xJf", filepath.Join(making, "package", r.triple+".tar.xz"), "-C", making); err != nil {
		return err
	}
	made := filepath.Join(making, r.triple, "sysroot")
	if err := r.addHeaders(w, made); err != nil {
		return err
	}
	if err := r.addNames(w, made); err != nil {
		return err
	}
	return os.Rename(made, root)
}

// addHeaders copies the headers of X11 and OpenGL.
func (r sysroot) addHeaders(w *work, root string) error {
	for _, name := range []string{"X11", "GL", "GLES", "GLES2", "GLES3", "EGL", "KHR", "xkbcommon"} {
		if _, err := os.Stat(filepath.Join("/usr/include", name)); err != nil {
			if name == "X11" || name == "GL" {
				return fmt.Errorf("%w; .ci/install build installs it", err)
			}
			continue
		}
		if err := os.CopyFS(filepath.Join(root, "usr/include", name), os.DirFS(filepath.Join("/usr/include", name))); err != nil {
			return fmt.Errorf("copy headers: %w", err)
		}
	}
	return nil
}

// addNames makes the libraries that are linked by name: only a function that the program
// calls at once must be in them.
func (r sysroot) addNames(w *work, root string) error {
	source := filepath.Join(root, "names.c")
	for name, inside := range map[string]string{
		"GL.so.1":  "void *glXGetProcAddress(const unsigned char *name) { return 0; }\n",
		"X11.so.6": "", "Xrandr.so.2": "", "Xxf86vm.so.1": "", "Xi.so.6": "", "Xcursor.so.1": "", "Xinerama.so.1": "",
	} {
		if err := os.WriteFile(source, []byte(inside), 0o644); err != nil {
			return err
		}
		short, _, _ := strings.Cut(name, ".")
		err := w.run(nil, r.compiler, "-shared", "-nostdlib", "-fPIC", "-Wl,-soname,lib"+name,
			source, "-o", filepath.Join(root, "usr/lib64", "lib"+short+".so"))
		if err != nil {
			return err
		}
	}
	if err := os.Remove(source); err != nil {
		return err
	}
	return place(root, "pkgconfig/gl.pc", []byte("Name: gl\nDescription: OpenGL, linked by name\nVersion: 1.2\nLibs: -lGL\nCflags:\n"), 0o644)
}
