package seal

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// ErrCode is returned for what is no recovery code: a character is missing or wrong.
var ErrCode = errors.New("not a recovery code")

// A recovery code is 128 random bits and 12 bits to tell a slip of the pen, in
// Crockford's alphabet, which has no letter that is taken for a digit:
// seven groups of four characters.
const (
	codeBytes  = 16
	codeChecks = 2 // bytes, of which the alphabet shows 12 bits
	codeLetter = 28
)

var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// NewCode makes a recovery code: the secret, and how a person writes it down.
func NewCode() (secret []byte, written string) {
	secret = make([]byte, codeBytes)
	rand.Read(secret)
	return secret, write(secret)
}

func write(secret []byte) string {
	text := crockford.EncodeToString(append(secret[:codeBytes:codeBytes], check(secret)...))
	return group(text[:codeLetter])
}

func group(text string) string {
	var groups []string
	for at := 0; at < len(text); at += 4 {
		groups = append(groups, text[at:at+4])
	}
	return strings.Join(groups, "-")
}

// check returns two bytes, the last four bits of which are not written.
func check(secret []byte) []byte {
	sum := sha256.Sum256(secret)
	return []byte{sum[0], sum[1] & 0xf0}
}

// ParseCode reads a recovery code as people write it: small letters, O for 0, I or L
// for 1, with or without the marks between the groups, in full width. It fails with
// [ErrCode].
func ParseCode(typed string) (secret []byte, err error) {
	if len(typed) > 1000 {
		return nil, ErrCode
	}
	var letters strings.Builder
	for _, r := range strings.ToUpper(norm.NFKC.String(typed)) {
		switch r {
		case ' ', '\t', '\n', '\r', '-', '_', '–', '—', '.', '·':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		letters.WriteRune(r)
	}
	text := letters.String()
	if len(text) != codeLetter {
		return nil, ErrCode
	}
	// 28 letters are 17 bytes and a half.
	data, err := crockford.DecodeString(text + "0")
	if err != nil || len(data) != codeBytes+codeChecks || write(data[:codeBytes]) != group(text) {
		return nil, ErrCode
	}
	return data[:codeBytes], nil
}
