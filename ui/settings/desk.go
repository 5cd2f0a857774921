package settings

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// addDesk adds the name of the desk, which is kept when the field is left.
func (s *Screen) addDesk() {
	s.section("settings.desk")
	became := s.said()
	entry := s.entry(s.o.Store.Desk(), func(text string) {
		name := strings.TrimSpace(text)
		if name == s.o.Store.Desk() {
			return
		}
		s.keep(became, func(ctx context.Context) error { return s.o.Store.SetDesk(ctx, name) })
	})
	s.name = entry
	s.column.Add(s.option("settings.desk.name", container.NewHBox(container.New(parts.Ems(20), entry)), became.object()))
}

// secondYes is [SecondSetting] where two people check the originals.
const secondYes = "yes"

// Second reads [SecondSetting]: whether two people check the originals of a filing.
func Second(setting string) bool { return setting == secondYes }

// addSecond adds whether the check of originals takes a second person.
func (s *Screen) addSecond() {
	became := s.said()
	control := s.segments([]string{off, secondYes},
		func() string { return chosen(s.setting(SecondSetting), off, []string{off, secondYes}) },
		func(l translations.Language, id string) string { return translations.Text(l, "settings.second."+id) },
		func(id string) {
			s.keep(became, func(ctx context.Context) error { return s.o.Store.SetSetting(ctx, SecondSetting, id) })
		})
	s.column.Add(s.option("settings.second", container.NewHBox(control), became.object()))
}

// The days that a filing can stay.
const (
	leastDays = 7
	mostDays  = 365
)

// addRetention adds how long filings stay after their export.
func (s *Screen) addRetention() {
	became := s.said()
	entry := s.entry(s.setting(RetentionSetting), func(text string) {
		days, ok := retention(text)
		if !ok {
			became.wrong(voice.Message("settings.retention.wrong"))
			return
		}
		became.hide()
		if days == s.setting(RetentionSetting) {
			return
		}
		s.keep(became, func(ctx context.Context) error { return s.o.Store.SetSetting(ctx, RetentionSetting, days) })
	})
	row := container.NewHBox(container.New(parts.Ems(6), entry))
	if s.o.Certify != nil {
		row.Add(s.button(theme.DocumentPrintIcon(), voice.Message("settings.retention.certify"), s.o.Certify))
	}
	s.column.Add(s.option("settings.retention.days", row, became.object()))
}

// retention reads how many days were typed, "" for ever. It is false for what is no such
// number.
func retention(text string) (days string, ok bool) {
	if text = strings.TrimSpace(text); text == "" {
		return "", true
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < leastDays || n > mostDays {
		return "", false
	}
	return strconv.Itoa(n), true
}

// entry returns a text field that hands over what was typed with Return, and when it is
// left.
func (s *Screen) entry(text string, done func(text string)) *form.Entry {
	e := form.NewEntry()
	e.Text = text
	e.OnFocus = func() { s.reveal(e) }
	e.OnBlur = func() { done(e.Text) }
	e.OnSubmitted = func(text string) { done(text) }
	e.OnKey = func(key fyne.KeyName) bool {
		if key == fyne.KeyEscape {
			s.o.Back()
		}
		return key == fyne.KeyEscape
	}
	return e
}

// clipboardSeconds are the times after which a copied number can go.
var clipboardSeconds = []string{"10", "30", "60", off}

// ClipboardAfter reads [ClipboardSetting]: how long a copied number can be pasted, 0 for
// as long as nothing else is copied.
func ClipboardAfter(setting string) time.Duration {
	return duration(setting, "30", time.Second)
}

func duration(setting, standard string, unit time.Duration) time.Duration {
	if setting == off {
		return 0
	}
	n, err := strconv.Atoi(setting)
	if err != nil || n <= 0 {
		n, _ = strconv.Atoi(standard)
	}
	return time.Duration(n) * unit
}

// chosen is the id of what a setting with a choice of a few stands at.
func chosen(setting, standard string, ids []string) string {
	for _, id := range ids {
		if id == setting {
			return id
		}
	}
	return standard
}

// addClipboard adds how long a copied number can be pasted.
func (s *Screen) addClipboard() {
	became := s.said()
	control := s.segments(clipboardSeconds,
		func() string { return chosen(s.setting(ClipboardSetting), "30", clipboardSeconds) },
		counted("settings.clipboard.seconds"),
		func(id string) {
			s.keep(became, func(ctx context.Context) error { return s.o.Store.SetSetting(ctx, ClipboardSetting, id) })
		})
	s.column.Add(s.option("settings.clipboard", container.NewHBox(control), became.object()))
}

// counted says a number in words, and that something is switched off.
func counted(message string) func(translations.Language, string) string {
	return func(l translations.Language, id string) string {
		if id == off {
			return translations.Text(l, "settings.off")
		}
		return translations.Text(l, message, map[string]string{"count": id})
	}
}
