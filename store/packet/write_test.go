package packet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"recordaldesk/rules"
)

func TestAPacketHasTheLayoutOfTheContract(t *testing.T) {
	in := sampleInput(t)
	r := mustWrite(t, t.TempDir(), in)

	if got, want := filepath.Base(r.Zip), "ICP备案_北京青禾示例科技有限公司_新增备案_2026-11-23.zip"; got != want {
		t.Errorf("zip is called %q, want %q", got, want)
	}
	if got, want := filepath.Base(r.Mail), "ICP备案_北京青禾示例科技有限公司_新增备案_2026-11-23.eml"; got != want {
		t.Errorf("mail is called %q, want %q", got, want)
	}
	z, err := zip.OpenReader(r.Zip)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var scans, others []string
	forms := 0
	for _, f := range z.File {
		switch {
		case strings.HasPrefix(f.Name, "materials/"):
			scans = append(scans, f.Name)
		case strings.HasPrefix(f.Name, "forms/"):
			forms++
		default:
			others = append(others, f.Name)
		}
		if f.Flags&flagUTF8 == 0 {
			t.Errorf("%s does not say that its name is UTF-8", f.Name)
		}
	}
	if got, want := strings.Join(others, " "), "备案信息表.xlsx 材料清单.pdf filing.json manifest.json"; got != want {
		t.Errorf("entries are %s, want %s", got, want)
	}
	if forms == 0 {
		t.Error("no form in the packet")
	}
	account, id, certificate := materialName("account_screenshot"), materialName("legal_representative_id"), materialName("domain_certificate")
	want := []string{
		"materials/01_" + account + ".png", "materials/03_" + id + ".jpg", "materials/03_" + id + "_2.jpg",
		"materials/09_" + certificate + "_qinghe-example.cn.pdf", "materials/09_" + certificate + "_qinghe-example.com.jpg",
	}
	if got := strings.Join(scans, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("scans are\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestAPackedFilingNamesItsScansAndNothingElseChanges(t *testing.T) {
	in := sampleInput(t)
	before, err := rules.Encode(in.Filing)
	if err != nil {
		t.Fatal(err)
	}
	r := mustWrite(t, t.TempDir(), in)
	p, err := Verify(context.Background(), r.Zip)
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range p.Filing.Attachments {
		e := p.Manifest.find(a.File)
		if e == nil || e.SHA256 != a.SHA256 {
			t.Errorf("attachment %d names %q, which the manifest does not have with its hash", i, a.File)
		}
		p.Filing.Attachments[i].File, p.Filing.Attachments[i].SHA256 = in.Filing.Attachments[i].File, ""
	}
	after, err := rules.Encode(p.Filing)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Errorf("the packed filing differs:\n%s", after)
	}
	if p.Manifest.Program != "Recordal Desk 1.0.0" || p.Manifest.Rulebook == "" || p.Manifest.AsOf != "2026-11-23" || p.Manifest.Incomplete {
		t.Errorf("manifest says %+v", p.Manifest)
	}
	if e := p.Manifest.find(p.Filing.Attachments[0].File); e != nil {
		t.Errorf("the input's name %q is in the packet", e.Path)
	}
}

func TestTracesOfACameraStayBehind(t *testing.T) {
	r := mustWrite(t, t.TempDir(), sampleInput(t))
	data, err := os.ReadFile(r.Zip)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(data, []byte(cameraTrace)) {
		t.Error("the packet holds EXIF data of a scan")
	}
}

func TestTheSameFilingGivesTheSameBytes(t *testing.T) {
	in := sampleInput(t)
	one, two := mustWrite(t, t.TempDir(), in), mustWrite(t, t.TempDir(), in)
	for _, pair := range [][2]string{{one.Zip, two.Zip}, {one.Mail, two.Mail}} {
		a, errA := os.ReadFile(pair[0])
		b, errB := os.ReadFile(pair[1])
		if errA != nil || errB != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs between two exports", filepath.Ext(pair[0]))
		}
	}
	// excelize walks over Go maps, which agree with themselves now and then.
	first, err := workbookOf(t, in)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if again, err := workbookOf(t, in); err != nil || !bytes.Equal(first, again) {
			t.Fatalf("the workbook differs between two exports, %v", err)
		}
	}
}

func TestADraftSaysSoInItsName(t *testing.T) {
	in := sampleInput(t)
	in.Report.Findings = []rules.Finding{{Rule: "x", Severity: rules.Error}}
	if _, err := Write(context.Background(), t.TempDir(), in, nil); problemOf(err) != NotReady {
		t.Errorf("with an error standing: %v, want %s", err, NotReady)
	}
	in.Report.Findings, in.Incomplete = nil, true
	r := mustWrite(t, t.TempDir(), in)
	if !strings.HasSuffix(r.Zip, "_2026-11-23_DRAFT草稿.zip") || !r.Packet.Manifest.Incomplete {
		t.Errorf("zip %s, incomplete %v", r.Zip, r.Packet.Manifest.Incomplete)
	}
}

func TestAnotherPacketOfTheNameIsNeverReplaced(t *testing.T) {
	dir := t.TempDir()
	in := sampleInput(t)
	first := mustWrite(t, dir, in)
	kept, err := os.ReadFile(first.Zip)
	if err != nil {
		t.Fatal(err)
	}
	if again := mustWrite(t, dir, in); again.Zip != first.Zip {
		t.Errorf("the same packet was written twice, as %s", again.Zip)
	}
	in.Filing.Host.Remark = "改了"
	second := mustWrite(t, dir, in)
	if got := filepath.Base(second.Zip); !strings.HasSuffix(got, "2026-11-23 (2).zip") {
		t.Errorf("another packet of the name became %s", got)
	}
	if now, err := os.ReadFile(first.Zip); err != nil || !bytes.Equal(now, kept) {
		t.Error("the first packet was changed")
	}
	if _, err := Verify(context.Background(), second.Zip); err != nil {
		t.Error(err)
	}
}

func TestWhoStandsUnderAName(t *testing.T) {
	dir := t.TempDir()
	put := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	ours := put("ours", strings.Repeat("x", copyBuffer)+"ours")
	for path, want := range map[string]occupant{
		filepath.Join(dir, "none"):                               nobody,
		put("same", strings.Repeat("x", copyBuffer)+"ours"):      itself,
		put("same size", strings.Repeat("x", copyBuffer)+"ourz"): another,
		put("short", "ours"):                                     another,
		put("empty", ""):                                         another,
		dir:                                                      another,
	} {
		if got, err := occupantOf(realDisk{}, ours, path); got != want || err != nil {
			t.Errorf("%s: %v, %v, want %v", filepath.Base(path), got, err, want)
		}
	}
}

func TestOtherProgramsReadThePacket(t *testing.T) {
	in := sampleInput(t)
	in.Scans = memory{"account.png": smallPNG(), "id-front.jpg": phonePhoto(), "id-back.jpg": phonePhoto(), "cert.pdf": []byte(smallPDF), "cert2.jpg": phonePhoto()}
	r := mustWrite(t, t.TempDir(), in)

	t.Run("unzip", func(t *testing.T) {
		needs(t, "unzip")
		out, err := exec.Command("unzip", "-t", r.Zip).CombinedOutput()
		if err != nil || !bytes.Contains(out, []byte("No errors detected")) {
			t.Errorf("unzip -t: %v\n%s", err, out)
		}
	})
	t.Run("python", func(t *testing.T) {
		needs(t, "python3")
		python(t, `
import hashlib, json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
m = json.loads(z.read('manifest.json'))
listed = {e['path']: e for e in m['entries']}
assert set(z.namelist()) == set(listed) | {'manifest.json'}, z.namelist()
for i in z.infolist():
    if i.filename != 'manifest.json':
        e, data = listed[i.filename], z.read(i)
        assert (len(data), hashlib.sha256(data).hexdigest()) == (e['size'], e['sha256']), i.filename
    assert i.date_time == (2026, 11, 23, 0, 0, 0), i.date_time
    stored = i.filename.endswith(('.pdf', '.jpg', '.png', '.xlsx'))
    assert i.compress_type == (zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED), i.filename
f = json.loads(z.read('filing.json'))
assert f['host']['name'] == '北京青禾示例科技有限公司'
assert all(listed[a['file']]['sha256'] == a['sha256'] for a in f['attachments'])
`, r.Zip)
	})
	t.Run("LibreOffice", func(t *testing.T) {
		needs(t, "soffice")
		dir := t.TempDir()
		unpackTo(t, r.Zip, workbookEntry, filepath.Join(dir, "book.xlsx"))
		out, err := exec.Command("soffice", "--headless", "--convert-to", "pdf", "--outdir", dir, filepath.Join(dir, "book.xlsx")).CombinedOutput()
		if _, missing := os.Stat(filepath.Join(dir, "book.pdf")); err != nil || missing != nil {
			t.Errorf("soffice: %v\n%s", err, out)
		}
	})
}

func needs(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not installed; the end-to-end test of the pipeline has it", program)
	}
}

func python(t *testing.T, script string, args ...string) {
	t.Helper()
	cmd := exec.Command("python3", append([]string{"-c", script}, args...)...)
	cmd.Env = append(os.Environ(), "PYTHONUTF8=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("python3: %v\n%s", err, out)
	}
}

func unpackTo(t *testing.T, zipPath, entry, to string) {
	t.Helper()
	z, err := zip.OpenReader(zipPath)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	data, err := fs.ReadFile(z, entry)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAScanThatCannotBeUsedLeavesNothingBehind(t *testing.T) {
	usable := sampleScans()
	for _, tt := range []struct {
		name   string
		spoil  func(in *Input, m memory)
		want   Problem
		reason string
	}{
		{"missing", func(_ *Input, m memory) { delete(m, "cert.pdf") }, ScanMissing, ""},
		{"no picture at all", func(_ *Input, m memory) { m["cert.pdf"] = []byte("hello") }, ScanUnusable, "scan.problem.unknown_kind"},
		{"a JPEG cut short", func(_ *Input, m memory) { m["cert2.jpg"] = usable["cert2.jpg"][:300] }, ScanUnusable, "scan.problem.damaged"},
		{"may not be read", func(in *Input, _ memory) { in.Scans = lockedSource{} }, ScanUnreadable, ""},
		{"no source at all", func(in *Input, _ memory) { in.Scans = nil }, ScanMissing, ""},
		{"another than was attached", func(in *Input, _ memory) { in.Filing.Attachments[1].SHA256 = strings.Repeat("0", 64) }, ScanChanged, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir, scans := t.TempDir(), sampleScans()
			in := sampleInput(t)
			in.Scans = scans
			tt.spoil(&in, scans)
			_, err := Write(context.Background(), dir, in, nil)
			if problemOf(err) != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
			if _, args := MessageID(err); args["reason"] != tt.reason {
				t.Errorf("the message's reason is %q, want %q", args["reason"], tt.reason)
			}
			if left := listing(t, dir); left != "" {
				t.Errorf("left behind: %s", left)
			}
		})
	}
}

// lockedSource has scans that nobody may read.
type lockedSource struct{}

func (lockedSource) Open(context.Context, rules.Attachment) (Scan, error) {
	return nil, fs.ErrPermission
}

// bothWays runs a test of an export without and with a password.
func bothWays(t *testing.T, test func(t *testing.T, in Input)) {
	t.Run("plain", func(t *testing.T) { test(t, sampleInput(t)) })
	t.Run("encrypted", func(t *testing.T) { test(t, lockedInput(t)) })
}

func TestAStopLeavesNothingBehind(t *testing.T) { bothWays(t, stopEverywhere) }

func stopEverywhere(t *testing.T, in Input) {
	c, err := prepare(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	mustCount := func(int64, int64) { calls++ }
	if _, err := c.write(context.Background(), &failingDisk{}, t.TempDir(), mustCount); err != nil {
		t.Fatal(err)
	}
	for stop := 1; stop < calls; stop++ {
		dir := t.TempDir()
		ctx, cancel := context.WithCancel(context.Background())
		n := 0
		_, err := c.write(ctx, &failingDisk{}, dir, func(int64, int64) {
			if n++; n == stop {
				cancel()
			}
		})
		cancel()
		if err == nil {
			continue // stopped when all was done
		}
		if id, _ := MessageID(err); id != "packet.problem.stopped" {
			t.Errorf("stop at %d: %v says %s", stop, err, id)
		}
		if left := listing(t, dir); left != "" {
			t.Errorf("stop at %d left behind: %s", stop, left)
		}
	}
}

func TestProgressRunsFromNothingToAll(t *testing.T) { bothWays(t, progressRuns) }

func progressRuns(t *testing.T, in Input) {
	last, end := int64(0), int64(0)
	_, err := Write(context.Background(), t.TempDir(), in, func(done, total int64) {
		if done < last || done > total || (end != 0 && total != end) {
			t.Errorf("progress %d of %d after %d of %d", done, total, last, end)
		}
		last, end = done, total
	})
	if err != nil || last != end || end == 0 {
		t.Errorf("ended at %d of %d, %v", last, end, err)
	}
}

// failingDisk fails at the k-th call, and at all after it where always is set. It
// does not wait for the real disk: no test cuts the power.
type failingDisk struct {
	realDisk
	counting sync.Mutex // a file is proved while it is synced
	calls    int
	k        int
	always   bool
}

var errDisk = errors.New("disk failed by the test")

func (d *failingDisk) fails() bool {
	d.counting.Lock()
	defer d.counting.Unlock()
	d.calls++
	return d.calls == d.k || d.always && d.calls > d.k
}

func (d *failingDisk) create(dir, pattern string) (file, error) {
	if d.fails() {
		return nil, errDisk
	}
	f, err := d.realDisk.create(dir, pattern)
	return &failingFile{f, d}, err
}

func (d *failingDisk) createFolder(dir, pattern string) (string, error) {
	if d.fails() {
		return "", errDisk
	}
	return d.realDisk.createFolder(dir, pattern)
}

func (d *failingDisk) open(path string) (file, error) {
	if d.fails() {
		return nil, errDisk
	}
	f, err := d.realDisk.open(path)
	if err != nil {
		return nil, err
	}
	return &failingFile{f, d}, nil
}

func (d *failingDisk) rename(from, to string) error {
	if d.fails() {
		return errDisk
	}
	return d.realDisk.rename(from, to)
}

func (d *failingDisk) syncFolder(dir string) error {
	if d.fails() {
		return errDisk
	}
	return nil
}

type failingFile struct {
	file
	disk *failingDisk
}

func (f *failingFile) Write(p []byte) (int, error) {
	if f.disk.fails() {
		n, err := f.file.Write(p[:len(p)/2])
		return n, errors.Join(err, errDisk)
	}
	return f.file.Write(p)
}

func (f *failingFile) ReadAt(p []byte, off int64) (int, error) {
	if f.disk.fails() {
		return 0, errDisk
	}
	return f.file.ReadAt(p, off)
}

func (f *failingFile) Sync() error {
	if f.disk.fails() {
		return errDisk
	}
	return nil
}

func (f *failingFile) Stat() (fs.FileInfo, error) {
	if f.disk.fails() {
		return nil, errDisk
	}
	return f.file.Stat()
}

func TestADiskThatFailsAtAnyCallLeavesNothingBehind(t *testing.T) { bothWays(t, failEverywhere) }

func failEverywhere(t *testing.T, in Input) {
	c, err := prepare(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	whole := &failingDisk{}
	if _, err := c.write(context.Background(), whole, t.TempDir(), nil); err != nil {
		t.Fatal(err)
	}
	if whole.calls < 20 {
		t.Fatalf("only %d calls of the disk; the test has lost its grip", whole.calls)
	}
	for k := 1; k <= whole.calls; k++ {
		for _, always := range []bool{false, true} {
			dir := t.TempDir()
			d := &failingDisk{k: k, always: always}
			_, err := c.write(context.Background(), d, dir, nil)
			left := listing(t, dir)
			switch {
			case err == nil && strings.Count(left, "\n") != 1:
				t.Errorf("call %d failed, the export did not, and there is: %s", k, left)
			case err != nil && left != "":
				t.Errorf("call %d failed and left behind: %s", k, left)
			}
		}
	}
}

func TestAFullDiskIsSaidInWords(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has /dev/full")
	}
	f, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("this machine has no /dev/full")
	}
	defer f.Close()
	_, err = io.WriteString(f, "x")
	if id, _ := MessageID(err); id != "packet.problem.disk_full" {
		t.Errorf("%v says %s", err, id)
	}
	if _, err := Write(context.Background(), filepath.Join(t.TempDir(), "none"), sampleInput(t), nil); err == nil {
		t.Error("wrote into a folder that is not there")
	} else if id, _ := MessageID(err); id != "packet.problem.no_folder" {
		t.Errorf("%v says %s", err, id)
	}
}

// problemOf returns the problem an error names, "" for none.
func problemOf(err error) Problem {
	var e *Error
	if errors.As(err, &e) {
		return e.Problem
	}
	return ""
}

func TestMemoryDoesNotGrowWithTheScans(t *testing.T) {
	export := func(scans int) uint64 {
		f := sampleFiling()
		f.Attachments = nil
		for range scans {
			f.Attachments = append(f.Attachments, rules.Attachment{Material: "pre_approval", File: "a.jpg"})
		}
		c, err := prepare(context.Background(), inputOf(t, f, memory{"a.jpg": phonePhoto()}))
		if err != nil {
			t.Fatal(err)
		}
		before := allocated()
		if _, err := c.write(context.Background(), realDisk{}, t.TempDir(), nil); err != nil {
			t.Fatal(err)
		}
		return allocated() - before
	}
	few, many := export(2), export(12)
	if perScan := (int64(many) - int64(few)) / 10; perScan > int64(len(phonePhoto()))/4 {
		t.Errorf("each scan of %d bytes costs %d bytes of memory", len(phonePhoto()), perScan)
	}
}

// allocated returns all bytes ever allocated by the program.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
