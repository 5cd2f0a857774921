package seen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Objects returns all that is shown of an object: itself and what it is made of, each
// before its parts. Unlike what the toolkit has for this, it asks a widget for the renderer
// that it has; one that is given a second, as lists and tables are made, draws into that
// from then on and shows nothing.
func Objects(o fyne.CanvasObject) []fyne.CanvasObject {
	if o == nil || !o.Visible() {
		return nil
	}
	all := []fyne.CanvasObject{o}
	var parts []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		parts = o.Objects
	case fyne.Widget:
		parts = test.WidgetRenderer(o).Objects()
	}
	for _, part := range parts {
		all = append(all, Objects(part)...)
	}
	return all
}
