package seal

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/secure/precis"
)

// A wrap is the first key, sealed under something that a person knows or holds: it
// may lie beside what the key seals.

var (
	// ErrWrong is returned for a passphrase, recovery code or secret that does not
	// open the wrap.
	ErrWrong = errors.New("not what opens this wrap")
	// ErrPassphrase is returned for what cannot be a passphrase: see [Passphrase].
	ErrPassphrase = errors.New("too short for a passphrase, or not text")
)

// MinPassphrase is the fewest characters a passphrase has.
const MinPassphrase = 8

// Passphrase makes what was typed comparable (RFC 8265, OpaqueString), so that one
// passphrase typed on two keyboards is the same. It fails with [ErrPassphrase] for
// one with fewer than [MinPassphrase] characters or with characters that are no text.
func Passphrase(typed string) (string, error) {
	text, err := precis.OpaqueString.String(typed)
	if err != nil || utf8.RuneCountInString(text) < MinPassphrase {
		return "", ErrPassphrase
	}
	return text, nil
}

// cost is what one try of a passphrase costs.
type cost struct {
	Passes  uint32
	Memory  uint32 // KiB
	Threads uint8
}

// rfc9106 is the second recommended choice of RFC 9106, section 4, for machines with
// less memory: an office PC has 4 GB.
var rfc9106 = cost{Passes: 3, Memory: 64 << 10, Threads: 4}

// most is the most that a wrap may ask for: it can come from a file that others
// have touched.
var most = cost{Passes: 16, Memory: 1 << 20, Threads: 16}

func (c cost) allowed() bool {
	return c.Passes >= 1 && c.Threads >= 1 && c.Memory >= 8*uint32(c.Threads) &&
		c.Passes <= most.Passes && c.Memory <= most.Memory && c.Threads <= most.Threads
}

const saltSize = 16

// header is the clear part of a passphrase's wrap; the sealed key follows it.
type header struct {
	Cost cost
	Salt [saltSize]byte
}

// WrapPassphrase seals a key under a passphrase (Argon2id, RFC 9106). It fails with
// [ErrPassphrase].
func WrapPassphrase(k Key, passphrase string) ([]byte, error) {
	text, err := Passphrase(passphrase)
	if err != nil {
		return nil, err
	}
	h := header{Cost: rfc9106}
	rand.Read(h.Salt[:])
	clear, err := binary.Append(nil, binary.BigEndian, h)
	if err != nil {
		return nil, fmt.Errorf("wrap key: %w", err)
	}
	return append(clear, h.key(text).Box().SealKey(k, clear)...), nil
}

// UnwrapPassphrase returns the key. It fails with [ErrWrong], after about a tenth of
// a second, and with [ErrSealed] for what is no wrap.
func UnwrapPassphrase(wrap []byte, passphrase string) (Key, error) {
	var h header
	n, err := binary.Decode(wrap, binary.BigEndian, &h)
	if err != nil || !h.Cost.allowed() {
		return Key{}, ErrSealed
	}
	text, err := Passphrase(passphrase)
	if err != nil {
		return Key{}, ErrWrong
	}
	k, err := h.key(text).Box().OpenKey(wrap[n:], wrap[:n])
	if err != nil {
		return Key{}, ErrWrong
	}
	return k, nil
}

func (h header) key(text string) Key {
	return Key(argon2.IDKey([]byte(text), h.Salt[:], h.Cost.Passes, h.Cost.Memory, h.Cost.Threads, KeySize))
}

// WrapSecret seals a key under a secret that cannot be guessed: random, of 128 bits
// or more. The purpose keeps wraps of several kinds apart.
func WrapSecret(k Key, secret []byte, purpose string) []byte {
	return secretKey(secret, purpose).Box().SealKey(k, []byte(purpose))
}

// UnwrapSecret returns the key. It fails with [ErrWrong].
func UnwrapSecret(wrap, secret []byte, purpose string) (Key, error) {
	k, err := secretKey(secret, purpose).Box().OpenKey(wrap, []byte(purpose))
	if err != nil {
		return Key{}, ErrWrong
	}
	return k, nil
}

// secretKey derives a key from a secret (HKDF with SHA-256, RFC 5869).
func secretKey(secret []byte, purpose string) Key {
	derived, err := hkdf.Key(sha256.New, secret, nil, "recordal-desk "+purpose, KeySize)
	if err != nil {
		panic(err) // only for lengths beyond 255 hashes
	}
	return Key(derived)
}
