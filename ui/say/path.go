package say

import (
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// longPath is how many characters of a path stand in a sentence.
const longPath = 32

// Path says a path in a sentence: of a long one the end, which a person knows it by.
func Path(path string) string {
	if utf8.RuneCountInString(path) <= longPath {
		return path
	}
	parts := strings.Split(filepath.ToSlash(path), "/")
	end := parts[len(parts)-1]
	for i := len(parts) - 2; i > 0; i-- {
		longer := parts[i] + "/" + end
		if utf8.RuneCountInString(longer) > longPath-2 {
			break
		}
		end = longer
	}
	return filepath.FromSlash("…/" + end)
}
