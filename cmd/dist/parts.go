package main

import "path/filepath"

// lister writes a software bill of materials in the form of CycloneDX, an open standard.
const lister = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0"

// listParts writes which modules, in which versions, the window was linked of, as the
// program itself tells. Their licences are in third-party.txt of each package.
func (w *work) listParts(s system, program string) error {
	err := w.run([]string{"CGO_ENABLED=0", "GOFLAGS=", "GOBIN=" + w.scratch}, "go", "install", "-trimpath", lister)
	if err != nil {
		return err
	}
	return w.run(nil, filepath.Join(w.scratch, "cyclonedx-gomod"), "bin", "-json", "-std", "-noserial", "-notimestamp",
		"-version", "v"+w.version, "-output", filepath.Join(w.out, "recordal-desk-"+w.version+"-"+s.String()+".cdx.json"), program)
}
