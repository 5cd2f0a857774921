package rules

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A field path names a value in a filing as filing.json does, with list indexes
// counted from 0: websites.0.domains.1.expires_on. What follows the name of a
// map is the key in it, dots and all: change.before.host.name.

// Get returns the value at path: a string, a bool, an int, a []string, or one of
// the structs and slices of [Filing]. It fails for a path that leads nowhere.
func (f *Filing) Get(path string) (any, error) {
	v, err := f.at(path)
	if err != nil {
		return nil, err
	}
	return v.Interface(), nil
}

// IsPath reports whether a filing can have a value at path, whatever members its lists
// have now. One of a later version of the program may have values that this one knows
// nothing of.
func IsPath(path string) bool {
	parts := strings.Split(path, ".")
	for i, part := range parts {
		if _, err := strconv.Atoi(part); err == nil {
			parts[i] = "0"
		}
	}
	_, err := specimen.Get(strings.Join(parts, "."))
	return err == nil
}

// Text returns the string at path, or "" where there is none.
func (f *Filing) Text(path string) string {
	v, err := f.at(path)
	if err != nil || v.Kind() != reflect.String {
		return ""
	}
	return v.String()
}

// Set puts value at path. It fails for a path that leads nowhere and for a value
// of another type than the field's.
func (f *Filing) Set(path string, value any) error {
	if m, key, ok := f.inMap(path); ok {
		text, isText := value.(string)
		if !isText {
			return fmt.Errorf("set %s: a string is wanted, not a %T", path, value)
		}
		put(m, key, text)
		return nil
	}
	v, err := f.at(path)
	if err != nil {
		return err
	}
	n := reflect.ValueOf(value)
	if !n.IsValid() || n.Type() != v.Type() {
		return fmt.Errorf("set %s: a %s is wanted, not a %T", path, v.Type(), value)
	}
	v.Set(n)
	return nil
}

// inMap returns the map of texts that holds what path names, and the key.
func (f *Filing) inMap(path string) (m reflect.Value, key string, ok bool) {
	for _, name := range mapNames {
		head, key, found := strings.Cut("."+path, "."+name+".")
		if !found {
			continue
		}
		m, err := f.at(strings.TrimPrefix(head+"."+name, "."))
		if err == nil && m.Kind() == reflect.Map {
			return m, key, true
		}
	}
	return reflect.Value{}, "", false
}

// mapNames are the members of a filing that are maps of texts.
var mapNames = []string{"answers", "before"}

// put keeps a text in a map; an empty one is not kept.
func put(m reflect.Value, key, text string) {
	if text == "" {
		m.SetMapIndex(reflect.ValueOf(key), reflect.Value{})
		return
	}
	if m.IsNil() {
		m.Set(reflect.MakeMap(m.Type()))
	}
	m.SetMapIndex(reflect.ValueOf(key), reflect.ValueOf(text))
}

// Len returns how many members the list at path has; 0 where there is none.
func (f *Filing) Len(path string) int {
	v, err := f.at(path)
	if err != nil || v.Kind() != reflect.Slice {
		return 0
	}
	return v.Len()
}

// Append adds an empty member to the list of structs at path and returns the
// member's own path. A new website comes as [NewWebsite] makes it.
func (f *Filing) Append(path string) (string, error) {
	v, err := f.at(path)
	if err != nil {
		return "", err
	}
	if v.Kind() != reflect.Slice || v.Type().Elem().Kind() != reflect.Struct {
		return "", fmt.Errorf("append to %s: not a list", path)
	}
	member := reflect.Zero(v.Type().Elem())
	if v.Type().Elem() == reflect.TypeFor[Website]() {
		member = reflect.ValueOf(NewWebsite())
	}
	// A list is never shared between two filings, so growing it in place is safe.
	v.Set(reflect.Append(v, member))
	return path + "." + strconv.Itoa(v.Len()-1), nil
}

// Remove takes the member that path names out of its list. Attachments of a
// removed website or domain go with it, and those of the websites behind it
// move up; what belongs to the whole filing stays. What is said of a member in
// Change goes and moves with it.
func (f *Filing) Remove(path string) error {
	dot := strings.LastIndexByte(path, '.')
	if dot < 0 {
		return fmt.Errorf("remove %s: not a list member", path)
	}
	list, err := f.at(path[:dot])
	if err != nil {
		return err
	}
	if list.Kind() != reflect.Slice {
		return fmt.Errorf("remove %s: not a list member", path)
	}
	i, ok := listIndex(path[dot+1:], list.Len())
	if !ok {
		return fmt.Errorf("remove %s: not a list member", path)
	}
	removed := list.Index(i).Interface()
	list.Set(reflect.AppendSlice(list.Slice(0, i), list.Slice(i+1, list.Len())))
	f.Change.remove(path)
	switch gone := removed.(type) {
	case Website:
		f.detachWebsite(i)
	case Domain:
		f.detachDomain(path, gone.Name)
	}
	return nil
}

// listIndex reads an index as filing paths write it: 0, 1, 12.
func listIndex(s string, length int) (int, bool) {
	i, err := strconv.Atoi(s)
	return i, err == nil && i >= 0 && i < length && strconv.Itoa(i) == s
}

func (f *Filing) detachWebsite(removed int) {
	kept := f.Attachments[:0]
	for _, a := range f.Attachments {
		ofFiling := a.PerFiling()
		if a.Website == removed && !ofFiling {
			continue
		}
		if a.Website > removed && !ofFiling {
			a.Website--
		}
		kept = append(kept, a)
	}
	f.Attachments = kept
}

// PerFiling reports whether the attachment belongs to the filing as a whole. It
// names website 0 then, which says nothing about the first website.
func (a Attachment) PerFiling() bool {
	rule := Builtin().paper(a.MaterialID())
	return rule != nil && rule.Per == "filing"
}

// detachDomain drops what was attached for a domain that stood at path, unless
// its website lists the same domain once more.
func (f *Filing) detachDomain(path, name string) {
	website, _ := strconv.Atoi(strings.Split(path, ".")[1])
	for _, d := range f.Websites[website].Domains {
		if DomainKey(d.Name) == DomainKey(name) {
			return
		}
	}
	f.Attachments = slices.DeleteFunc(f.Attachments, func(a Attachment) bool {
		rule := Builtin().paper(a.MaterialID())
		return rule != nil && rule.Per == "domain" && a.Website == website && DomainKey(a.Domain) == DomainKey(name)
	})
}

func (f *Filing) at(path string) (reflect.Value, error) {
	v := reflect.ValueOf(f).Elem()
	rest := path
	for more := true; more; {
		var part string
		if v.Kind() == reflect.Map {
			return textAt(v, rest), nil
		}
		part, rest, more = strings.Cut(rest, ".")
		switch v.Kind() {
		case reflect.Struct:
			i, ok := fieldIndex(v.Type(), part)
			if !ok {
				return reflect.Value{}, fmt.Errorf("no field %q in %s", part, path)
			}
			v = v.Field(i)
		case reflect.Slice:
			i, ok := listIndex(part, v.Len())
			if !ok {
				return reflect.Value{}, fmt.Errorf("no member %q in %s", part, path)
			}
			v = v.Index(i)
		default:
			return reflect.Value{}, fmt.Errorf("nothing below %q in %s", part, path)
		}
	}
	return v, nil
}

// textAt returns the text that a map has under key, "" for none.
func textAt(m reflect.Value, key string) reflect.Value {
	if text := m.MapIndex(reflect.ValueOf(key)); text.IsValid() {
		return text
	}
	return reflect.Zero(m.Type().Elem())
}

func fieldIndex(t reflect.Type, name string) (int, bool) {
	i, ok := fieldIndexes[t][name]
	return i, ok
}

// fieldIndexes says where the fields of the filing's structs stand, by their
// names in filing.json. Tags are too slow to read at every step of a path.
var fieldIndexes = indexFields(reflect.TypeFor[Filing](), map[reflect.Type]map[string]int{})

func indexFields(t reflect.Type, all map[reflect.Type]map[string]int) map[reflect.Type]map[string]int {
	for t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || all[t] != nil {
		return all
	}
	names := map[string]int{}
	all[t] = names
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "" {
			names[name] = i
		}
		indexFields(t.Field(i).Type, all)
	}
	return all
}

// UnknownPaths returns the paths of all members that this version has no field
// for, sorted within each object.
func (f *Filing) UnknownPaths() []string {
	var paths []string
	walkUnknown(reflect.ValueOf(f).Elem(), "", func(p string) { paths = append(paths, p) })
	return paths
}

func walkUnknown(v reflect.Value, at string, found func(string)) {
	join := func(name string) string {
		if at == "" {
			return name
		}
		return at + "." + name
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			walkUnknown(v.Elem(), at, found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if unknown, ok := v.Field(i).Interface().(Unknown); ok {
				for _, name := range sortedKeys(unknown) {
					found(join(name))
				}
				continue
			}
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			walkUnknown(v.Field(i), join(name), found)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walkUnknown(v.Index(i), join(strconv.Itoa(i)), found)
		}
	}
}
