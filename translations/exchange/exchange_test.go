package exchange

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

func now() time.Time { return time.Date(2026, 11, 30, 9, 30, 0, 0, time.UTC) }

const (
	single  = "dialog.cancel"
	plural  = "material.copies"
	counted = "member.websites"
	russian = translations.Language("ru")
)

// awkward are texts that a program for tables may take for something else, or lose
// something of.
var awkward = []string{
	"=1+1", "+1", "-1", "@SUM(A1)", "'=1+1", "''-1", "'quoted'", "  two spaces before", "and behind  ", "“quotes” \"and\" 'more'",
	"TRUE", "007", "1.10", "1E3", "2026-11-30", "3/4", "_x0041_", "_x0041_x0042_", "_x005F_x0041_", "a,b;c", "<b>&amp;", `back\slash \n`, "#REF!", "#~ gone", "100%", "𠮷林 龙䶮", "é e\u0301",
}

func mustChange(t testing.TB, b *labels.Bench, edits ...labels.Edit) {
	t.Helper()
	if _, err := b.Change("林译", "", edits...); err != nil {
		t.Fatal(err)
	}
}

// worked is a bench on which something was done: awkward texts, also with line ends, and
// Russian begun for every message that counts and for some others.
func worked(t testing.TB) *labels.Bench {
	t.Helper()
	b := labels.New(now)
	plain := plainIDs(t)
	var edits []labels.Edit
	for i, text := range awkward {
		edits = append(edits,
			labels.Edit{ID: plain[i], Language: en, Forms: translations.Single(text)},
			labels.Edit{ID: plain[i], Language: zh, Forms: translations.Single(text)},
			labels.Edit{ID: plain[i], Language: russian, Forms: translations.Single(text)})
	}
	for _, r := range b.Records() {
		if labels.Counts(r.ID) {
			forms := translations.Forms{}
			for _, form := range translations.FormsFor(russian) {
				forms[form] = string(form) + ": " + r.Texts[en].Forms[translations.Other]
			}
			edits = append(edits, labels.Edit{ID: r.ID, Language: russian, Forms: forms})
		}
	}
	mustChange(t, b, edits...)
	return b
}

// plainIDs are messages that have neither arguments, forms nor line ends.
func plainIDs(t testing.TB) []string {
	t.Helper()
	var plain []string
	for _, id := range labels.IDs() {
		if labels.Refuse(en, id, translations.Single("x")) == nil && labels.Refuse(zh, id, translations.Single("x")) == nil {
			plain = append(plain, id)
		}
	}
	if len(plain) < len(awkward) {
		t.Fatal("there are too few plain messages")
	}
	return plain
}

func about(id string) About {
	return About{Note: "=about " + id, Place: "place of\n" + id, State: "unchecked", Last: "2026-11-30 林译"}
}

func export(t testing.TB, b *labels.Bench, f Format, o Options) []byte {
	t.Helper()
	if o.About == nil {
		o.About = about
	}
	o.Program, o.Now = "Recordal Desk 1.0", now
	var out bytes.Buffer
	if err := Export(&out, b, f, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func mustImport(t testing.TB, b *labels.Bench, data []byte) *Plan {
	t.Helper()
	p, err := Import(b, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// mustBeEmpty wants every message of the file to say what the bench says.
func mustBeEmpty(t testing.TB, p *Plan, messages int) {
	t.Helper()
	for _, c := range slices.Concat(p.Changes, p.Conflicts) {
		t.Errorf("%s in %s would become %q, is %q", c.ID, c.Language, c.After, c.Before)
	}
	for _, r := range p.Refused {
		t.Errorf("refused: %v: %q", r.Refusal, r.After)
	}
	if !p.Empty() || p.Unchanged != messages {
		t.Errorf("%d messages without a change, want %d; unknown %v, fuzzy %v, nameless %d", p.Unchanged, messages, p.Unknown, p.Fuzzy, p.Nameless)
	}
}

// each calls do for each way to export, with the languages that such a file has.
func each(t *testing.T, do func(t *testing.T, f Format, o Options, languages []translations.Language)) {
	t.Helper()
	all := []translations.Language{zh, en, russian}
	if testing.Short() { // with the race detector each takes ten times as long
		do(t, PO, Options{To: russian}, all[2:])
		return
	}
	t.Run("xlsx", func(t *testing.T) { do(t, XLSX, Options{}, all) })
	t.Run("csv", func(t *testing.T) { do(t, CSV, Options{}, all) })
	for _, l := range all {
		t.Run("po "+string(l), func(t *testing.T) { do(t, PO, Options{To: l}, []translations.Language{l}) })
	}
}

func TestWhatIsExportedAndReadBackChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, f Format, o Options, languages []translations.Language) {
		b := worked(t)
		p := mustImport(t, b, export(t, b, f, o))
		mustBeEmpty(t, p, len(labels.IDs()))
		if p.Format != f || !slices.Equal(p.Languages, languages) {
			t.Errorf("a file %s of %v", p.Format, p.Languages)
		}
	})
}

// Every text is changed and taken into a bench on which nothing was done: it must say in
// the end what the first one says, text by text.
func TestEveryMessageChangedComesBackAsItWasChanged(t *testing.T) {
	each(t, func(t *testing.T, f Format, o Options, languages []translations.Language) {
		theirs := worked(t)
		var edits []labels.Edit
		for _, r := range theirs.Records() {
			for _, l := range languages {
				forms := maps.Clone(r.Texts[l].Forms)
				if forms == nil {
					forms = maps.Clone(r.Texts[en].Forms) // in a language that is begun
				}
				for form := range forms {
					forms[form] = " ¶ " + forms[form] + "\"= "
				}
				edits = append(edits, labels.Edit{ID: r.ID, Language: l, Forms: forms})
			}
		}
		mustChange(t, theirs, edits...)

		ours := worked(t)
		// The fingerprints are those of the other bench, as if nobody had touched its file.
		p := unstamped(t, ours, export(t, theirs, f, o))
		for _, r := range p.Refused {
			t.Errorf("refused: %v: %q", r.Refusal, r.After)
		}
		if len(p.Changes) != len(edits) || len(p.Conflicts)+len(p.Refused) > 0 {
			t.Fatalf("%d changes, %d conflicts, %d refused, want %d changes", len(p.Changes), len(p.Conflicts), len(p.Refused), len(edits))
		}
		if n, err := ours.Change("林译", "texts", p.Edits(nil)...); err != nil || n != len(edits) {
			t.Fatalf("%d changes made, %v, want %d", n, err, len(edits))
		}
		for _, r := range theirs.Records() {
			is, _ := ours.Record(r.ID)
			for _, l := range languages {
				if want, got := r.Texts[l].Forms, is.Texts[l].Forms; !got.Equal(want) {
					t.Errorf("%s in %s says %q, want %q", r.ID, l, got, want)
				}
			}
		}
		ours.Undo()
		if p := mustImport(t, ours, export(t, worked(t), f, o)); !p.Empty() {
			t.Errorf("undone at once, %d messages say something else", len(p.Changes))
		}
	})
}

// unstamped reads a file as if it had no fingerprints.
func unstamped(t *testing.T, b *labels.Bench, data []byte) *Plan {
	t.Helper()
	f, err := read(data, b.Languages())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range f.entries {
		e.stamps = nil
	}
	p, err := planOf(b, f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWhatIsHandedBackIsReadAgain(t *testing.T) {
	theirs := worked(t)
	data := export(t, theirs, TOML, Options{})
	mustBeEmpty(t, mustImport(t, theirs, data), editedCount(theirs))
	theirs.MarkChecked("林译", single, counted)
	data = export(t, theirs, TOML, Options{})
	ours := labels.New(now)
	p := mustImport(t, ours, data)
	if _, err := ours.Change("", "handed-back.toml", p.Edits(nil)...); err != nil || len(p.Refused)+len(p.Conflicts) > 0 {
		t.Fatal(err, p.Refused, p.Conflicts)
	}
	for _, r := range theirs.Records() {
		is, _ := ours.Record(r.ID)
		for l, text := range r.Texts {
			if !is.Texts[l].Forms.Equal(text.Forms) {
				t.Errorf("%s in %s says %q, want %q", r.ID, l, is.Texts[l].Forms, text.Forms)
			}
		}
	}
	if n := ours.TakeChecks(p.Checks); n != 2 {
		t.Errorf("%d of the two checks are taken over", n)
	}
	if r, _ := ours.Record(single); !r.Seen() || r.Check.By != "林译" {
		t.Errorf("the check is %+v", r.Check)
	}
	mustBeEmpty(t, mustImport(t, ours, data), editedCount(theirs))
	if _, err := ours.Change("", "", labels.Edit{ID: single, Language: en, Forms: translations.Single("something else")}); err != nil {
		t.Fatal(err)
	}
	ours.Uncheck(single)
	if n := ours.TakeChecks(p.Checks); n != 0 {
		t.Errorf("%d checks are taken over of what is not said any more", n)
	}
}

func editedCount(b *labels.Bench) int {
	n := 0
	for _, r := range b.Records() {
		for _, text := range r.Texts {
			if text.Edited() {
				n++
				break
			}
		}
	}
	return n
}

func TestAFilterExportsItsMessagesAlone(t *testing.T) {
	b := worked(t)
	for _, f := range []Format{XLSX, CSV, PO} {
		p := mustImport(t, b, export(t, b, f, Options{IDs: []string{single, counted}, To: en}))
		mustBeEmpty(t, p, 2)
	}
	var out bytes.Buffer
	if err := Export(&out, b, CSV, Options{IDs: []string{"no.such.message"}}); err == nil {
		t.Error("a message that is not there is exported")
	}
}

// What a spreadsheet would calculate has an apostrophe before it in the file; nothing else
// of a text is touched.
func TestNoCellOfACSVIsAFormula(t *testing.T) {
	text := string(export(t, worked(t), CSV, Options{}))
	for _, want := range []string{"'=1+1,", "'+1,", "'@SUM(A1),", "''=1+1,", ",'quoted',", "'=about "} {
		if !strings.Contains(text, want) {
			t.Errorf("the file has no %q", want)
		}
	}
	for _, wrong := range []string{",=", ",+", ",@", ",\"="} {
		if strings.Contains(text, wrong) {
			t.Errorf("the file has a cell that begins with %q", wrong)
		}
	}
	if !strings.HasPrefix(text, "\xef\xbb\xbf编号 ID [id],") {
		t.Errorf("it begins with %q", text[:40])
	}
}

func TestEveryProblemAndReasonIsSaidInBothLanguages(t *testing.T) {
	reasons := []labels.Why{
		labels.Unknown, labels.Empty, labels.Long, labels.Unclean, labels.Braces, labels.Lost, labels.Added, labels.Form, labels.FormAdded, labels.LineEnds, Twice, Formula,
	}
	for _, l := range translations.Languages {
		for _, p := range Problems {
			if said, ok := Message(l, refuse(p, "x")); !ok || strings.HasPrefix(said, "[") {
				t.Errorf("%s in %s: %q", p, l, said)
			}
		}
		for _, why := range reasons {
			if said := Reason(l, &labels.Refusal{Why: why, What: "one"}); strings.HasPrefix(said, "[") {
				t.Errorf("%s in %s: %q", why, l, said)
			}
		}
	}
	if said := Reason(zh, &labels.Refusal{Why: labels.Form, What: "one"}); said != "请填写单数形式。" {
		t.Errorf("says %q", said)
	}
	if said := Reason(en, &labels.Refusal{Why: labels.Lost, What: "name"}); said != "The argument {{.name}} is missing; please keep it as in the original." {
		t.Errorf("says %q", said)
	}
}
