// Package seal keeps values and files from who has no key: it seals them so that they
// can neither be read nor changed, not by one bit, without its being noticed.
//
// A value is sealed with AES-256-GCM under a random nonce (NIST SP 800-38D), a file
// as an age file (age-encryption.org/v1) that other programs open too. Both are made
// by libraries; what is decided here is which key seals what, and how a person gets
// at the first one: see [Wrap].
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
)

// ErrSealed is returned for a value that does not open: it was changed, or sealed
// under another key, or for another place.
var ErrSealed = errors.New("the value does not open with this key")

// form is the first byte of a sealed value. It leaves room for another way of
// sealing, and keeps what was never sealed from being taken for it.
const form byte = 2

// KeySize is the length of a key in bytes.
const KeySize = 32

// Key is a secret of 256 random bits.
type Key [KeySize]byte

// NewKey makes a key.
func NewKey() Key {
	var k Key
	rand.Read(k[:]) // it cannot fail
	return k
}

// Name is a name for something that is known by its hash, which does not tell what
// it is the name of: 64 hexadecimal digits.
func (k Key) Name(of string) string {
	mac := hmac.New(sha256.New, k[:])
	mac.Write([]byte(of)) // it cannot fail
	return hex.EncodeToString(mac.Sum(nil))
}

// Box seals and opens values under one key. It can be used by several goroutines.
type Box struct{ aead cipher.AEAD }

// Box readies a key.
func (k Key) Box() Box {
	block, err := aes.NewCipher(k[:])
	if err != nil {
		panic(err) // the key has the right length
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err) // the block has the right length
	}
	return Box{aead}
}

// Overhead is how many bytes longer a sealed value is: its form, the nonce and the tag.
const Overhead = 1 + 12 + 16

// Seal seals a value for one place, which associated tells: it opens nowhere else.
// A key must not seal more than 2³² values.
func (b Box) Seal(plain, associated []byte) []byte {
	sealed := make([]byte, 1, 1+len(plain)+b.aead.Overhead())
	sealed[0] = form
	return b.aead.Seal(sealed, nil, plain, associated)
}

// Open opens what Seal returned for the same place. It fails with [ErrSealed].
func (b Box) Open(sealed, associated []byte) ([]byte, error) {
	if len(sealed) == 0 || sealed[0] != form {
		return nil, ErrSealed
	}
	plain, err := b.aead.Open(nil, nil, sealed[1:], associated)
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}

// SealKey seals a key for one place.
func (b Box) SealKey(k Key, associated []byte) []byte { return b.Seal(k[:], associated) }

// OpenKey opens what SealKey returned. It fails with [ErrSealed].
func (b Box) OpenKey(sealed, associated []byte) (Key, error) {
	plain, err := b.Open(sealed, associated)
	if err != nil || len(plain) != KeySize {
		return Key{}, ErrSealed
	}
	return Key(plain), nil
}
