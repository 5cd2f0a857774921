package ui

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/packet"
	"recordaldesk/store/pagecode"
)

// tourFilings are the filings that a tour is over, by their ids.
type tourFilings struct {
	whole    string // nothing is wrong with it, and its scans are there
	mistakes string
	change   string // of what is on record
	cancel   string
	returned string   // a desk has found mistakes
	heavy    string   // with a scan that weighs more than the rest together
	blank    string   // whose kind is not known yet
	typed    []string // all that stands in them, and what is typed on the way
}

// What is typed or named on the way.
const (
	tourDesk  = "一号窗口"
	tourBy    = "LZY"
	tourName  = "星禾云图官网"
	tourFile  = "packet.zip"
	tourLabel = "Shut"

	tourNothing = "zzz" // is found nowhere
)

// note notes what stands in a filing.
func (t *tourFilings) note(filing []byte) error {
	var all any
	if err := json.Unmarshal(filing, &all); err != nil {
		return fmt.Errorf("read a filing for what stands in it: %w", err)
	}
	t.noteIn(all)
	return nil
}

func (t *tourFilings) noteIn(value any) {
	switch value := value.(type) {
	case string:
		if value != "" {
			t.typed = append(t.typed, value)
		}
	case []any:
		for _, v := range value {
			t.noteIn(v)
		}
	case map[string]any:
		for _, v := range value {
			t.noteIn(v)
		}
	}
}

// fillForTour makes the store of a tour.
func fillForTour(ctx context.Context, dir string, now time.Time) (*tourFilings, error) {
	s, err := store.Open(ctx, dir, store.Options{Now: func() time.Time { return now }})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	t := &tourFilings{typed: []string{tourDesk, tourBy, tourName, tourFile, tourLabel, "filing.json", "broken.zip", "in/filing.json", "in/broken.zip", "labels.csv", "crash-2026.txt", "blank.pdf", packet.DefaultMailTo, tourNothing}}
	fill := func(change func(f *rules.Filing) (base *rules.Filing), stages ...string) (id string, err error) {
		f, err := rules.Decode(bytes.NewReader(sample.Filing()))
		if err != nil {
			return "", err
		}
		f.Reference = pagecode.NewReference()
		base := change(f)
		data, err := rules.Encode(f)
		if err != nil {
			return "", err
		}
		if err := t.note(data); err != nil {
			return "", err
		}
		draft, err := s.Create(ctx, store.Record{Filing: f, Base: base})
		if err != nil {
			return "", err
		}
		if f.Attachments != nil {
			if err := addSampleScans(ctx, s, draft); err != nil {
				return "", err
			}
		}
		if len(stages) == 0 {
			return draft.ID, nil
		}
		_, err = s.ChangeCase(ctx, draft.ID, func(c *casework.Case) error {
			c.Desk = tourDesk
			for i, stage := range stages {
				c.Reach(casework.Event{Stage: stage, At: now.AddDate(0, 0, 2*(i-len(stages))), By: tourBy})
			}
			return nil
		})
		return draft.ID, err
	}
	make := func(into *string, change func(f *rules.Filing) *rules.Filing, stages ...string) {
		if err == nil {
			*into, err = fill(change, stages...)
		}
	}
	var crowd string
	for i, stages := range [][]string{
		{"received"}, {"received", "returned"}, {"mailed", "qr_code"}, {"mailed", "submitted", "sms"}, {"mailed", "submitted", "sms", "ca_review"},
		{"mailed", "approved"}, {"approved", "ports_open"}, {"closed"},
	} {
		make(&crowd, func(f *rules.Filing) *rules.Filing {
			f.Host.Name = fmt.Sprintf("北京示例第%s有限公司", []string{"一", "二", "三", "四", "五", "六", "七", "八"}[i])
			f.Websites[0].Domains[0].Name = fmt.Sprintf("shili%d-example.cn", i)
			f.Attachments = nil
			return nil
		}, stages...)
	}
	make(&t.blank, func(f *rules.Filing) *rules.Filing {
		*f = *rules.New("")
		return nil
	})
	make(&t.cancel, func(f *rules.Filing) *rules.Filing {
		f.Kind, f.Attachments = "cancel_host", nil
		return nil
	})
	make(&t.change, func(f *rules.Filing) *rules.Filing {
		base := f.Clone()
		f.Kind, f.Attachments = "change_website", nil
		f.Websites[0].Name = "星禾云图服务平台"
		return base
	})
	make(&t.returned, func(f *rules.Filing) *rules.Filing {
		f.Host.Address = "北京市朝阳区"
		return nil
	}, "received")
	if err == nil {
		_, err = s.ChangeCase(ctx, t.returned, func(c *casework.Case) error {
			draft, err := s.Load(ctx, t.returned)
			if err != nil {
				return err
			}
			place := casework.FieldPlace("host.address")
			c.SetMark(casework.Mark{
				Place: place, Verdict: casework.Returned, Reason: "address_not_detailed", Words: "请写到房间号。",
				Of: casework.Fingerprint(draft.Record.Filing, place), By: tourBy, At: now,
			})
			return nil
		})
	}
	make(&t.mistakes, func(f *rules.Filing) *rules.Filing {
		f.Attachments = nil
		f.Host.Certificate.Number = strings.Replace(f.Host.Certificate.Number, "1", "7", 1)
		f.Host.LegalRepresentative.Mobile = "1391"
		f.Host.Lead.Email = "no mail"
		f.Websites[0].Name, f.Websites[0].Domains[0].ExpiresOn = "中国网站", now.AddDate(0, 0, 10).Format(time.DateOnly)
		f.Websites[0].Access.IPs = nil
		return nil
	})
	heavy, errHeavy := heavyScan()
	err = errors.Join(err, errHeavy)
	make(&t.heavy, func(f *rules.Filing) *rules.Filing {
		sum := sha256.Sum256(heavy)
		f.Attachments[0].SHA256 = hex.EncodeToString(sum[:])
		return nil
	})
	if err == nil {
		_, err = s.AddScan(ctx, t.heavy, bytes.NewReader(heavy))
	}
	make(&t.whole, func(*rules.Filing) *rules.Filing { return nil })
	if err == nil {
		err = s.SetDesk(ctx, tourDesk)
	}
	return t, err
}

// heavyScan is a picture of noise, of more than a megabyte, which nothing makes lighter.
func heavyScan() ([]byte, error) {
	noise := image.NewNRGBA(image.Rect(0, 0, 700, 700))
	if _, err := rand.NewChaCha8([32]byte{}).Read(noise.Pix); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err := png.Encode(&out, noise)
	return out.Bytes(), err
}
