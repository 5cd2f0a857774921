package materials

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/review"
	"recordaldesk/translations"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// printsKind is the derivative that holds by what a scan is known again, for all
// filings alike; reviewKind begins those that hold what was found in it.
const (
	printsKind = "fingerprints"
	reviewKind = "review/"
)

// opinion is what is known of a scan.
type opinion struct {
	seen      review.Seen
	elsewhere []voice.Speaker // in which filings of others the same picture is used
	here      int             // in how many other places of this filing
}

// opinions has scans looked at in the background, one after the other, and keeps what
// was found. It belongs to the UI goroutine.
type opinions struct {
	around  Around
	session *session.Session
	ctx     context.Context
	queue   queue
	known   map[string]opinion
	waiting map[string][]func(opinion)
}

func newOpinions(ctx context.Context, around Around, s *session.Session) *opinions {
	return &opinions{around: around, session: s, ctx: ctx, known: map[string]opinion{}, waiting: map[string][]func(opinion){}}
}

// keyOfScan tells scans, and what was done to them, apart.
func keyOfScan(a rules.Attachment) string {
	return strings.Join([]string{a.SHA256, a.Material, fmt.Sprint(a.Website), a.Domain, recipeOf(a)}, "|")
}

// recipeOf is what of a recipe changes the picture that is looked at.
func recipeOf(a rules.Attachment) string {
	if a.Retouch == nil || a.Retouch.Turn == 0 && len(a.Retouch.Corners) == 0 {
		return ""
	}
	return fmt.Sprint(a.Retouch.Turn, a.Retouch.Corners)
}

// get calls tell on the UI goroutine with what is known of an attachment, at once
// where it is known already.
func (o *opinions) get(m model, a rules.Attachment, tell func(opinion)) {
	if a.SHA256 == "" {
		return
	}
	key := keyOfScan(a)
	if known, ok := o.known[key]; ok {
		tell(known)
		return
	}
	o.waiting[key] = append(o.waiting[key], tell)
	if len(o.waiting[key]) > 1 {
		return
	}
	f := o.session.Filing()
	document := documentOf(f, m.material)
	company, id := f.Host.Name, o.session.ID()
	o.queue.add(func() {
		found, err := o.look(id, company, a, document)
		if err != nil && o.ctx.Err() == nil {
			slog.Info("scan not looked at", "err", err)
		}
		o.around.Do(func() {
			waiting := o.waiting[key]
			delete(o.waiting, key)
			if err != nil || o.ctx.Err() != nil {
				return // the thumbnail says what is wrong with the scan
			}
			o.known[key] = found
			for _, tell := range waiting {
				tell(found)
			}
		})
	})
}

// documentOf is the type of the document that a material is the scan of.
func documentOf(f *rules.Filing, m rules.Material) string {
	if who, ok := person(f, m); ok {
		return who.Document.Type
	}
	if m.ID == "host_certificate" {
		return f.Host.Certificate.Type
	}
	return ""
}

// look looks at a scan, or at what was found in it before.
func (o *opinions) look(draft, company string, a rules.Attachment, document string) (opinion, error) {
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
	if info, err = inspect(o.ctx, original); err != nil {
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
func (o *opinions) remember(sha256, kind string, seen review.Seen) {
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
		if err != nil && o.ctx.Err() == nil && !errors.Is(err, store.ErrNotFound) {
			slog.Warn("keep what was found in a scan", "err", err)
		}
	}
}

// elsewhere says in which filings of other companies the same picture is used. A
// company may use its own papers again, but not the photo of the face-to-face check.
func (o *opinions) elsewhere(draft, company string, a rules.Attachment, seen review.Seen) []voice.Speaker {
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
	var said []voice.Speaker
	var names []string
	for _, id := range others {
		name := o.around.Company(id)
		if name == company && a.Material != facePhoto || slices.Contains(names, name) {
			continue
		}
		names = append(names, name)
		said = append(said, func(l translations.Language) string {
			if name == "" {
				return translations.Text(l, "materials.remark.elsewhere.unnamed")
			}
			return translations.Text(l, "materials.remark.elsewhere", map[string]string{"company": name})
		})
	}
	return said
}

// facePhoto is the material that is made anew for each filing.
const facePhoto = "face_photo"
