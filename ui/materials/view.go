package materials

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// look shows a scan large, so that a person sees whether it can be read. It is
// drawn here rather than opened elsewhere: a PDF from a stranger may hold more
// than pages.
func (s *Screen) look(a rules.Attachment) {
	c := fyne.CurrentApp().Driver().CanvasForObject(s.body)
	if c == nil {
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	var popup *widget.PopUp
	before := c.Focused()
	speech := parts.NewSpeech(s.voice)
	closing := speech.Button(theme.CancelIcon(), voice.Message("materials.view.close"), func() {
		cancel()
		popup.Hide()
		if before != nil {
			c.Focus(before)
		}
	})
	closing.OnEscape = closing.OnTapped
	name := widget.NewLabel(a.File)
	name.Truncation = fyne.TextTruncateEllipsis
	content := container.NewStack(container.NewCenter(speech.Line(widget.LowImportance, voice.Message("materials.loading"))))
	popup = widget.NewModalPopUp(container.NewBorder(container.NewBorder(nil, nil, nil, closing, name), nil, nil, nil, content), c)
	size := c.Size()
	popup.Resize(fyne.NewSize(size.Width*0.9, size.Height*0.92))
	popup.Show()
	c.Focus(closing)
	go func() {
		data, err := s.pictures.view(ctx, a.SHA256)
		s.around.Do(func() {
			if err != nil {
				if why := problem(err); why != nil {
					content.Objects = []fyne.CanvasObject{container.NewCenter(speech.Line(widget.DangerImportance, why))}
				}
			} else {
				content.Objects = []fyne.CanvasObject{show(fyne.NewStaticResource(a.SHA256+".view.jpg", data))}
			}
			content.Refresh()
		})
	}()
}
