package ui

import (
	"log/slog"

	"fyne.io/fyne/v2/lang"
	"github.com/go-json-experiment/json"

	"recordaldesk/translations"
)

// toolkitWords are all words of the toolkit, as in menus over text and in the file chooser,
// by the toolkit's own keys.
var toolkitWords = map[string]string{
	"Cancel": "dialog.cancel", "Confirm": "toolkit.confirm", "Copy": "toolkit.copy", "Cut": "toolkit.cut",
	"Paste": "toolkit.paste", "Select all": "toolkit.select_all", "Undo": "toolkit.undo", "Redo": "toolkit.redo",
	"Open": "toolkit.open", "Save": "toolkit.save", "Yes": "value.yes", "No": "value.no", "OK": "toolkit.ok",
	"Error": "toolkit.error", "File": "toolkit.file", "Folder": "toolkit.folder", "New Folder": "toolkit.new_folder",
	"Create Folder": "toolkit.create_folder", "Enter filename": "toolkit.enter_filename",
	"Favourites": "toolkit.favourites", "Show Hidden Files": "toolkit.show_hidden",
	"file.name": "toolkit.file_name", "file.parent": "toolkit.parent_folder",
	"Advanced": "toolkit.advanced", "Quit": "toolkit.quit",
	"monday": "toolkit.day.monday", "tuesday": "toolkit.day.tuesday", "wednesday": "toolkit.day.wednesday", "thursday": "toolkit.day.thursday",
	"friday": "toolkit.day.friday", "saturday": "toolkit.day.saturday", "sunday": "toolkit.day.sunday",
	"monday.short": "toolkit.day.monday.short", "tuesday.short": "toolkit.day.tuesday.short", "wednesday.short": "toolkit.day.wednesday.short",
	"thursday.short": "toolkit.day.thursday.short", "friday.short": "toolkit.day.friday.short", "saturday.short": "toolkit.day.saturday.short",
	"sunday.short": "toolkit.day.sunday.short",
}

// speakToolkit makes the toolkit's own words follow the program's language. It
// has no switch for it, but takes words for the system's locale at any time.
func (d *Desk) speakToolkit() {
	words := make(map[string]string, len(toolkitWords))
	for key, id := range toolkitWords {
		words[key] = translations.Text(d.voice.Language(), id)
	}
	data, err := json.Marshal(words)
	if err == nil {
		err = lang.AddTranslationsForLocale(data, lang.SystemLocale())
	}
	if err != nil {
		slog.Error("say the toolkit's words", "err", err)
	}
}
