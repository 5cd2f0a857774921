package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/signintech/gopdf"
	"github.com/xuri/excelize/v2"

	"recordaldesk/assets/fonts"
	"recordaldesk/rules"
	"recordaldesk/rules/schema"
)

// The scripts of testdata/script run the program as a person or another program
// would: one topic a file, both streams and the exit code pinned, and a look at
// the folder after what failed.

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"recordalctl": main})
}

func TestScripts(t *testing.T) {
	const dir = "testdata/script"
	cache := t.TempDir()
	params := testscript.Params{
		Dir:                dir,
		RequireUniqueNames: true,
		UpdateScripts:      os.Getenv("RECORDAL_UPDATE_SCRIPTS") != "",
		Setup: func(env *testscript.Env) error {
			// One cache for all scripts: what draws PDFs is translated once.
			env.Setenv("XDG_CACHE_HOME", cache)
			env.Setenv("LocalAppData", cache)
			env.Setenv("XDG_DATA_HOME", cache)
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "mount" {
				return mayMount(), nil
			}
			return false, errors.New("no such condition: " + name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":      exits,
			"desk":       desk,
			"edit":       edit,
			"attach":     attach,
			"ofkind":     ofKind,
			"supply":     supply,
			"valid":      valid,
			"damage":     damage,
			"retype":     retype,
			"retypecell": retypeCell,
			"holds":      holds,
			"accept":     accept,
			"photo":      photo,
			"weighs":     weighs,
			"blank":      blank,
		},
	}
	if testing.Short() {
		// With the race detector every start of the program costs seconds: the
		// whole job once has to do.
		params.Dir, params.Files = "", []string{dir + "/check_json.txtar", dir + "/export.txtar"}
	}
	testscript.Run(t, params)
}

// exits runs a command and sees that it ends with the given code:
//
//	exits 1 recordalctl check filing.json
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARGUMENT…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		got = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// edit sets a field of a filing, a flag to true or false:
//
//	edit filing.json host.certificate.number 91110105MA6KD35T44
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit FILE FIELD VALUE")
	}
	change(ts, args[0], func(f *rules.Filing) error {
		old, err := f.Get(args[1])
		if _, flag := old.(bool); err != nil || !flag {
			return f.Set(args[1], args[2])
		}
		return f.Set(args[1], args[2] == "true")
	})
}

// attach names another file for the scan of a material, or, without a file,
// takes the scan away:
//
//	attach filing.json domain_certificate certificate.png
func attach(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: attach FILE MATERIAL [SCAN]")
	}
	change(ts, args[0], func(f *rules.Filing) error {
		at := slices.IndexFunc(f.Attachments, func(a rules.Attachment) bool { return a.Material == args[1] })
		if at < 0 {
			return errors.New("the filing has no scan of " + args[1])
		}
		if len(args) == 2 {
			f.Attachments = slices.Delete(f.Attachments, at, at+1)
			return nil
		}
		f.Attachments[at].File, f.Attachments[at].SHA256 = args[2], ""
		return nil
	})
}

// accept writes into the filing that a person found no fault in the scans of a
// material in spite of a remark:
//
//	accept filing.json check_list small
func accept(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: accept FILE MATERIAL REMARK")
	}
	change(ts, args[0], func(f *rules.Filing) error {
		for i := range f.Attachments {
			if a := &f.Attachments[i]; a.Material == args[1] {
				a.Accepted = append(a.Accepted, args[2])
			}
		}
		return nil
	})
}

// photo writes a picture of noise, which takes about a third of a byte a pixel:
//
//	photo FILE WIDTH HEIGHT
func photo(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: photo FILE WIDTH HEIGHT")
	}
	width, err := strconv.Atoi(args[1])
	ts.Check(err)
	height, err := strconv.Atoi(args[2])
	ts.Check(err)
	img := image.NewGray(image.Rect(0, 0, width, height))
	random := rand.New(rand.NewPCG(1, 2))
	for i := range img.Pix {
		img.Pix[i] = 120 + uint8(random.Uint32()&31)
	}
	var out bytes.Buffer
	ts.Check(jpeg.Encode(&out, img, &jpeg.Options{Quality: 90}))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o600))
}

// weighs sees that every file of a folder has at most so many bytes, and one of them
// at least so many:
//
//	weighs FOLDER LEAST MOST
func weighs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: weighs FOLDER LEAST MOST")
	}
	least, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	most, err := strconv.ParseInt(args[2], 10, 64)
	ts.Check(err)
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	heaviest := int64(0)
	for _, e := range entries {
		info, err := e.Info()
		ts.Check(err)
		heaviest = max(heaviest, info.Size())
	}
	if heaviest < least || heaviest > most {
		ts.Fatalf("the heaviest file of %s has %d bytes, want %d to %d", args[0], heaviest, least, most)
	}
}

// ofKind writes a valid filing of a kind of recordal:
//
//	ofkind cancel_website filing.json
func ofKind(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: ofkind KIND FILE")
	}
	data, err := os.ReadFile(kindFile(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o600))
}

func kindFile(kind string) string { return "../../rules/testdata/kinds/" + kind + ".json" }

// supply attaches a scan for every material that is still outstanding, whatever
// the rulebook wants today:
//
//	supply filing.json scan.jpg
func supply(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: supply FILE SCAN")
	}
	change(ts, args[0], func(f *rules.Filing) error {
		for _, m := range rules.Builtin().Check(f, "").Outstanding() {
			f.Attachments = append(f.Attachments, rules.Attachment{
				Material: m.ID, Website: m.Website, Domain: m.Domain, File: args[1],
			})
		}
		return nil
	})
}

func change(ts *testscript.TestScript, name string, with func(*rules.Filing) error) {
	f, err := rules.Decode(strings.NewReader(ts.ReadFile(name)))
	ts.Check(err)
	ts.Check(with(f))
	data, err := rules.Encode(f)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(name), data, 0o600))
}

// valid sees that a file, or stdout, is what the project's schema of the name
// says: check, filing or manifest.
func valid(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: valid SCHEMA FILE")
	}
	text := map[string][]byte{"check": schema.Check(), "filing": schema.Filing(), "manifest": schema.Manifest()}[args[0]]
	if text == nil {
		ts.Fatalf("no schema %s", args[0])
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	ts.Check(err)
	c := jsonschema.NewCompiler()
	ts.Check(c.AddResource("urn:schema", document))
	compiled, err := c.Compile("urn:schema")
	ts.Check(err)
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile(args[1])))
	ts.Check(err)
	ts.Check(compiled.Validate(value))
}

// retype replaces a text of a file where it stands first:
//
//	retype FILE WAS IS
func retype(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: retype FILE WAS IS")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o600))
}

// retypeCell types into the cell of a workbook's field, a formula where the text
// begins with an equals sign:
//
//	retypecell FILE FIELD TEXT
func retypeCell(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: retypecell FILE FIELD TEXT")
	}
	book, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		ts.Check(err)
		column := 0
		for i, row := range rows {
			if at := slices.Index(row, "value"); at >= 0 {
				column = at + 1
			}
			if column == 0 || !slices.Contains(row, args[1]) {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(column, i+1)
			ts.Check(err)
			if formula, ok := strings.CutPrefix(args[2], "="); ok {
				ts.Check(book.SetCellFormula(sheet, cell, formula))
			} else {
				ts.Check(book.SetCellStr(sheet, cell, args[2]))
			}
			ts.Check(book.Save())
			return
		}
	}
	ts.Fatalf("%s has no cell for %s", args[0], args[1])
}

// damage makes a file that is no good any more:
//
//	damage cut FILE      its second half is missing
//	damage flip FILE     one bit in its middle is another
//	damage foreign FILE  it is a zip of some other program
//	damage swap FILE     a zip whose filing is another than its manifest says
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: damage HOW FILE")
	}
	name := ts.MkAbs(args[1])
	var data []byte
	if args[0] != "foreign" {
		data = []byte(ts.ReadFile(args[1]))
	}
	switch args[0] {
	case "cut":
		data = data[:len(data)/2]
	case "flip":
		data[len(data)/2] ^= 1
	case "foreign":
		data = zipOf(ts, map[string][]byte{"holiday.txt": []byte("sun and sea\n")}, nil)
	case "swap":
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		ts.Check(err)
		data = zipOf(ts, map[string][]byte{"filing.json": []byte(`{"schema": "recordal.filing/1"}`)}, r)
	default:
		ts.Fatalf("no damage %q", args[0])
	}
	ts.Check(os.WriteFile(name, data, 0o600))
}

// zipOf writes a zip with the given entries in the place of, or besides, those
// of another.
func zipOf(ts *testscript.TestScript, entries map[string][]byte, other *zip.Reader) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	if other != nil {
		for _, f := range other.File {
			if entries[f.Name] == nil {
				ts.Check(w.Copy(f))
			}
		}
	}
	for name, data := range entries {
		// Only whole sizes in the local header look like a packet's.
		e, err := w.CreateHeader(&zip.FileHeader{Name: name})
		ts.Check(err)
		_, err = e.Write(data)
		ts.Check(err)
	}
	ts.Check(w.Close())
	return out.Bytes()
}

// blank writes a blank form of one page with the words “Blank form”, with a password
// where one is given:
//
//	blank form.pdf
//	blank locked.pdf secret
func blank(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: blank FILE [PASSWORD]")
	}
	config := gopdf.Config{PageSize: *gopdf.PageSizeA4}
	if len(args) == 2 {
		config.Protection = gopdf.PDFProtectionConfig{UseProtection: true, UserPass: []byte(args[1]), OwnerPass: []byte(args[1])}
	}
	var pdf gopdf.GoPdf
	pdf.Start(config)
	pdf.AddPage()
	ts.Check(pdf.AddTTFFontData("f", fonts.Full()))
	ts.Check(pdf.SetFont("f", "", 16))
	pdf.SetXY(60, 60)
	ts.Check(pdf.Text("Blank form"))
	data, err := pdf.GetBytesPdfReturnErr()
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}

// holds sees that a folder holds exactly the named entries, hidden ones too:
//
//	holds out            it is empty
//	holds out a.pdf b.pdf
func holds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: holds FOLDER [ENTRY…]")
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if want := slices.Sorted(slices.Values(args[1:])); !slices.Equal(got, want) {
		ts.Fatalf("%s holds %q, want %q", args[0], got, want)
	}
}

// mayMount reports whether this machine lets a test have a file system of its
// own, which is how a full and a read-only disk are made.
func mayMount() bool {
	return exec.Command("unshare", "--user", "--map-root-user", "--mount",
		"mount", "-t", "tmpfs", "tmpfs", os.TempDir()).Run() == nil
}
