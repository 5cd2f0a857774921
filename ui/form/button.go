package form

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/look"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/voice"
)

// Button is a button for people who work with the keyboard: it says when it has
// the focus, and can be pressed with Return as well as with the space bar. Side by side
// it says what it does in the second language too, small beneath.
type Button struct {
	widget.Button // its Text stays empty: the texts are drawn here
	presence.Keys

	Text  string // in the language that comes first
	Aside string // in the other, side by side

	OnFocus  func()
	OnEscape func()
	Careful  bool // not to be pressed with Return, for what should never happen by the way

	focused bool
	both    bool // two languages are spoken: there is room for both, whatever is said
}

// NewButton returns a button; icon may be nil.
func NewButton(icon fyne.Resource, tapped func()) *Button {
	b := &Button{}
	b.Icon, b.OnTapped = icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// Say says what the button does in the languages that are spoken now.
func (b *Button) Say(v *voice.Voice, say voice.Speaker) {
	b.Text, b.Aside = v.Pair(say)
	b.both = v.Mode() == voice.Both
	b.Refresh()
}

// SetText says what the button does in one text, whatever is spoken: a name, a number. A
// button that has spoken both languages keeps its height.
func (b *Button) SetText(text string) {
	b.Text, b.Aside = text, ""
	b.Refresh()
}

// Said is all that the button says, on one line.
func (b *Button) Said() string { return Option{Text: b.Text, Aside: b.Aside}.Line() }

// AccessibilityLabel is all that the button says or, where it says nothing, the name of its
// icon.
func (b *Button) AccessibilityLabel() string {
	if b.Text == "" {
		return b.Button.AccessibilityLabel()
	}
	return b.Said()
}

// FocusGained tells OnFocus.
func (b *Button) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
	if b.OnFocus != nil {
		b.OnFocus()
	}
}

// FocusLost takes the ring away.
func (b *Button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

// CreateRenderer draws the button with a ring while it has the keyboard.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{WidgetRenderer: b.Button.CreateRenderer(), button: b, words: newTwin(true)}
	return Ringed(r, theme.SizeNameButtonRadius, func() bool { return b.focused })
}

// TypedKey presses the button with Return, and hands function keys on to the
// window.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter:
		if !b.Careful && !b.Disabled() {
			b.OnTapped()
		}
	case key.Name == fyne.KeyEscape && b.OnEscape != nil:
		b.OnEscape()
	case PassOn(b, key):
	default:
		b.Button.TypedKey(key)
	}
}

// inks are the colours of the texts on the grounds that the toolkit gives a button. On a
// coloured ground the second is quieter by its size alone: paler it could hardly be read.
func (b *Button) inks() (first, second fyne.ThemeColorName) {
	if b.Disabled() {
		return theme.ColorNameDisabled, theme.ColorNameDisabled
	}
	on, coloured := map[widget.Importance]fyne.ThemeColorName{
		widget.DangerImportance: theme.ColorNameForegroundOnError, widget.HighImportance: theme.ColorNameForegroundOnPrimary,
		widget.SuccessImportance: theme.ColorNameForegroundOnSuccess, widget.WarningImportance: theme.ColorNameForegroundOnWarning,
	}[b.Importance]
	if coloured {
		return on, on
	}
	return theme.ColorNameForeground, look.ColorAside
}

// buttonRenderer draws what the toolkit does for a button without a text, its ground and
// its icon, and the texts.
type buttonRenderer struct {
	fyne.WidgetRenderer
	button *Button
	words  *twin
}

// icon is what the toolkit draws the icon with, nil where there is none.
func (r *buttonRenderer) icon() *canvas.Image {
	for _, o := range r.WidgetRenderer.Objects() {
		if icon, ok := o.(*canvas.Image); ok && icon.Visible() {
			return icon
		}
	}
	return nil
}

// around is the room beside the texts on each side, and above and below them, where a pair
// has air enough of its own.
func (r *buttonRenderer) around() (x, y float32) {
	if r.button.both {
		return theme.InnerPadding(), theme.InnerPadding() / 2
	}
	return theme.InnerPadding(), theme.InnerPadding()
}

func (r *buttonRenderer) MinSize() fyne.Size {
	b := r.button
	if b.Text == "" {
		return r.WidgetRenderer.MinSize()
	}
	r.words.say(b.Text, b.Aside, b.both)
	size := r.words.minSize()
	if r.icon() != nil {
		size.Width += theme.IconInlineSize() + theme.Padding()
		size.Height = fyne.Max(size.Height, theme.IconInlineSize())
	}
	x, y := r.around()
	return size.AddWidthHeight(2*x, 2*y)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	b := r.button
	r.words.say(b.Text, b.Aside, b.both)
	if b.Text == "" {
		r.words.first.Hide()
		r.words.second.Hide()
		return
	}
	beside, edge := float32(0), theme.InnerPadding()
	icon := r.icon()
	if icon != nil {
		beside = theme.IconInlineSize() + theme.Padding()
	}
	need := r.words.minSize()
	need.Width = fyne.Max(0, fyne.Min(need.Width, size.Width-2*edge-beside))
	left, align := (size.Width-need.Width-beside)/2, fyne.TextAlignCenter
	switch b.Alignment {
	case widget.ButtonAlignLeading:
		left, align = edge, fyne.TextAlignLeading
	case widget.ButtonAlignTrailing:
		left, align = size.Width-need.Width-beside-edge, fyne.TextAlignTrailing
	}
	text := left
	if icon != nil {
		at := left + need.Width + theme.Padding()
		if b.IconPlacement == widget.ButtonIconLeadingText {
			at, text = left, left+beside
		}
		icon.Resize(fyne.NewSquareSize(theme.IconInlineSize()))
		icon.Move(fyne.NewPos(at, (size.Height-theme.IconInlineSize())/2))
	}
	r.words.place(fyne.NewPos(text, 0), fyne.NewSize(need.Width, size.Height), align)
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.words.first, r.words.second)
}

func (r *buttonRenderer) Refresh() {
	b := r.button
	r.WidgetRenderer.Refresh()
	first, second := b.inks()
	r.Layout(b.Size())
	r.words.color(theme.Color(first), theme.Color(second))
}
