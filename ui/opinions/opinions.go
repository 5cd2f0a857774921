// Package opinions says of the scans of an open filing what a reviewer would say,
// for all screens that show it.
//
// A scan is looked at once, in the background, and what was found is kept in the
// store. All of it belongs to the UI goroutine; what it starts elsewhere comes back
// through the function given as Around.Do.
package opinions

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/scan/review"
	"recordaldesk/store/scan/worth"
	"recordaldesk/ui/queue"
	"recordaldesk/ui/session"
)

// Store has the scans and keeps what was found in them; [store.Store] does.
type Store interface {
	OpenScan(ctx context.Context, draftID, sha256 string) (*store.Original, error)
	Derivative(ctx context.Context, sha256, kind string) ([]byte, error)
	PutDerivative(ctx context.Context, sha256, kind string, data []byte) error
	EachDerivative(ctx context.Context, kind string, f func(drafts []string, data []byte) error) error
}

// Around is what opinions need from around them.
type Around struct {
	Store   Store
	Pages   review.Pager                // draws the pages of PDFs
	Do      func(func())                // runs a function on the UI goroutine
	Company func(draftID string) string // the host unit of another draft; called off the UI goroutine
}

// Opinions are what would be said of the scans of one filing.
type Opinions struct {
	around  Around
	session *session.Session
	ctx     context.Context
	stop    context.CancelFunc
	queue   queue.Queue
	known   map[string]opinion
	asked   map[string]bool    // is being looked at
	alike   map[[2]string]bool // keys of two scans that show the same picture
	onNews  []func()

	looked map[string]review.Seen // what was looked at so far; the queue's own
}

// opinion is what is known of a scan by itself.
type opinion struct {
	seen      review.Seen
	elsewhere []string // the companies in whose filings the same picture is used; "" for one without a name
	unread    bool     // it could not be looked at
}

// New returns the opinions of the filing of a session. Close ends them.
func New(s *session.Session, around Around) *Opinions {
	o := &Opinions{around: around, session: s, known: map[string]opinion{}, asked: map[string]bool{},
		alike: map[[2]string]bool{}, looked: map[string]review.Seen{}}
	o.ctx, o.stop = context.WithCancel(context.Background())
	return o
}

// Close ends what is done in the background.
func (o *Opinions) Close() { o.stop() }

// OnNews calls f whenever more is known than before.
func (o *Opinions) OnNews(f func()) { o.onNews = append(o.onNews, f) }

// Of returns the remarks on an attachment of the material. It is false while the scan
// has not been looked at, which then begins.
func (o *Opinions) Of(m rules.Material, a rules.Attachment) (remarks []Remark, looked bool) {
	if a.SHA256 == "" {
		return nil, false
	}
	f := o.session.Filing()
	document := documentOf(f, m)
	key := keyOf(a, document)
	known, looked := o.known[key]
	if !looked {
		o.ask(key, a, document)
		return nil, false
	}
	beside := 0
	for _, b := range f.Attachments {
		if m.Holds(b) {
			beside++
		}
	}
	return told(known, m, a, beside, o.usedAgain(m, a, key), o.session.Today()), true
}

// Doubtful is a scan on which remarks stand that nobody has said to be fine.
type Doubtful struct {
	Material rules.Material
	Scan     rules.Attachment
	Remarks  []Remark
}

// Doubtful lists the scans of the materials with remarks that stand, as far as they
// have been looked at; the others are looked at from now on.
func (o *Opinions) Doubtful(materials []rules.Material) []Doubtful {
	var all []Doubtful
	for _, m := range materials {
		for _, a := range o.session.Filing().Attachments {
			if !m.Holds(a) {
				continue
			}
			remarks, _ := o.Of(m, a)
			if remarks = Standing(remarks); len(remarks) > 0 {
				all = append(all, Doubtful{m, a, remarks})
			}
		}
	}
	return all
}

// Accept notes in the filing that a person looked at a fault of the scan and found
// it fine, or takes that back.
func (o *Opinions) Accept(a rules.Attachment, f worth.Fault, fine bool) {
	o.session.Edit(func(filing *rules.Filing) {
		i := filing.FindAttachment(a)
		if i < 0 {
			return
		}
		accepted := slices.DeleteFunc(slices.Clone(filing.Attachments[i].Accepted), func(id string) bool { return id == string(f) })
		if fine {
			accepted = append(accepted, string(f))
		}
		filing.Attachments[i].Accepted = accepted
		if len(accepted) == 0 {
			filing.Attachments[i].Accepted = nil
		}
	})
}

// keyOf tells scans, and what was done to them, apart.
func keyOf(a rules.Attachment, document string) string {
	return strings.Join([]string{a.SHA256, a.Material, document, recipeOf(a)}, "|")
}

// recipeOf is what of a recipe changes the picture that is looked at.
func recipeOf(a rules.Attachment) string {
	if a.Retouch == nil || a.Retouch.Turn == 0 && len(a.Retouch.Corners) == 0 {
		return ""
	}
	return fmt.Sprint(a.Retouch.Turn, a.Retouch.Corners)
}

// documentOf is the type of the document that a material is the scan of.
func documentOf(f *rules.Filing, m rules.Material) string {
	if who, ok := f.Whose(m); ok {
		return who.Document.Type
	}
	if m.ID == "host_certificate" {
		return f.Host.Certificate.Type
	}
	return ""
}

// ask has a scan looked at.
func (o *Opinions) ask(key string, a rules.Attachment, document string) {
	if o.asked[key] {
		return
	}
	o.asked[key] = true
	company, id := o.session.Filing().Host.Name, o.session.ID()
	o.queue.Add(func() {
		if o.ctx.Err() != nil {
			return
		}
		found, err := o.look(id, company, a, document)
		if err != nil && o.ctx.Err() == nil {
			slog.Info("scan not looked at", "err", err)
		}
		var same []string
		if err == nil {
			same = o.compare(key, found.seen)
		}
		o.around.Do(func() {
			delete(o.asked, key)
			if o.ctx.Err() != nil {
				return
			}
			for _, other := range same {
				o.alike[[2]string{key, other}], o.alike[[2]string{other, key}] = true, true
			}
			found.unread = err != nil // the thumbnail says what is wrong with the scan
			o.known[key] = found
			for _, tell := range o.onNews {
				tell()
			}
		})
	})
}

// compare returns the keys of the scans looked at before that show the same picture. It
// takes some milliseconds for each, so the queue does it.
func (o *Opinions) compare(key string, seen review.Seen) (same []string) {
	for other, before := range o.looked {
		if o.ctx.Err() == nil && other != key && seen.Same(before) {
			same = append(same, other)
		}
	}
	o.looked[key] = seen
	return same
}

// Again forgets the scan: its file came back, or may be another.
func (o *Opinions) Again(a rules.Attachment) {
	for key := range o.known {
		if strings.HasPrefix(key, a.SHA256+"|") {
			delete(o.known, key)
		}
	}
}
