package ui

import (
	"context"
	"log/slog"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/ui/keying"
	"recordaldesk/ui/settings"
	"recordaldesk/ui/wizard"
)

// typing is the keying sheet while it is shown, and what leads back.
type typing struct {
	aside
	screen *keying.Screen
}

// typeShown shows the keying sheet of the filing that is open, or of the current one of
// the list; again, it leads back.
func (d *Desk) typeShown() {
	switch list, ok := d.screen.(interface{ Current() string }); {
	case d.typing != nil && d.left == nil: // nothing stands before it
		d.leaveKeying()
	case d.turnable() && d.wizard != nil:
		d.showKeying(d.session.ID())
	case ok && list.Current() != "":
		d.showKeying(list.Current())
	}
}

// showKeying shows the keying sheet of a draft, whether it is open or not, and leads back
// to the screen that is shown now.
func (d *Desk) showKeying(id string) {
	if d.guard.screen != nil || d.guard.moving || d.typing != nil || d.left != nil {
		return
	}
	f, ok := d.toType(id)
	if !ok {
		return
	}
	t := &typing{aside: d.putAside()}
	d.typing = t
	s := d.store()
	by := s.Desk()
	t.screen = keying.New(keying.Options{
		Voice: d.voice, Book: d.o.Book(), Filing: f, Now: d.o.Now, By: func() string { return by }, Program: d.o.Program,
		MailTo: settings.MailTo(d.setting(context.Background(), settings.MailToSetting)),
		Canvas: d.window.Canvas(), Clipboard: d.o.App.Clipboard(),
		Case: func(ctx context.Context) (*casework.Case, error) {
			by = d.initials(ctx, s)
			return s.Case(ctx, id)
		},
		Change: func(ctx context.Context, f func(*casework.Case) error) error {
			_, err := s.ChangeCase(ctx, id, f)
			return err
		},
		Keep: d.keeping, Refuse: d.refuser(),
		Printer: d.printer(), Folder: d.chooser.Folder, Write: writeNew, Open: d.openOutside,
		Ask: d.ask, Failed: d.failed, Back: d.leaveKeying, Do: d.o.Do,
	})
	d.show(t.screen)
}

// toType returns the filing of a draft as it stands now; false where it cannot be read,
// which the person was told.
func (d *Desk) toType(id string) (*rules.Filing, bool) {
	if d.session != nil && d.session.ID() == id {
		return d.session.Filing().Clone(), true
	}
	draft, err := d.store().Load(context.Background(), id)
	if err != nil {
		d.failed("read the filing to be typed", err)
		return nil, false
	}
	if data, err := rules.Encode(draft.Record.Filing); err == nil {
		d.draw(string(data))
	} else {
		slog.Error("look for rare characters", "err", err)
	}
	return draft.Record.Filing, true
}

// leaveKeying goes back to where one was.
func (d *Desk) leaveKeying() {
	if t := d.typing; t != nil && d.guard.screen == nil {
		d.forgetKeying()
		d.showAside(t.aside)
	}
}

// forgetKeying ends the look at the keying sheet; whoever calls it shows a screen.
func (d *Desk) forgetKeying() {
	if t := d.typing; t != nil {
		d.typing = nil
		t.screen.Close()
		d.takeUp(t.aside)
	}
}

var _ wizard.Screen = (*keying.Screen)(nil)
