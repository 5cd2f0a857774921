package store_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"recordaldesk/rules"
	"recordaldesk/store"
)

// What is kept beside a filing comes back with it, and a copy of it is another one.
func TestRecordKeepsWhatIsOnRecordAndWhatWasPutAside(t *testing.T) {
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := store.Record{
		Filing: rules.New("change_host"), Base: rules.New("new_recordal"),
		Aside: map[string]jsontext.Value{"host.name": jsontext.Value(`"北京星禾云图科技有限公司"`)},
	}
	r.Base.Host.Name = "北京星禾云图科技有限公司"
	d, err := s.Create(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := s.Load(t.Context(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := loaded.Record; got.Base == nil || got.Base.Host.Name != r.Base.Host.Name || !reflect.DeepEqual(got.Aside, r.Aside) {
		t.Errorf("kept are %+v and %s", got.Base, got.Aside)
	}
	c := r.Clone()
	c.Base.Host.Name = "x"
	delete(c.Aside, "host.name")
	if r.Base.Host.Name == "x" || len(r.Aside) == 0 {
		t.Error("a copy shares what it holds")
	}
}
