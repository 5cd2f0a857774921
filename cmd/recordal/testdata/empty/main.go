// Command empty opens a window with a line of text: what the toolkit takes by
// itself, as a measure for BenchmarkStart.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("cn.recordaldesk.empty").NewWindow("empty")
	w.SetContent(widget.NewLabel("empty"))
	w.Resize(fyne.NewSize(1366, 730))
	w.ShowAndRun()
}
