package returning_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/intake"
	"recordaldesk/store/packet"
	"recordaldesk/store/pagecode"
	"recordaldesk/store/returning"
)

// now is when everything here happens.
var now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

const today = "2026-11-23"

func open(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// side is a program with the one draft that this is about.
type side struct {
	*testing.T
	s  *store.Store
	id string
}

// client has the sample filing with its scans as a draft.
func client(t *testing.T) side {
	t.Helper()
	c := side{T: t, s: open(t)}
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	f.Reference = pagecode.NewReference()
	d, err := c.s.Create(t.Context(), store.Record{Filing: f})
	if err != nil {
		t.Fatal(err)
	}
	c.id = d.ID
	for i, a := range f.Attachments {
		data, err := sample.Scan(a.File)
		if err != nil {
			t.Fatal(err)
		}
		f.Attachments[i].SHA256 = c.scan(data)
	}
	c.save(func(r *store.Record) { r.Filing = f })
	return c
}

// scan keeps a scan in the draft and returns its hash.
func (c side) scan(data []byte) string {
	c.Helper()
	kept, err := c.s.AddScan(c.Context(), c.id, bytes.NewReader(data))
	if err != nil {
		c.Fatal(err)
	}
	return kept.SHA256
}

func (c side) draft() store.Draft {
	c.Helper()
	d, err := c.s.Load(c.Context(), c.id)
	if err != nil {
		c.Fatal(err)
	}
	return d
}

func (c side) filing() *rules.Filing { return c.draft().Record.Filing }

func (c side) save(change func(*store.Record)) {
	c.Helper()
	d := c.draft()
	change(&d.Record)
	if _, err := c.s.Save(c.Context(), c.id, d.Seq, d.Record); err != nil {
		c.Fatal(err)
	}
}

func (c side) caseOf() *casework.Case {
	c.Helper()
	all, err := c.s.Case(c.Context(), c.id)
	if err != nil {
		c.Fatal(err)
	}
	return all
}

func (c side) change(f func(*casework.Case)) {
	c.Helper()
	if _, err := c.s.ChangeCase(c.Context(), c.id, func(all *casework.Case) error { f(all); return nil }); err != nil {
		c.Fatal(err)
	}
}

// Open hands out the draft's scans.
func (c side) Open(ctx context.Context, a rules.Attachment) (packet.Scan, error) {
	return c.s.OpenScan(ctx, c.id, a.SHA256)
}

// export writes the packet of the draft, as the window does, and notes it.
func (c side) export() packet.Result {
	c.Helper()
	f := c.filing().Clone()
	f.AsOf = today
	in := packet.Input{Filing: f, Report: rules.Builtin().Check(f, today), Book: rules.Builtin(), Scans: c, Program: packet.Program, Incomplete: true}
	all := c.caseOf()
	in.Notice = all.Returned
	if last := all.Since(f); last != nil {
		in.Last = &packet.Last{Filing: last.Filing, SHA256: last.SHA256}
	}
	r, err := packet.Write(c.Context(), c.TempDir(), in, nil)
	if err != nil {
		c.Fatal(err)
	}
	c.change(func(all *casework.Case) {
		all.Send(casework.Sent{At: now, Filing: f, SHA256: r.Packet.FilingSHA256()})
	})
	return r
}

// takeIn brings a packet into the store: as a new draft, or into the one it matches.
func takeIn(t *testing.T, s *store.Store, zip string) string {
	t.Helper()
	a, err := intake.Open(t.Context(), zip, "", t.TempDir(), rules.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	d, found, err := intake.Match(t.Context(), s, a.Filing)
	switch {
	case err != nil:
	case found:
		err = a.Update(t.Context(), s, d)
	default:
		d.ID, err = a.Keep(t.Context(), s, false)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d.ID
}

// mark has the reviewer say something of a place.
func (c side) mark(at casework.Place, v casework.Verdict, reason, words string) {
	c.Helper()
	f := c.filing()
	c.change(func(all *casework.Case) {
		all.SetMark(casework.Mark{Place: at, Verdict: v, Reason: reason, Words: words, Of: casework.Fingerprint(f, at), By: "甲", At: now})
	})
}

var (
	name   = casework.FieldPlace("host.name")
	mobile = casework.FieldPlace("host.legal_representative.mobile")
	letter = casework.Place{Material: "responsibility_letter"}
)

var options = returning.Options{By: "甲", Desk: "一号窗口", Language: returning.Both, Book: rules.Builtin(), Program: packet.Program, Now: now}

// desk has what the client sent, with three marks that go back and one that does not.
func desk(t *testing.T, zip string) side {
	t.Helper()
	d := side{T: t, s: open(t)}
	d.id = takeIn(t, d.s, zip)
	d.mark(name, casework.Returned, "unit_name_differs", "少了“（集团）”")
	d.mark(mobile, casework.Queried, "", "13800136621打不通")
	d.mark(letter, casework.Returned, "scan_unclear", "")
	d.mark(casework.FieldPlace("host.city"), casework.Accepted, "", "")
	return d
}
