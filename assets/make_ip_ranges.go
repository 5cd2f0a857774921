//go:build ignore

// Command make_ip_ranges writes ip_ranges.tsv from the list of its addresses
// that Amazon publishes (https://ip-ranges.amazonaws.com/ip-ranges.json):
//
//	go run make_ip_ranges.go path/to/ip-ranges.json > ip_ranges.tsv
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/netip"
	"os"
	"sort"
)

const region = "cn-north-1" // Beijing

type block struct {
	V4      netip.Prefix `json:"ip_prefix"`
	V6      netip.Prefix `json:"ipv6_prefix"`
	Region  string       `json:"region"`
	Service string       `json:"service"`
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: go run make_ip_ranges.go ip-ranges.json > ip_ranges.tsv")
	}
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var list struct {
		Created string  `json:"createDate"` // 2026-08-22-15-17-05
		V4      []block `json:"prefixes"`
		V6      []block `json:"ipv6_prefixes"`
	}
	if err := json.Unmarshal(data, &list); err != nil {
		log.Fatalf("reading %s: %v", os.Args[1], err)
	}

	// Every block is listed as AMAZON and again under the service it serves.
	services := map[netip.Prefix]string{}
	for _, b := range append(list.V4, list.V6...) {
		prefix := b.V4
		if b.V6.IsValid() {
			prefix = b.V6
		}
		if b.Region == region && (b.Service == "EC2" || services[prefix] == "") {
			services[prefix] = b.Service
		}
	}
	var prefixes []netip.Prefix
	for p := range services {
		if !inside(p, services) {
			prefixes = append(prefixes, p)
		}
	}
	sort.Slice(prefixes, func(i, j int) bool { return prefixes[i].Addr().Less(prefixes[j].Addr()) })
	fmt.Println("# prefix\tregion\tservice\tas_of\tsource")
	for _, p := range prefixes {
		fmt.Printf("%s\t%s\t%s\t%s\tip-ranges.amazonaws.com\n", p, region, services[p], list.Created[:10])
	}
}

// inside reports whether a wider block of the list holds p.
func inside(p netip.Prefix, all map[netip.Prefix]string) bool {
	for q := range all {
		if q.Bits() < p.Bits() && q.Contains(p.Addr()) {
			return true
		}
	}
	return false
}
