package recheck_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store/peer"
)

// BenchmarkCheckBesidePeers judges the sample by all rules: beside the least that a program
// does with a filing, reading it from JSON with Go's own package.
func BenchmarkCheckBesidePeers(b *testing.B) {
	data, book := sample.Filing(), rules.Builtin()
	f, err := rules.Decode(bytes.NewReader(data))
	if err != nil {
		b.Fatal(err)
	}
	const times = 100
	peer.Compare(b,
		peer.Warm("check", times, func() { book.Check(f, "2026-12-01") }),
		peer.Warm("json", times, func() {
			var into rules.Filing
			if err := json.Unmarshal(data, &into); err != nil {
				b.Fatal(err)
			}
		}))
}
