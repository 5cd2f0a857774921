package export

import (
	"context"
	"crypto/rand"
	"log/slog"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store/crash"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/settings"
	"recordaldesk/ui/voice"
)

// smallSetting is kept in the store: "yes" for small copies too. So are those of
// ui/settings for mails.
const smallSetting = "export.small"

// options are how a packet is exported. The password is kept nowhere.
type options struct {
	screen *Screen
	limit  int // of a mail, megabytes
	limits *form.Segments
	kept   int  // limits on their way to the disk
	small  bool // small copies for the national interface too

	password *form.Entry
	fold     *form.Button
	rows     *fyne.Container
	object   fyne.CanvasObject
}

func newOptions(s *Screen) *options {
	o := &options{screen: s}
	o.limit = settings.MailLimit(o.read(settings.MailLimitSetting))
	o.small = o.read(smallSetting) == "yes"
	sp := s.speech
	o.fold = sp.Button(theme.MenuExpandIcon(), voice.Message("export.options"), o.toggle)
	o.fold.Importance = widget.LowImportance
	o.password = form.NewEntry()
	o.password.Password = true
	generate := sp.Button(nil, voice.Message("export.password.make"), o.generate)
	o.limits = form.NewSegments(o.chooseLimit)
	sp.Also(o.offerLimits)
	smalls := form.NewSegments(func(id string) {
		o.small = id == "yes"
		o.keep(smallSetting, id, func() {})
	})
	sp.Also(func() {
		chosen := "no"
		if o.small {
			chosen = "yes"
		}
		smalls.Offer([]form.Option{
			form.NewOption(s.voice, "no", voice.Message("value.no")), form.NewOption(s.voice, "yes", voice.Message("value.yes")),
		}, chosen)
	})
	o.rows = container.NewVBox(
		option(sp, "export.password", container.NewHBox(container.New(parts.Ems(18.5), o.password), generate)),
		option(sp, "export.limit", container.NewHBox(o.limits)),
		option(sp, "export.small", container.NewHBox(smalls)))
	o.rows.Hide()
	o.object = container.NewVBox(container.NewHBox(o.fold), o.rows)
	return o
}

// option is a choice with what it is for.
func option(sp *parts.Speech, id string, control fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(
		container.New(parts.Stack{}, sp.Words(form.Caption, voice.Message(id)).Object(), sp.Words(form.Quiet, voice.Message(id+".help")).Object()),
		container.New(parts.Indent{}, control))
}

// toggle shows the options, or puts them away.
func (o *options) toggle() {
	if o.rows.Visible() {
		o.rows.Hide()
		o.fold.SetIcon(theme.MenuExpandIcon())
	} else {
		o.rows.Show()
		o.fold.SetIcon(theme.MenuDropDownIcon())
	}
	o.screen.check.Refresh()
}

// generate makes a password that can be read over the telephone, and shows it.
func (o *options) generate() {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	random := make([]byte, 12)
	_, _ = rand.Read(random) // never fails, says its documentation
	made := make([]byte, 0, 14)
	for i, b := range random {
		if i > 0 && i%4 == 0 {
			made = append(made, '-')
		}
		made = append(made, letters[int(b)%len(letters)])
	}
	o.password.Password = false
	o.password.SetText(string(made))
}

// offerLimits shows the limits of a mail that can be chosen.
func (o *options) offerLimits() {
	var all []form.Option
	for _, n := range settings.MailLimits {
		id := strconv.Itoa(n)
		all = append(all, form.NewOption(o.screen.voice, id, voice.Message("export.limit.mb", map[string]string{"mb": id})))
	}
	o.limits.Offer(all, strconv.Itoa(o.limit))
}

func (o *options) chooseLimit(id string) {
	n, err := strconv.Atoi(id)
	if err != nil {
		o.offerLimits() // one of them always holds
		return
	}
	o.limit = n
	o.kept++
	o.keep(settings.MailLimitSetting, id, func() { o.kept-- })
}

// refresh takes in a limit that was set elsewhere, as in the settings.
func (o *options) refresh() {
	now := settings.MailLimit(o.read(settings.MailLimitSetting))
	if o.kept == 0 && now != o.limit {
		o.limit = now
		o.offerLimits()
	}
}

// mailTo is the address of the ICP team.
func (o *options) mailTo() string { return settings.MailTo(o.read(settings.MailToSetting)) }

func (o *options) read(key string) string {
	value, err := o.screen.around.Store.Setting(context.Background(), key)
	if err != nil {
		slog.Error("read setting", "key", key, "err", err)
	}
	return value
}

// keep keeps a setting in the background; done comes back on the UI goroutine.
func (o *options) keep(key, value string, done func()) {
	crash.Go(func() {
		if err := o.screen.around.Store.SetSetting(context.Background(), key, value); err != nil {
			slog.Error("keep setting", "key", key, "err", err)
		}
		o.screen.around.Do(done)
	})
}
