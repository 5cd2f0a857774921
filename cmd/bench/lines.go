package main

import (
	"regexp"
	"slices"
	"strings"
)

// A line of the table is one figure of a benchmark beside others of the same run.
type line struct {
	what   string // is measured, for who reads the table
	folder string // of the package
	bench  string // with the parts of a sub-benchmark
	ours   string // unit of the program's own figure, as the benchmark reports it
	beside []peer
}

// A peer is a figure that the program's is compared with.
type peer struct {
	name string  // for who reads the table
	unit string  // as the benchmark reports it
	goal float64 // what part of it the program's may be at most; 0 for none
}

const window = "cmd/recordal"

// lines is the table, from top to bottom.
var lines = slices.Concat(
	started("no filing", "none"), started("1,000 filings", "1000"), started("100,000 filings", "100000"), started("a filing open", "filing"),
	[]line{
		{"a letter in a field, until it is painted", window, "KeyInAFiling", "key-ms", []peer{{"entry in an empty window", "entry-ms", 0}}},
		{"to the next page", window, "KeyInAFiling", "page-ms", []peer{{"entry in an empty window", "entry-ms", 0}}},
		{"another language", window, "KeyInAFiling", "language-ms", []peer{{"entry in an empty window", "entry-ms", 0}}},
		{"a letter of a search in the queue, 100,000 filings", window, "KeyInTheQueue", "key-of-100000-ms", []peer{{"entry in an empty window", "key-of-entry-ms", 0}}},
		{"from a keying sheet back to the queue", window, "KeyInTheQueue", "page-of-100000-ms", []peer{{"entry in an empty window", "key-of-entry-ms", 0}}},
		{"processor while nobody does anything, a filing open", window, "Idle", "filing-percent", []peer{{"empty window", "empty-percent", 0}}},
		{"the same, 1,000 filings in the queue", window, "Idle", "1000-percent", []peer{{"empty window", "empty-percent", 0}}},
		{"size of the program", window, "Size", "program-MB", []peer{{"empty window", "empty-MB", 0}}},

		{"check of a filing", "store/recheck", "CheckBesidePeers", "check-ms", []peer{{"reading it from JSON", "json-ms", 0}}},
		{"autosave of a letter, on the disk", "store", "SaveBesidePeers", "store-ms", []peer{{"append and fdatasync", "append+fdatasync-ms", 1.5}, {"SQLite in C", "C-ms", 1.3}}},
		{"the slowest of a hundred", "store", "SaveBesidePeers", "store-p99-ms", []peer{{"append and fdatasync", "append+fdatasync-p99-ms", 4}}},
		{"cold open until the 50 newest of 10,000 are listed", "store", "ColdOpenBesidePeers", "store-ms", []peer{{"SQLite in C", "C-ms", 1}}},
		{"search in 10,000 filings", "store", "SearchBesidePeers/10000", "store-ms", []peer{{"LIKE", "LIKE-ms", .25}, {"SQLite in C", "C-ms", 0}}},
		{"search in 100,000 filings", "store", "SearchBesidePeers/100000", "store-ms", []peer{{"LIKE", "LIKE-ms", 0}, {"SQLite in C", "C-ms", .3}}},
		{"import of a scan of 10 MB, sealed", "store", "ScanBesidePeers", "store-ms", []peer{{"unsealed", "unsealed-ms", 1.3}}},
		{"backup", "store", "BackupBesidePeers", "copy-ms", []peer{{"cp and sync", "cp+sync-ms", 4}}},

		{"export of 14 files, 62 MB, with hashes", "store/packet", "PacketBesidePeers", "packet-ms", []peer{{"copy, hash and sync", "limit-ms", 1.3}, {"zip", "zip-ms", .1}, {"7z, stored", "7z-stored-ms", 0}}},
		{"reading the packet back", "store/packet", "ReadBackBesidePeers", "verify-ms", []peer{{"SHA-256 of the same bytes", "sha256-ms", 1.5}, {"unzip -t", "unzip-ms", 0}}},
		{"a form as PDF", "store/paper", "FormBesidePeers/printing", "letter-ms", []peer{{"reportlab", "reportlab-ms", .4}}},
		{"the same, from the start of a process", "store/paper", "FormBesidePeers/process", "letter-ms", []peer{{"LibreOffice", "libreoffice-ms", .03}}},
		{"workbook of 200 rows", "store/workbook", "WorkbookBesidePeers/writing", "workbook-ms", []peer{{"XlsxWriter", "xlsxwriter-ms", .5}, {"openpyxl", "openpyxl-ms", .15}}},
		{"watermark on a scan of 12 megapixels", "store/scan/retouch", "WatermarkBesidePeers", "ours-ms", []peer{{"ImageMagick", "tiled-ms", .75}}},
		{"the same scan made smaller than 100 kB", "store/scan/retouch", "SmallBesidePeers", "ours-ms", []peer{{"ImageMagick", "extent-ms", 1.3}}},
	})

// started are the lines of a start with so many filings.
func started(with, name string) []line {
	return []line{
		{"start until the window can be used, " + with, window, "Start", name + "-usable-ms", []peer{{"empty window", "empty-usable-ms", 1.2}, {"KeePassXC", "keepassxc-usable-ms", 1}}},
		{"memory, " + with, window, "Start", name + "-MB", []peer{{"empty window", "empty-MB", 1.3}, {"KeePassXC", "keepassxc-MB", 0}}},
		{"of that its own, " + with, window, "Start", name + "-own-MB", []peer{{"empty window", "empty-own-MB", 0}}},
	}
}

// chosen are the lines whose text or benchmark matches.
func chosen(wanted *regexp.Regexp) []line {
	return slices.DeleteFunc(slices.Clone(lines), func(l line) bool { return !wanted.MatchString(l.what + " " + l.bench) })
}

// key is under which the benchmark's figures are found.
func (l line) key() string { return l.folder + " " + l.bench }

// group is a package with the benchmarks that are run there.
type group struct {
	folder  string
	benches []string
}

func (g group) String() string { return g.folder + ": " + strings.Join(g.benches, ", ") }

// grouped are the benchmarks of the lines, each once, by package.
func grouped(lines []line) []group {
	var all []group
	for _, l := range lines {
		i := slices.IndexFunc(all, func(g group) bool { return g.folder == l.folder })
		if i < 0 {
			i, all = len(all), append(all, group{folder: l.folder})
		}
		if name, _, _ := strings.Cut(l.bench, "/"); !slices.Contains(all[i].benches, name) {
			all[i].benches = append(all[i].benches, name)
		}
	}
	return all
}

// pattern is the regular expression by which go test finds the benchmarks.
func (g group) pattern() string { return "^Benchmark(" + strings.Join(g.benches, "|") + ")$" }

// test is the command that runs them, of go.
func (g group) test(tags string) []string {
	return []string{"test", "-tags", tags, "-run", "^$", "-bench", g.pattern(), "-benchtime", "1x", "-timeout", "2h", "./" + g.folder}
}
