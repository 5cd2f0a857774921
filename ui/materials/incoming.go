package materials

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/pagecode"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/review"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// incoming is the panel on which a person says of files that were dropped or
// chosen which material each of them is.
type incoming struct {
	screen *Screen
	files  []*file
	speech *parts.Speech
	rows   *fyne.Container
	left   *form.Words
	add    *form.Button
	cancel *form.Button
	object fyne.CanvasObject
	scroll *container.Scroll
}

// file is a file that came in.
type file struct {
	path string
	glance
	looked  bool
	trouble voice.Speaker // why it cannot be used; nil if it can
	page    voice.Speaker // what its page says of itself; nil where it says nothing
	chosen  string        // key of the material

	speech *parts.Speech
	picker *form.Picker
	frame  *fyne.Container
	about  *form.Words
	object fyne.CanvasObject
}

func newIncoming(s *Screen) *incoming {
	p := &incoming{screen: s, speech: parts.NewSpeech(s.voice), rows: container.NewVBox()}
	p.left = p.speech.Words(form.Body, p.sayLeft)
	p.add = p.speech.Button(theme.ConfirmIcon(), p.sayAdd, p.attach)
	p.add.Importance = widget.HighImportance
	p.cancel = p.speech.Button(theme.CancelIcon(), voice.Message("materials.incoming.cancel"), p.close)
	head := container.New(parts.Stack{},
		p.speech.Words(form.Title, voice.Message("materials.incoming.title")).Object(),
		p.speech.Words(form.Quiet, voice.Message("materials.incoming.hint")).Object())
	// With large letters there would be no room left for the files beneath a head that stays.
	p.scroll = container.NewVScroll(container.NewPadded(container.New(parts.Stack{}, head, p.rows)))
	p.object = container.NewBorder(nil,
		container.NewPadded(container.NewVBox(widget.NewSeparator(), p.left.Object(), container.New(parts.Indent{}, container.New(parts.NewFlow(), p.add, p.cancel)))),
		nil, nil, p.scroll)
	return p
}

func (p *incoming) shown() bool { return len(p.files) > 0 }

func (p *incoming) retranslate() {
	p.speech.Retranslate()
	for _, f := range p.files {
		f.speech.Retranslate()
	}
}

// refresh says the choices anew after materials came or went.
func (p *incoming) refresh() {
	for _, f := range p.files {
		if f.chosen != "" && p.material(f.chosen) == nil {
			f.chosen = ""
		}
		p.choose(f, f.chosen)
	}
}

func (p *incoming) focus() {
	for _, f := range p.files {
		if f.trouble == nil {
			form.Focus(f.picker)
			return
		}
	}
	form.Focus(p.cancel)
}

// take shows files on the panel and looks at them in the background.
func (p *incoming) take(paths []string) {
	if len(paths) == 0 || !p.screen.session.MayEdit() {
		return
	}
	opening := !p.shown()
	for _, path := range paths {
		if slices.ContainsFunc(p.files, func(f *file) bool { return f.path == path }) {
			continue
		}
		f := p.newFile(path)
		p.files = append(p.files, f)
		p.rows.Add(f.object)
		p.choose(f, p.guess(f, len(paths) == 1))
		p.screen.lookAt(path, func(g glance, err error) { p.looked(f, g, err) })
	}
	p.say()
	if opening {
		p.screen.body.Objects = []fyne.CanvasObject{p.object}
		p.screen.body.Refresh()
		p.scroll.ScrollToTop()
		p.focus()
	}
}

// glance is what is seen of a file before it is taken.
type glance struct {
	info    scan.Info
	picture []byte        // thumbnail
	code    pagecode.Code // which of our printed pages it is; zero for none
}

// lookAt inspects a file in the background, in turn, and tells on the UI
// goroutine what it is.
func (s *Screen) lookAt(path string, tell func(glance, error)) {
	s.looking.Add(func() {
		g, err := s.examine(s.ctx, path)
		if s.ctx.Err() == nil {
			s.around.Do(func() { tell(g, err) })
		}
	})
}

func (s *Screen) examine(ctx context.Context, path string) (glance, error) {
	var g glance
	opened, err := os.Open(path)
	if err != nil {
		return g, fmt.Errorf("look at scan: %w: %w", store.ErrScanSource, err)
	}
	defer opened.Close() // was only read
	if g.info, err = scan.InspectFile(ctx, opened); err != nil {
		return g, err
	}
	if g.picture, err = s.around.Pages.Thumbnail(ctx, opened, g.info, thumbnailSide); err != nil {
		return g, err
	}
	if code, ok, err := review.Code(ctx, opened, g.info, s.around.Pages); ok && err == nil {
		g.code = code
	}
	return g, nil
}

func (p *incoming) newFile(path string) *file {
	f := &file{path: path, speech: parts.NewSpeech(p.screen.voice)}
	sp := f.speech
	f.frame = container.NewStack(parts.NewGround(theme.ColorNameInputBackground, theme.ColorNameSeparator))
	name := widget.NewLabel(say.File(filepath.Base(path)))
	name.Truncation = fyne.TextTruncateEllipsis
	f.about = sp.Words(form.Quiet, f.sayAbout)
	f.picker = form.NewPicker(p.screen.voice, p.options, func(key string) { p.choose(f, key); p.say() })
	f.picker.OnFocus = func() { parts.Reveal(p.scroll, p.scroll.Content, f.object, p.scroll.Offset.Y) }
	sp.Also(func() { p.choose(f, f.chosen) })
	leave := sp.Button(theme.CancelIcon(), voice.Message("materials.incoming.leave"), func() { p.leave(f) })
	text := container.NewVBox(
		container.New(parts.Stack{}, name, f.about.Object()),
		container.New(parts.Indent{}, container.NewBorder(nil, nil, nil, leave, f.picker)))
	f.object = container.NewStack(parts.NewGround(look.ColorPaper, theme.ColorNameSeparator), container.NewPadded(
		container.NewBorder(nil, nil, container.NewCenter(container.New(parts.Size{Width: thumbWidth, Height: thumbHeight}, f.frame)), nil, text)))
	return f
}

// sayAbout says what the file is, or why it cannot be used.
func (f *file) sayAbout(l translations.Language) string {
	switch {
	case !f.looked:
		return translations.Text(l, "materials.loading")
	case f.trouble != nil:
		return translations.Text(l, "materials.incoming.refused", map[string]string{"reason": f.trouble(l)})
	}
	args := map[string]string{
		"format": formats[f.info.Kind], "size": say.Size(f.info.Bytes),
		"width": strconv.Itoa(f.info.Width), "height": strconv.Itoa(f.info.Height),
	}
	text := translations.Text(l, "materials.incoming.picture", args)
	if f.info.Kind == scan.PDF {
		text = translations.Count(l, "materials.incoming.pdf", f.info.Pages, args)
	}
	if scan.NameMismatch(f.path, f.info.Kind) {
		text = say.Sentences(l, text, translations.Text(l, scan.NameMismatchMessageID))
	}
	if f.page != nil {
		text = say.Sentences(l, text, f.page(l))
	}
	return text
}

// formats are the names of formats, which are the same in every language.
var formats = map[scan.Kind]string{
	scan.JPEG: "JPEG", scan.PNG: "PNG", scan.WebP: "WebP", scan.BMP: "BMP", scan.TIFF: "TIFF", scan.GIF: "GIF", scan.PDF: "PDF",
}

// looked takes in what the background found out. A page that says which it is is
// believed before the name of its file.
func (p *incoming) looked(f *file, g glance, err error) {
	f.glance, f.looked = g, true
	if err != nil {
		slog.Info("scan refused", "err", err)
		if f.trouble = problem(err); f.trouble == nil {
			return // stopped, because the screen closes
		}
		f.about.Color(widget.DangerImportance)
		f.picker.Hide()
	} else {
		f.frame.Add(show(fyne.NewStaticResource(f.path+".jpg", g.picture)))
		p.recognise(f)
	}
	f.about.Retranslate()
	p.rows.Refresh()
	p.say()
}

// recognise takes a page's word for which form it is, and says where it is one of
// another filing.
func (p *incoming) recognise(f *file) {
	if f.code == (pagecode.Code{}) {
		return
	}
	filing := p.screen.session.Filing()
	if f.code.Filing != pagecode.Reference(filing) {
		f.page = voice.Message("materials.incoming.other_filing", map[string]string{"code": f.code.String()})
		f.about.Color(widget.WarningImportance)
		p.choose(f, "")
		return
	}
	m, ok := f.code.Material(filing, p.screen.session.Report().Materials)
	if !ok || p.material(keyOf(m)) == nil {
		f.page = voice.Message("materials.incoming.unknown_form", map[string]string{"code": f.code.String()})
		return
	}
	f.page = voice.Message("materials.incoming.recognised", map[string]string{
		"page": strconv.Itoa(f.code.Page), "pages": strconv.Itoa(f.code.Pages),
	})
	p.choose(f, keyOf(m))
}

// guess says which material a file most likely is: what its name says; or, for
// one file alone, the row that last had the keyboard, or the only one that lacks
// a scan.
func (p *incoming) guess(f *file, alone bool) string {
	s := p.screen
	var all []rules.Material
	var vacant []string
	for _, m := range s.models {
		all = append(all, m.material)
		taken := len(m.attached) > 0 || slices.ContainsFunc(p.files, func(o *file) bool { return o != f && o.chosen == m.key })
		if m.material.Needed && m.material.Scanned() && !taken {
			vacant = append(vacant, m.key)
		}
	}
	i := guess(stem(f.path), s.session.Filing(), all, func(m rules.Material) bool { return slices.Contains(vacant, keyOf(m)) })
	switch {
	case i >= 0:
		return s.models[i].key
	case alone && p.material(s.near) != nil:
		return s.near
	case alone && len(vacant) == 1:
		return vacant[0]
	}
	return ""
}

func stem(path string) string {
	base := filepath.Base(path)
	return base[:len(base)-len(filepath.Ext(base))]
}

func (p *incoming) material(key string) *rules.Material {
	for i := range p.screen.models {
		if p.screen.models[i].key == key {
			return &p.screen.models[i].material
		}
	}
	return nil
}

// options are the materials, those that are needed first.
func (p *incoming) options(query string) []form.Option {
	var needed, others []form.Option
	f := p.screen.session.Filing()
	for _, m := range p.screen.models {
		name := say.Material(f, m.material)
		if !matches(query, name) {
			continue
		}
		option := func(id string) form.Option {
			return form.NewOption(p.screen.voice, m.key, func(l translations.Language) string {
				return translations.Text(l, id, map[string]string{"material": name(l)})
			})
		}
		switch {
		case !m.material.Needed:
			others = append(others, option("materials.option.not_needed"))
		case len(m.attached) > 0:
			needed = append(needed, option("materials.option.attached"))
		default:
			needed = append(needed, form.NewOption(p.screen.voice, m.key, name))
		}
	}
	return append(needed, others...)
}

// choose says which material a file is; "" for not yet.
func (p *incoming) choose(f *file, key string) {
	f.chosen = key
	var chosen form.Option
	if m := p.material(key); m != nil {
		chosen = form.NewOption(p.screen.voice, key, say.Material(p.screen.session.Filing(), *m))
	}
	f.picker.SetChosen(chosen, form.NewOption(p.screen.voice, "", voice.Message("materials.incoming.which")))
}

// ready are the files that can be attached as they are.
func (p *incoming) ready() []*file {
	var all []*file
	for _, f := range p.files {
		if f.looked && f.trouble == nil && f.chosen != "" {
			all = append(all, f)
		}
	}
	return all
}

func (p *incoming) sayAdd(l translations.Language) string {
	return translations.Count(l, "materials.incoming.add", len(p.ready()), nil)
}

// sayLeft says how many files still wait for an answer.
func (p *incoming) sayLeft(l translations.Language) string {
	open := 0
	for _, f := range p.files {
		if f.trouble == nil && f.chosen == "" {
			open++
		}
	}
	if open == 0 {
		return ""
	}
	return translations.Count(l, "materials.incoming.left", open, nil)
}

func (p *incoming) say() {
	p.add.Say(p.screen.voice, p.sayAdd)
	p.left.Retranslate()
	if p.sayLeft(p.screen.voice.Language()) == "" {
		p.left.Object().Hide()
	} else {
		p.left.Object().Show()
	}
}

// attach attaches the files that a material was chosen for. The others stay.
func (p *incoming) attach() {
	var files []assigned
	for _, f := range p.ready() {
		files = append(files, assigned{path: f.path, picture: f.picture, material: *p.material(f.chosen)})
		p.drop(f)
	}
	p.screen.attach(files)
	if !slices.ContainsFunc(p.files, func(f *file) bool { return f.trouble == nil }) {
		p.close()
		return
	}
	p.say()
	p.focus()
}

// leave takes a file off the panel.
func (p *incoming) leave(f *file) {
	p.drop(f)
	if !p.shown() {
		p.close()
		return
	}
	p.say()
	p.focus()
}

func (p *incoming) drop(f *file) {
	p.files = slices.DeleteFunc(p.files, func(o *file) bool { return o == f })
	p.rows.Remove(f.object)
}

// close goes back to the list.
func (p *incoming) close() {
	p.files, p.rows.Objects = nil, nil
	p.screen.body.Objects = []fyne.CanvasObject{p.screen.scroll}
	p.screen.body.Refresh()
	p.screen.Focus()
}
