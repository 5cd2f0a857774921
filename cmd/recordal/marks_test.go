package main

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"recordaldesk/rules"
	"recordaldesk/store"
)

// marks are values that stand nowhere else: what a test has put into filings, to see
// where they come to light.
type marks struct {
	n      int
	values []string
}

// new is the next mark, in the shape that the field of the name has. Some pass the
// checks, some do not.
func (m *marks) new(field string) string {
	m.n++
	shape, ok := map[string]string{
		"number": "3301061986041%05d", "mobile": "138765%05d", "emergency_phone": "139765%05d", "office_phone": "086-0571-876%05d",
		"email": "mark%04d@leak-example.cn", "id": "9902774%05d", "home_page": "www.mark%04d-example.cn", "file": "标记%04d.jpg",
		"recordal_number": "浙ICP备2099%05d号", "im_account": "mark-wechat-%04d", "from": "52.80.20.%04d", "to": "52.80.21.%04d",
		"jpeg": "mark-%04d-in-the-picture",
	}[field]
	if !ok {
		shape = "标记值第%04d号"
	}
	value := fmt.Sprintf(shape, m.n)
	m.values = append(m.values, value)
	return value
}

// chosen are the members of a record that hold no text that people type, but what the
// program knows: kinds, codes, days, places in the window.
var chosenMembers = strings.Fields(`schema kind as_of type nature province city county relationship services languages isp modes
	locations category material sha256 im_type fields reference website page field left acknowledged exported accepted retouch
	valid_from valid_until registered_on expires_on verified_on`)

// fill puts a mark into every text below v, which is the member of the name.
func (m *marks) fill(v reflect.Value, name string) {
	if slices.Contains(chosenMembers, name) {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(m.new(name))
	case reflect.Pointer:
		if !v.IsNil() {
			m.fill(v.Elem(), name)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			member, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			m.fill(v.Field(i), member)
		}
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[jsontext.Value]() {
			v.SetBytes([]byte(`"` + m.new(name) + `"`))
			return
		}
		for i := range v.Len() {
			m.fill(v.Index(i), name)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			value := reflect.New(v.Type().Elem()).Elem()
			value.Set(v.MapIndex(key))
			m.fill(value, key.String())
			v.SetMapIndex(key, value)
		}
	}
}

// record is a draft with a mark in every text of it, and nothing empty.
func (m *marks) record(t *testing.T) store.Record {
	t.Helper()
	f := must(sampleFiling())
	f.Attachments = f.Attachments[:1]
	f.Websites[0].PreApprovals = []rules.PreApproval{{}}
	f.Change.Before = map[string]string{"host.name": ""}
	f.Answers = rules.Answers{"papers_posted_by": ""}
	f.Unknown = rules.Unknown{"of_a_later_program": jsontext.Value(`""`)}
	base := f.Clone()
	r := store.Record{
		Filing: f, Base: base, Shelved: map[string]rules.Person{"host.lead": {}},
		Aside: map[string]jsontext.Value{"host.remark": jsontext.Value(`""`)},
	}
	m.fill(reflect.ValueOf(&r), "")
	return r
}

// known adds the texts of a filing that nobody has marked and that are long enough to
// be known again.
func (m *marks) known(v reflect.Value, name string) {
	switch {
	case slices.Contains(chosenMembers, name):
	case v.Kind() == reflect.String && len(v.String()) >= 9:
		m.values = append(m.values, v.String())
	case v.Kind() == reflect.Pointer && !v.IsNil():
		m.known(v.Elem(), name)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			member, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			m.known(v.Field(i), member)
		}
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8:
		for i := range v.Len() {
			m.known(v.Index(i), name)
		}
	}
}

// jpeg puts a mark into a JPEG, where cameras and programs put what they have to say,
// and returns whether it is one.
func (m *marks) jpeg(picture []byte) ([]byte, bool) {
	const start = "\xff\xd8"
	rest, is := bytes.CutPrefix(picture, []byte(start))
	if !is {
		return picture, false
	}
	comment := m.new("jpeg")
	segment := fmt.Sprintf("%s\xff\xfe\x00%c%s", start, len(comment)+2, comment)
	return append([]byte(segment), rest...), true
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // what the test itself brings along
	}
	return v
}
