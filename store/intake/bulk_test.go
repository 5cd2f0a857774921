package intake_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/intake"
	"recordaldesk/store/workbook"
	"recordaldesk/translations"
)

func bulk() intake.BulkOptions {
	return intake.BulkOptions{
		Book: rules.Builtin(), Today: today, By: "甲", Desk: "一号窗口",
		Now: func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) },
	}
}

// imported imports a folder and returns what became of each file, by its name.
func imported(t *testing.T, s *store.Store, dir string) map[string]intake.Outcome {
	t.Helper()
	report, err := intake.Folder(t.Context(), s, dir, bulk())
	if err != nil {
		t.Fatal(err)
	}
	return outcomes(report)
}

func outcomes(report intake.Report) map[string]intake.Outcome {
	got := map[string]intake.Outcome{}
	for _, e := range report.Entries {
		got[e.File] = e.Outcome
	}
	return got
}

func wantOutcomes(t *testing.T, got, want map[string]intake.Outcome) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what became of the files (-want +got):\n%s", diff)
	}
}

// all are the drafts by the names of their companies; every one is sound.
func all(t *testing.T, s *store.Store) map[string][]store.Draft {
	t.Helper()
	got := map[string][]store.Draft{}
	list, err := s.Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range list {
		d := load(t, s, m.ID)
		got[m.HostName] = append(got[m.HostName], d)
		for _, a := range d.Record.Filing.Attachments {
			if err := s.VerifyScan(t.Context(), d.ID, a.SHA256); err != nil {
				t.Errorf("%s, scan of %s: %v", m.HostName, a.Material, err)
			}
		}
	}
	return got
}

// only returns the one draft of a client.
func only(t *testing.T, s *store.Store, c client) store.Draft {
	t.Helper()
	drafts := all(t, s)[c.name()]
	if len(drafts) != 1 {
		t.Fatalf("of %s there are %d drafts", c.name(), len(drafts))
	}
	return drafts[0]
}

func put(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// aged sets the time of a file so many hours before now.
func aged(t *testing.T, path string, hours int) {
	t.Helper()
	at := time.Now().Add(-time.Duration(hours) * time.Hour)
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

func TestAFolderComesInOnceHoweverOftenItIsImported(t *testing.T) {
	s, dir := open(t), t.TempDir()
	for i := range 4 {
		client{number: i}.put(t, dir, fmt.Sprintf("周一/%d.zip", i))
	}
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	form, err := workbook.Blank(rules.Builtin(), f.Kind, f, workbook.Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "信息表.xlsx", form)
	f.Host.Name = "另一家示例有限公司"
	filing, err := rules.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "filing.JSON", filing)
	put(t, dir, "周一/0.eml", []byte("the mail of that packet"))
	for _, name := range []string{".zip", ".hidden/1.zip", "~$信息表.xlsx", "9.zip.part", "Thumbs.db"} {
		put(t, dir, name, []byte("none of anybody's business"))
	}
	put(t, dir, "别的/notes.txt", []byte("hello"))
	put(t, dir, "别的/lone.eml", []byte("hello"))
	if err := os.Symlink(filepath.Join(dir, "周一"), filepath.Join(dir, "again")); err != nil {
		t.Skipf("this system makes no links: %v", err)
	}
	want := map[string]intake.Outcome{"信息表.xlsx": intake.Taken, "filing.JSON": intake.Taken, "别的/notes.txt": intake.Left, "别的/lone.eml": intake.Left}
	for i := range 4 {
		want[fmt.Sprintf("周一/%d.zip", i)] = intake.Taken
	}
	var last intake.Progress
	told := 0
	o := bulk()
	o.Progress = func(p intake.Progress) { last = p; told++ }
	report, err := intake.Folder(t.Context(), s, dir, o)
	if err != nil {
		t.Fatal(err)
	}
	wantOutcomes(t, outcomes(report), want)
	if told != 8 || last.Done != 8 || last.Files != 8 || last.DoneBytes != last.Bytes || last.Bytes == 0 {
		t.Errorf("told %d times, at last %+v", told, last)
	}
	for name, outcome := range want {
		if outcome == intake.Taken {
			want[name] = intake.Here
		}
	}
	for range 2 {
		wantOutcomes(t, imported(t, s, dir), want)
	}
	drafts := all(t, s)
	if len(drafts) != 6 {
		t.Errorf("there are drafts of %d companies", len(drafts))
	}
	d := only(t, s, client{number: 2})
	noted, err := s.Case(t.Context(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(noted.Receipts) != 1 || noted.Receipts[0].File != "2.zip" || noted.Desk != "一号窗口" || noted.Stage().Stage != "received" || noted.Stage().By != "甲" {
		t.Errorf("noted is %+v", noted)
	}
	if len(d.Record.Filing.Attachments) != len(f.Attachments) {
		t.Errorf("%d scans came along", len(d.Record.Filing.Attachments))
	}
}

// The folder comes in again after the program was closed, from another place.
// A client's stick may still hold what was handed back.
func TestAReturnFileAmongPacketsIsNamed(t *testing.T) {
	s, dir := open(t), t.TempDir()
	place := casework.FieldPlace("host.name")
	data, err := casework.EncodeReturn(&casework.Notice{
		ID: "0193a1d2-7c3e-7abc-8def-0123456789ab", At: time.Now(), By: "甲", Desk: "一号窗口", Reference: "K7QM2F9D",
		Items: []casework.Item{{Place: place, Verdict: casework.Returned, Of: casework.Fingerprint(rules.New("new_recordal"), place)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "return.json", data)
	report, err := intake.Folder(t.Context(), s, dir, bulk())
	if err != nil || len(report.Entries) != 1 || report.Entries[0].Outcome != intake.Left {
		t.Fatalf("reported is %+v, %v", report.Entries, err)
	}
	if said := report.Entries[0].Message(translations.English, "return.json"); !strings.Contains(said, "is a return file") {
		t.Errorf("it says %q", said)
	}
}

func TestWhatCameInIsKnownAfterANewStart(t *testing.T) {
	data, dir := t.TempDir(), t.TempDir()
	client{number: 1}.put(t, dir, "a.zip")
	for _, want := range []intake.Outcome{intake.Taken, intake.Here} {
		s, err := store.Open(t.Context(), data, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		wantOutcomes(t, imported(t, s, dir), map[string]intake.Outcome{"a.zip": want})
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOnePacketUnderTwoNamesIsOneFiling(t *testing.T) {
	s, dir := open(t), t.TempDir()
	c := client{number: 1}
	c.put(t, dir, "a.zip")
	c.put(t, dir, "b/c.zip")
	report, err := intake.Folder(t.Context(), s, dir, bulk())
	if err != nil || report.Count(intake.Taken) != 1 || report.Count(intake.Here) != 1 || !report.Whole() {
		t.Errorf("%+v, %v", report, err)
	}
	only(t, s, c)
	// Packed anew it has other bytes and says the same.
	again := filepath.Join(t.TempDir(), "again.zip")
	put(t, filepath.Dir(again), "again.zip", repacked(t, c.packet()))
	report, err = intake.Paths(t.Context(), s, []string{again, dir}, bulk())
	if err != nil || report.Count(intake.Here) != 3 {
		t.Errorf("%+v, %v", report, err)
	}
	only(t, s, c)
}

func TestThePartsOfAPacketBelongTogether(t *testing.T) {
	whole := open(t)
	dir := t.TempDir()
	client{number: 1}.put(t, dir, "whole.zip")
	imported(t, whole, dir)
	want := len(only(t, whole, client{number: 1}).Record.Filing.Attachments)
	for _, without := range []bool{false, true} { // a reference
		for _, order := range [][2]int{{1, 2}, {2, 1}} {
			s, dir := open(t), t.TempDir()
			for i, part := range order {
				c := client{number: 1, part: []int{part, 2}}
				if without {
					c.change = func(f *rules.Filing) { f.Reference = "" }
				}
				aged(t, c.put(t, dir, fmt.Sprintf("%d.zip", i)), 9-i)
			}
			got := imported(t, s, dir)
			if got["0.zip"] == got["1.zip"] {
				t.Errorf("parts %v became %v", order, got)
			}
			if n := len(only(t, s, client{number: 1}).Record.Filing.Attachments); n != want {
				t.Errorf("parts %v have brought %d scans of %d", order, n, want)
			}
			wantOutcomes(t, imported(t, s, dir), map[string]intake.Outcome{"0.zip": intake.Here, "1.zip": intake.Here})
		}
	}
}

func TestAPacketOfALaterVersionUpdatesWhatNobodyChanged(t *testing.T) {
	s := open(t)
	for version := range 3 {
		dir := t.TempDir()
		c := client{number: 1, version: version}
		c.put(t, dir, "a.zip")
		want := intake.Updated
		if version == 0 {
			want = intake.Taken
		}
		wantOutcomes(t, imported(t, s, dir), map[string]intake.Outcome{"a.zip": want})
		d := only(t, s, c)
		if remark := fmt.Sprint("第", version, "版"); d.Record.Filing.Host.Remark != remark {
			t.Errorf("the remark is %q, want %q", d.Record.Filing.Host.Remark, remark)
		}
		if scans, err := s.Scans(t.Context(), d.ID); err != nil || len(scans) != len(d.Record.Filing.Attachments) {
			t.Errorf("the draft has %d scans, its filing %d; %v", len(scans), len(d.Record.Filing.Attachments), err)
		}
	}
}

// A scan that the client has taken out goes; the material is not sent any more.
func TestALaterVersionTakesAScanAway(t *testing.T) {
	s := open(t)
	first, second := t.TempDir(), t.TempDir()
	client{number: 1}.put(t, first, "a.zip")
	imported(t, s, first)
	before := only(t, s, client{number: 1}).Record.Filing.Attachments
	later := filepath.Join(second, "b.zip")
	put(t, second, "b.zip", without(t, client{number: 1, version: 1}.packet(), before[0].Material))
	wantOutcomes(t, imported(t, s, second), map[string]intake.Outcome{filepath.Base(later): intake.Updated})
	for _, a := range only(t, s, client{number: 1}).Record.Filing.Attachments {
		if a.Material == before[0].Material {
			t.Errorf("the scan of %s is still there", a.Material)
		}
	}
}

func TestWhatWasChangedAtTheDeskStays(t *testing.T) {
	s, dir := open(t), t.TempDir()
	client{number: 1}.put(t, dir, "a.zip")
	imported(t, s, dir)
	d := only(t, s, client{number: 1})
	d.Record.Filing.Host.Address = "窗口改过的地址"
	better, err := s.AddScan(t.Context(), d.ID, strings.NewReader("a better scan, made at the desk"))
	if err != nil {
		t.Fatal(err)
	}
	d.Record.Filing.Attachments[0].SHA256 = better.SHA256
	if _, err := s.Save(t.Context(), d.ID, d.Seq, d.Record); err != nil {
		t.Fatal(err)
	}
	// The same once more, in other bytes, is here; a later version is one of its own, its parts together.
	put(t, dir, "again.zip", repacked(t, client{number: 1}.packet()))
	wantOutcomes(t, imported(t, s, dir), map[string]intake.Outcome{"a.zip": intake.Here, "again.zip": intake.Here})
	for part := 1; part <= 2; part++ {
		client{number: 1, version: 1, part: []int{part, 2}}.put(t, dir, fmt.Sprintf("later %d.zip", part))
	}
	got := imported(t, s, dir)
	if one, two := got["later 1.zip"], got["later 2.zip"]; one == two || one != intake.Apart && two != intake.Apart {
		t.Errorf("the parts of the later version became %s and %s", one, two)
	}
	for range 2 {
		drafts := all(t, s)[client{number: 1}.name()]
		if len(drafts) != 2 {
			t.Fatalf("there are %d drafts", len(drafts))
		}
		for _, one := range drafts {
			f := one.Record.Filing
			if one.ID == d.ID && (f.Host.Address != "窗口改过的地址" || f.Attachments[0].SHA256 != better.SHA256) {
				t.Error("what the desk has changed is gone")
			}
			if one.ID != d.ID && (f.Host.Remark != "第1版" || f.Reference == d.Record.Filing.Reference || len(f.Attachments) != len(d.Record.Filing.Attachments)) {
				t.Errorf("the later version is kept with %q, reference %s and %d scans", f.Host.Remark, f.Reference, len(f.Attachments))
			}
		}
		imported(t, s, dir)
	}
}

// A desk begins to work while the rest is still on its way.
func TestAPartComesToADraftThatWasChangedMeanwhile(t *testing.T) {
	s, dir := open(t), t.TempDir()
	client{number: 1, part: []int{1, 2}}.put(t, dir, "1.zip")
	imported(t, s, dir)
	d := only(t, s, client{number: 1})
	had := len(d.Record.Filing.Attachments)
	d.Record.Filing.Host.Address = "窗口改过的地址"
	if _, err := s.Save(t.Context(), d.ID, d.Seq, d.Record); err != nil {
		t.Fatal(err)
	}
	client{number: 1, part: []int{2, 2}}.put(t, dir, "2.zip")
	wantOutcomes(t, imported(t, s, dir), map[string]intake.Outcome{"1.zip": intake.Here, "2.zip": intake.Joined})
	d = only(t, s, client{number: 1})
	if d.Record.Filing.Host.Address != "窗口改过的地址" || len(d.Record.Filing.Attachments) <= had {
		t.Errorf("the address is %q, there are %d scans", d.Record.Filing.Host.Address, len(d.Record.Filing.Attachments))
	}
}

func TestTheLaterOfTwoVersionsStays(t *testing.T) {
	for _, names := range [][2]string{{"a.zip", "b.zip"}, {"b.zip", "a.zip"}} {
		s, dir := open(t), t.TempDir()
		for version, name := range names {
			c := client{number: 1, version: version, bytes: 600_000 * (1 - version)} // the first takes longer
			aged(t, c.put(t, dir, name), 9-version)
		}
		imported(t, s, dir)
		if d := only(t, s, client{number: 1}); d.Record.Filing.Host.Remark != "第1版" {
			t.Errorf("%v: what stayed is %q", names, d.Record.Filing.Host.Remark)
		}
	}
}

// Of a hundred thousand filings a few share a reference by chance.
func TestAReferenceThatTwoClientsShareMixesNothing(t *testing.T) {
	s, dir := open(t), t.TempDir()
	shared := func(f *rules.Filing) { f.Reference = client{number: 1}.reference() }
	client{number: 1}.put(t, dir, "a.zip")
	client{number: 2, change: func(f *rules.Filing) { shared(f); f.Host.Certificate.Number = "91330106MA2EXAMPL2" }}.put(t, dir, "b.zip")
	wantOutcomes(t, imported(t, s, dir), map[string]intake.Outcome{"a.zip": intake.Taken, "b.zip": intake.Taken})
	if one, other := only(t, s, client{number: 1}), only(t, s, client{number: 2}); one.Record.Filing.Reference == other.Record.Filing.Reference {
		t.Error("both have one reference")
	}
	wantOutcomes(t, imported(t, s, dir), map[string]intake.Outcome{"a.zip": intake.Here, "b.zip": intake.Here})
}

func TestOfWhatWasWrittenHereTheSamePacketIsHere(t *testing.T) {
	s := open(t)
	d := draft(t, s)
	rules.Builtin().Derive(d.Record.Filing, today)
	var err error
	if d.Seq, err = s.Save(t.Context(), d.ID, d.Seq, d.Record); err != nil {
		t.Fatal(err)
	}
	r := packed(t, s, d, nil)
	wantOutcomes(t, imported(t, s, filepath.Dir(r.Zip)), map[string]intake.Outcome{filepath.Base(r.Zip): intake.Here})
	d.Record.Filing.Host.Address = "后来改的地址"
	if _, err := s.Save(t.Context(), d.ID, d.Seq, d.Record); err != nil {
		t.Fatal(err)
	}
	wantOutcomes(t, imported(t, s, filepath.Dir(r.Zip)), map[string]intake.Outcome{filepath.Base(r.Zip): intake.Apart})
	if got := load(t, s, d.ID).Record.Filing.Host.Address; got != "后来改的地址" {
		t.Errorf("the address is %q", got)
	}
}
