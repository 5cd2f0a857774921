package workbook

import (
	"slices"
	"strconv"
	"strings"

	"recordaldesk/rules"
)

// filing makes a filing of the answers.
func (in *intake) filing() (*rules.Filing, error) {
	kind, err := in.kind()
	if err != nil {
		return nil, err
	}
	f := &rules.Filing{Schema: rules.Schema, Kind: kind}
	// Who leads what is as in a new filing where the workbook does not say.
	f.Host.LeadIsLegalRepresentative = true
	in.asOf(f)
	in.numberMembers()
	in.makeRoom(f)
	// A city is looked for in its province, so the three come in this order.
	for _, types := range [][]rules.Type{nil, {rules.TypeProvince}, {rules.TypeCity}, {rules.TypeCounty}} {
		for _, key := range in.order {
			field := in.fields[pattern(key)]
			if field != nil && key != keyChanges && (slices.Contains(types, field.Type) || types == nil && !isPlace(field)) {
				in.put(f, key, field)
			}
		}
	}
	in.strangers()
	in.changes(f)
	return f, nil
}

func isPlace(f *rules.Field) bool {
	return f.Type == rules.TypeProvince || f.Type == rules.TypeCity || f.Type == rules.TypeCounty
}

// kind returns the kind of recordal that the workbook says it is for. One that the
// rulebook does not know is a mistake, and the filing open.
func (in *intake) kind() (string, error) {
	a := in.answers[keyKind]
	if a == nil {
		return "", refuse(NoKind, "it does not say its kind")
	}
	one, ok := in.single(a)
	if !ok {
		return "", nil
	}
	for _, k := range in.book.Kinds {
		if one.kind == cellText && (one.text == k.ID || sameName(one.text, "kind."+k.ID)) {
			return k.ID, nil
		}
	}
	in.wrong(one, keyKind, Mistake{Kind: BadKind})
	return "", nil
}

func (in *intake) asOf(f *rules.Filing) {
	a := in.answers[keyAsOf]
	if a == nil {
		return
	}
	if one, ok := in.single(a); ok {
		if day, m := in.date(one); m.Kind == "" {
			f.AsOf = day
		} else {
			in.wrong(one, keyAsOf, m)
		}
	}
}

// numberMembers takes out the websites of sheets that nobody filled in, and the
// members of lists likewise, and moves up those behind them. In a workbook that
// shows a filing all stand where they stood.
func (in *intake) numberMembers() {
	if in.form == filed {
		return
	}
	filled := map[string]bool{} // paths of the members that somebody filled in
	for _, key := range in.order {
		if field := in.fields[pattern(key)]; !strings.HasPrefix(key, keyBefore) && (field == nil || field.Derived || field.Type == rules.TypeFlag) {
			continue // stands in an empty form, too
		}
		parts := strings.Split(strings.TrimPrefix(key, keyBefore), ".")
		for i, part := range parts {
			if _, err := strconv.Atoi(part); err == nil {
				filled[strings.Join(parts[:i+1], ".")] = true
			}
		}
	}
	now := map[string]string{} // the new number of each member, by its path
	next := map[string]int{}   // by the path of its list
	members := sorted(filled)
	slices.SortFunc(members, comparePaths)
	for _, path := range members {
		dot := strings.LastIndexByte(path, '.')
		now[path] = strconv.Itoa(next[path[:dot]])
		next[path[:dot]]++
	}
	answers, order := map[string]*answer{}, in.order[:0]
	for _, key := range in.order {
		a := in.answers[key]
		moved, ok := renumbered(key, now)
		if !ok {
			continue
		}
		a.key, answers[moved] = moved, a
		order = append(order, moved)
	}
	in.answers, in.order = answers, order
}

// renumbered gives the members in a key their new numbers; ok is false for one
// that is gone.
func renumbered(key string, now map[string]string) (moved string, ok bool) {
	prefix := ""
	for _, p := range []string{keyMark, keyBefore} {
		if rest, ok := strings.CutPrefix(key, p); ok {
			prefix, key = p, rest
		}
	}
	parts := strings.Split(key, ".")
	old := slices.Clone(parts)
	for i, part := range old {
		if _, err := strconv.Atoi(part); err != nil {
			continue
		}
		n, ok := now[strings.Join(old[:i+1], ".")]
		if !ok {
			return "", false
		}
		parts[i] = n
	}
	return prefix + strings.Join(parts, "."), true
}

// comparePaths puts paths in order, the members of lists by their numbers.
func comparePaths(a, b string) int {
	return slices.CompareFunc(strings.Split(a, "."), strings.Split(b, "."), func(x, y string) int {
		n, errN := strconv.Atoi(x)
		m, errM := strconv.Atoi(y)
		if errN == nil && errM == nil {
			return n - m
		}
		return strings.Compare(x, y)
	})
}

// mostMembers bounds the members of all lists of a filing that is read.
const mostMembers = 5000

// makeRoom adds the members that the answers are about.
func (in *intake) makeRoom(f *rules.Filing) {
	made := 0
	for _, key := range in.order {
		if in.fields[pattern(key)] == nil {
			continue
		}
		parts := strings.Split(key, ".")
		for i, part := range parts {
			n, err := strconv.Atoi(part)
			if err != nil {
				continue
			}
			list := strings.Join(parts[:i], ".")
			for f.Len(list) <= n && made < mostMembers {
				path, err := f.Append(list)
				if err != nil {
					break // what is no list is found when the answer is put
				}
				made++
				if website := websiteOf(path); strings.Count(path, ".") == 1 && website >= 0 {
					f.Websites[website] = rules.Website{LeadIsHostLead: true}
				}
			}
		}
	}
}

// put reads an answer into its field.
func (in *intake) put(f *rules.Filing, key string, field *rules.Field) {
	a := in.answers[key]
	if field.Type == rules.TypeChoices {
		in.putSeveral(f, a, field)
		return
	}
	one, ok := in.single(a)
	if !ok {
		return
	}
	value, m := in.value(f, key, field, one)
	if m.Kind == "" && value != nil && f.Set(key, value) != nil {
		m.Kind = UnknownField
	}
	if m.Kind != "" {
		in.wrong(one, key, m)
	}
}

// putSeveral reads the answers to a field of several choices, which may stand in a
// cell each or several in one.
func (in *intake) putSeveral(f *rules.Filing, a *answer, field *rules.Field) {
	slices.SortStableFunc(a.cells, func(x, y given) int { return x.at.compare(y.at) })
	var all []string
	for _, one := range a.cells {
		text, m := in.text(one)
		var ids []string
		if m.Kind == "" {
			ids, m = in.several(field, text)
		}
		if m.Kind != "" {
			in.wrong(one, a.key, m)
			continue
		}
		all = append(all, ids...)
	}
	if len(all) == 0 {
		return
	}
	if f.Set(a.key, all) != nil {
		in.wrong(a.cells[0], a.key, Mistake{Kind: UnknownField})
	}
}

// strangers notes the answers under keys that the rulebook does not have.
func (in *intake) strangers() {
	for _, key := range in.order {
		known := in.fields[pattern(key)] != nil || strings.HasPrefix(key, keyMark) || strings.HasPrefix(key, keyBefore)
		if !known && key != keyKind && key != keyAsOf && key != keyChanges {
			for _, one := range in.answers[key].cells {
				in.wrong(one, key, Mistake{Kind: UnknownField})
			}
		}
	}
}

// changes reads what changes, and what is on record of it.
func (in *intake) changes(f *rules.Filing) {
	unmarked := map[string]bool{} // paths that the form says do not change
	for _, key := range in.order {
		switch path, isMark := strings.CutPrefix(key, keyMark); {
		case isMark:
			one, ok := in.single(in.answers[key])
			if !ok {
				continue
			}
			yes, m := in.flag(one)
			switch {
			case m.Kind != "":
				in.wrong(one, key, m)
			case yes:
				f.Change.Fields = append(f.Change.Fields, path)
			default:
				unmarked[path] = true
			}
		case strings.HasPrefix(key, keyBefore):
			if one, ok := in.single(in.answers[key]); ok {
				in.putBefore(f, strings.TrimPrefix(key, keyBefore), one)
			}
		case key == keyChanges:
			for _, one := range in.answers[key].cells {
				if text, m := in.text(one); m.Kind == "" && len(f.Change.Fields) < mostMembers {
					f.Change.Fields = append(f.Change.Fields, text)
				}
			}
		}
	}
	if in.form == blank {
		in.implied(f, unmarked)
	}
}

func (in *intake) putBefore(f *rules.Filing, path string, one given) {
	text, m := in.text(one)
	if m.Kind != "" {
		in.wrong(one, keyBefore+path, m)
		return
	}
	if f.Change.Before == nil {
		f.Change.Before = map[string]string{}
	}
	f.Change.Before[path] = text
}

// implied adds what changes though nobody said so: what is on record of it is
// given, or something new though the kind asks for it only where it changes.
func (in *intake) implied(f *rules.Filing, unmarked map[string]bool) {
	at := func(path string, picks []rules.Pick) string {
		best := ""
		for _, p := range picks {
			if len(p.Path) > len(best) && (path == p.Path || strings.HasPrefix(path, p.Path+".")) {
				best = p.Path
			}
		}
		return best
	}
	// A filing of which nothing changes yet shows what is filled in all the same.
	picks := in.book.Picks(f, f.AsOf)
	kind, _ := kindOf(in.book, f.Kind)
	add := func(path string) {
		if !kind.Websites && websiteOf(path) >= 0 {
			return // it is there because it was given, and no form of the kind asks for it
		}
		if path != "" && !unmarked[path] && !f.Change.Changes(path) {
			f.Change.Fields = append(f.Change.Fields, path)
		}
	}
	for _, path := range sorted(f.Change.Before) {
		add(at(path, picks))
	}
	for _, i := range in.book.Shown(f, f.AsOf) {
		if !i.Asked() && !i.Field.Before && i.Field.Type != rules.TypeFlag {
			add(at(i.Path, picks))
		}
	}
}
