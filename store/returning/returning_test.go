package returning_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/store"
	"recordaldesk/store/intake"
	"recordaldesk/store/packet"
	"recordaldesk/store/pagecode"
	"recordaldesk/store/returning"
	"recordaldesk/translations"
)

// What one side writes the other can read, by mail or stick alone: the filing goes out,
// comes back with three things to mend, two of which are mended, and goes in again.
func TestAReturnedFilingIsMendedAndTheDeskSeesTheDifference(t *testing.T) {
	c := client(t)
	first := c.export()
	d := desk(t, first.Zip)
	dir := t.TempDir()
	files, err := returning.Write(t.Context(), d.s, d.id, dir, options)
	if err != nil {
		t.Fatal(err)
	}
	if files.Items != 3 || d.caseOf().Stage().Stage != casework.StageReturned || d.caseOf().Stage().By != "甲" {
		t.Errorf("%d items, stage %+v", files.Items, d.caseOf().Stage())
	}

	n, is, err := intake.OpenNotice(files.Return)
	if err != nil || !is {
		t.Fatalf("return file %v: %v", is, err)
	}
	draft, standing, found, err := intake.MatchNotice(t.Context(), c.s, n)
	if err != nil || !found || standing != intake.NoticeFirst || draft.ID != c.id {
		t.Fatalf("found %v, %v, as %q: %v", found, draft.ID == c.id, standing, err)
	}
	if _, err := intake.TakeNotice(t.Context(), c.s, c.id, n); err != nil {
		t.Fatal(err)
	}
	states := func() (all []casework.State) {
		f := c.filing()
		report := rules.Builtin().Check(f, today)
		for _, i := range c.caseOf().Returned.Items {
			all = append(all, i.State(f, report))
		}
		return all
	}
	if got := states(); !cmp.Equal(got, []casework.State{casework.ToMend, casework.ToMend, casework.ToMend}) {
		t.Errorf("as they came: %v", got)
	}

	c.save(func(r *store.Record) {
		r.Filing.Host.Name += "（集团）"
		i := slices.IndexFunc(r.Filing.Attachments, func(a rules.Attachment) bool { return a.MaterialID() == letter.Material })
		var other bytes.Buffer
		if err := png.Encode(&other, image.NewGray(image.Rect(0, 0, 800, 1100))); err != nil {
			t.Fatal(err)
		}
		r.Filing.Attachments[i].SHA256, r.Filing.Attachments[i].File = c.scan(other.Bytes()), "letter.png"
	})
	if got := states(); got[0] == casework.ToMend || got[1] != casework.Mended || got[2] != casework.ToMend {
		t.Errorf("after two are mended: %v", got)
	}
	second := c.export()
	if since := second.Packet.Manifest.Since; since == nil || since.Filing != first.Packet.FilingSHA256() ||
		!slices.Contains(since.Changed, "host.name") || len(since.Materials) != 1 {
		t.Errorf("the next packet says %+v", since)
	}
	if answers := second.Packet.Manifest.Answers; answers == nil || answers.Notice != n.ID || !cmp.Equal(answers.Items, []int{0, 1}) {
		t.Errorf("it answers %+v", answers)
	}

	if id := takeIn(t, d.s, second.Zip); id != d.id {
		t.Fatal("the mended packet is another draft at the desk")
	}
	reviewed := d.caseOf().Notices[0].Filing
	changes := wording.Since(translations.Chinese, rules.Builtin(), reviewed, d.filing(), today)
	var fields []string
	for _, f := range changes.Fields {
		fields = append(fields, f.Path)
	}
	if !slices.Contains(fields, "host.name") || slices.Contains(fields, "host.legal_representative.mobile") {
		t.Errorf("the desk sees changes of %v", fields)
	}
	if len(changes.Papers) != 1 || changes.Papers[0].Place != letter || changes.Papers[0].Became != casework.Replaced {
		t.Errorf("the desk sees changes of the papers %+v", changes.Papers)
	}
	if left := d.caseOf().ToReturn(d.filing()); len(left) != 1 || left[0].Place != mobile {
		t.Errorf("what would go back again: %+v", left)
	}
}

func TestTheSameNoticeTwiceIsOneAndAnOlderOneChangesNothing(t *testing.T) {
	c := client(t)
	d := desk(t, c.export().Zip)
	var notices []*casework.Notice
	for i := range 2 {
		o := options
		o.Now = now.Add(time.Duration(i) * time.Hour)
		files, err := returning.Write(t.Context(), d.s, d.id, t.TempDir(), o)
		if err != nil {
			t.Fatal(err)
		}
		n, _, err := intake.OpenNotice(files.Return)
		if err != nil {
			t.Fatal(err)
		}
		notices = append(notices, n)
	}
	for _, step := range []struct {
		n    *casework.Notice
		want intake.Standing
		hand *casework.Notice
	}{
		{notices[0], intake.NoticeFirst, notices[0]}, {notices[0], intake.NoticeSame, notices[0]},
		{notices[1], intake.NoticeNext, notices[1]}, {notices[0], intake.NoticeOlder, notices[1]},
	} {
		got, err := intake.TakeNotice(t.Context(), c.s, c.id, step.n)
		if err != nil || got != step.want || c.caseOf().Returned.ID != step.hand.ID {
			t.Errorf("taken as %q, want %q: %v", got, step.want, err)
		}
	}
	kept := d.caseOf().Notices
	if len(kept) != 2 || kept[0].Filing != nil || kept[1].Filing == nil {
		t.Errorf("%d notices are kept, or not with the filing of the last one alone", len(kept))
	}
}

func TestANoticeOfAnotherFilingFindsNoDraft(t *testing.T) {
	c := client(t)
	n := &casework.Notice{ID: "x", Reference: pagecode.NewReference()}
	if _, _, found, err := intake.MatchNotice(t.Context(), c.s, n); found || err != nil {
		t.Errorf("found %v: %v", found, err)
	}
	plain := filepath.Join(t.TempDir(), "filing.json")
	if err := os.WriteFile(plain, sample.Filing(), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, is, err := intake.OpenNotice(plain); is || err != nil {
		t.Errorf("a filing is taken for a return file: %v", err)
	}
	cut := filepath.Join(t.TempDir(), "cut.json")
	if err := os.WriteFile(cut, []byte(`{"schema": "recordal.return/1", "id": "0193`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, is, err := intake.OpenNotice(cut); !is || !errors.Is(err, casework.ErrReturnDamaged) {
		t.Errorf("a return file that was cut: %v, %v", is, err)
	}
}

func TestWithoutMarksNothingIsWritten(t *testing.T) {
	c := client(t)
	dir := t.TempDir()
	if _, err := returning.Write(t.Context(), c.s, c.id, dir, options); !errors.Is(err, returning.ErrNothing) {
		t.Errorf("%v", err)
	}
	if _, err := returning.Write(t.Context(), desk(t, c.export().Zip).s, c.id, dir, options); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of a draft that is not there: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%d files, %v", len(left), err)
	}
}

// Where the files cannot be written nothing is noted, and nothing half written stays.
func TestWhereTheFolderIsGoneNothingIsNoted(t *testing.T) {
	d := desk(t, client(t).export().Zip)
	_, err := returning.Write(t.Context(), d.s, d.id, filepath.Join(t.TempDir(), "gone"), options)
	if said := packet.Message(translations.English, err); err == nil || !strings.Contains(said, "folder") {
		t.Errorf("%v: %s", err, said)
	}
	if c := d.caseOf(); len(c.Notices) > 0 || len(c.Events) > 0 {
		t.Errorf("noted: %+v", c)
	}
}

func TestTheFilesHaveOneNameAndNeverAnothersPlace(t *testing.T) {
	d := desk(t, client(t).export().Zip)
	dir := t.TempDir()
	const stem = "退回_北京星禾云图科技有限公司_2026-11-23"
	if err := os.WriteFile(filepath.Join(dir, stem+" (2).pdf"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{stem, stem + " (3)"} {
		files, err := returning.Write(t.Context(), d.s, d.id, dir, options)
		if err != nil {
			t.Fatal(err)
		}
		for ending, path := range map[string]string{".json": files.Return, ".pdf": files.Notice, ".eml": files.Mail} {
			if filepath.Base(path) != want+ending {
				t.Errorf("a file is called %s", filepath.Base(path))
			}
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 7 {
		t.Errorf("%d files, %v", len(left), err)
	}
}

// The mail goes to the client with both files, and says no value and no number.
func TestTheMailHasTheNoticeAndTheReturnFile(t *testing.T) {
	d := desk(t, client(t).export().Zip)
	for _, test := range []struct {
		language       returning.Language
		want, unwanted []string
	}{
		{returning.Chinese, []string{"您好", "有3项", "1. 主办单位名称（须修改）", "（须核实）", "一号窗口 甲"}, []string{"Hello"}},
		{returning.English, []string{"Hello", "3 items", "1. Host unit name (to be corrected)"}, []string{"您好"}},
		{returning.Both, []string{"您好", "Hello"}, nil},
	} {
		o := options
		o.Language = test.language
		files, err := returning.Write(t.Context(), d.s, d.id, t.TempDir(), o)
		if err != nil {
			t.Fatal(err)
		}
		text, names := readMail(t, files.Mail)
		for _, s := range test.want {
			if !strings.Contains(text, s) {
				t.Errorf("%s: the mail lacks %q:\n%s", test.language, s, text)
			}
		}
		for _, s := range append(test.unwanted, "13800136621", "138****", "（集团）", "[returning") {
			if strings.Contains(text, s) {
				t.Errorf("%s: the mail says %q", test.language, s)
			}
		}
		if want := []string{filepath.Base(files.Return), filepath.Base(files.Notice)}; !cmp.Equal(names, want) {
			t.Errorf("attached are %q", names)
		}
	}
}

// A name that a client has sent turns no line of the mail round, and hides nothing in it.
func TestTheMailShowsAllOfTheClientsName(t *testing.T) {
	d := desk(t, client(t).export().Zip)
	d.save(func(r *store.Record) { r.Filing.Host.Name = "北京\u202e青禾\u200b示例\n公司" })
	files, err := returning.Write(t.Context(), d.s, d.id, t.TempDir(), options)
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := readMail(t, files.Mail); !strings.Contains(text, "北京青禾示例 公司") || strings.ContainsAny(text, "\u202e\u200b") {
		t.Errorf("the mail says:\n%q", text)
	}
}

// A number that a reviewer typed goes out masked, in the file too: it goes by mail.
func TestNumbersInAReviewersWordsAreMasked(t *testing.T) {
	d := desk(t, client(t).export().Zip)
	files, err := returning.Write(t.Context(), d.s, d.id, t.TempDir(), options)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(files.Return)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte("13800136621")) || !bytes.Contains(data, []byte("138****6621打不通")) {
		t.Errorf("the return file says:\n%s", data)
	}
}
