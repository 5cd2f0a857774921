package opinions

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/review"
)

// printsKind is the derivative that holds by what a scan is known again, for all
// filings alike; reviewKind begins those that hold what was found in it.
const (
	printsKind = "fingerprints"
	reviewKind = "review/"
)

// facePhoto is the material that is made anew for each filing.
const facePhoto = "face_photo"

// look looks at a scan, or at what was found in it before.
func (o *Opinions) look(draft, company string, a rules.Attachment, document string) (opinion, error) {
	original, err := o.around.Store.OpenScan(o.ctx, draft, a.SHA256)
	if err != nil {
		return opinion{}, err
	}
	defer original.Close() // was only read
	sum := sha256.Sum256([]byte(strings.Join([]string{a.Material, document, recipeOf(a)}, "|")))
	kind := reviewKind + hex.EncodeToString(sum[:8])
	var found opinion
	if data, err := o.around.Store.Derivative(o.ctx, a.SHA256, kind); err == nil && json.Unmarshal(data, &found.seen) == nil && found.seen.Version == review.Version {
		found.elsewhere = o.elsewhere(draft, company, a, found.seen)
		return found, nil
	}
	var info scan.Info
	if info, err = scan.Inspect(o.ctx, original, original.Size()); err != nil {
		return found, err
	}
	if found.seen, err = review.Look(o.ctx, original, info, o.around.Pages, a.Retouch, a.Material, document); err != nil {
		return found, err
	}
	o.remember(a.SHA256, kind, found.seen)
	found.elsewhere = o.elsewhere(draft, company, a, found.seen)
	return found, nil
}

// remember keeps what was found. Without it, the scan is looked at again.
func (o *Opinions) remember(sha256, kind string, seen review.Seen) {
	prints := review.Seen{Version: seen.Version}
	for _, p := range seen.Pages {
		prints.Pages = append(prints.Pages, review.Page{Fingerprint: p.Fingerprint})
	}
	for _, one := range []struct {
		kind  string
		value review.Seen
	}{{kind, seen}, {printsKind, prints}} {
		data, err := json.Marshal(one.value)
		if err == nil {
			err = o.around.Store.PutDerivative(o.ctx, sha256, one.kind, data)
		}
		if err != nil && o.ctx.Err() == nil && !errors.Is(err, store.ErrNotFound) && !errors.Is(err, store.ErrViewing) {
			slog.Warn("keep what was found in a scan", "err", err)
		}
	}
}

// elsewhere names the other companies in whose filings the same picture is used. A
// company may use its own papers again, but not the photo of the face-to-face check.
func (o *Opinions) elsewhere(draft, company string, a rules.Attachment, seen review.Seen) []string {
	var others []string
	err := o.around.Store.EachDerivative(o.ctx, printsKind, func(drafts []string, data []byte) error {
		if err := o.ctx.Err(); err != nil {
			return err
		}
		drafts = slices.DeleteFunc(drafts, func(id string) bool { return id == draft })
		if len(drafts) == 0 {
			return nil
		}
		var other review.Seen
		if json.Unmarshal(data, &other) == nil && other.Version == review.Version && seen.Same(other) {
			others = append(others, drafts...)
		}
		return nil
	})
	if err != nil {
		return nil // stopped, or the store will say so itself
	}
	var names []string
	for _, id := range others {
		name := o.around.Company(id)
		if name == company && a.Material != facePhoto || slices.Contains(names, name) {
			continue
		}
		names = append(names, name)
	}
	return names
}
