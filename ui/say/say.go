// Package say has the words that several screens have for the same things:
// materials and what they demand, sizes of files, moments.
package say

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"recordaldesk/rules"
	"recordaldesk/rules/ident"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// Material names a material, with its number in the ICP team's list and, where
// the filing has several, the website or domain it belongs to.
func Material(f *rules.Filing, m rules.Material) voice.Speaker {
	return func(l translations.Language) string {
		args := map[string]string{
			"item":     strconv.Itoa(m.Item),
			"material": translations.Text(l, "material."+m.ID),
			"number":   strconv.Itoa(m.Website + 1),
			"domain":   m.Domain,
		}
		if m.Website < len(f.Websites) {
			args["website"] = f.Websites[m.Website].Name
		}
		if m.Item > 0 {
			args["material"] = translations.Text(l, "materials.numbered", args)
		}
		switch {
		case m.Per == "domain" && m.Domain != "" && domains(f) > 1:
			return translations.Text(l, "materials.of_domain", args)
		case m.Per == "website" && len(f.Websites) > 1 && args["website"] == "":
			return translations.Text(l, "materials.of_unnamed_website", args)
		case m.Per == "website" && len(f.Websites) > 1:
			return translations.Text(l, "materials.of_website", args)
		}
		return args["material"]
	}
}

func domains(f *rules.Filing) int {
	n := 0
	for _, w := range f.Websites {
		n += len(w.Domains)
	}
	return n
}

// Demand says how a material is made and how it travels: copies, signature,
// seal, date, delivery.
func Demand(m rules.Material) voice.Speaker {
	return func(l translations.Language) string {
		said := []string{translations.Count(l, "material.copies", m.Copies, nil)}
		for _, mark := range []struct{ of, is string }{{"signature", m.Signature}, {"seal", m.Seal}, {"date", m.Date}} {
			if mark.is == "required" {
				said = append(said, translations.Text(l, "mark."+mark.of+".required"))
			}
		}
		for _, way := range m.Delivery {
			said = append(said, translations.Text(l, "delivery."+way))
		}
		return strings.Join(said, translations.Text(l, "list.separator"))
	}
}

// File says the name of a file that came from a person. People put a client's
// numbers into such names; here they are masked.
func File(name string) string { return ident.MaskText(name) }

// Moment says when something was, to the minute.
func Moment(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

// Size says a number of bytes as people do: 640 KB, 2.1 MB.
func Size(bytes int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	switch {
	case bytes < mega:
		return fmt.Sprintf("%d KB", (bytes+kilo-1)/kilo)
	case bytes < 10*mega:
		return fmt.Sprintf("%.1f MB", float64(bytes)/mega)
	}
	return fmt.Sprintf("%d MB", bytes/mega)
}

// Sentences sets two sentences behind one another.
func Sentences(l translations.Language, first, second string) string {
	return translations.Text(l, "materials.sentences", map[string]string{"first": first, "second": second})
}
