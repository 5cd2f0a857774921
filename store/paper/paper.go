// Package paper prints a filing: the forms that are signed and sealed, the
// checklist of what goes with a packet, and a sheet to review the filing on.
//
// [Forms], [Checklist] and [Review] return PDFs (A4, Noto Sans SC embedded as a
// subset, text that can be copied). The same input gives the same bytes. The
// forms have the fields and the places for signature, seal and date that
// domain.md 6 gives, in wording of the project's own; each says at its foot that
// the ICP team may ask for its own annex. Where the user has that, a form is printed
// on it, see [Blank].
//
// Chinese is what counts; English stands small below it as a reading aid where
// [Options] ask for it.
package paper

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/store/pagecode"
	"recordaldesk/translations"
)

// Options say how papers are printed.
type Options struct {
	Incomplete bool   // the filing has errors: every page says DRAFT 草稿
	English    bool   // with English small print
	NoChinese  bool   // in English alone, for who reads nothing else: only of the return notice
	Date       string // the day the papers are made, YYYY-MM-DD
	Rulebook   string // the version that judged the filing; "" where it has no part in the paper
	Program    string // name and version, for the foot of the page

	Last *rules.Filing // of the packet that left before, for the checklist; nil where there was none

	Book *rules.Book // that judged the filing; nil is the built-in one

	// Blanks are the official forms that the user has, by the id of the material. A
	// form is printed on its blank where there is one.
	Blanks map[string]Blank
}

// Form is one printed form.
type Form struct {
	Material rules.Material
	Name     string // of the file, safe on Windows: 06_网站备案信息真实性核验单.pdf
	PDF      []byte
}

// MissingGlyphError says that a character of the filing cannot be printed.
type MissingGlyphError struct {
	Rune  rune
	Field string // path in filing.json, "" where the character is not the filing's
}

func (e *MissingGlyphError) Error() string {
	return fmt.Sprintf("the papers' font has no %U, which stands in %q", e.Rune, e.Field)
}

// Message says in words which character of which field cannot be printed and what
// to do. The book names the field.
func (e *MissingGlyphError) Message(l translations.Language, f *rules.Filing, book *rules.Book) string {
	label := translations.Text(l, "paper.missing_glyph.filing")
	for _, i := range book.Shown(f, f.AsOf) {
		if i.Path == e.Field {
			label = wording.Label(l, i.Field.ID)
			if where := wording.Where(l, f, i.Path); where != "" {
				label = translations.Text(l, "paper.missing_glyph.at", map[string]string{"where": where, "field": label})
			}
		}
	}
	return translations.Text(l, "paper.missing_glyph", map[string]string{
		"field": label, "character": string(e.Rune), "code": fmt.Sprintf("%U", e.Rune),
	})
}

// forms draws each form by the id of its material.
var forms = map[string]func(*form){
	"check_list":                (*form).checkList,
	"authorization_letter":      (*form).authorizationLetter,
	"responsibility_letter":     (*form).responsibilityLetter,
	"shanghai_commitment":       (*form).shanghaiCommitment,
	"hunan_construction_plan":   (*form).hunanConstructionPlan,
	"jiangsu_notification":      (*form).jiangsuNotification,
	"jiangsu_commitment":        (*form).jiangsuCommitment,
	"relationship_confirmation": (*form).relationshipConfirmation,
	"host_lead_authorization":   (*form).hostLeadAuthorization,
	"cancellation_form":         (*form).cancellationForm,

	"guangdong_commitment":        (*form).guangdongCommitment,
	"xinjiang_party_letter":       (*form).xinjiangPartyLetter,
	"finance_commitment":          (*form).noActivityCommitment,
	"culture_training_commitment": (*form).noActivityCommitment,
	"pre_approval_commitment":     (*form).noActivityCommitment,
	"several_domains_statement":   (*form).severalDomainsStatement,
	"domain_holder_statement":     (*form).domainHolderStatement,
	"website_plan":                (*form).websitePlan,
}

// Prints reports whether the package has a form for the material. A newer
// rulebook may name printable materials that it has none for; those are the ICP
// team's to give.
func Prints(material string) bool { return forms[material] != nil }

// Forms returns the forms of every material that the report says is needed or
// advised, and that is printable or has an official blank, in the report's order. It
// fails with a [*MissingGlyphError] for a character that cannot be printed, with a
// [*BlankError] for a blank that cannot be used, and for an Options.Date that is no
// date.
func Forms(ctx context.Context, f *rules.Filing, r *rules.Report, o Options) ([]Form, error) {
	var all []Form
	for _, m := range r.Materials {
		blank := o.Blanks[m.ID]
		official := len(blank.PDF) > 0
		if !m.Needed && !m.Advised || !official && !(m.Printable && Prints(m.ID)) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("print the forms: %w", err)
		}
		pdf, err := printForm(ctx, f, m, blank, o)
		if err != nil {
			return nil, fmt.Errorf("print %s: %w", m.ID, err)
		}
		all = append(all, Form{Material: m, Name: fileName(f, m), PDF: pdf})
	}
	return all, nil
}

// printForm prints a form on its blank, or the form of our own where there is none.
func printForm(ctx context.Context, f *rules.Filing, m rules.Material, blank Blank, o Options) ([]byte, error) {
	if len(blank.PDF) > 0 {
		return Draw(ctx, f, m, blank, o)
	}
	pdf, err := fewestPages(func(tight bool) *document { return drawForm(f, m, o, tight) }).bytes()
	return pdf, located(err, f)
}

// fewestPages returns the paper as it is drawn with room, or with its lines closer
// where that saves a page.
func fewestPages(draw func(tight bool) *document) *document {
	d := draw(false)
	if d.pages > 1 {
		if tight := draw(true); tight.pages < d.pages {
			return tight
		}
	}
	return d
}

// form is a form being drawn: a document about one material of a filing.
type form struct {
	*document
	filing   *rules.Filing
	material rules.Material
	websites []int // it is about
}

// drawForm draws the form of a material, named as the material is.
func drawForm(f *rules.Filing, m rules.Material, o Options, tight bool) *document {
	id := "material." + m.ID
	d := newDocument(o, translations.Text(translations.Chinese, id), f.Host.Name)
	d.ownForm, d.tight, d.code = true, tight, pagecode.Of(f, m)
	p := newForm(d, f, m)
	var corner phrase
	if m.Item > 0 {
		corner = d.say("paper.corner", numbered(m.Item))
	}
	if d.err == nil {
		d.title(d.say(id), corner)
		forms[m.ID](p)
	}
	return d
}

// newForm says what the form of a material is about.
func newForm(d *document, f *rules.Filing, m rules.Material) *form {
	p := &form{document: d, filing: f, material: m}
	if m.Per == "filing" {
		for i := range f.Websites {
			p.websites = append(p.websites, i)
		}
	} else if m.Website < len(f.Websites) {
		p.websites = []int{m.Website}
	}
	return p
}

// own returns a message of this form alone.
func (p *form) own(id string, args ...map[string]string) phrase {
	return p.say("paper."+p.material.ID+"."+id, args...)
}

func numbered(n int) map[string]string {
	return map[string]string{"item": strconv.Itoa(n), "number": strconv.Itoa(n)}
}

// fileName returns the name of a form's file. Where the filing has several
// websites or domains, it says which one the form is for.
func fileName(f *rules.Filing, m rules.Material) string {
	args := map[string]string{
		"item":   fmt.Sprintf("%02d", m.Item),
		"title":  translations.Text(translations.Chinese, "material."+m.ID),
		"number": strconv.Itoa(m.Website + 1),
	}
	id := "paper.file.website"
	switch n, all := domainNumber(f, m); {
	case m.Per == "domain" && all > 1:
		id, args["number"] = "paper.file.domain", strconv.Itoa(n)
	case m.Per == "filing" || len(f.Websites) < 2:
		return translations.Text(translations.Chinese, "paper.file", args)
	}
	args["domain"] = m.Domain
	if domains := f.Websites[m.Website].Domains; m.Domain == "" && len(domains) > 0 {
		args["domain"] = domains[0].Name
	}
	args["domain"] = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || r < ' ' {
			return '-'
		}
		return r
	}, shortened(clean(strings.TrimSpace(args["domain"])), 60))
	return translations.Text(translations.Chinese, id, args)
}

// domainNumber says which domain of the filing the material is for, from 1, and
// how many the filing has.
func domainNumber(f *rules.Filing, m rules.Material) (n, all int) {
	for i, w := range f.Websites {
		for _, d := range w.Domains {
			all++
			if n == 0 && i == m.Website && d.Name == m.Domain {
				n = all
			}
		}
	}
	return n, all
}

// shortened cuts a text that only has to be recognised.
func shortened(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n])
	}
	return s
}

// located names the field that a character that cannot be printed stands in.
func located(err error, f *rules.Filing) error {
	var missing *MissingGlyphError
	if errors.As(err, &missing) && missing.Field == "" {
		missing.Field = fieldWith(f, missing.Rune)
	}
	return err
}
