package store

import (
	"reflect"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/hostile"
)

// FuzzDecodeRecord reads a draft as a damaged or foreign database may hold it, once it
// is unsealed: it is refused, or it is written as it was read.
func FuzzDecodeRecord(f *testing.F) {
	seeds, err := hostile.Seeds("filing", 64<<10)
	if err != nil {
		f.Fatal(err)
	}
	for _, filing := range seeds {
		f.Add([]byte(`{"filing": ` + string(filing) + `}`))
		f.Add([]byte(`{"filing": {}, "base": ` + string(filing) + `, "aside": {"x": ` + string(filing) + `}}`))
	}
	whole, err := encodeRecord(Record{
		Filing: rules.New("new_recordal"), Base: rules.New("change_host"), Page: "domains.0", Field: "host.name", Left: []string{"host"},
		Acknowledged: []string{"rule@path"}, Exported: &Export{File: "a.zip"}, Shelved: map[string]rules.Person{"host.lead": {Name: "沈若棠"}},
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := decodeRecord(data)
		if err != nil {
			return
		}
		again, err := encodeRecord(r)
		if err != nil {
			return // it holds what is no text; that is told when it is saved
		}
		back, err := decodeRecord(again)
		if err != nil {
			t.Fatalf("written, and not read: %v", err)
		}
		twice, err := encodeRecord(back)
		if err != nil || !reflect.DeepEqual(again, twice) {
			t.Errorf("a record changes when it is read and written:\n%s\n%s", again, twice)
		}
		r.Clone()
	})
}
