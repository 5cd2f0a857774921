package settings

import (
	"context"
	"log/slog"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store/crash"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// codeSection makes a recovery code and shows it once.
type codeSection struct {
	screen *Screen
	make   *form.Button
	became *said

	panel  *fyne.Container
	text   *widget.Label
	print  *form.Button
	code   string // that is shown; "" for none
	laying bool   // a sheet is being made
	unlay  func() // takes the printed sheet away again; nil for none
	object *fyne.Container
}

func newCodeSection(s *Screen) *codeSection {
	c := &codeSection{screen: s, became: s.said()}
	state := s.speech.Words(form.Quiet, s.either(withCode, "settings.code.set", "settings.code.unset"))
	c.make = s.button(nil, s.either(withCode, "settings.code.again", "settings.code.make"), c.ask)
	c.text = widget.NewLabel("")
	c.text.SizeName, c.text.Alignment = theme.SizeNameHeadingText, fyne.TextAlignCenter
	c.print = s.button(theme.DocumentPrintIcon(), voice.Message("settings.code.print"), c.lay)
	done := s.button(theme.ConfirmIcon(), voice.Message("settings.code.done"), func() {
		c.putAway()
		s.o.Canvas.Focus(c.make)
	})
	c.panel = container.NewStack(parts.NewGround(look.ColorPaper, theme.ColorNameSeparator), container.NewPadded(container.New(parts.Column{},
		s.speech.Words(form.Body, voice.Message("settings.code.once")).Object(), c.text,
		container.NewCenter(container.NewHBox(c.print, done)))))
	c.panel.Hide()
	c.object = container.New(parts.Column{},
		container.New(parts.Stack{}, s.speech.Words(form.Caption, voice.Message("settings.code")).Object(), state.Object()),
		container.New(parts.Indent{}, container.NewHBox(c.make)), c.panel, c.became.object())
	return c
}

// ask makes a code, after a question where an earlier one would no longer count.
func (c *codeSection) ask() {
	if !c.screen.access.Recovery {
		c.begin()
		return
	}
	c.screen.o.Ask(voice.Message("settings.code.again.ask"), voice.Message("settings.code.again"), c.begin)
}

func (c *codeSection) begin() {
	c.putAway()
	c.became.hide()
	crash.Go(func() {
		code, err := c.screen.o.Store.NewRecoveryCode(context.Background())
		c.screen.o.Do(func() {
			if err != nil {
				slog.Error("make a recovery code", "err", err)
				c.became.problem(err)
				return
			}
			c.show(code)
		})
	})
}

// show shows a code, this once.
func (c *codeSection) show(code string) {
	c.code = code
	c.text.SetText(strings.ReplaceAll(code, "-", "  "))
	c.panel.Show()
	c.screen.reload()
	c.screen.o.Canvas.Focus(c.print)
	c.screen.reveal(c.panel)
}

// lay puts the sheet with the code before the person, to print it. That takes longer than
// a window may stand still.
func (c *codeSection) lay() {
	if c.laying {
		return
	}
	c.takeAway()
	c.laying = true
	code := c.code
	crash.Go(func() {
		unlay, err := c.screen.o.Print(code)
		c.screen.o.Do(func() {
			c.laying = false
			if err != nil {
				slog.Error("print the recovery code", "err", err)
				c.became.wrong(voice.Message("materials.print.failed"))
				return
			}
			c.unlay = unlay
			if c.code != code { // it was put away meanwhile
				c.takeAway()
				return
			}
			c.became.say(voice.Message("settings.code.printed"))
		})
	})
}

// takeAway takes away the sheet that was printed, if one was.
func (c *codeSection) takeAway() {
	if c.unlay != nil {
		c.unlay()
	}
	c.unlay = nil
}

// putAway forgets the code that is shown, and takes away the sheet that was printed.
func (c *codeSection) putAway() {
	c.takeAway()
	c.code = ""
	c.text.SetText("")
	c.panel.Hide()
	c.became.hide()
	c.screen.lay()
}
