package store_test

import (
	"context"
	"os"
	"sync"
	"testing"

	"recordaldesk/store"
)

const passphrase = "窗口三 的 长口令 2026"

// keyring is a system's keyring in memory.
type keyring struct{ secret []byte }

func (k *keyring) Secret() ([]byte, error) {
	if k.secret == nil {
		return nil, store.ErrNotFound
	}
	return k.secret, nil
}
func (k *keyring) SetSecret(secret []byte) error { k.secret = secret; return nil }
func (k *keyring) RemoveSecret() error           { k.secret = nil; return nil }

func openWith(t testing.TB, dir string, o store.Options) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func shut(t testing.TB, s *store.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestWithAPassphraseTheStoreOpensToNobodyElse(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	d := create(t, s, "甲公司")
	addScan(t, s, d.ID, "abc")
	if err := s.SetSealed(t.Context(), "verdicts", []byte("all is well")); err != nil {
		t.Fatal(err)
	}
	if err := s.PutBlank(t.Context(), "check_list", []byte("pdf"), []byte("[]")); err != nil {
		t.Fatal(err)
	}
	wantError(t, s.SetPassphrase(t.Context(), "short"), store.ErrBadPassphrase)
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(t.Context(), d.ID); err != nil || s.Locked() {
		t.Errorf("after it was set: locked %v, %v", s.Locked(), err)
	}
	shut(t, s)

	s = openWith(t, dir, store.Options{})
	defer shut(t, s)
	if !s.Locked() {
		t.Fatal("it opened by itself")
	}
	ctx := t.Context()
	for name, do := range map[string]func() error{
		"load":      func() error { _, err := s.Load(ctx, d.ID); return err },
		"list":      func() error { _, err := s.Drafts(ctx); return err },
		"recent":    func() error { _, err := s.Recent(ctx, 50); return err },
		"save":      func() error { _, err := s.Save(ctx, d.ID, d.Seq, d.Record); return err },
		"create":    func() error { _, err := s.Create(ctx, d.Record); return err },
		"each":      func() error { return s.Each(ctx, func(store.Draft, error) error { return nil }) },
		"history":   func() error { _, err := s.History(ctx, d.ID); return err },
		"add scan":  func() error { _, err := s.AddScan(ctx, d.ID, &pattern{left: 10}); return err },
		"open scan": func() error { _, err := s.OpenScan(ctx, d.ID, abc); return err },
		"blank":     func() error { _, err := s.Blank(ctx, "check_list"); return err },
		"sealed":    func() error { _, err := s.Sealed(ctx, "verdicts"); return err },
	} {
		if err := do(); store.MessageID(err) != "store.problem.locked" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if found := s.Search(""); len(found) > 0 {
		t.Errorf("the search finds %d drafts", len(found))
	}
	wantError(t, s.Unlock(ctx, "another passphrase"), store.ErrWrongPassphrase)
	if err := s.Unlock(ctx, passphrase); err != nil {
		t.Fatal(err)
	}
	if drafts, err := s.Drafts(ctx); err != nil || len(drafts) != 1 || drafts[0].HostName != "甲公司" {
		t.Errorf("after unlocking: %v, %v", drafts, err)
	}
	if err := s.VerifyScan(ctx, d.ID, abc); err != nil {
		t.Error(err)
	}
	if damage, err := s.Audit(ctx); err != nil || !damage.None() {
		t.Errorf("damage %+v, %v", damage, err)
	}
	if made, err := s.Sealed(ctx, "verdicts"); string(made) != "all is well" || err != nil {
		t.Errorf("sealed setting %q, %v", made, err)
	}
}

func TestALockedStoreForgetsWhatItRead(t *testing.T) {
	s := open(t, t.TempDir())
	d := create(t, s, "甲公司")
	if err := s.Lock(t.Context()); err != nil || s.Locked() {
		t.Errorf("without a passphrase: locked %v, %v", s.Locked(), err)
	}
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	if err := s.Lock(t.Context()); err != nil || !s.Locked() {
		t.Fatalf("locked %v, %v", s.Locked(), err)
	}
	if len(s.Search("")) > 0 {
		t.Error("the list is still in memory")
	}
	_, err := s.Load(t.Context(), d.ID)
	wantError(t, err, store.ErrLocked)
	if err := s.Unlock(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	if drafts, err := s.Drafts(t.Context()); err != nil || len(drafts) != 1 {
		t.Errorf("%d drafts, %v", len(drafts), err)
	}
}

func TestAnotherPassphraseTakesThePlaceOfTheFirst(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	d := create(t, s, "甲公司")
	for _, one := range []string{"the first passphrase", passphrase} {
		if err := s.SetPassphrase(t.Context(), one); err != nil {
			t.Fatal(err)
		}
	}
	shut(t, s)
	s = openWith(t, dir, store.Options{})
	wantError(t, s.Unlock(t.Context(), "the first passphrase"), store.ErrWrongPassphrase)
	if err := s.Unlock(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	if err := s.RemovePassphrase(t.Context()); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	s = openWith(t, dir, store.Options{})
	defer shut(t, s)
	if _, err := s.Load(t.Context(), d.ID); err != nil {
		t.Errorf("without a passphrase again: %v", err)
	}
}

func TestTheRecoveryCodeOpensTheStoreUntilThereIsANewOne(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	defer func() { shut(t, s) }()
	ctx := t.Context()
	_, err := s.NewRecoveryCode(ctx)
	wantError(t, err, store.ErrNotFound) // there is no passphrase to recover from
	if err := s.SetPassphrase(ctx, passphrase); err != nil {
		t.Fatal(err)
	}
	wantError(t, s.UnlockWithCode(ctx, "0000-0000-0000-0000-0000-0000-0000"), store.ErrBadCode)
	old, err := s.NewRecoveryCode(ctx)
	if err != nil {
		t.Fatal(err)
	}
	code, err := s.NewRecoveryCode(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Lock(ctx); err != nil {
		t.Fatal(err)
	}
	wantError(t, s.UnlockWithCode(ctx, old), store.ErrWrongPassphrase)
	if err := s.UnlockWithCode(ctx, code); err != nil {
		t.Fatal(err)
	}
	if access, err := s.Access(ctx); err != nil || access != (store.Access{Passphrase: true, Recovery: true}) {
		t.Errorf("access %+v, %v", access, err)
	}
	if err := s.SetPassphrase(ctx, "somebody found the code"); err != nil {
		t.Fatal(err)
	}
	if err := s.Lock(ctx); err != nil {
		t.Fatal(err)
	}
	wantError(t, s.UnlockWithCode(ctx, code), store.ErrWrongPassphrase)
	if err := s.Unlock(ctx, "somebody found the code"); err != nil {
		t.Error(err)
	}
}

func TestTheKeyringOpensTheStoreForWhoIsLoggedIn(t *testing.T) {
	dir, ring := t.TempDir(), &keyring{}
	s := openWith(t, dir, store.Options{Keyring: ring})
	create(t, s, "甲公司")
	ctx := t.Context()
	wantError(t, s.Remember(ctx), store.ErrNotFound)
	if err := s.SetPassphrase(ctx, passphrase); err != nil {
		t.Fatal(err)
	}
	if err := s.Remember(ctx); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	reopened := func(what string, k store.Keyring, locked bool) {
		t.Helper()
		s = openWith(t, dir, store.Options{Keyring: k})
		if s.Locked() != locked {
			t.Errorf("%s: locked %v", what, s.Locked())
		}
	}
	reopened("another user", &keyring{}, true)
	shut(t, s)
	reopened("another secret", &keyring{secret: []byte("0123456789abcdef0123456789abcdef")}, true)
	shut(t, s)
	s = openWith(t, dir, store.Options{Keyring: ring, KeyringLater: true})
	if !s.Locked() {
		t.Error("the keyring was asked though it was to wait")
	}
	if err := s.UnlockWithKeyring(ctx); err != nil || s.Locked() {
		t.Errorf("asked later, the keyring does not open it: %v", err)
	}
	shut(t, s)
	reopened("the same user", ring, false)
	if err := s.Lock(ctx); err != nil || !s.Locked() {
		t.Errorf("locking it: %v", err)
	}
	if err := s.Unlock(ctx, passphrase); err != nil {
		t.Fatal(err)
	}
	if err := s.Forget(ctx); err != nil || ring.secret != nil {
		t.Errorf("forget: %v", err)
	}
	shut(t, s)
	reopened("after it was forgotten", ring, true)
	shut(t, s)
}

// The old master key lay in the clear, and may still lie in an old copy of the disk.
func TestAPassphraseIsWorthSomethingAgainstAnOldCopy(t *testing.T) {
	dir, old := t.TempDir(), t.TempDir()
	s := openWith(t, dir, store.Options{})
	d := create(t, s, "甲公司")
	shut(t, s)
	if err := os.CopyFS(old, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	s = openWith(t, dir, store.Options{})
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	s = openWith(t, dir, store.Options{})
	defer shut(t, s)
	copied := openWith(t, old, store.Options{})
	defer shut(t, copied)
	wantError(t, store.OpenWithKeysOf(t, s, copied, d.ID), store.ErrDraftDamaged)
}

func TestChangesWhileAPassphraseIsSetAreKept(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	many(t, s, 300)
	d := create(t, s, "甲公司")
	var work sync.WaitGroup
	ctx, cancel := context.WithCancel(t.Context())
	work.Go(func() {
		for n := 1; ctx.Err() == nil; n++ {
			number(&d.Record, n)
			seq, err := s.Save(t.Context(), d.ID, d.Seq, d.Record)
			if err != nil {
				t.Errorf("save %d: %v", n, err)
				return
			}
			d.Seq = seq
			if _, err := s.Load(t.Context(), d.ID); err != nil {
				t.Errorf("load %d: %v", n, err)
			}
		}
	})
	for _, one := range []string{passphrase, "another passphrase"} {
		if err := s.SetPassphrase(t.Context(), one); err != nil {
			t.Error(err)
		}
	}
	if err := s.RemovePassphrase(t.Context()); err != nil {
		t.Error(err)
	}
	cancel()
	work.Wait()
	shut(t, s)
	s = openWith(t, dir, store.Options{})
	defer shut(t, s)
	if got, err := s.Load(t.Context(), d.ID); err != nil || got.Record.Field != d.Record.Field {
		t.Errorf("the last save is %q of %q, %v", got.Record.Field, d.Record.Field, err)
	}
	if damage, err := s.Audit(t.Context()); err != nil || !damage.None() {
		t.Errorf("damage %+v, %v", damage, err)
	}
}
