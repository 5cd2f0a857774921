// Package notice has the two screens of a return: the desk's, on which what was marked is
// handed back, and the client's, on which a return file that came in is shown before its
// items stand at their fields.
package notice

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// list shows what goes back, or came back: each with where it is, what stands there, and
// what was said of it.
func list(sp *parts.Speech, book *rules.Book, f *rules.Filing, today string, items []casework.Item) fyne.CanvasObject {
	places := wording.PlacesOf(book, f, today)
	box := container.NewVBox()
	for n, i := range items {
		if n > 0 {
			box.Add(widget.NewSeparator())
		}
		box.Add(container.New(parts.Stack{},
			sp.Words(form.Caption, func(l translations.Language) string {
				return translations.Text(l, "returning.item", map[string]string{
					"number": strconv.Itoa(n + 1), "place": places.Name(l, i.Place), "verdict": say.ReturnedAs(i.Verdict)(l),
				})
			}).Object(),
			sp.Words(form.Quiet, func(l translations.Language) string {
				return translations.Text(l, "returning.stands", map[string]string{"value": places.Value(l, i.Place)})
			}).Object(),
			sp.Words(form.Body, say.Returned(f, i)).Object()))
	}
	return container.NewStack(parts.NewGround(look.ColorPaper, theme.ColorNameSeparator), container.NewPadded(box))
}

// what names a filing: its company and its kind.
func what(f *rules.Filing) voice.Speaker {
	return func(l translations.Language) string {
		name, kind := f.Host.Name, translations.Text(l, "arrival.kind.unknown")
		if name == "" {
			name = translations.Text(l, "arrival.company.unknown")
		}
		if id := "kind." + f.Kind; f.Kind != "" && translations.Has(l, id) {
			kind = translations.Text(l, id)
		}
		return translations.Text(l, "arrival.what", map[string]string{"company": name, "kind": kind})
	}
}

// counted says how many of the items are to be corrected, and how many confirmed.
func counted(items []casework.Item) voice.Speaker {
	returned := 0
	for _, i := range items {
		if i.Verdict == casework.Returned {
			returned++
		}
	}
	queried := len(items) - returned
	return func(l translations.Language) string {
		said := ""
		if returned > 0 {
			said = translations.Count(l, "paper.notice.returned", returned, nil)
		}
		if queried > 0 {
			if said != "" {
				said += translations.Text(l, "summary.and")
			}
			said += translations.Count(l, "paper.notice.queried", queried, nil)
		}
		return said
	}
}
