package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

const sumsFile = "SHA256SUMS"

// writeSums writes the SHA-256 of all packages of a folder as sha256sum -c reads them.
func writeSums(say io.Writer, dir string) error {
	files, err := os.ReadDir(dir) // sorted
	if err != nil {
		return err
	}
	var sums bytes.Buffer
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(data), f.Name())
		fmt.Fprintf(say, "%8.1f MB  %s\n", float64(len(data))/1e6, f.Name())
	}
	return os.WriteFile(filepath.Join(dir, sumsFile), sums.Bytes(), 0o644)
}

// same tells in what two folders of packages differ, which is an error.
func same(say io.Writer, one, other string) error {
	a, err := os.ReadFile(filepath.Join(one, sumsFile))
	if err != nil {
		return err
	}
	b, err := os.ReadFile(filepath.Join(other, sumsFile))
	if err != nil {
		return err
	}
	theirs := map[string]bool{}
	for line := range strings.Lines(string(b)) {
		theirs[line] = true
	}
	differ := false
	for line := range strings.Lines(string(a)) {
		verdict := "same"
		if !theirs[line] {
			verdict, differ = "DIFFERS", true
		}
		fmt.Fprintf(say, "%-8s %s", verdict, line)
	}
	if differ || len(a) != len(b) || len(a) == 0 {
		return errors.New("the two builds are not the same")
	}
	return nil
}
