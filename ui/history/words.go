package history

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// words say the entries of a history in the words of the forms.
type words struct {
	filing *rules.Filing
	hidden *wording.Privacy
	fields map[string]*rules.Field // by id
	order  map[string]int          // of the paths that the forms ask for now
}

func newWords(book *rules.Book, f *rules.Filing, today string) *words {
	w := &words{filing: f, hidden: wording.PrivacyOf(f), fields: map[string]*rules.Field{}, order: map[string]int{}}
	for _, p := range book.Pages {
		for _, s := range p.Sections {
			for i := range s.Fields {
				w.fields[s.Fields[i].ID] = &s.Fields[i]
			}
		}
	}
	for i, one := range book.Shown(f, today) {
		w.order[one.Path] = i + 1
	}
	return w
}

// value is what changed at one place: text, choices, yes or no; nil for nothing.
type value struct {
	path     string
	old, new any
}

// line is one value that changed, in words, numbers of persons in full.
type line struct{ label, field, old, new string }

// said is what the line's two values are, numbers masked; "" where there is nothing to
// say of them.
func (w *words) said(l translations.Language, n line) string {
	if n.old == "" && n.new == "" {
		return ""
	}
	return translations.Text(l, "history.became", map[string]string{
		"old": orNone(l, w.hidden.Value(n.field, n.old)), "new": orNone(l, w.hidden.Value(n.field, n.new)),
	})
}

func orNone(l translations.Language, text string) string {
	if text == "" {
		return translations.Text(l, "history.none")
	}
	return text
}

// lines says what an entry changed, in the order of the forms.
func (w *words) lines(l translations.Language, c store.Change) []line {
	var all []line
	add := func(n line) {
		if !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	for _, v := range w.values(c) {
		id := rules.FieldID(v.path)
		field := w.fields[id]
		switch {
		case strings.HasPrefix(v.path, scansPath+"."):
			add(line{label: translations.Text(l, "history.scans")})
		case v.path == "kind":
			add(line{translations.Text(l, "field.kind"), id, kind(l, v.old), kind(l, v.new)})
		case field != nil:
			add(line{wording.At(l, w.filing, v.path, id), id, w.say(l, field, v.old), w.say(l, field, v.new)})
		case translations.Has(l, "field."+id):
			add(line{label: wording.At(l, w.filing, v.path, id)})
		default:
			add(line{label: translations.Text(l, "history.other")})
		}
	}
	for _, step := range c.Steps {
		for _, n := range scanLines(l, step) {
			add(n)
		}
	}
	if len(all) == 0 && len(c.Steps) > 0 {
		add(line{label: translations.Text(l, "history.other")})
	}
	return all
}

func kind(l translations.Language, v any) string {
	id, _ := v.(string)
	if id == "" || !translations.Has(l, "kind."+id) {
		return id
	}
	return translations.Text(l, "kind."+id)
}

func (*words) say(l translations.Language, field *rules.Field, v any) string {
	if list, ok := v.([]any); ok {
		texts := make([]string, len(list))
		for i, one := range list {
			texts[i], _ = one.(string)
		}
		v = texts
	}
	return wording.Value(l, field, v)
}

// values are the single values that an entry changed.
func (w *words) values(c store.Change) []value {
	var all []value
	for _, step := range c.Steps {
		path := step.Field()
		if path == "" || path == scansPath {
			continue // what is kept beside the filing; scans.go
		}
		old, now := map[string]any{}, map[string]any{}
		spread(old, path, step.Old)
		spread(now, path, step.New)
		for _, at := range slices.Sorted(maps.Keys(union(old, now))) {
			if !same(old[at], now[at]) {
				all = append(all, value{at, old[at], now[at]})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b value) int { return cmp.Compare(w.place(a.path), w.place(b.path)) })
	return all
}

// place puts what no form asks for behind the rest.
func (w *words) place(path string) int {
	if i := w.order[path]; i > 0 {
		return i
	}
	return len(w.order) + 1
}

// spread lays out what a step holds by the paths of its single values.
func spread(into map[string]any, path string, data []byte) {
	var v any
	if len(data) == 0 || json.Unmarshal(data, &v) != nil {
		return
	}
	lay(into, path, v)
}

func lay(into map[string]any, path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for name, one := range v {
			lay(into, path+"."+name, one)
		}
	case []any:
		if slices.ContainsFunc(v, func(one any) bool { _, text := one.(string); return !text }) {
			for i, one := range v {
				lay(into, path+"."+strconv.Itoa(i), one)
			}
			return
		}
		into[path] = v
	case nil:
	default:
		into[path] = v
	}
}

func union(a, b map[string]any) map[string]any {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// same reports whether two values read alike: an empty text is as good as none.
func same(a, b any) bool {
	plain := func(v any) string {
		switch v := v.(type) {
		case nil:
			return ""
		case []any:
			var texts []string
			for _, one := range v {
				texts = append(texts, one.(string)) // lists of anything else are laid out
			}
			return strings.Join(texts, "\n")
		case string:
			return v
		}
		data, _ := json.Marshal(v) // a number or a flag, which JSON has
		return string(data)
	}
	return plain(a) == plain(b)
}

// fieldsOf says on one line which fields an entry changed.
func (w *words) fieldsOf(l translations.Language, c store.Change) string {
	if len(c.Steps) == 0 {
		return translations.Text(l, "history.begun."+begunFrom(c))
	}
	const most = 8 // more than a line has room for
	var labels []string
	for _, n := range w.lines(l, c) {
		if !slices.Contains(labels, n.label) {
			labels = append(labels, n.label)
		}
	}
	return strings.Join(labels[:min(len(labels), most)], translations.Text(l, "list.separator"))
}

func begunFrom(c store.Change) string {
	if c.From == store.Imported || c.From == store.Returned {
		return string(c.From)
	}
	return string(store.Typed)
}

// became says on one line what a value was and is, where the entry changed one alone.
func (w *words) became(l translations.Language, c store.Change) string {
	lines := w.lines(l, c)
	if len(lines) != 1 {
		return translations.Count(l, "history.changed", len(lines), nil)
	}
	return w.said(l, lines[0])
}

// origin says where an entry came from.
func origin(c store.Change) voice.Speaker {
	if len(c.Steps) == 0 && c.From == store.Typed {
		return voice.Message("history.from.begun")
	}
	return voice.Message("history.from." + string(c.From))
}

// dayOf says a day.
func dayOf(at time.Time) voice.Speaker {
	at = at.Local()
	return voice.Message("history.day", map[string]string{
		"year": at.Format("2006"), "month": at.Format("01"), "day": at.Format("02"),
	})
}

// withTime says a message with the time in it as {{.at}}.
func withTime(id string, at time.Time) voice.Speaker {
	return func(l translations.Language) string {
		when := translations.Text(l, "history.at", map[string]string{"day": dayOf(at)(l), "time": at.Local().Format("15:04:05")})
		return translations.Text(l, id, map[string]string{"at": when})
	}
}
