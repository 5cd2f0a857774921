// Package hostile keeps the files that were made to do harm, each with the verdict
// that its reader must give: zips, pictures, PDFs, workbooks, filings, recipes and
// rulebooks as a stranger may mail them.
//
// Only tests import it. Its own test holds every reader of the program to the
// verdicts, in bounded time and memory, with nothing written outside the folder of
// the import; the fuzz targets of the readers begin with its files, see [Seeds].
//
// A file is testdata/<reader>/<damage>.<ending>, and testdata/verdicts.toml says
// what must be said of it. What is too large to be kept is made when the test runs,
// and stands in the table as well. The other files were made once, by the functions
// of make_*_test.go, and stay as they are, so that what is refused today is refused
// tomorrow, whatever makes it:
//
//	RECORDAL_UPDATE_VECTORS=1 go test -run KeptFiles ./store/hostile
package hostile

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"testing"

	"github.com/BurntSushi/toml"
)

//go:embed all:testdata
var files embed.FS

// Accepted is the verdict on a file that is odd and yet harmless.
const Accepted = "accepted"

// Vector is one hostile file.
type Vector struct {
	Reader string // packet, locked, picture, pdf, workbook, filing, return, recipe, rulebook or code
	File   string // its name
	Want   string // the problem that the reader must name, or [Accepted]
	Made   bool   // too large to be kept, so made by a test
}

// Name is how a test names the vector.
func (v Vector) Name() string { return path.Join(v.Reader, v.File) }

// Bytes returns the file; an error that is fs.ErrNotExist where it is not kept.
func (v Vector) Bytes() ([]byte, error) {
	data, err := files.ReadFile(path.Join("testdata", v.Name()))
	if err != nil {
		return nil, fmt.Errorf("read hostile file: %w", err)
	}
	return data, nil
}

// Vectors returns the table, sorted by reader and file.
func Vectors() ([]Vector, error) {
	var table struct {
		Kept map[string]map[string]string `toml:"kept"`
		Made map[string]map[string]string `toml:"made"`
	}
	if _, err := toml.DecodeFS(files, "testdata/verdicts.toml", &table); err != nil {
		return nil, fmt.Errorf("read verdicts: %w", err)
	}
	var all []Vector
	for made, readers := range map[bool]map[string]map[string]string{false: table.Kept, true: table.Made} {
		for reader, verdicts := range readers {
			for file, want := range verdicts {
				all = append(all, Vector{Reader: reader, File: file, Want: want, Made: made})
			}
		}
	}
	slices.SortFunc(all, func(a, b Vector) int { return cmp.Compare(a.Name(), b.Name()) })
	return all, nil
}

// Kept returns the names of all kept files, <reader>/<file>, sorted.
func Kept() ([]string, error) {
	names := map[string]bool{}
	err := fs.WalkDir(files, "testdata", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Dir(name) != "testdata" {
			names[name[len("testdata/"):]] = true
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list hostile files: %w", err)
	}
	return slices.Sorted(maps.Keys(names)), nil
}

// Seeds returns the kept files of a reader of at most limit bytes, by name: what a
// fuzzer begins with.
func Seeds(reader string, limit int) (map[string][]byte, error) {
	all, err := Vectors()
	if err != nil {
		return nil, err
	}
	seeds := map[string][]byte{}
	for _, v := range all {
		if v.Reader != reader || v.Made {
			continue
		}
		data, err := v.Bytes()
		if err != nil {
			return nil, err
		}
		if len(data) <= limit {
			seeds[v.File] = data
		}
	}
	return seeds, nil
}

// Seed begins a fuzzer of bytes with the kept files of a reader, those of at most limit
// bytes.
func Seed(f *testing.F, reader string, limit int) {
	f.Helper()
	seeds, err := Seeds(reader, limit)
	if err != nil {
		f.Fatal(err)
	}
	for _, data := range seeds {
		f.Add(data)
	}
}
