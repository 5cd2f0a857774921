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
	"recordaldesk/store/packet"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Settings of an export that are kept in the store.
const (
	limitSetting = "export.mail_limit" // megabytes
	smallSetting = "export.small"      // "yes" for small copies too
)

// mailLimits are the sizes of mails, in megabytes, that can be chosen.
var mailLimits = []int{10, 20, 50}

// options are how a packet is exported. The password is kept nowhere.
type options struct {
	screen *Screen
	limit  int  // of a mail, megabytes
	small  bool // small copies for the national interface too

	password *form.Entry
	fold     *form.Button
	rows     *fyne.Container
	object   fyne.CanvasObject
}

func newOptions(s *Screen) *options {
	o := &options{screen: s, limit: int(packet.DefaultMailLimit / 1_000_000)}
	ctx := context.Background()
	if n, err := strconv.Atoi(o.read(ctx, limitSetting)); err == nil && n > 0 {
		o.limit = n
	}
	o.small = o.read(ctx, smallSetting) == "yes"
	sp := s.speech
	o.fold = sp.Button(theme.MenuExpandIcon(), voice.Message("export.options"), o.toggle)
	o.fold.Importance = widget.LowImportance
	o.password = form.NewEntry()
	o.password.Password = true
	generate := sp.Button(nil, voice.Message("export.password.make"), o.generate)
	limits := form.NewSegments(func(id string) {
		if n, err := strconv.Atoi(id); err == nil {
			o.limit = n
			o.keep(limitSetting, id)
		}
	})
	sp.Also(func() {
		var all []form.Option
		for _, n := range mailLimits {
			id := strconv.Itoa(n)
			all = append(all, form.NewOption(s.voice, id, voice.Message("export.limit.mb", map[string]string{"mb": id})))
		}
		limits.Offer(all, strconv.Itoa(o.limit))
	})
	smalls := form.NewSegments(func(id string) {
		o.small = id == "yes"
		o.keep(smallSetting, id)
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
		option(sp, "export.password", container.NewHBox(container.New(parts.Size{Width: 260}, o.password), generate)),
		option(sp, "export.limit", container.NewHBox(limits)),
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

func (o *options) read(ctx context.Context, key string) string {
	value, err := o.screen.around.Store.Setting(ctx, key)
	if err != nil {
		slog.Error("read setting", "key", key, "err", err)
	}
	return value
}

func (o *options) keep(key, value string) {
	crash.Go(func() {
		if err := o.screen.around.Store.SetSetting(context.Background(), key, value); err != nil {
			slog.Error("keep setting", "key", key, "err", err)
		}
	})
}
