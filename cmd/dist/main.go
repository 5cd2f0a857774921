// Command dist builds what is handed out: make dist. It writes into build/dist the
// packages for Windows and Linux, a list of what they consist of, and their SHA-256.
// The same commit gives the same bytes, whatever the folder and the day.
//
//	go run ./cmd/dist                       all packages
//	go run ./cmd/dist -only windows         those for Windows, linux-amd64 …
//	go run ./cmd/dist -compare BUILD BUILD  tell whether two builds are the same
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"recordaldesk/store/packet"
)

func main() {
	only := flag.String("only", "", "the systems to build for: "+strings.Join(systemNames(), ", ")+"; by default all of them")
	out := flag.String("out", "build/dist", "folder of the packages")
	compare := flag.Bool("compare", false, "compare two folders of packages")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := errors.New("two folders are needed to compare")
	switch {
	case !*compare:
		err = build(ctx, *out, *only)
	case flag.NArg() == 2:
		err = same(os.Stdout, flag.Arg(0), flag.Arg(1))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "dist:", err)
		os.Exit(1)
	}
}

// A system is one that packages are made for.
type system struct {
	goos, goarch string
	pack         func(*work, system) error
}

var systems = []system{
	{"windows", "amd64", packWindows},
	{"linux", "amd64", packLinux},
	{"linux", "arm64", packLinux},
}

func (s system) String() string { return s.goos + "-" + s.goarch }

func systemNames() []string {
	names := make([]string, len(systems))
	for i, s := range systems {
		names[i] = s.String()
	}
	return names
}

// work is one run of this command.
type work struct {
	ctx     context.Context
	out     string    // folder of the packages
	scratch string    // folder of all that lies between
	when    time.Time // the day that all files bear
	version string
}

// build makes the packages of the systems named in only, separated by commas.
func build(ctx context.Context, out, only string) error {
	if _, err := os.Stat("FyneApp.toml"); err != nil {
		return errors.New("this must be started in the project's folder")
	}
	chosen := systems
	if only != "" {
		chosen = slices.DeleteFunc(slices.Clone(systems), func(s system) bool {
			return !slices.Contains(strings.Split(only, ","), s.String()) && !slices.Contains(strings.Split(only, ","), s.goos)
		})
	}
	if len(chosen) == 0 {
		return fmt.Errorf("%q is none of %s", only, strings.Join(systemNames(), ", "))
	}
	w := &work{ctx: ctx, version: packet.Version}
	var err error
	if w.when, err = commitDay(ctx); err != nil {
		return err
	}
	if w.out, err = filepath.Abs(out); err != nil {
		return err
	}
	w.scratch = w.out + "-parts"
	for _, dir := range []string{w.out, w.scratch} {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	for _, s := range chosen {
		fmt.Println("==", s)
		if err := s.pack(w, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return writeSums(os.Stdout, w.out)
}

// commitDay is when the commit was made that is built, or what SOURCE_DATE_EPOCH says
// (https://reproducible-builds.org/specs/source-date-epoch/).
func commitDay(ctx context.Context) (time.Time, error) {
	text := os.Getenv("SOURCE_DATE_EPOCH")
	if text == "" {
		out, err := exec.CommandContext(ctx, "git", "log", "-1", "--format=%ct").Output()
		if err != nil {
			return time.Time{}, fmt.Errorf("ask git for the day of the commit (or set SOURCE_DATE_EPOCH): %w", err)
		}
		text = strings.TrimSpace(string(out))
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
	}
	// Zip knows no odd second, and nothing before 1980.
	return time.Unix(max(seconds, 315619200)&^1, 0).UTC(), nil
}

// run runs another program in the project's folder, with some more environment.
func (w *work) run(env []string, name string, args ...string) error {
	c := exec.CommandContext(w.ctx, name, args...)
	c.Env = append(os.Environ(), append(env, "SOURCE_DATE_EPOCH="+strconv.FormatInt(w.when.Unix(), 10), "LC_ALL=C.UTF-8", "TZ=UTC")...)
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// goBuild compiles both programs for a system into dir. flags go to the linker.
func (w *work) goBuild(s system, dir, ending, flags string, env ...string) error {
	env = append(env, "GOOS="+s.goos, "GOARCH="+s.goarch, "GOFLAGS=")
	err := w.run(append(env, "CGO_ENABLED=1"), "go", "build", "-trimpath", "-buildvcs=false", "-tags", "no_emoji,migrated_fynedo,x11,test",
		"-ldflags", "-s -w -buildid= "+flags, "-o", filepath.Join(dir, "recordal"+ending), "./cmd/recordal")
	if err != nil {
		return err
	}
	return w.run(append(env, "CGO_ENABLED=0"), "go", "build", "-trimpath", "-buildvcs=false",
		"-ldflags", "-s -w -buildid=", "-o", filepath.Join(dir, "recordalctl"+ending), "./cmd/recordalctl")
}
