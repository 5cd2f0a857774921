package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// A module is one of which the program consists.
type module struct{ path, version, dir string }

// systems are those that the program is made for.
var systems = []string{"linux/amd64", "linux/arm64", "windows/amd64", "darwin/amd64", "darwin/arm64"}

// linked returns the modules whose packages are in the window or the command line on
// any of the systems, by path; nothing is compiled for that.
func linked(root string) ([]module, error) {
	found := map[string]module{}
	for _, system := range systems {
		goos, goarch, _ := strings.Cut(system, "/")
		list := exec.Command("go", "list", "-mod=readonly", "-deps", "-json=Module", "-tags", "no_emoji,migrated_fynedo,x11", "./cmd/recordal", "./cmd/recordalctl")
		list.Dir = root
		list.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch, "CGO_ENABLED=1", "GOFLAGS=")
		var problem bytes.Buffer
		list.Stderr = &problem
		out, err := list.Output()
		if err != nil {
			return nil, fmt.Errorf("list the modules for %s: %w: %s", system, err, bytes.TrimSpace(problem.Bytes()))
		}
		for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
			var one struct {
				Module *struct {
					Path, Version, Dir string
					Main               bool
				}
			}
			if err := d.Decode(&one); err != nil {
				return nil, fmt.Errorf("read what go list says: %w", err)
			}
			if m := one.Module; m != nil && !m.Main {
				found[m.Path] = module{m.Path, m.Version, m.Dir}
			}
		}
	}
	modules := make([]module, 0, len(found))
	for _, m := range found {
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b module) int { return strings.Compare(a.path, b.path) })
	return modules, nil
}
