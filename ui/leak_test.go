package ui

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
	"recordaldesk/store/packet"
	"recordaldesk/ui/journal"
)

// planted puts values that stand nowhere else into every text of a filing, and
// returns them.
func planted(f *rules.Filing) []string {
	var all []string
	put := func(to *string, value string) { *to, all = value, append(all, value) }
	person := func(p *rules.Person, n int) {
		s := strconv.Itoa(n)
		put(&p.Name, "柏"+[]string{"若棠", "知遥", "予安"}[n])
		put(&p.Document.Number, "11010519900101"+s+"237")
		put(&p.Mobile, "1381234567"+s)
		put(&p.EmergencyPhone, "1391234567"+s)
		put(&p.OfficePhone, "086-010-6123456"+s)
		put(&p.Email, "planted.person"+s+"@example.com")
		put(&p.IMAccount, "planted-wechat-"+s)
		put(&p.Title, "第"+s+"标记经理")
		p.Document.Type, p.IMType = "resident_id", "wechat"
	}
	put(&f.Account.Company, "北京标记账户示例有限公司")
	put(&f.Account.ID, "990277481096")
	put(&f.Host.Name, "北京标记主办示例科技有限公司")
	put(&f.Host.Certificate.Number, "91110105MA6KD35T44")
	put(&f.Host.Certificate.Address, "北京市朝阳区标记路18号院3号楼")
	put(&f.Host.Address, "标记大街7号2层201室")
	put(&f.Host.Superior, "北京标记上级示例有限公司")
	put(&f.Host.Remark, "主体的标记备注")
	f.Host.LeadIsLegalRepresentative = false
	person(&f.Host.LegalRepresentative, 0)
	person(&f.Host.Lead, 1)
	w := &f.Websites[0]
	w.LeadIsHostLead, w.LeadIsLegalRepresentative = false, false
	person(&w.Lead, 2)
	put(&w.Name, "标记示例网")
	put(&w.HomePage, "www.planted-home.cn")
	put(&w.Remark, "网站的标记备注")
	put(&w.Domains[0].Name, "planted-domain.cn")
	put(&w.Domains[0].Holder, "标记持有人示例有限公司")
	put(&f.Websites[0].RecordalNumber, "京ICP备2099071839号-7")
	put(&f.Host.RecordalNumber, "京ICP备2099071839号")
	put(&w.Domains[0].Registrar, "标记注册商示例有限公司")
	w.PreApprovals = []rules.PreApproval{{Category: "news"}}
	put(&w.PreApprovals[0].Number, "标记批文〔2025〕12号")
	put(&w.PreApprovals[0].Holder, "标记批文持有示例有限公司")
	put(&w.Access.IPs[0].From, "52.80.191.17")
	put(&w.Access.IPs[0].To, "52.80.191.18")
	for i := range f.Attachments {
		put(&f.Attachments[i].File, fmt.Sprintf("标记扫描件%d.jpg", i))
	}
	put(&f.Attachments[0].Domain, "planted-attachment.cn")
	f.Change.Before = map[string]string{"host.name": "北京标记原名示例有限公司"}
	return append(all, f.Change.Before["host.name"])
}

// heard is what was logged: through the journal, and as it came.
type heard struct {
	sync.Mutex
	safe, raw strings.Builder
}

type half struct {
	of *heard
	to *strings.Builder
}

func (h half) Write(p []byte) (int, error) {
	h.of.Lock()
	defer h.of.Unlock()
	return h.to.Write(p)
}

// both hands a record to two handlers.
type both [2]slog.Handler

func (both) Enabled(context.Context, slog.Level) bool { return true }
func (b both) Handle(ctx context.Context, r slog.Record) error {
	return errors.Join(b[0].Handle(ctx, r), b[1].Handle(ctx, r))
}
func (b both) WithAttrs(a []slog.Attr) slog.Handler {
	return both{b[0].WithAttrs(a), b[1].WithAttrs(a)}
}
func (b both) WithGroup(name string) slog.Handler {
	return both{b[0].WithGroup(name), b[1].WithGroup(name)}
}

// Whatever goes wrong with a filing, the log has no value of it.
func TestTheLogHoldsNoValueOfAFiling(t *testing.T) {
	s := openStore(t)
	var log heard
	before := slog.Default()
	t.Cleanup(func() { slog.SetDefault(before) })
	slog.SetDefault(slog.New(both{
		journal.NewHandler(half{&log, &log.safe}, s.Dir()), slog.NewTextHandler(half{&log, &log.raw}, nil),
	}))

	// Typed, checked, its scans looked for.
	d := newDesk(t, s)
	d.newFiling()
	d.opened(t, "")
	f := trial.Valid()
	values := planted(f)
	if len(values) < 50 {
		t.Fatalf("only %d values are planted", len(values))
	}
	d.session.Edit(func(to *rules.Filing) { *to = *f })
	d.present()
	d.until(t, "it is judged", func() bool { return len(d.session.Report().Findings) > 0 })
	for _, step := range []string{"materials", "check"} {
		d.wizard.Show(step)
	}
	if err := d.session.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}

	// Scanned, printed and exported where that fails: a file stands where a folder is
	// wanted, a folder is gone, a scan is missing.
	company := f.Host.Name
	if _, err := s.AddScan(t.Context(), d.session.ID(), failing{&os.PathError{Op: "read", Path: company, Err: os.ErrInvalid}}); err == nil {
		t.Error("a scan that cannot be read was added")
	} else {
		d.failed("add scan", err)
	}
	if err := os.WriteFile(filepath.Join(s.Dir(), "print"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := d.printer().Put(company+".pdf", []byte("%PDF-")); err == nil {
		t.Error("printed into a file")
	} else {
		d.failed("print", err)
	}
	for _, folder := range []string{filepath.Join(t.TempDir(), company), t.TempDir()} {
		_, err := packet.Write(t.Context(), folder, packet.Input{
			Filing: f, Report: d.session.Report(), Book: d.o.Book(), Scans: storeScans{s, d.session.ID()}, Incomplete: true, Program: "test",
		}, nil)
		if err == nil {
			t.Error("exported without scans")
		} else {
			d.failed("export", err)
		}
	}

	// Imported: what is not there, what is damaged, what is something else.
	data, err := rules.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	in := t.TempDir()
	for name, content := range map[string][]byte{
		company + ".json": append([]byte(`{"schema": "recordal.filing/1", "host": `), data...), company + ".zip": append([]byte("PK\x03\x04"), data...),
		company + ".xlsx": data[:len(data)/2], "无此文件" + company: nil,
	} {
		path := filepath.Join(in, name)
		if content != nil {
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for d.window.Canvas().Overlays().Top() != nil { // what was told before
			d.window.Canvas().Overlays().Remove(d.window.Canvas().Overlays().Top())
		}
		d.importFile(path)
		d.until(t, "the file is refused", func() bool { return dialogText(d) != "" })
	}

	// The data folder fails.
	if err := os.RemoveAll(filepath.Join(s.Dir(), "scans")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.OpenScan(t.Context(), d.session.ID(), f.Attachments[0].SHA256); err != nil {
		d.failed("open scan", err)
	}
	if _, err := s.Load(t.Context(), company); err == nil {
		t.Error("a draft that never was is loaded")
	} else {
		d.failed("open draft", fmt.Errorf("load %s: %w", company, err))
	}

	log.Lock()
	defer log.Unlock()
	safe, raw := log.safe.String(), log.raw.String()
	if n := strings.Count(safe, "\n"); n < 8 || n != strings.Count(raw, "\n") {
		t.Errorf("only %d lines are logged, of %d", n, strings.Count(raw, "\n"))
	}
	quoted := 0
	for _, value := range values {
		if strings.Contains(raw, value) {
			quoted++
		}
		if strings.Contains(safe, value) {
			t.Errorf("the log holds %s:\n%s", value, safe)
		}
	}
	if quoted == 0 {
		t.Error("no error quoted a value: there was nothing to keep out")
	}
	for _, want := range []string{"no such file or directory", "the temporary folder"} {
		if !strings.Contains(safe, want) {
			t.Errorf("the log does not say %q any more:\n%s", want, safe)
		}
	}
}

// failing is a file that cannot be read.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
