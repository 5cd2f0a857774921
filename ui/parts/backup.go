package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// BackupRow is a row in a list of backups: when one was made, what is in it, whether it is
// sound, and the button that restores it, which cannot be pressed where it is not.
func BackupRow(s *Speech, b store.Backup, restore *form.Button) fyne.CanvasObject {
	about := s.Label(widget.LowImportance, func(l translations.Language) string {
		id := "settings.backup.row"
		if b.Passphrase {
			id += ".passphrase"
		}
		return translations.Count(l, id, b.Drafts, map[string]string{"size": say.Size(b.Size)})
	})
	state, importance := "settings.backup.sound", widget.SuccessImportance
	if !b.Sound {
		state, importance = "settings.backup.damaged", widget.DangerImportance
		restore.Disable()
	}
	return container.New(Columns{Shares: []float32{3, 6, 2, 2}},
		widget.NewLabel(say.Moment(b.At)), about, s.Label(importance, voice.Message(state)), container.NewHBox(restore))
}
