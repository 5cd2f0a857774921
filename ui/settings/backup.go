package settings

import (
	"context"
	"log/slog"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// Backups is the part of [store.Store] that makes and finds the copies of it.
type Backups interface {
	Backups(ctx context.Context) ([]store.Backup, error) // the newest first
	Backup(ctx context.Context, progress func(done, total int64)) (store.Backup, error)
	BackupFolder(ctx context.Context) (string, error) // of the second copies, "" for none
	SetBackupFolder(ctx context.Context, folder string) error
}

// backupSection makes backups, lists them, and puts one back.
type backupSection struct {
	screen *Screen
	now    *form.Button
	became *said
	folder *form.Words
	chosen string // folder of the second copies
	forget *form.Button
	rows   *fyne.Container
	listed *parts.Speech // of the rows
	none   *form.Words
	busy   bool
	object *fyne.Container
}

func newBackupSection(s *Screen) *backupSection {
	b := &backupSection{screen: s, became: s.said(), rows: container.NewVBox(), listed: parts.NewSpeech(s.o.Voice)}
	b.now = s.button(theme.DocumentSaveIcon(), voice.Message("settings.backup.now"), b.make)
	b.folder = s.speech.Words(form.Quiet, b.sayFolder)
	choose := s.button(theme.FolderOpenIcon(), voice.Message("settings.backup.folder.choose"), b.choose)
	b.forget = s.button(nil, voice.Message("settings.backup.folder.forget"), func() { b.setFolder("") })
	b.none = s.speech.Words(form.Quiet, voice.Message("settings.backup.loading"))
	b.object = container.New(parts.Column{},
		s.speech.Words(form.Quiet, voice.Message("settings.backup.help")).Object(),
		container.New(parts.Indent{}, container.NewHBox(b.now)), b.became.object(),
		container.New(parts.Stack{}, s.speech.Words(form.Caption, voice.Message("settings.backup.folder")).Object(), b.folder.Object()),
		container.New(parts.Indent{}, container.NewHBox(choose, b.forget)),
		b.none.Object(), container.New(parts.Indent{}, b.rows))
	b.load()
	return b
}

func (b *backupSection) sayFolder(l translations.Language) string {
	if b.chosen == "" {
		return translations.Text(l, "settings.backup.folder.none")
	}
	return b.chosen
}

// load looks for backups in the background: they may lie on a slow stick.
func (b *backupSection) load() {
	crash.Go(func() {
		ctx := context.Background()
		all, err := b.screen.o.Backups.Backups(ctx)
		folder, folderErr := b.screen.o.Backups.BackupFolder(ctx)
		if err == nil {
			err = folderErr
		}
		b.screen.o.Do(func() {
			b.chosen = folder
			b.list(all)
			if err != nil {
				b.problem("look for backups", err)
			}
		})
	})
}

// list shows the backups there are.
func (b *backupSection) list(all []store.Backup) {
	b.rows.Objects, b.listed = nil, parts.NewSpeech(b.screen.o.Voice)
	for _, one := range all {
		b.rows.Add(b.row(one))
	}
	b.none.Say(voice.Message("settings.backup.none"))
	parts.SetVisible(b.none.Object(), len(all) == 0)
	parts.SetVisible(b.forget, b.chosen != "")
	b.folder.Retranslate()
	b.screen.lay()
}

// row is one backup, with a button that puts it back.
func (b *backupSection) row(one store.Backup) fyne.CanvasObject {
	restore := b.listed.Button(nil, voice.Message("settings.backup.restore"), func() { b.ask(one) })
	restore.OnEscape, restore.OnFocus = b.screen.o.Back, func() { b.screen.reveal(restore) }
	restore.Careful = true
	return parts.BackupRow(b.listed, one, restore)
}

// make makes a backup now, and says how far it is.
func (b *backupSection) make() {
	if !b.begin() {
		return
	}
	b.progress(0, 1)
	crash.Go(func() {
		told := -1
		_, err := b.screen.o.Backups.Backup(context.Background(), func(done, total int64) {
			if now := percent(done, total); now != told { // not each block
				told = now
				b.screen.o.Do(func() { b.progress(done, total) })
			}
		})
		b.screen.o.Do(func() {
			b.end()
			if err != nil {
				b.problem("back up", err)
			} else {
				b.became.say(voice.Message("settings.backup.done"))
			}
			b.load()
		})
	})
}

func percent(done, total int64) int {
	if total <= 0 {
		return 0
	}
	return int(100 * done / total)
}

func (b *backupSection) progress(done, total int64) {
	if b.busy {
		b.became.say(voice.Message("settings.backup.running", map[string]string{"percent": strconv.Itoa(percent(done, total))}))
	}
}

// choose asks for the folder of the second copies.
func (b *backupSection) choose() {
	title := b.screen.o.Voice.Text("settings.backup.folder.choose")
	crash.Go(func() {
		folder, err := b.screen.o.Choose(context.Background(), title)
		b.screen.o.Do(func() {
			switch {
			case err != nil:
				b.problem("choose a folder", err)
			case folder != "":
				b.setFolder(folder)
			}
		})
	})
}

func (b *backupSection) setFolder(folder string) {
	crash.Go(func() {
		err := b.screen.o.Backups.SetBackupFolder(context.Background(), folder)
		b.screen.o.Do(func() {
			if err != nil {
				b.problem("keep the folder of backups", err)
				return
			}
			b.became.say(voice.Message("settings.saved"))
			b.load()
		})
	})
}

// ask asks whether a backup is to take the place of what is there.
func (b *backupSection) ask(one store.Backup) {
	question := func(l translations.Language) string {
		return translations.Count(l, "settings.backup.restore.ask", one.Drafts, map[string]string{"at": say.Moment(one.At)})
	}
	b.screen.o.Ask(question, voice.Message("settings.backup.restore.yes"), func() { b.restore(one) })
}

func (b *backupSection) restore(one store.Backup) {
	if !b.begin() {
		return
	}
	b.became.say(voice.Message("settings.backup.restoring"))
	crash.Go(func() { b.screen.o.Restore(context.Background(), one) })
}

// begin reports whether something can be done; one thing at a time.
func (b *backupSection) begin() bool {
	if b.busy {
		return false
	}
	b.busy = true
	b.now.Disable()
	return true
}

func (b *backupSection) end() {
	b.busy = false
	b.now.Enable()
}

func (b *backupSection) problem(what string, err error) {
	slog.Error(what, "err", err)
	b.became.problem(err)
}
