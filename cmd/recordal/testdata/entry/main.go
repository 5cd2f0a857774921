// Command entry shows an entry of the toolkit, and below it a ground that has another colour
// with each letter: what a key takes on this machine before the program has done anything.
package main

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("cn.example.entry").NewWindow("entry")
	entry, ground := widget.NewEntry(), canvas.NewRectangle(color.White)
	entry.OnChanged = func(text string) {
		ground.FillColor = color.Gray{Y: uint8(128 + len(text)%2*64)}
		ground.Refresh()
	}
	w.SetContent(container.NewBorder(entry, nil, nil, nil, ground))
	w.Resize(fyne.NewSize(1364, 740))
	w.Canvas().Focus(entry)
	w.ShowAndRun()
}
