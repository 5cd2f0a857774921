package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/ui/look"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// TestScreenshots takes a picture of every page, in each way to speak and each
// look, into the folder that RECORDAL_SCREENSHOTS names. It is no test: the
// pictures are to be looked at. They come from the real window, since what is cut
// off there depends on the window, the driver and the fonts.
func TestScreenshots(t *testing.T) {
	folder := os.Getenv("RECORDAL_SCREENSHOTS")
	if folder == "" {
		t.Skip("it takes pictures to be looked at, which needs a display; make screenshots starts one")
	}
	binary := buildProgram(t)
	for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
		for _, variant := range []look.Variant{look.Light, look.Dark} {
			for _, part := range []struct {
				name  string
				shoot func(*photographer)
			}{
				{"forms", (*photographer).forms},
				{"review", (*photographer).review},
				{"purging", (*photographer).purging},
				{"security", (*photographer).security},
				{"keying", (*photographer).keying},
				{"desk", func(p *photographer) { p.reviewDesk(string(mode), string(variant)) }},
				{"rescue", func(p *photographer) { p.rescue(string(mode), string(variant)) }},
			} {
				t.Run(string(mode)+" "+string(variant)+"/"+part.name, func(t *testing.T) {
					p := photographer{newDesk(t, binary, t.TempDir(), t.TempDir()), folder, string(mode) + "-" + string(variant)}
					p.settings(map[string]string{"language": string(mode), "variant": string(variant)})
					part.shoot(&p)
				})
			}
		}
	}
}

// forms are the pages of a filing, and what leads to them.
func (p *photographer) forms() {
	p.Start()
	p.beginning()
	p.Kill()
	p.filings()
	p.Start()
	p.mistakes()
	p.Kill()
	p.settings(map[string]string{"open": ""})
	p.Start()
	p.sample()
	p.Kill()
	p.kinds()
	p.scans()
	p.history()
}

// photographer takes pictures of all that can be seen in one way to speak and
// one look.
type photographer struct {
	*desk
	folder string
	look   string
}

// take takes a picture of the window without the frame around it.
func (p *photographer) take(page string) {
	p.t.Helper()
	p.Rest(500 * time.Millisecond)
	p.run("import", "-window", p.try("xdotool", "getactivewindow"), filepath.Join(p.folder, page+"-"+p.look+".png"))
}

// beginning is what stands before the pages.
func (p *photographer) beginning() {
	p.take("01-home-empty")
	p.Key("ctrl+n")
	p.WaitFor("a draft is there", func(*store.Record) (bool, string) { return true, "" })
	p.take("03-kind-question")
	p.Key("Tab", "Tab", "Tab", "Tab", "Return") // past the answers and the way home
	p.take("05-kind-list")
	p.Key("Escape")
	p.Type("111")
	p.take("04-kind-found")
	p.Key("Escape", "Escape", "Escape")
	p.Type("22")
	p.take("06-kind-neighbours")
	p.Key("Escape")
}

// mistakes is how the window tells of what is wrong in a filing.
func (p *photographer) mistakes() {
	p.take("02-home")
	p.rulebook()
	p.Key("Return")
	p.WaitAt("account", "")
	p.Key("ctrl+e")
	p.WaitAt("check", "")
	p.take("31-dialog")
	p.Key("Escape")
	p.take("30-check-with-problems")
	p.Key("F8")
	p.Rest(time.Second)
	p.take("29-findings")
	p.Key("ctrl+r")
	p.take("37-rulebook-at-finding")
	p.Key("Escape", "F1")
	p.take("32-help")
}

// rulebook is what can be looked up, from the list of filings and back to it.
func (p *photographer) rulebook() {
	p.Key("ctrl+r")
	p.take("35-rulebook")
	p.Paste("湖南为什么要建设方案书")
	p.take("36-rulebook-found")
	p.Type(" Tibet")
	p.Key("Escape")
	p.Type("who may lead the host unit")
	p.Key("Down", "Down", "Return")
	p.take("36-rulebook-read")
	for name, question := range map[string]string{
		"province": "江苏备案有什么要求", "suffixes": "北京市", "age": "负责人最低年龄", "told": "备案要多久", "checklist": "空壳主体能新增网站吗",
	} {
		p.Key("Escape", "Escape")
		p.Key("ctrl+r")
		p.Paste(question)
		p.take("36-rulebook-" + name)
	}
	p.Key("Escape", "Escape", "Escape")
}

// sample goes through all pages of the sample filing, which is without mistakes.
func (p *photographer) sample() {
	p.Key("Down", "Return")
	p.WaitAt("account", "")
	for i, page := range []struct {
		name string
		tabs int // to see the lower end of a page that is longer than the window
	}{
		{"account", 0}, {"host_unit", 8}, {"host_address", 4}, {"legal_representative", 12}, {"host_lead", 0},
		{"website.0", 4}, {"domains.0", 6}, {"website_lead.0", 14}, {"access.0", 8}, {"pre_approvals.0", 0},
		{"materials", 12}, {"checklist", 14},
	} {
		p.WaitAt(page.name, "")
		number := fmt.Sprintf("%d-%s", 10+i, strings.TrimSuffix(page.name, ".0"))
		p.take(number)
		if page.name == "host_address" {
			p.Key("Return")
			p.take(number + "-picker")
			p.Key("Escape")
		}
		if page.tabs > 0 {
			for range page.tabs {
				p.Key("Tab")
			}
			p.take(number + "-below")
		}
		p.Key("ctrl+Next")
	}
	p.WaitAt("check", "")
	p.take("33-check")
	p.Key("ctrl+e")
	p.Choose("alt+o")
	p.WaitFor("the packet is exported", func(r *store.Record) (bool, string) { return r.Exported != nil, "not exported" })
	p.Rest(5 * time.Second)
	p.take("34-done")
	p.Key("Tab", "Tab", "Tab", "Tab", "Tab", "Tab")
	p.take("34-done-below")
}

// kinds goes through a change that was begun from the sample filing, and a
// cancellation that was begun from nothing.
func (p *photographer) kinds() {
	p.begin("change_website", func(s *session.Session) {
		s.Set("change.fields", []string{"host.address", "host.lead", "websites.0.name", "websites.0.services", "websites.0.access.ips"})
	})
	p.WaitAt("change", "")
	p.take("40-change")
	for range 7 {
		p.Key("Tab")
	}
	p.take("40-change-below")
	for i, page := range []struct {
		name string
		tabs int
	}{{"account", 0}, {"host_unit", 0}, {"host_address", 2}, {"legal_representative", 0}, {"host_lead", 6}, {"website.0", 6},
		{"domains.0", 0}, {"website_lead.0", 0}, {"access.0", 5}, {"materials", 0}} {
		p.Key("ctrl+Next")
		p.WaitAt(page.name, "")
		for range page.tabs {
			p.Key("Tab")
		}
		p.take(fmt.Sprintf("%d-change-%s", 41+i, strings.TrimSuffix(page.name, ".0")))
	}
	p.Key("ctrl+e")
	p.WaitAt("check", "")
	p.Key("Escape")
	p.take("59-change-check")
	p.Kill()
	p.begin("cancel_website", func(s *session.Session) { s.Set("host.recordal_number", "京ICP备2024071839号-1") })
	p.WaitAt("change", "")
	p.take("60-cancel")
	p.Key("ctrl+Next", "ctrl+Next")
	p.WaitAt("host_unit", "")
	p.Key("Tab")
	p.take("61-cancel-repair")
	p.Kill()
}

// sampleFiling is the filing that comes with the program.
func sampleFiling() (*rules.Filing, error) { return rules.Decode(bytes.NewReader(sample.Filing())) }

// begin starts the program with a filing of a kind, as it is begun for the company
// of the sample filing.
func (p *photographer) begin(kind string, change func(*session.Session)) {
	p.store(func(ctx context.Context, s *store.Store) error {
		base, err := rules.Decode(bytes.NewReader(sample.Filing()))
		if err != nil {
			return err
		}
		base.Host.LeadIsLegalRepresentative = false
		base.Host.Lead = base.Host.LegalRepresentative
		base.Host.Lead.Name = "李样例"
		draft, err := s.Create(ctx, store.Record{Filing: rules.New(""), Base: base})
		if err != nil {
			return err
		}
		ses := session.Open(s, draft, session.Options{Book: rules.Builtin(), Now: time.Now, Do: func(func()) {}})
		ses.Begin(kind, nil, 0)
		change(ses)
		if err := ses.Close(ctx); err != nil {
			return err
		}
		return s.SetSetting(ctx, "open", draft.ID)
	})
	p.Start()
}

// settings sets what the window would have kept.
func (p *photographer) settings(values map[string]string) {
	p.store(func(ctx context.Context, s *store.Store) error {
		for key, value := range values {
			if err := s.SetSetting(ctx, key, value); err != nil {
				return err
			}
		}
		return nil
	})
}

// filings puts filings into the store: the sample, and above it one with
// mistakes.
func (p *photographer) filings() {
	p.t.Helper()
	if err := os.MkdirAll(filepath.Join(p.desk.home, "Desktop"), 0o755); err != nil {
		p.t.Fatal(err)
	}
	p.store(func(ctx context.Context, s *store.Store) error {
		if err := s.SetSetting(ctx, "open", ""); err != nil {
			return err
		}
		others, err := filepath.Glob("../../rules/testdata/*.json")
		if err != nil {
			return err
		}
		for _, path := range others {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if err := keep(ctx, s, data, func(*rules.Filing) {}); err != nil {
				return err
			}
		}
		if err := keep(ctx, s, sample.Filing(), func(*rules.Filing) {}); err != nil {
			return err
		}
		return keep(ctx, s, sample.Filing(), func(f *rules.Filing) {
			f.Host.Certificate.Number = "91110105MA6KD35T44"
			f.Host.Address = "北京市朝阳区望和路"
			f.Host.LegalRepresentative.EmergencyPhone = f.Host.LegalRepresentative.Mobile
			f.Websites[0].Name = "123"
			f.Websites[0].Access.IPs[0].From = "192.168.1.10"
			f.Attachments = nil
		})
	})
}

// keep makes a draft of a filing, with the scans that come with the sample.
func keep(ctx context.Context, s *store.Store, data []byte, change func(*rules.Filing)) error {
	f, err := rules.Decode(bytes.NewReader(data))
	if err != nil {
		return err
	}
	change(f)
	draft, err := s.Create(ctx, store.Record{Filing: f})
	if err != nil {
		return err
	}
	for _, a := range f.Attachments {
		scan, err := sample.Scan(a.File)
		if err != nil {
			continue // another filing's
		}
		if _, err := s.AddScan(ctx, draft.ID, bytes.NewReader(scan)); err != nil {
			return err
		}
	}
	return nil
}

// store opens the store while the program is not running.
func (p *photographer) store(work func(context.Context, *store.Store) error) {
	p.t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, p.Data(), store.Options{})
	if err == nil {
		err = work(ctx, s)
	}
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		p.t.Fatalf("prepare the store: %v", err)
	}
}
