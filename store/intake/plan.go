package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path"
	"slices"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/packet"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/retouch"
)

// A manner says what becomes of the scans of a draft when others come in.
type manner int

const (
	originalsStay manner = iota // a scan that came takes the place of another one, what did not come stays
	following                   // the same, but what the arrival's filing names no more goes
	filling                     // only what the draft has none of is taken
)

// plan says which scans a draft will have, before any of them is read.
type plan struct {
	attachments []rules.Attachment
	add         map[string]bool // entries of the packet that are to be read
	changes     bool            // the draft does not have these attachments already
}

// place tells where a scan belongs.
type place struct {
	material, domain string
	website          int
}

func placeOf(a rules.Attachment) place { return place{a.Material, a.Domain, a.Website} }

// plan compares the scans that came along with those of a draft, which may be the zero
// one for none.
func (a *Arrival) plan(ctx context.Context, s *store.Store, draft store.Draft, how manner) (plan, error) {
	var own []rules.Attachment
	if draft.Record.Filing != nil {
		own = draft.Record.Filing.Attachments
	}
	if a.Packet == nil {
		return plan{attachments: slices.Clone(own)}, nil
	}
	p := plan{add: map[string]bool{}}
	same, matched, err := matches(ctx, s, draft.ID, own, a.Packet.Filing.Attachments)
	if err != nil {
		return plan{}, err
	}
	other := map[place]bool{} // where the draft has scans that are not the packet's
	for i, o := range own {
		other[placeOf(o)] = other[placeOf(o)] || !matched[i]
	}
	came, named := map[place]bool{}, map[place]bool{}
	for i, in := range a.Packet.Filing.Attachments {
		at := placeOf(in)
		named[at] = true
		switch {
		case same[i] >= 0: // here, or come with another part
			mine := own[same[i]]
			mine.Accepted = in.Accepted
			p.attachments = append(p.attachments, mine)
		case !a.Packet.Here(in), other[at] && (how == filling || a.lighter(in.File)):
			continue
		default:
			p.add[in.File] = true
			in.File = path.Base(in.File)
			p.attachments = append(p.attachments, in)
		}
		came[at] = came[at] || a.Packet.Here(in)
	}
	for i, o := range own {
		if at := placeOf(o); !matched[i] && !came[at] && (how != following || named[at]) {
			p.attachments = append(p.attachments, o)
		}
	}
	p.changes = len(p.add) > 0 || len(p.attachments) != len(own)
	return p, nil
}

// matches finds, for each attachment of a packet, the draft's own scan of which it is a
// copy, -1 for none, and tells which of the draft's were found.
func matches(ctx context.Context, s *store.Store, id string, own, packed []rules.Attachment) (same []int, matched []bool, err error) {
	matched = make([]bool, len(own))
	copies := make([]string, len(own)) // hashes of the draft's as they leave; making one takes an export
	for _, in := range packed {
		found := -1
		for i, o := range own {
			if matched[i] || placeOf(o) != placeOf(in) {
				continue
			}
			if o.SHA256 != in.SHA256 || o.Retouch != nil {
				if copies[i] == "" {
					sum, err := copyHash(ctx, s, id, o)
					if ctx.Err() != nil {
						return nil, nil, ctx.Err()
					}
					if err != nil {
						sum = "unreadable" // that is another
					}
					copies[i] = sum
				}
				if copies[i] != in.SHA256 {
					continue
				}
			}
			found, matched[i] = i, true
			break
		}
		same = append(same, found)
	}
	return same, matched, nil
}

// bring reads the planned scans of the packet into a delivery.
func (a *Arrival) bring(ctx context.Context, d *store.Delivery, p plan) error {
	if a.Packet == nil || len(p.add) == 0 {
		return nil
	}
	return packet.ScansOf(ctx, a.zip, a.Packet, func(in rules.Attachment, r io.Reader) error {
		if !p.add[in.File] {
			return nil
		}
		_, err := d.Add(ctx, r)
		return err
	})
}

// dropped are the scans of a draft that it will have no more, by their SHA-256.
func (p plan) dropped(f *rules.Filing) (all []string) {
	for _, old := range f.Attachments {
		if old.SHA256 != "" && !slices.ContainsFunc(p.attachments, func(a rules.Attachment) bool { return a.SHA256 == old.SHA256 }) {
			all = append(all, old.SHA256)
		}
	}
	return all
}

// lighter reports whether an entry is a lighter copy.
func (a *Arrival) lighter(file string) bool {
	i := slices.IndexFunc(a.Packet.Manifest.Entries, func(e packet.Entry) bool { return e.Path == file })
	return i >= 0 && a.Packet.Manifest.Entries[i].Lighter
}

// copyHash is the SHA-256 of the copy in which a scan of the draft leaves.
func copyHash(ctx context.Context, s *store.Store, id string, a rules.Attachment) (string, error) {
	original, err := s.OpenScan(ctx, id, a.SHA256)
	if err != nil {
		return "", err
	}
	defer original.Close() // was only read
	info, err := scan.Inspect(ctx, original, original.Size())
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	if err := retouch.Apply(ctx, hash, original, info, a.Retouch); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
