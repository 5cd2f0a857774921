package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"recordaldesk/rules"
)

// readPacket reads an exported packet, and the mail draft beside it, with
// programs that were not written here, and with recordalctl.
func readPacket(t *testing.T, path string, filing *rules.Filing) {
	output(t, "unzip", "-t", "-q", path)
	folder := t.TempDir()
	var names []string
	decode(t, output(t, "python3", "testdata/read_zip.py", path, folder), &names)
	for _, want := range []string{"filing.json", "备案信息表.xlsx", "材料清单.pdf", "manifest.json"} {
		if !slices.Contains(names, want) {
			t.Errorf("the packet has no %s: %q", want, names)
		}
	}
	readFiling(t, filepath.Join(folder, "filing.json"), filing)
	readWorkbook(t, filepath.Join(folder, "备案信息表.xlsx"))
	readPapers(t, folder, names)
	readScans(t, folder, names)
	readMail(t, path)

	control := filepath.Join(t.TempDir(), "recordalctl")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", control, "../recordalctl")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build recordalctl: %v\n%s", err, out)
	}
	output(t, control, "verify", path)
	var judgement struct {
		Ready    bool `json:"ready"`
		Findings []struct{ Rule, Severity, Field string }
	}
	decode(t, output(t, control, "check", "--format", "json", path), &judgement)
	if !judgement.Ready {
		t.Errorf("recordalctl check finds what the window did not: %+v", judgement.Findings)
	}
}

// readFiling compares the packet's filing with the draft, which keeps no day of
// its own.
func readFiling(t *testing.T, path string, want *rules.Filing) {
	file, err := os.Open(path)
	if err != nil {
		t.Error(err)
		return
	}
	defer file.Close() // was only read
	got, err := rules.Decode(file)
	if err != nil {
		t.Errorf("read the packet's filing: %v", err)
		return
	}
	want = want.Clone()
	want.AsOf, want.Attachments = got.AsOf, got.Attachments // whose files have other names in the packet
	if is, should := encode(t, got), encode(t, want); is != should {
		t.Errorf("the packet's filing is\n%s\nwant\n%s", is, should)
	}
}

// readWorkbook has the workbook converted, which fails where it needs repair.
func readWorkbook(t *testing.T, path string) {
	folder := t.TempDir()
	out := output(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(folder, "profile"),
		"--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder, path)
	if lower := strings.ToLower(out); strings.Contains(lower, "error") || strings.Contains(lower, "repair") {
		t.Errorf("LibreOffice says of the workbook: %s", out)
	}
	text := paperText(t, filepath.Join(folder, "备案信息表.pdf"))
	for _, want := range []string{company, domain, creditCode(), "沈清砚", "陆知微", "浙江省", "营业执照", "Businesslicence"} {
		if !strings.Contains(text, want) {
			t.Errorf("the workbook does not say %s:\n%s", want, text)
		}
	}
}

// readPapers looks for the Chinese of every paper: its title and what was typed.
func readPapers(t *testing.T, folder string, names []string) {
	papers := map[string][]string{
		"材料清单.pdf":                 {"备案材料清单", company},
		"forms/07_网站备案授权书.pdf":     {"网站备案授权书", company, "陆知微", "杭州青檐软件官网"},
		"forms/08_网络信息安全管理责任书.pdf": {"网络信息安全管理责任书", company, domain},
	}
	for _, name := range names {
		if filepath.Ext(name) != ".pdf" {
			continue
		}
		path := filepath.Join(folder, filepath.FromSlash(name))
		output(t, "qpdf", "--check", path)
		text := paperText(t, path)
		for _, want := range papers[name] {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %s:\n%s", name, want, text)
			}
		}
		t.Logf("%s: %d characters", name, len([]rune(text)))
		delete(papers, name)
	}
	for name := range papers {
		t.Errorf("the packet has no %s: %q", name, names)
	}
}

// paperText is the text of a PDF without spaces and line breaks, which fall
// where a line is full.
func paperText(t *testing.T, path string) string {
	return strings.Join(strings.Fields(output(t, "pdftotext", "-layout", path, "-")), "")
}

func readScans(t *testing.T, folder string, names []string) {
	count := 0
	for _, name := range names {
		if strings.HasPrefix(name, "materials/") && strings.HasSuffix(name, ".jpg") {
			count++
			size := output(t, "identify", "-format", "%w %h", filepath.Join(folder, filepath.FromSlash(name)))
			if size != "4000 3000" {
				t.Errorf("%s has %s pixels, want 4000 3000", name, size)
			}
		}
	}
	if count != 4 {
		t.Errorf("the packet has %d scans, want 4: %q", count, names)
	}
}

func readMail(t *testing.T, packet string) {
	var mail struct {
		Subject, To, Unsent, Body string
		Attachments, SHA256       []string
		Defects                   []string
	}
	decode(t, output(t, "python3", "testdata/read_mail.py", strings.TrimSuffix(packet, ".zip")+".eml"), &mail)
	data, err := os.ReadFile(packet)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	switch {
	case !strings.Contains(mail.Subject, company):
		t.Errorf("the mail's subject is %q, want the company in it", mail.Subject)
	case mail.To == "":
		t.Error("the mail is addressed to nobody")
	case mail.Unsent != "1":
		t.Errorf("the mail's X-Unsent is %q, want 1, so that it opens as a draft", mail.Unsent)
	case !strings.Contains(mail.Body, company) || !strings.Contains(mail.Body, domain):
		t.Errorf("the mail does not say company and domain:\n%s", mail.Body)
	case len(mail.Attachments) != 1 || mail.Attachments[0] != filepath.Base(packet):
		t.Errorf("the mail's attachments are %q, want %s", mail.Attachments, filepath.Base(packet))
	case mail.SHA256[0] != hex.EncodeToString(sum[:]):
		t.Error("the mail's attachment is not the packet")
	case len(mail.Defects) > 0:
		t.Errorf("Python finds defects in the mail: %q", mail.Defects)
	}
}

// output runs another program, which has to succeed, and returns what it says.
func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	command := exec.Command(name, args...)
	var trouble strings.Builder
	command.Stderr = &trouble
	command.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8")
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, trouble.String())
	}
	return string(out)
}

func decode(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into, json.MatchCaseInsensitiveNames(true)); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
}
