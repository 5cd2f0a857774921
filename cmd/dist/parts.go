package main

import "path/filepath"

// lister writes a software bill of materials in the form of CycloneDX, an open standard.
const lister = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0"

// listParts writes which modules, in which versions, the window of a system is linked of.
// Their licences are in third-party.txt of each package.
func (w *work) listParts(s system) error {
	name := filepath.Join(w.out, "recordal-desk-"+w.version+"-"+s.String()+".cdx.json")
	err := w.run([]string{"CGO_ENABLED=0", "GOFLAGS=", "GOBIN=" + w.scratch}, "go", "install", lister)
	if err != nil {
		return err
	}
	return w.run([]string{"GOOS=" + s.goos, "GOARCH=" + s.goarch, "CGO_ENABLED=1", "GOFLAGS=-tags=no_emoji,migrated_fynedo,x11"},
		filepath.Join(w.scratch, "cyclonedx-gomod"), "app", "-json", "-std", "-noserial", "-notimestamp", "-main", "cmd/recordal", "-output", name, ".")
}
