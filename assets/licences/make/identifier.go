package main

import (
	"regexp"
	"strings"
)

// told is how a text that names its SPDX expression does so.
var told = regexp.MustCompile(`SPDX-License-Identifier: *([A-Za-z0-9. ()-]+)`)

// phrases tell licences apart: each stands in its licence and in none further down.
var phrases = []struct{ id, phrase string }{
	{"Apache-2.0", "apache license version 2.0"},
	{"OFL-1.1", "sil open font license version 1.1"},
	{"MPL-2.0", "mozilla public license version 2.0"},
	{"Unlicense", "this is free and unencumbered software released into the public domain"},
	{"blessing", "sqlite is public domain"},
	{"Zlib", "altered source versions must be plainly marked as such"},
	{"ISC", "permission to use, copy, modify, and/or distribute this software for any purpose"},
	{"BSD-3-Clause", "may be used to endorse or promote products derived from"},
	{"BSD-2-Clause", "redistributions in binary form must reproduce the above copyright"},
	{"Bitstream-Vera", "the font software may be sold as part of a larger software package"},
	{"MIT", "permission is hereby granted, free of charge, to any person obtaining a copy"},
}

// identifier returns the SPDX expression of a licence's text, "" where it is none of
// those known here.
func identifier(text string) string {
	if said := told.FindStringSubmatch(text); said != nil {
		return strings.TrimSpace(said[1])
	}
	plain := strings.Join(strings.Fields(strings.ToLower(strings.NewReplacer("*", " ", "#", " ", "//", " ").Replace(text))), " ")
	plain = strings.ReplaceAll(plain, "license, version", "license version")
	if strings.Contains(plain, "two different licenses: mit and apache") {
		return "MIT AND Apache-2.0"
	}
	for _, p := range phrases {
		if strings.Contains(plain, p.phrase) {
			return p.id
		}
	}
	return ""
}
