// Package keyring keeps the store's secret in the keyring of the system: Windows
// Credential Manager, the macOS keychain, or the Secret Service of a Linux desktop. All
// of them give it to whoever is logged in under the same account.
//
// A keyring is another program, which may be away, ask a person something or never
// answer: every call ends within a set time.
package keyring

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	system "github.com/zalando/go-keyring"

	"recordaldesk/store"
	"recordaldesk/store/crash"
)

// service is the name under which people find the secret in their keyring.
const service = "recordal-desk"

// How long a keyring has to answer: at the start somebody waits for the window; later
// the system may ask that person for the keyring's own password.
const (
	readsWithin  = 2 * time.Second
	writesWithin = time.Minute
)

var (
	// ErrNone is returned where the system has no keyring that is running.
	ErrNone = errors.New("no keyring is running")
	// ErrSlow is returned where the keyring did not answer in time.
	ErrSlow = errors.New("the keyring did not answer")
)

// backend is the part of the library that is used.
type backend interface {
	Get(service, account string) (string, error)
	Set(service, account, secret string) error
	Delete(service, account string) error
}

type library struct{}

func (library) Get(service, account string) (string, error) { return system.Get(service, account) }
func (library) Set(service, account, secret string) error {
	return system.Set(service, account, secret)
}
func (library) Delete(service, account string) error { return system.Delete(service, account) }

// Ring is the place of one data folder's secret in the keyring.
type Ring struct {
	account string
	back    backend
	running func() bool // whether a keyring can be there at all
}

var _ store.Keyring = (*Ring)(nil)

// Of returns the place of the secret of a data folder. It asks nothing yet.
func Of(dir string) *Ring {
	if full, err := filepath.Abs(dir); err == nil {
		dir = full
	}
	sum := sha256.Sum256([]byte(dir))
	// The folder's name can hold the user's; the keyring need not show it.
	return &Ring{account: hex.EncodeToString(sum[:8]), back: library{}, running: running}
}

// Available fails with [ErrNone] or [ErrSlow] where the system has no keyring that
// works.
func (r *Ring) Available() error {
	_, err := r.Secret()
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

// Secret returns the secret. It fails with [store.ErrNotFound] where there is none, and
// with [ErrNone] and [ErrSlow].
func (r *Ring) Secret() ([]byte, error) {
	text, err := r.ask(readsWithin, func() (string, error) { return r.back.Get(service, r.account) })
	if err != nil {
		return nil, fmt.Errorf("read the keyring: %w", err)
	}
	secret, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("read the keyring: %w", store.ErrNotFound) // of another program
	}
	return secret, nil
}

// SetSecret keeps the secret in the place of the one before.
func (r *Ring) SetSecret(secret []byte) error {
	text := base64.StdEncoding.EncodeToString(secret)
	_, err := r.ask(writesWithin, func() (string, error) { return "", r.back.Set(service, r.account, text) })
	if err != nil {
		return fmt.Errorf("write to the keyring: %w", err)
	}
	return nil
}

// RemoveSecret removes the secret. Where there is no keyring, there is nothing to
// remove.
func (r *Ring) RemoveSecret() error {
	_, err := r.ask(writesWithin, func() (string, error) { return "", r.back.Delete(service, r.account) })
	if err != nil && !errors.Is(err, store.ErrNotFound) && !errors.Is(err, ErrNone) {
		return fmt.Errorf("remove from the keyring: %w", err)
	}
	return nil
}

// ask has a call made and returns its answer, but does not wait longer than it may
// take: a call that never ends is left behind.
func (r *Ring) ask(within time.Duration, call func() (string, error)) (string, error) {
	if !r.running() {
		return "", ErrNone
	}
	type answer struct {
		text string
		err  error
	}
	answers := make(chan answer, 1)
	crash.Go(func() {
		text, err := call()
		answers <- answer{text, err}
	})
	timer := time.NewTimer(within)
	defer timer.Stop()
	select {
	case a := <-answers:
		switch {
		case errors.Is(a.err, system.ErrNotFound):
			return "", store.ErrNotFound
		case a.err != nil:
			return "", fmt.Errorf("%w: %w", ErrNone, a.err)
		}
		return a.text, nil
	case <-timer.C:
		return "", ErrSlow
	}
}
