package help

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/rules/wording/lookup"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

// A new page is an entry in pages.toml, its texts and "make help-pictures"; what is
// forgotten is told here.
func TestEveryPageIsWhole(t *testing.T) {
	for _, id := range Messages() {
		for _, l := range translations.Languages {
			if !translations.Has(l, id) {
				t.Errorf("%s is not said in %s", id, l)
			}
		}
	}
	said := Messages()
	for _, id := range translations.IDs(translations.Chinese) {
		for _, sort := range []string{"help.page.", "help.head.", "help.text.", "help.mark."} {
			if strings.HasPrefix(id, sort) && !slices.Contains(said, id) {
				t.Errorf("%s is on no page", id)
			}
		}
	}
	entries := map[string]bool{}
	for _, e := range lookup.Entries(rules.Builtin()) {
		entries[e.Key()] = true
	}
	for _, p := range Pages() {
		if len(p.Sections) == 0 {
			t.Errorf("%s says nothing", p.ID)
		}
		for _, id := range p.Pages {
			if ByID(id) == nil || id == p.ID {
				t.Errorf("%s leads to the page %s", p.ID, id)
			}
		}
		for _, key := range p.Rules {
			if !entries[key] {
				t.Errorf("%s leads to the entry %s, which the rulebook does not have", p.ID, key)
			}
		}
		for _, s := range p.Sections {
			if (s.Source == "") != (s.AsOf == "") || s.Source != "" && !translations.Has(translations.Chinese, "confidence."+string(s.Confidence)) {
				t.Errorf("%s, %s: of what day its source is, or how well founded, is not said", p.ID, s.ID)
			}
		}
	}
}

func TestEveryPageHasItsPictures(t *testing.T) {
	used, size := map[string]bool{ListName: true}, int64(0)
	for _, p := range Pages() {
		for _, l := range translations.Languages {
			name := PictureName(p.ID, l)
			known, ok := Pictures()[name]
			used[name] = true
			if !ok || known.Stop != p.Stop || len(known.Marks) != len(p.Marks) {
				t.Errorf("%s is missing, or not of the page as it is now: make help-pictures", name)
				continue
			}
			picture, err := decode(name)
			if err != nil {
				t.Error(err)
				continue
			}
			if b := picture.Bounds(); b.Dx() != known.Width || b.Dy() != known.Height {
				t.Errorf("%s is %v, not %d by %d", name, b, known.Width, known.Height)
			}
			for _, m := range known.Marks {
				if m.X < 0 || m.Y < 0 || m.X >= known.Width || m.Y >= known.Height {
					t.Errorf("%s has a mark at %v", name, m)
				}
			}
		}
	}
	err := fs.WalkDir(files, "pictures", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !used[d.Name()] {
			t.Errorf("%s is of no page", path)
		}
		info, err := d.Info()
		size += info.Size()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if size > 3<<20 {
		t.Errorf("the pictures take %d bytes", size)
	}
}

// desk is somebody before the help.
type desk struct {
	*uitest.Person
	*Screen
	voice *voice.Voice
	back  int
	rule  string
}

func open(t *testing.T, mode voice.Mode) *desk {
	d := &desk{Person: uitest.Before(t), voice: voice.New(mode)}
	d.Screen = New(Options{
		Voice: d.voice, Canvas: d.Window.Canvas(), Do: d.Do,
		Leads:    func(string) func() { return nil },
		Rule:     func(key string) voice.Speaker { return func(translations.Language) string { return key } },
		ShowRule: func(key string) { d.rule = key },
		Fact:     func(string) voice.Speaker { return nil },
		Walk:     func() {},
		Back:     func() { d.back++ },
	})
	d.Show(d.Object())
	d.Focus()
	return d
}

func (d *desk) types(text string) {
	for _, r := range text {
		d.Window.Canvas().Focused().TypedRune(r)
	}
}

func (d *desk) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		d.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func TestAPageIsFoundByWhatItSaysAndByInitials(t *testing.T) {
	for query, want := range map[string]string{
		"fcyh": "after_mailing", "发出以后": "after_mailing", "Retouch": "", "adjusting a scan": "retouch", "幕布": "after_mailing", "backup": "backups", "khcw": "questions",
	} {
		d := open(t, voice.Chinese)
		d.types(query)
		if got := d.Reading(); got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}

func TestTheHelpIsReadWithTheKeyboardAlone(t *testing.T) {
	d := open(t, voice.Chinese)
	d.press(fyne.KeyDown, fyne.KeyDown)
	if got, want := d.Reading(), Pages()[2].ID; got != want {
		t.Fatalf("two rows down %q is read, want %q", got, want)
	}
	d.press(fyne.KeyReturn) // to the page
	if d.Window.Canvas().Focused() != fyne.Focusable(d.reader) {
		t.Fatal("Return does not go on to the page")
	}
	d.press(fyne.KeyEscape) // to the search
	d.types("zzzz")
	if d.Reading() != "" || !strings.Contains(d.Says(), translations.Text(translations.Chinese, "help.none_found")) {
		t.Errorf("what is found nowhere shows %q", d.Reading())
	}
	d.press(fyne.KeyEscape) // to all pages
	if d.back > 0 || len(d.found) != len(Pages()) {
		t.Fatal("Esc does not go back by one")
	}
	d.press(fyne.KeyEscape)
	if d.back != 1 {
		t.Error("Esc does not lead back")
	}
}

func TestTheButtonsOfAPageAreReachedByTab(t *testing.T) {
	d := open(t, voice.Both)
	d.Open("domains")
	d.Window.Canvas().Focus(d.reader)
	var reached []string
	for range 12 {
		d.Window.Canvas().FocusNext()
		if b, ok := d.Window.Canvas().Focused().(*form.Button); ok {
			reached = append(reached, b.Text)
			if b.Text == "field/websites.domains.name" {
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
				if at.Y+b.Size().Height > d.Window.Canvas().Size().Height {
					t.Errorf("it has the keyboard and is not seen, at %v", at)
				}
				d.press(fyne.KeyReturn)
				break
			}
		}
	}
	if d.rule != "field/websites.domains.name" {
		t.Errorf("Tab reaches %q", reached)
	}
}

// Opening a page must not wait for its picture.
func TestAPictureIsDecodedInTheBackground(t *testing.T) {
	d := open(t, voice.English)
	d.Open("materials")
	var shown *picture
	for _, o := range seen.Objects(d.Window.Content()) {
		if p, ok := o.(*picture); ok {
			shown = p
		}
	}
	if shown == nil || shown.of.Stop != "materials" {
		t.Fatal("the page has no picture")
	}
	blank := shown.image.Image
	d.Until("the picture is there", func() bool { return shown.image.Image != blank })
	if b := shown.image.Image.Bounds(); b.Dx() != shown.of.Width {
		t.Errorf("the picture is %v", b)
	}
	d.voice.Switch(voice.Chinese)
	d.Retranslate()
	if d.Reading() != "materials" || !strings.Contains(d.Says(), translations.Text(translations.Chinese, "help.mark.materials.1")) {
		t.Error("the page is not said in the other language")
	}
}
