package intake_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/intake"
	"recordaldesk/store/packet"
	"recordaldesk/store/pagecode"
	"recordaldesk/store/workbook"
)

const today = "2026-11-23"

func open(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }})
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

// draft keeps the sample filing with its scans.
func draft(t *testing.T, s *store.Store) store.Draft {
	t.Helper()
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	f.Reference = pagecode.NewReference()
	d, err := s.Create(t.Context(), store.Record{Filing: f})
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range f.Attachments {
		data, err := sample.Scan(a.File)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := s.AddScan(t.Context(), d.ID, bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		f.Attachments[i].SHA256 = kept.SHA256
	}
	if d.Seq, err = s.Save(t.Context(), d.ID, d.Seq, d.Record); err != nil {
		t.Fatal(err)
	}
	return d
}

// scans hands out a draft's scans.
type scans struct {
	s  *store.Store
	id string
}

func (s scans) Open(ctx context.Context, a rules.Attachment) (packet.Scan, error) {
	return s.s.OpenScan(ctx, s.id, a.SHA256)
}

// packed exports a draft.
func packed(t *testing.T, s *store.Store, d store.Draft, change func(*packet.Input)) packet.Result {
	t.Helper()
	in := packet.Input{
		Filing: d.Record.Filing, Report: rules.Builtin().Check(d.Record.Filing, today), Book: rules.Builtin(),
		Scans: scans{s, d.ID}, Incomplete: true, Program: "test",
	}
	if change != nil {
		change(&in)
	}
	r, err := packet.Write(t.Context(), t.TempDir(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func arrived(t *testing.T, path, password string) *intake.Arrival {
	t.Helper()
	a, err := intake.Open(t.Context(), path, password, t.TempDir(), rules.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

func load(t *testing.T, s *store.Store, id string) store.Draft {
	t.Helper()
	d, err := s.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAFilingGoesOnOnAnotherComputer(t *testing.T) {
	here, there := open(t), open(t)
	d := draft(t, here)
	for _, password := range []string{"", "correct horse"} {
		r := packed(t, here, d, func(in *packet.Input) { in.Password = password })
		a := arrived(t, r.Zip, password)
		if _, found, err := intake.Match(t.Context(), there, a.Filing); found || err != nil {
			t.Fatalf("a draft is found where none is: %v", err)
		}
		id, err := a.Keep(t.Context(), there, false)
		if err != nil {
			t.Fatal(err)
		}
		got := load(t, there, id).Record.Filing
		if got.Host.Name != d.Record.Filing.Host.Name || got.Reference != d.Record.Filing.Reference || len(got.Attachments) != len(d.Record.Filing.Attachments) {
			t.Errorf("%s with %d scans came over", got.Host.Name, len(got.Attachments))
		}
		for _, one := range got.Attachments {
			if err := there.VerifyScan(t.Context(), id, one.SHA256); err != nil {
				t.Errorf("scan of %s: %v", one.Material, err)
			}
		}
		if err := there.Delete(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
}

func TestADraftIsUpdatedFromItsPacket(t *testing.T) {
	s := open(t)
	d := draft(t, s)
	r := packed(t, s, d, nil)
	// Meanwhile the draft is another, and lacks a scan.
	later := load(t, s, d.ID)
	lost := later.Record.Filing.Attachments[0]
	later.Record.Filing.Host.Remark = "后来写的"
	later.Record.Filing.Attachments = later.Record.Filing.Attachments[1:]
	var err error
	if later.Seq, err = s.Save(t.Context(), d.ID, later.Seq, later.Record); err != nil {
		t.Fatal(err)
	}
	a := arrived(t, r.Zip, "")
	match, found, err := intake.Match(t.Context(), s, a.Filing)
	if err != nil || !found || match.ID != d.ID {
		t.Fatalf("the draft is not found: %v", err)
	}
	if err := a.Update(t.Context(), s, match); err != nil {
		t.Fatal(err)
	}
	got := load(t, s, d.ID).Record.Filing
	if got.Host.Remark == "后来写的" || len(got.Attachments) != len(d.Record.Filing.Attachments) {
		t.Errorf("the draft has %d scans and the remark %q", len(got.Attachments), got.Host.Remark)
	}
	own := map[string]bool{}
	for _, one := range d.Record.Filing.Attachments[1:] {
		own[one.SHA256] = true
	}
	for _, one := range got.Attachments {
		if err := s.VerifyScan(t.Context(), d.ID, one.SHA256); err != nil {
			t.Errorf("scan of %s: %v", one.Material, err)
		}
		if one.Material == lost.Material && one.Domain == lost.Domain {
			continue // came back as the packet's copy
		}
		if !own[one.SHA256] {
			t.Errorf("the original of %s gave way to its copy", one.Material)
		}
	}
	if err := a.Update(t.Context(), s, match); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a draft that was saved meanwhile is overwritten: %v", err)
	}
}

func TestALighterCopyReplacesNothing(t *testing.T) {
	s := open(t)
	d := draft(t, s)
	r := packed(t, s, d, func(in *packet.Input) {
		in.Lighter = map[int]int{}
		for i := range in.Filing.Attachments {
			in.Lighter[i] = 20_000
		}
	})
	a := arrived(t, r.Zip, "")
	match, _, err := intake.Match(t.Context(), s, a.Filing)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Update(t.Context(), s, match); err != nil {
		t.Fatal(err)
	}
	for i, one := range load(t, s, d.ID).Record.Filing.Attachments {
		found := false
		for _, o := range d.Record.Filing.Attachments {
			found = found || o.SHA256 == one.SHA256
		}
		if !found {
			t.Errorf("scan %d of %s gave way to a lighter copy", i, one.Material)
		}
	}
}

func TestAWorkbookThatAClientFilledInComesIn(t *testing.T) {
	s := open(t)
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	data, err := workbook.Blank(rules.Builtin(), f.Kind, f, workbook.Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "信息表.xlsx")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	a := arrived(t, path, "")
	if len(a.Mistakes) > 0 || a.Packet != nil || a.Filing.Host.Name != f.Host.Name {
		t.Fatalf("%s with mistakes %v", a.Filing.Host.Name, a.Mistakes)
	}
	id, err := a.Keep(t.Context(), s, false)
	if err != nil {
		t.Fatal(err)
	}
	got := load(t, s, id).Record.Filing
	if got.Host.Certificate.Number != f.Host.Certificate.Number || !pagecode.IsReference(got.Reference) || len(got.Attachments) > 0 {
		t.Errorf("kept is %+v", got.Host)
	}
}

// A download that broke off may end with the workbook that lies in the packet. Whoever
// took that for what came would lose the scans without a word.
func TestAPacketThatWasCutBehindItsWorkbookIsRefused(t *testing.T) {
	s := open(t)
	data, err := os.ReadFile(packed(t, s, draft(t, s), nil).Zip)
	if err != nil {
		t.Fatal(err)
	}
	end := bytes.Index(data, []byte("PK\x05\x06")) // of the workbook, which is stored as it is
	for _, more := range []int{100, 1000} {
		path := filepath.Join(t.TempDir(), "cut.zip")
		if err := os.WriteFile(path, data[:end+more], 0o600); err != nil {
			t.Fatal(err)
		}
		var refused *packet.Error
		if a, err := intake.Open(t.Context(), path, "", t.TempDir(), rules.Builtin()); !errors.As(err, &refused) || refused.Problem != packet.Damaged {
			t.Errorf("cut %d bytes behind the workbook's end: %+v, %v", more, a, err)
		}
	}
}

func TestWhatIsNothingOfTheKindIsRefused(t *testing.T) {
	s := open(t)
	r := packed(t, s, draft(t, s), func(in *packet.Input) { in.Password = "geheim" })
	dir := t.TempDir()
	var refused *packet.Error
	if _, err := intake.Open(t.Context(), r.Zip, "", dir, rules.Builtin()); !errors.As(err, &refused) || refused.Problem != packet.Encrypted {
		t.Errorf("without its password: %v", err)
	}
	if _, err := intake.Open(t.Context(), r.Zip, "wrong", dir, rules.Builtin()); !errors.As(err, &refused) || refused.Problem != packet.WrongPassword {
		t.Errorf("with another password: %v", err)
	}
	for name, data := range map[string]string{"a.txt": "hello", "a.json": "{}", "a.zip": "PK\x03\x04", "a.xls": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := intake.Open(t.Context(), path, "", dir, rules.Builtin()); err == nil {
			t.Errorf("%s is taken in", name)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", fmt.Sprint(left), err)
	}
}
