package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/pagecode"
)

// How an arrival is known again:
//
//   - by the hash of its file, of which the draft's case has the receipt;
//   - by its reference, which a packet brings along;
//   - by a reference that follows from what it says, which a draft gets that is kept
//     beside another one or has come without a reference. So the other parts of its
//     packet find it, and the same once more under another name.

// identity is by what an arrival is known again.
type identity struct {
	sum       string // SHA-256 of the filing as it came
	reference string // that it brings along, "" for none
	follows   string // the reference that follows from what it says
}

func identify(f *rules.Filing) (identity, error) {
	sum, err := sumOf(f)
	if err != nil {
		return identity{}, err
	}
	id := identity{sum: sum}
	if pagecode.IsReference(f.Reference) {
		id.reference = f.Reference
	}
	id.follows = pagecode.ReferenceFor(id.reference + "\x00" + sum)
	return id, nil
}

// sumOf is the SHA-256 of a filing.
func sumOf(f *rules.Filing) (string, error) {
	data, err := rules.Encode(f)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// verdict says what is to become of an arrival.
type verdict struct {
	outcome Outcome
	draft   store.Draft // the one that it is, or belongs to
	scans   plan        // of an update
	untouch bool        // nobody has changed that draft here since it came in
	id      string      // reference for a new draft
}

// judge says what is to become of an arrival. later reports whether a file that comes
// behind this one has been in a draft already.
func (a *Arrival) judge(ctx context.Context, s *store.Store, id identity, later func(draft string) bool) (verdict, error) {
	taken := false // another filing has the reference
	for _, reference := range []string{id.follows, id.reference} {
		if reference == "" {
			continue
		}
		drafts, err := s.WithReference(ctx, reference)
		if err != nil {
			return verdict{}, err
		}
		for _, one := range drafts {
			draft, noted, err := draftWithCase(ctx, s, one.ID)
			switch {
			case errors.Is(err, store.ErrDraftDamaged), errors.Is(err, store.ErrNotFound):
				taken = true
				continue
			case err != nil:
				return verdict{}, err
			case reference == id.reference && !sameClient(draft.Record.Filing, a.Filing):
				taken = true // chance has given two filings one reference
				continue
			}
			return a.beside(ctx, s, id, draft, noted, later)
		}
	}
	if taken || id.reference == "" {
		return verdict{outcome: Taken, id: id.follows}, nil
	}
	return verdict{outcome: Taken, id: id.reference}, nil
}

// beside judges an arrival whose filing is here.
func (a *Arrival) beside(ctx context.Context, s *store.Store, id identity, draft store.Draft, noted *casework.Case, later func(string) bool) (v verdict, err error) {
	kept, err := sumOf(draft.Record.Filing)
	if err != nil {
		return verdict{}, err
	}
	v = verdict{outcome: Updated, draft: draft, untouch: noted.Untouched(kept)}
	before := noted.CameBefore(id.sum)
	newest := before && noted.Receipts[len(noted.Receipts)-1].Filing == id.sum
	switch {
	case !before && len(noted.Receipts) == 0: // it was written here, and comes back
		if before, err = sameWords(draft.Record.Filing, a.Filing); err != nil {
			return verdict{}, err
		}
		if v.scans, err = a.plan(ctx, s, draft, originalsStay); err != nil {
			return verdict{}, err
		}
		v.outcome = Apart
		if before && !v.scans.changes {
			v.outcome = Here
		}
	case !before && later(draft.ID):
		v.outcome = Older
	case before && (!newest || !v.untouch):
		if v.scans, err = a.plan(ctx, s, draft, filling); err != nil {
			return verdict{}, err
		}
		v.outcome = hereOrJoined(v.scans)
	case before:
		if v.scans, err = a.plan(ctx, s, draft, following); err != nil {
			return verdict{}, err
		}
		v.outcome = hereOrJoined(v.scans)
	case !v.untouch:
		v.outcome = Apart
	default:
		v.scans, err = a.plan(ctx, s, draft, following)
	}
	v.id = id.follows
	return v, err
}

func hereOrJoined(p plan) Outcome {
	if p.changes {
		return Joined
	}
	return Here
}

func draftWithCase(ctx context.Context, s *store.Store, id string) (store.Draft, *casework.Case, error) {
	draft, err := s.Load(ctx, id)
	if err != nil {
		return store.Draft{}, nil, err
	}
	noted, err := s.Case(ctx, id)
	return draft, noted, err
}

// sameClient reports whether two filings can be versions of one: the host unit has the
// same number or the same name, as far as both have one.
func sameClient(one, other *rules.Filing) bool {
	a, b := one.Host, other.Host
	same := func(x, y string) bool { return x == y || x == "" || y == "" }
	return same(a.Certificate.Number, b.Certificate.Number) || same(a.Name, b.Name)
}

// sameWords reports whether two filings are the same but for their scans and references.
func sameWords(one, other *rules.Filing) (bool, error) {
	var sums [2]string
	for i, f := range []*rules.Filing{one, other} {
		f = f.Clone()
		f.Attachments, f.Reference = nil, ""
		sum, err := sumOf(f)
		if err != nil {
			return false, err
		}
		sums[i] = sum
	}
	return sums[0] == sums[1], nil
}
