package session

import (
	"reflect"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// What changes, and what is on record beside it.

// changeFields is the path of the fields that change.
const changeFields = "change.fields"

// Begin makes the filing one of a kind. Where it was begun from an earlier
// filing, that gives what tells which company is meant and, of its websites, the
// one with the index website. The answers are those that led to the kind.
func (s *Session) Begin(kind string, answers map[string]string, website int) {
	s.Edit(func(f *rules.Filing) {
		if base := s.record.Base; base != nil {
			*f = *s.o.Book.From(base, kind, website, s.Today())
			// From here on the websites of both are the same ones.
			base.Websites = slices.Clone(base.Websites[min(max(website, 0), len(base.Websites)):])
			base.Websites = base.Websites[:min(len(f.Websites), len(base.Websites))]
		} else {
			s.o.Book.Begin(f, kind, s.Today())
		}
		for question, answer := range answers {
			s.answer(question, answer)
		}
		s.fillBefore(f.Clone(), f.Change.Fields)
	})
}

// answer keeps an answer where the forms ask the same question, so that nobody is
// asked twice, or else with the filing's own.
func (s *Session) answer(question, answer string) {
	f := s.record.Filing
	path := "answers." + question
	for _, i := range s.o.Book.Shown(f, s.Today()) {
		if strings.HasSuffix("."+i.Path, "."+path) && slices.Contains(s.o.Book.Options(i), answer) {
			path = i.Path
			break
		}
	}
	if err := f.Set(path, answer); err != nil {
		panic(err) // any text can be an answer
	}
}

// Append adds a member to a list of the filing and returns its path.
func (s *Session) Append(path string) (member string, err error) {
	s.Edit(func(f *rules.Filing) {
		if member, err = f.Append(path); err == nil && path == "websites" {
			s.o.Book.Begin(f, f.Kind, s.Today())
		}
	})
	return member, err
}

// Remove takes a member out of a list of the filing.
func (s *Session) Remove(path string) (err error) {
	s.Edit(func(f *rules.Filing) {
		if err = f.Remove(path); err != nil {
			return
		}
		s.record.Shelved = moved(s.record.Shelved, path)
		s.record.Aside = moved(s.record.Aside, path)
		if s.record.Base != nil && strings.Count(path, ".") == 1 {
			_ = s.record.Base.Remove(path) // a website that is not on record is not in it
		}
	})
	return err
}

// moved lets what is kept by path follow the members of a list after one of them
// was removed.
func moved[T any](kept map[string]T, removed string) map[string]T {
	if kept == nil {
		return nil
	}
	now := map[string]T{}
	for path, one := range kept {
		if to, ok := rules.Moved(path, removed); ok {
			now[to] = one
		}
	}
	return now
}

// tick says which fields change. Whoever ticks one finds what is on record beside
// it, and what stood in it as a beginning; whoever takes a tick away finds the
// filing as it was.
func (s *Session) tick(now []string) {
	f := s.record.Filing
	was, before := f.Clone(), slices.Clone(f.Change.Fields)
	for _, path := range before {
		if !slices.Contains(now, path) {
			s.swap(path, false)
			for at := range f.Change.Before {
				if at == path || strings.HasPrefix(at, path+".") {
					delete(f.Change.Before, at)
				}
			}
		}
	}
	f.Change.Fields = inOrder(now, s.o.Book.Changeable(f, s.Today()))
	ticked := slices.DeleteFunc(slices.Clone(now), func(path string) bool { return slices.Contains(before, path) })
	s.fillBefore(was, ticked)
	for _, path := range ticked {
		s.swap(path, true)
	}
}

// inOrder sorts paths the way the forms do; those that no form knows come last.
func inOrder(paths, order []string) []string {
	sorted := []string{}
	for _, path := range order {
		if slices.Contains(paths, path) {
			sorted = append(sorted, path)
		}
	}
	for _, path := range paths {
		if !slices.Contains(sorted, path) {
			sorted = append(sorted, path)
		}
	}
	return sorted
}

// swap gives a field, person or list the value it has while it changes, and puts
// aside the one it has while it does not, or the other way round. What changes
// begins as it is on record, so that a clerk corrects it; another person begins
// empty.
func (s *Session) swap(path string, changes bool) {
	f := s.record.Filing
	old, err := f.Get(path)
	if err != nil {
		return // ticked in a filing from elsewhere; the rules say that no such field is known
	}
	value, kept := s.aside(path, old)
	switch {
	case kept:
	case !changes:
		value = zero(old)
	case isPerson(old):
		value = rules.Person{}
	case !isZero(old):
		value = old
	default:
		value = s.onRecord(path, old)
	}
	data, err := json.Marshal(old)
	if err == nil {
		if s.record.Aside == nil {
			s.record.Aside = map[string]jsontext.Value{}
		}
		s.record.Aside[path] = data
		err = f.Set(path, value)
	}
	if err != nil {
		panic(err) // the value came from the same field
	}
	if _, isText := value.(string); changes && f.Len(path) == 0 && !isText && !isPerson(value) {
		_, _ = f.Append(path) // a list of texts needs no empty member
	}
}

// aside returns what was put aside for a field that holds a value like the one
// given.
func (s *Session) aside(path string, like any) (value any, kept bool) {
	data, kept := s.record.Aside[path]
	if !kept {
		return nil, false
	}
	into := reflect.New(reflect.TypeOf(like))
	if err := json.Unmarshal(data, into.Interface()); err != nil {
		return nil, false // written by a version whose field held something else
	}
	return into.Elem().Interface(), true
}

// onRecord returns what the earlier filing says at path, or else.
func (s *Session) onRecord(path string, otherwise any) any {
	if s.record.Base == nil {
		return otherwise
	}
	if value, err := apart(s.record.Base).Get(path); err == nil {
		return value
	}
	return otherwise
}

// apart writes every person of a filing where that person's office stands, also
// who fills several.
func apart(f *rules.Filing) *rules.Filing {
	whole := f.Clone()
	whole.Host.Lead = f.HostLead()
	for i := range whole.Websites {
		whole.Websites[i].Lead = f.WebsiteLead(i)
	}
	return whole
}

// fillBefore says beside the fields at the paths what is on record, as far as the
// earlier filing or, before they were ticked, this one said it. It is said in
// Chinese, as all that is filed.
func (s *Session) fillBefore(was *rules.Filing, paths []string) {
	f := s.record.Filing
	for _, c := range s.o.Book.Changed(f, s.Today()) {
		ticked := slices.ContainsFunc(paths, func(path string) bool {
			return c.Path == path || strings.HasPrefix(c.Path, path+".") || strings.HasPrefix(path, c.Path+".")
		})
		if !ticked || c.Before != "" {
			continue
		}
		said := ""
		for _, known := range []*rules.Filing{s.record.Base, was} {
			if known != nil && said == "" {
				said = wording.Held(translations.Chinese, apart(known), c)
			}
		}
		if said != "" {
			s.before(c.Path, said)
		}
	}
}

func (s *Session) before(path, text string) {
	if err := s.record.Filing.Set("change.before."+path, text); err != nil {
		panic(err) // any text can be before
	}
}

func isPerson(value any) bool { _, ok := value.(rules.Person); return ok }

func zero(value any) any { return reflect.Zero(reflect.TypeOf(value)).Interface() }

func isZero(value any) bool {
	v := reflect.ValueOf(value)
	return v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0
}
