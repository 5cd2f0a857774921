package labels

import (
	"errors"
	"testing"
	"time"

	"recordaldesk/translations"
)

func now() time.Time { return time.Date(2026, 11, 30, 9, 30, 0, 0, time.UTC) }

const (
	single  = "dialog.cancel"
	plural  = "material.copies"
	english = translations.English
)

func edit(id string, l translations.Language, text string) Edit {
	return Edit{ID: id, Language: l, Forms: translations.Single(text)}
}

func mustChange(t *testing.T, b *Bench, edits ...Edit) {
	t.Helper()
	if n, err := b.Change("林译", "", edits...); err != nil || n != len(edits) {
		t.Fatalf("%d changes made, %v", n, err)
	}
}

// speak has the program speak with the edits while the test runs.
func speak(t *testing.T, b *Bench) {
	t.Helper()
	t.Cleanup(func() { translations.UseEdits(nil) })
	if err := b.Speak(); err != nil {
		t.Fatal(err)
	}
}

func TestAnEditIsSpokenAndUndone(t *testing.T) {
	b := New(now)
	before := translations.Text(english, single)
	mustChange(t, b, edit(single, english, "Never mind"), Edit{plural, english, translations.Forms{translations.One: "one copy", translations.Other: "{{.count}} pieces"}})
	speak(t, b)
	if got := translations.Text(english, single); got != "Never mind" {
		t.Errorf("says %q", got)
	}
	for n, want := range map[int]string{1: "one copy", 2: "2 pieces"} {
		if got := translations.Count(english, plural, n, nil); got != want {
			t.Errorf("%d: says %q", n, got)
		}
	}
	r, _ := b.Record(single)
	if !r.Texts[english].Edited() || r.Texts[translations.Chinese].Edited() || r.Last.By != "林译" || !r.Last.At.Equal(now()) {
		t.Errorf("the record is %+v", r)
	}
	if undone := b.Undo(); len(undone) != 2 {
		t.Errorf("%d changes undone at once, want both", len(undone))
	}
	speak(t, b)
	if got := translations.Text(english, single); got != before {
		t.Errorf("after undoing says %q", got)
	}
	if again := b.Redo(); len(again) != 2 {
		t.Errorf("%d changes done again", len(again))
	}
	speak(t, b)
	if got := translations.Text(english, single); got != "Never mind" {
		t.Errorf("done again, says %q", got)
	}
}

func TestWhatWouldLoseSomethingIsRefused(t *testing.T) {
	for _, c := range []struct {
		id    string
		l     translations.Language
		forms translations.Forms
		want  Why
		what  string
	}{
		{"no.such.message", english, translations.Single("x"), Unknown, ""},
		{single, english, translations.Single(" "), Empty, ""},
		{single, english, translations.Single("a\u200bb"), Unclean, ""},
		{single, english, translations.Single("{{range .x}}"), Braces, ""},
		{single, english, translations.Single("two\nlines"), LineEnds, ""},
		{single, english, translations.Single("{{.name}}"), Added, "name"},
		{"member.websites", english, translations.Single("website"), Lost, "number"},
		{plural, english, translations.Single("{{.count}} copies"), Form, "one"},
		{plural, translations.Chinese, translations.Forms{translations.One: "一份", translations.Other: "{{.count}}份"}, FormAdded, "one"},
		{single, english, translations.Forms{translations.One: "x", translations.Other: "y"}, FormAdded, "one"},
		{plural, "ru", translations.Forms{translations.One: "копия", translations.Few: "{{.count}} копии", translations.Other: "{{.count}} копии"}, Form, "many"},
	} {
		var refused *Refusal
		if err := Refuse(c.l, c.id, c.forms); !errors.As(err, &refused) || refused.Why != c.want || refused.What != c.what {
			t.Errorf("%s in %s, %q: %v, want %s %s", c.id, c.l, c.forms, err, c.want, c.what)
		}
	}
	b := New(now)
	if _, err := b.Change("", "", edit("dialog.close", english, "Shut"), edit(single, english, "")); err == nil {
		t.Error("an edit that is refused is made")
	}
	if r, _ := b.Record("dialog.close"); r.Texts[english].Edited() {
		t.Error("one edit of several is made although another was refused")
	}
}

// All that the program says must be sayable by a translator as it stands, or a round trip
// through a workbook would refuse it.
func TestNothingBuiltInIsRefused(t *testing.T) {
	for _, id := range IDs() {
		for _, l := range translations.Languages {
			forms, ok := translations.BuiltInForms(l, id)
			if err := Refuse(l, id, forms); !ok || err != nil {
				t.Errorf("%s in %s: %v", id, l, err)
			}
		}
	}
}

func TestTheFolderIsReadBackAsItWasWritten(t *testing.T) {
	b := New(now)
	mustChange(t, b, edit(single, english, "Never mind"), edit(single, translations.Chinese, "算了"),
		Edit{plural, english, translations.Forms{translations.One: "one copy", translations.Other: "{{.count}} pieces"}})
	b.Begin("fr")
	b.MarkChecked("林译", single, "no.such.message")
	files, err := b.Files()
	if err != nil {
		t.Fatal(err)
	}
	again, wrong := Read(now, files)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	for _, id := range []string{single, plural} {
		was, _ := b.Record(id)
		is, _ := again.Record(id)
		for _, l := range b.Languages() {
			if !was.Texts[l].Forms.Equal(is.Texts[l].Forms) {
				t.Errorf("%s in %s: %v, was %v", id, l, is.Texts[l], was.Texts[l])
			}
		}
		if is.Last == nil || was.Last.By != is.Last.By || was.Seen() != is.Seen() {
			t.Errorf("%s: %+v, was %+v", id, is, was)
		}
	}
	if got := again.Languages(); len(got) != 3 || got[2] != "fr" {
		t.Errorf("the languages are %v", got)
	}
	if len(again.checks) != 1 {
		t.Errorf("%d messages are checked", len(again.checks))
	}
	if got := again.Undo(); len(got) != 3 {
		t.Errorf("%d changes of an earlier start are undone", len(got))
	}
	files["active.en.toml"] = []byte("\"dialog.cancel\" = \"{{.lost}}\"\n\"dialog.close\" = \"Shut\"\n\"gone\" = \"x\"")
	if again, wrong = Read(now, files); len(wrong) != 2 {
		t.Errorf("what is wrong: %v", wrong)
	}
	if r, _ := again.Record("dialog.close"); !r.Texts[english].Edited() {
		t.Error("an edit is lost because another one is wrong")
	}
}

func TestAMessageThatChangedIsToBeCheckedAgain(t *testing.T) {
	b := New(now)
	b.MarkChecked("林译", single)
	if r, _ := b.Record(single); !r.Seen() || r.Changed() || r.Check.At != "2026-11-30" {
		t.Errorf("checked: %+v", r)
	}
	mustChange(t, b, edit(single, translations.Chinese, "算了"))
	if r, _ := b.Record(single); r.Seen() || !r.Changed() {
		t.Error("a message that changed still counts as checked")
	}
	b.Undo()
	if r, _ := b.Record(single); !r.Seen() {
		t.Error("with the change undone the message is not checked any more")
	}
}

// The forms of a language are those of the CLDR for whole numbers, and other besides, which each message has.
func TestLanguagesHaveTheFormsOfTheCLDR(t *testing.T) {
	for l, want := range map[translations.Language]int{"zh": 1, "en": 2, "ja": 1, "fr": 2, "ru": 4, "ar": 6, "pl": 4, "de": 2} {
		if got := translations.FormsFor(l); len(got) != want {
			t.Errorf("%s has the forms %v, want %d", l, got, want)
		}
	}
	for n, want := range map[int]translations.Form{1: translations.One, 21: translations.One, 3: translations.Few, 11: translations.Many} {
		if got := translations.FormFor("ru", n); got != want {
			t.Errorf("%d in Russian: %s, want %s", n, got, want)
		}
	}
}

func TestALanguageThatIsBegunFallsBackOnEnglish(t *testing.T) {
	b := New(now)
	mustChange(t, b, edit(single, "fr", "Annuler"))
	speak(t, b)
	if got := translations.Text("fr", single); got != "Annuler" {
		t.Errorf("says %q", got)
	}
	if got := translations.Count("fr", plural, 2, nil); got != "2 copies" {
		t.Errorf("falls back on %q", got)
	}
	if !translations.Has("fr", plural) || translations.Has("fr", "no.such.message") {
		t.Error("has other messages than it can say")
	}
}
