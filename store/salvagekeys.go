package store

import (
	"errors"
	"fmt"

	"recordaldesk/store/seal"
)

// openKeys finds the keys among all that were found, and the ways that go with them:
// those under which most drafts open. It asks for the passphrase, in whose place the
// recovery code will do, only where the drafts do not open without one.
func (f *finds) openKeys(ask func() (string, error)) (*keys, map[string][]byte, error) {
	var best *keys
	most := 0
	ways := map[string][]byte{}
	try := func(master seal.Key, name string, wrap []byte) {
		for _, k := range f.keysBy(master) {
			if n := f.opens(k); best == nil || n > most {
				best, most = k, n
				ways = map[string][]byte{name: wrap}
			}
		}
	}
	for _, wrap := range f.keys[wayOpen] {
		if master, err := openWay.unwrap(wrap); err == nil {
			try(master, wayOpen, wrap)
		}
	}
	if len(f.keys[wayPassphrase]) > 0 && most <= len(f.drafts)/2 {
		if ask == nil {
			return nil, nil, ErrLocked
		}
		typed, err := ask()
		if err != nil {
			return nil, nil, err
		}
		wrong := error(ErrWrongPassphrase)
		for _, w := range waysTyped(typed) {
			for _, wrap := range unlike(f.keys[w.name]) {
				master, err := w.unwrap(wrap)
				if err != nil {
					wrong = errors.Join(wrong, err)
					continue
				}
				wrong = nil
				try(master, w.name, wrap)
			}
		}
		if wrong != nil {
			return nil, nil, wrong
		}
	}
	if best == nil || most == 0 && len(f.drafts) > 0 {
		return nil, nil, fmt.Errorf("none of the keys that are left opens a draft: %w", ErrDamaged)
	}
	if ways[wayOpen] == nil {
		for _, name := range []string{wayPassphrase, wayRecovery, wayKeyring} {
			if wraps := f.keys[name]; len(wraps) > 0 && ways[name] == nil {
				ways[name] = wraps[0]
			}
		}
	}
	return best, ways, nil
}

// waysTyped are what a person can have typed: the passphrase, or the recovery code.
func waysTyped(text string) []way {
	ways := []way{{wayPassphrase, func(wrap []byte) (seal.Key, error) { return seal.UnwrapPassphrase(wrap, text) }}}
	if secret, err := seal.ParseCode(text); err == nil {
		ways = append(ways, secretWay(wayRecovery, secret, forRecovery))
	}
	return ways
}

// keysBy are the keys of the store that a master key opens.
func (f *finds) keysBy(master seal.Key) (all []*keys) {
	for _, shop := range unlike(f.keys[keyStore]) {
		for _, names := range unlike(f.keys[keyNames]) {
			if k, err := keysUnder(master, map[string][]byte{keyStore: shop, keyNames: names}); err == nil {
				all = append(all, k)
			}
		}
	}
	return all
}

// opens counts the drafts whose keys open.
func (f *finds) opens(k *keys) int {
	n := 0
	for id, versions := range f.drafts {
		for _, row := range versions {
			if _, err := k.box.OpenKey(row.key, draftKeyPlace(id)); err == nil {
				n++
				break
			}
		}
	}
	return n
}

// unlike leaves out what comes twice, and bounds how many there are: a file that was
// made to harm could hold a million.
func unlike(values [][]byte) (some [][]byte) {
	seen := map[string]bool{}
	for _, v := range values {
		if !seen[string(v)] && len(some) < 20 {
			seen[string(v)] = true
			some = append(some, v)
		}
	}
	return some
}
