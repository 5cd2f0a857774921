package keyring

import (
	"errors"
	"path/filepath"
	"testing"

	system "github.com/zalando/go-keyring"

	"recordaldesk/store"
)

// memory is a keyring in memory.
type memory struct {
	secrets map[string]string
	fail    error
}

func (m *memory) Get(service, account string) (string, error) {
	if m.fail != nil {
		return "", m.fail
	}
	text, ok := m.secrets[service+"/"+account]
	if !ok {
		return "", system.ErrNotFound
	}
	return text, nil
}

func (m *memory) Set(service, account, secret string) error {
	m.secrets[service+"/"+account] = secret
	return m.fail
}

func (m *memory) Delete(service, account string) error {
	if _, ok := m.secrets[service+"/"+account]; !ok {
		return system.ErrNotFound
	}
	delete(m.secrets, service+"/"+account)
	return m.fail
}

func ring(dir string, m *memory) *Ring {
	r := Of(dir)
	r.back, r.running = m, func() bool { return true }
	return r
}

func TestEachDataFolderHasASecretOfItsOwn(t *testing.T) {
	m := &memory{secrets: map[string]string{}}
	dir := t.TempDir()
	one, other := ring(dir, m), ring(filepath.Join(dir, "other"), m)
	if _, err := one.Secret(); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("before there is a secret: %v", err)
	}
	if err := one.Available(); err != nil {
		t.Errorf("without a secret the keyring is not there: %v", err)
	}
	secret := "\x00\xff secret"
	if err := one.SetSecret([]byte(secret)); err != nil {
		t.Fatal(err)
	}
	if got, err := one.Secret(); err != nil || string(got) != secret {
		t.Errorf("the secret is %q, %v", got, err)
	}
	if _, err := other.Secret(); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the other folder's secret: %v", err)
	}
	if err := one.RemoveSecret(); err != nil {
		t.Error(err)
	}
	if _, err := one.Secret(); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("after it was removed: %v", err)
	}
	if err := one.RemoveSecret(); err != nil {
		t.Errorf("removed once more: %v", err)
	}
}

func TestWhereNoKeyringRunsItIsSaid(t *testing.T) {
	r := ring(t.TempDir(), &memory{fail: errors.New("org.freedesktop.DBus.Error.ServiceUnknown")})
	if err := r.Available(); !errors.Is(err, ErrNone) {
		t.Errorf("a keyring that fails: %v", err)
	}
	r.running = func() bool { return false }
	if err := r.Available(); !errors.Is(err, ErrNone) {
		t.Errorf("a system without a bus: %v", err)
	}
	if err := r.RemoveSecret(); err != nil {
		t.Errorf("nothing can be there to remove: %v", err)
	}
}

// A start must not hang on another program.
func TestAKeyringThatNeverAnswersIsLeft(t *testing.T) {
	r := Of(t.TempDir())
	r.running = func() bool { return true }
	never := make(chan struct{})
	defer close(never)
	if _, err := r.ask(1, func() (string, error) { <-never; return "", nil }); !errors.Is(err, ErrSlow) {
		t.Errorf("a call that never ends: %v", err)
	}
}
