package main

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"image/jpeg"
	"os"
	"path/filepath"
	"time"

	"github.com/signintech/gopdf"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
)

// scans is what is done with scans, with a packet that is too heavy for a mail,
// and with a packet that comes in.
func (p *photographer) scans() {
	p.store(keepSpoilt)
	p.settings(map[string]string{"export.mail_limit": "10"})
	p.Start()
	p.WaitAt("materials", "")
	p.Rest(15 * time.Second) // looks at the scans
	p.take("62-remarks")
	p.tab(9) // past the first material, whose scan is good
	p.take("62-remarks-below")
	p.Key("Return")
	p.Rest(3 * time.Second)
	p.take("63-scan")
	p.Key("Escape")
	p.blank()
	p.Key("ctrl+e")
	p.Choose("Escape")
	p.take("64-check")
	p.tab(3)
	p.Key("Return")
	p.take("65-options")
	p.Key("ctrl+e")
	p.Choose("alt+o")
	p.Rest(10 * time.Second) // weighs them
	p.take("66-too-heavy")
	p.Key("Return")
	p.WaitFor("the packet is exported", func(r *store.Record) (bool, string) { return r.Exported != nil, "not exported" })
	p.Rest(5 * time.Second)
	p.take("67-parts")
	p.Kill()
	p.arrival()
}

// blank lays the letter's fields over an official form, which has lines to write on.
func (p *photographer) blank() {
	var form gopdf.GoPdf
	form.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	form.AddPage()
	for y := 120.0; y < 700; y += 48 {
		form.Line(90, y, 505, y)
	}
	official := filepath.Join(p.t.TempDir(), "official.pdf")
	if err := form.WritePdf(official); err != nil {
		p.fail("%v", err)
	}
	p.tab(6) // from the letter's scan to its form
	p.Key("Return")
	p.ChooseFile(official)
	p.Rest(6 * time.Second) // the first PDF to be drawn
	p.take("63-blank")
	p.Key("Escape")
}

// arrival is the first of the parts just exported, come in at another desk.
func (p *photographer) arrival() {
	part := filepath.Join(p.t.TempDir(), "part.zip") // which xdotool can type
	sent := filepath.Join(p.home, "Desktop", p.Saved().Exported.File)
	if _, err := os.Stat(sent); err != nil { // there is no desktop before something was put there
		sent = filepath.Join(p.home, p.Saved().Exported.File)
	}
	if err := os.Rename(sent, part); err != nil {
		p.fail("%v", err)
	}
	p.settings(map[string]string{"open": ""})
	p.Start()
	p.Key("ctrl+o")
	p.ChooseFile(part)
	p.Rest(5 * time.Second)
	p.take("68-arrival")
	p.Kill()
}

func (p *photographer) tab(times int) {
	p.t.Helper()
	for range times {
		p.Key("Tab")
	}
}

// keepSpoilt keeps the sample filing, open at its materials, with a letter that was
// copied without colour and with photos that are too heavy for a mail together.
func keepSpoilt(ctx context.Context, s *store.Store) error {
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		return err
	}
	draft, err := s.Create(ctx, store.Record{Filing: f, Page: "materials"})
	if err != nil {
		return err
	}
	for i := range f.Attachments {
		a := &f.Attachments[i]
		data, err := spoilt(a)
		if err != nil {
			return err
		}
		kept, err := s.AddScan(ctx, draft.ID, bytes.NewReader(data))
		if err != nil {
			return err
		}
		a.SHA256 = kept.SHA256
	}
	if err := s.SetSetting(ctx, "open", draft.ID); err != nil {
		return err
	}
	draft.Record.Filing = f
	_, err = s.Save(ctx, draft.ID, draft.Seq, draft.Record)
	return err
}

func spoilt(a *rules.Attachment) ([]byte, error) {
	data, err := sample.Scan(a.File)
	switch {
	case err != nil:
		return nil, err
	case a.Material == "authorization_letter":
		return grey(data)
	case a.Material == "domain_certificate":
		return photograph(1), nil
	case a.Material == "responsibility_letter":
		return photograph(2), nil
	}
	return data, nil
}

func grey(scan []byte) ([]byte, error) {
	img, err := jpeg.Decode(bytes.NewReader(scan))
	if err != nil {
		return nil, err
	}
	copied := image.NewGray(img.Bounds())
	draw.Draw(copied, copied.Rect, img, img.Bounds().Min, draw.Src)
	var data bytes.Buffer
	err = jpeg.Encode(&data, copied, nil)
	return data.Bytes(), err
}
