package main

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"recordaldesk/store/packet"
)

// What is done about a mail that is too heavy to be sent. Nothing is made lighter that
// nobody asked to have lighter, and a mail over the limit is always said.

// writeMailable writes the packet, in parts and with lighter copies where those were
// asked for and are needed.
func (p *program) writeMailable(ctx context.Context, dir string, in packet.Input, options exportOptions) ([]packet.Result, error) {
	limit, parts := *options.mailLimit, *options.parts
	var before packet.Weights
	if *options.lighter {
		var err error
		if before, err = packet.Weigh(ctx, in, nil); err != nil {
			return nil, err
		}
		plan, fits := packet.Lighten(before, limit)
		switch {
		case fits:
			parts = false
		case parts:
			plan, _ = packet.LightenHeavy(before, limit)
		default:
			p.say("ctl.export.lighter_not_enough", map[string]string{"limit": sizeText(limit)})
		}
		in.Lighter = plan
	}
	written, err := writePacket(ctx, dir, in, parts, limit)
	if err != nil {
		return nil, err
	}
	if len(in.Lighter) > 0 {
		p.noteLighter(before, written)
	}
	p.noteWeight(written, options)
	return written, nil
}

func writePacket(ctx context.Context, dir string, in packet.Input, parts bool, limit int64) ([]packet.Result, error) {
	if parts {
		return packet.WriteParts(ctx, dir, in, limit, nil)
	}
	one, err := packet.Write(ctx, dir, in, nil)
	return []packet.Result{one}, err
}

// noteLighter lists the scans of which a lighter copy went into the packet.
func (p *program) noteLighter(before packet.Weights, written []packet.Result) {
	var rows [][]string
	for _, w := range before.Scans {
		name := written[0].Packet.Filing.Attachments[w.Attachment].File
		for _, one := range written {
			for _, e := range one.Packet.Manifest.Entries {
				if e.Lighter && e.Path == name {
					rows = append(rows, []string{undomained(path.Base(name)), sizeText(w.Size) + " → " + sizeText(e.Size)})
				}
			}
		}
	}
	t := p.notes()
	t.count(0, "ctl.export.lighter", len(rows))
	t.table(rows)
}

// mostWeighed is how many files are listed by weight.
const mostWeighed = 12

// noteWeight says that the packet went in parts, or that its mail is over the limit,
// with what makes it heavy and what can be done.
func (p *program) noteWeight(written []packet.Result, options exportOptions) {
	t := p.notes()
	if len(written) > 1 {
		t.count(0, "ctl.export.parts", len(written))
	}
	for _, one := range written {
		if one.MailSize <= *options.mailLimit {
			continue
		}
		t.message(0, "ctl.export.over", map[string]string{"size": sizeText(one.MailSize), "limit": sizeText(*options.mailLimit)})
		entries := slices.SortedStableFunc(slices.Values(one.Packet.Manifest.Entries), func(a, b packet.Entry) int {
			return cmp.Compare(b.Size, a.Size)
		})
		var rows [][]string
		for _, e := range entries[:min(len(entries), mostWeighed)] {
			rows = append(rows, []string{sizeText(e.Size), undomained(e.Path)})
		}
		t.table(rows)
		if *options.lighter {
			t.message(0, "ctl.export.over.in_parts", nil)
		} else {
			t.message(0, "ctl.export.over.fix", nil)
		}
	}
}

// undomained cuts the domain off the name of an entry, which stands behind the number
// and the name of the paper: standard error quotes nothing of a filing.
func undomained(entry string) string {
	parts := strings.SplitN(entry, "_", 3)
	if len(parts) < 3 {
		return entry
	}
	return parts[0] + "_" + parts[1] + "…" + path.Ext(entry)
}

// sizeText says how many bytes in decimal units, as mail servers count.
func sizeText(bytes int64) string {
	if bytes < 1_000_000 {
		return fmt.Sprintf("%d KB", (bytes+999)/1000)
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(bytes)/1e6), ".0") + " MB"
}
