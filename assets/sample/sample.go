// Package sample is a whole filing of an invented company with the scans that go
// with it: what a new user can open first, and what the programs are tried on.
//
// The company, its people and their numbers are made up; the numbers pass their
// checks. The scans carry "样例 SAMPLE" across.
package sample

import (
	"embed"
	"fmt"
)

// FS holds filing.json, and in the folder scans the files that its attachments
// name.
//
//go:embed filing.json scans/*.png scans/*.jpg
var FS embed.FS

// Filing returns the sample's filing.json. It names no day to be judged on.
func Filing() []byte {
	data, err := FS.ReadFile("filing.json")
	if err != nil {
		// It was compiled in.
		panic(err)
	}
	return data
}

// The company of the sample, by which a filing is known to be a copy of it.
const (
	Company = "北京星禾云图科技有限公司"
	Code    = "91110105MA6KD35T43" // its unified social credit code
)

// Is reports whether a filing of a company with this name or this code is a copy of the
// sample: one of the two may have been changed to try something.
func Is(name, code string) bool { return name == Company || code == Code }

// Scan returns the file that an attachment of the filing names, such as
// account_screenshot.png.
func Scan(name string) ([]byte, error) {
	data, err := FS.ReadFile("scans/" + name)
	if err != nil {
		return nil, fmt.Errorf("read sample scan: %w", err)
	}
	return data, nil
}
