// Package contactsheet writes the pictures of all screens, in every language, into one
// HTML file that needs nothing beside it.
package contactsheet

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"

	"recordaldesk/translations"
	"recordaldesk/ui/places"
)

// page has one row for each stop of the tour and one column for each mode. A click on a
// picture shows it in its own size.
var page = template.Must(template.New("contact sheet").Parse(`<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<title>{{.Title}}</title>
<style>
body { font-family: sans-serif; margin: 1.5em; background: #f4f4f2; color: #1d2126 }
table { border-collapse: collapse; width: 100% }
th, td { padding: .4em; vertical-align: top; text-align: left }
thead th { position: sticky; top: 0; background: #f4f4f2 }
img { width: 100%; border: 1px solid #8b929c; background: white }
tbody th { width: 9em; font-weight: normal }
small { color: #5b636e }
</style>
</head>
<body>
<h1>{{.Title}}</h1>
<p>{{.About}}</p>
<table>
<thead><tr><th></th>{{range .Modes}}<th>{{.}}</th>{{end}}</tr></thead>
<tbody>
{{range .Rows}}<tr id="{{.Stop}}"><th>{{.Name}}<br><small>{{.Aside}}</small></th>{{range .Pictures}}<td>{{if .}}<a href="{{.}}"><img src="{{.}}" loading="lazy"></a>{{end}}</td>{{end}}</tr>
{{end}}</tbody>
</table>
</body>
</html>
`))

type row struct {
	Stop, Name, Aside string
	Pictures          []template.URL
}

// Write writes the contact sheet of an album. Program is the name and version of the
// program, on the date of the pictures, YYYY-MM-DD.
func Write(w io.Writer, a *places.Album, program, on string) error {
	say := func(id string, args map[string]string) string {
		return translations.Text(translations.Chinese, id, args) + " " + translations.Text(translations.English, id, args)
	}
	modes := a.Modes()
	data := struct {
		Title, About string
		Modes        []string
		Rows         []row
	}{Title: say("sheet.title", nil), About: say("sheet.about", map[string]string{"program": program, "date": on})}
	var stops []string
	for _, mode := range modes {
		data.Modes = append(data.Modes, say("sheet.mode."+known(mode), map[string]string{"language": mode}))
		has, _ := a.Pictures(mode)
		for _, stop := range has {
			if !slices.Contains(stops, stop) {
				stops = append(stops, stop)
			}
		}
	}
	for _, stop := range stops {
		r := row{Stop: stop, Name: translations.Text(translations.Chinese, "tour."+stop), Aside: translations.Text(translations.English, "tour."+stop)}
		for _, mode := range modes {
			has, read := a.Pictures(mode)
			if !slices.Contains(has, stop) {
				r.Pictures = append(r.Pictures, "")
				continue
			}
			picture, err := read(stop)
			if err != nil {
				return err
			}
			// The bytes are a picture of our own making, and base64 has nothing in it that HTML obeys.
			r.Pictures = append(r.Pictures, template.URL("data:image/png;base64,"+base64.StdEncoding.EncodeToString(picture)))
		}
		data.Rows = append(data.Rows, r)
	}
	if err := page.Execute(w, data); err != nil {
		return fmt.Errorf("write the contact sheet: %w", err)
	}
	return nil
}

// known is the mode, or "other" for one that a translator has begun.
func known(mode string) string {
	switch mode {
	case "zh", "en", "both", string(translations.Pseudo):
		return mode
	}
	return "other"
}
