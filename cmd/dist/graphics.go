package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// graphicsFolder is where cmd/recordal looks for an OpenGL that needs no graphics card.
const graphicsFolder = "safe-graphics"

// addSafeGraphics puts Mesa beside the program for Windows, in a folder of its own: an
// opengl32.dll in the program's folder would be taken on every PC, and slow each of them
// down. Without one the packages are made all the same, and say nothing of it.
func (w *work) addSafeGraphics(dir string) error {
	made := filepath.Join(w.scratch, graphicsFolder)
	if err := w.run(nil, ".ci/mesa", made); err != nil {
		fmt.Println("WARNING: there is no Mesa, so these packages have no safe graphics:", err)
		return nil
	}
	for _, name := range []string{"opengl32.dll", "libgallium_wgl.dll", "mesa.txt"} {
		data, err := os.ReadFile(filepath.Join(made, name))
		if err != nil {
			return err
		}
		if err := place(dir, filepath.Join(graphicsFolder, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
