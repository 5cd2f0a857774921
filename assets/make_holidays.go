//go:build ignore

// Command make_holidays writes holidays.tsv from the npm package chinese-days
// (https://github.com/vsme/chinese-days). Unpack it with
//
//	npm pack chinese-days && tar xzf chinese-days-*.tgz
//
// and name its folder and the day of its version, which it does not tell itself:
//
//	go run make_holidays.go path/to/package 2026-03-05 > holidays.tsv
//
// A new year is taken only when its notice stands in the table below, so that
// a guess of the package cannot pass for an announcement. Write the notice into
// holidays_test.go as well.
package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// notices are the days on which the General Office of the State Council
// announced the days off of a year (国务院办公厅关于…年部分节假日安排的通知).
var notices = map[int]string{
	2020: "2019-11-21",
	2021: "2020-11-25",
	2022: "2021-10-25",
	2023: "2022-12-08",
	2024: "2023-10-25",
	2025: "2024-11-12",
	2026: "2025-11-04",
}

// laterNotices are those that changed single days afterwards: the Spring
// Festival of 2020 was made longer (国务院办公厅关于延长2020年春节假期的通知).
var laterNotices = map[string]string{
	"2020-01-31": "2020-01-26",
	"2020-02-01": "2020-01-26",
	"2020-02-02": "2020-01-26",
}

// inEveryNotice are the holidays that a whole year has; 中秋 is not among them
// since it can fall into the days of 国庆节.
var inEveryNotice = []string{"元旦", "春节", "清明", "劳动节", "端午", "国庆节"}

type row struct{ day, kind, holiday, notice string }

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: go run make_holidays.go folder-of-chinese-days day-of-its-version > holidays.tsv")
	}
	dir, asOf := os.Args[1], os.Args[2]
	if _, err := time.Parse(time.DateOnly, asOf); err != nil {
		log.Fatalf("reading the day of the version: %v", err)
	}
	var about struct{ Name, Version, License string }
	read(filepath.Join(dir, "package.json"), &about)
	// A day is given as "Spring Festival,春节,4": the English name, the Chinese
	// one, and how many days of the holiday are statutory.
	var list struct {
		Off    map[string]string `json:"holidays"`
		Worked map[string]string `json:"workdays"`
	}
	read(filepath.Join(dir, "dist", "chinese-days.json"), &list)

	rows := append(rowsOf("off", list.Off), rowsOf("work", list.Worked)...)
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.day, b.day) })
	complain(rows)

	source := fmt.Sprintf("npm %s %s", about.Name, about.Version)
	fmt.Println("# The days off of China, and the days worked to make up for them.")
	fmt.Printf("# Source: %s, dist/chinese-days.json, after the notices of the State Council's General Office.\n", source)
	fmt.Printf("# Licence: %s, %s. As of %s.\n", about.License, copyright(filepath.Join(dir, "LICENSE")), asOf)
	fmt.Println("# date\tkind\tholiday\tas_of\tsource\tnotice")
	for _, r := range rows {
		fmt.Printf("%s\t%s\t%s\t%s\t%s\t%s\n", r.day, r.kind, r.holiday, asOf, source, r.notice)
	}
}

// rowsOf returns the days of the years that have a notice.
func rowsOf(kind string, days map[string]string) []row {
	last := slices.Max(slices.Collect(maps.Keys(notices)))
	var rows []row
	for day, names := range days {
		t, err := time.Parse(time.DateOnly, day)
		parts := strings.Split(names, ",")
		if err != nil || len(parts) != 3 {
			log.Fatalf("%q is called %q: want a day, and two names and a number", day, names)
		}
		if notices[t.Year()] == "" {
			if t.Year() > last {
				log.Printf("%s is left out: its year has no notice yet", day)
			}
			continue
		}
		announcedFor := t.Year()
		// The last days of December can belong to the next New Year.
		if t.Month() == time.December && parts[1] == "元旦" {
			announcedFor++
		}
		notice := cmp.Or(laterNotices[day], notices[announcedFor])
		if notice == "" {
			log.Fatalf("%s belongs to %d, which has no notice", day, announcedFor)
		}
		rows = append(rows, row{day, kind, parts[1], notice})
	}
	return rows
}

// complain ends the program where a day is listed twice or a year with a notice
// is not whole.
func complain(rows []row) {
	holidays := map[string]bool{}
	for i, r := range rows {
		if i > 0 && rows[i-1].day == r.day {
			log.Fatalf("%s is listed twice", r.day)
		}
		if r.kind == "off" {
			holidays[r.day[:4]+r.holiday] = true
		}
	}
	for year := range notices {
		for _, name := range inEveryNotice {
			if !holidays[strconv.Itoa(year)+name] {
				log.Fatalf("%d has no %s", year, name)
			}
		}
	}
}

func read(path string, into any) {
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		log.Fatalf("reading %s: %v", path, err)
	}
}

// copyright returns the line of a licence that says whose the package is.
func copyright(path string) string {
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "Copyright") {
			return strings.TrimSpace(line)
		}
	}
	log.Fatalf("%s names no holder", path)
	return ""
}
