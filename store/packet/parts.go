package packet

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/store/scan"
)

// A packet that is too heavy for one mail goes in parts. Each part is a packet of
// its own: the filing complete, the workbook and the checklist, and its share of
// the scans; the printed forms lie in the first. The manifest of each names the
// others and what lies in them.

// DefaultMailLimit is how many bytes a mail may have that most mail servers take.
const DefaultMailLimit = 20_000_000

// WriteParts is [Write] for a packet whose mail would be over limit bytes: it
// writes as few parts as it takes, each with its own mail draft below the limit,
// named
//
//	ICP备案_…_第1份共2份.zip and .eml
//
// or the packet whole where that fits. All files appear together or none. Where a
// single scan is over the limit, the error is [ScanTooHeavy] and names it.
func WriteParts(ctx context.Context, dir string, in Input, limit int64, progress func(done, total int64)) ([]Result, error) {
	return writeParts(ctx, realDisk{}, dir, in, limit, progress)
}

func writeParts(ctx context.Context, d disk, dir string, in Input, limit int64, progress func(done, total int64)) ([]Result, error) {
	c, err := prepare(ctx, in)
	if err != nil {
		return nil, err
	}
	whole := newSteps(progress, c.scanBytes, 1+c.stepCount())
	packed := c.Filing.Clone()
	if err := c.measure(ctx, packed, whole); err != nil {
		return nil, err
	}
	groups, err := c.divide(packed, limit)
	if err != nil {
		return nil, err
	}
	whole.rest()
	writers := make([]*writer, len(groups))
	for i, group := range groups {
		writers[i] = &writer{contents: c, filing: packed, group: group, disk: d, dir: dir, steps: whole.share()}
		if len(groups) > 1 {
			writers[i].part = c.partOf(groups, i)
		}
	}
	if err := finish(ctx, writers...); err != nil {
		return nil, err
	}
	whole.finish()
	results := make([]Result, len(writers))
	for i, w := range writers {
		results[i] = w.result
	}
	return results, nil
}

// Weights say what makes a packet heavy.
type Weights struct {
	Scans  []Weight // in the order of the filing's attachments
	Papers int64    // bytes of the workbook, the checklist and the forms
	Each   int64    // of these, what every part has: all but the forms
	Beside int64    // bytes that a zip has beside its papers and scans, at most
	Mail   int64    // bytes of the mail with the whole packet, to within a part in a hundred
}

// Weight is what one scan weighs.
type Weight struct {
	Attachment int    // its place among the filing's
	Path       string // of its entry
	Size       int64  // bytes of the copy that goes into the packet
	Picture    bool   // of which a lighter copy can be made; a PDF stays as it is
}

// Weigh tells how heavy the packet of a filing will be, without writing anything.
// Its errors and progress are those of [Write].
func Weigh(ctx context.Context, in Input, progress func(done, total int64)) (Weights, error) {
	c, err := prepare(ctx, in)
	if err != nil {
		return Weights{}, err
	}
	steps := newSteps(progress, c.scanBytes, 1)
	packed := c.Filing.Clone()
	if err := c.measure(ctx, packed, steps); err != nil {
		return Weights{}, err
	}
	steps.finish()
	w := Weights{}
	w.Papers, w.Each = c.paperBytes()
	if w.Beside, err = c.besideBytes(packed); err != nil {
		return Weights{}, err
	}
	zip := w.Papers + filingDeflated
	for _, s := range c.scans {
		zip += scanWeight(s.entry.Path, s.entry.Size)
		w.Scans = append(w.Scans, Weight{Attachment: s.index, Path: s.entry.Path, Size: s.entry.Size, Picture: s.info.Kind != scan.PDF})
	}
	w.Mail = zip / bytesPerLine * mailLine
	return w, nil
}

// scanWeight is what a measured scan, or a paper, takes in the zip: its bytes, its name
// twice and its lines in the manifest and the directory.
func scanWeight(path string, size int64) int64 { return size + int64(4*len(path)) + 512 }

// Part is what a manifest says of another part of its packet.
type Part struct {
	Number  int     `json:"number"`  // from 1
	File    string  `json:"file"`    // name of the zip
	Entries []Entry `json:"entries"` // its scans
}

// partOf says which part of its packet a zip is; the zero value is the whole.
type partOf struct {
	number, of int
	others     []Part
}

// tail is what a part has behind its name.
func (p partOf) tail() string {
	if p.of == 0 {
		return ""
	}
	return "_" + say("packet.part", map[string]string{"number": strconv.Itoa(p.number), "of": strconv.Itoa(p.of)})
}

func (c *contents) partOf(groups [][]attached, i int) partOf {
	p := partOf{number: i + 1, of: len(groups)}
	for j, group := range groups {
		if j == i {
			continue
		}
		other := Part{Number: j + 1}
		for _, s := range group {
			other.Entries = append(other.Entries, s.entry)
		}
		p.others = append(p.others, other)
	}
	return p
}

// enclosedPapers are the papers that go into the zip: all, or without the forms in
// the parts behind the first.
func (w *writer) enclosedPapers() []part {
	if w.part.number <= 1 {
		return w.papers
	}
	var some []part
	for _, p := range w.papers {
		if !strings.HasPrefix(p.entry.Path, formsFolder) {
			some = append(some, p)
		}
	}
	return some
}

// measure makes every scan's copy once, for its size and hash, and tells the
// packed filing about them.
func (c *contents) measure(ctx context.Context, packed *rules.Filing, steps *steps) error {
	for i := range c.scans {
		s := &c.scans[i]
		original := c.Filing.Attachments[s.index]
		opened, err := openScan(ctx, c.Scans, original)
		if err != nil {
			return err
		}
		hash, size := sha256.New(), int64(0)
		err = copyScan(ctx, io.MultiWriter(hash, counter(func(n int) { size += int64(n) })), opened, *s, original)
		if err := errors.Join(err, opened.Close()); err != nil {
			return err
		}
		steps.add(int(s.info.Bytes))
		s.entry.Size, s.entry.SHA256 = size, hex.EncodeToString(hash.Sum(nil))
		describeEntry(&packed.Attachments[s.index], s.entry)
	}
	return nil
}

// filingDeflated is how many bytes a filing and what a zip has at its end usually take.
const filingDeflated = 20 << 10

// besideFiling is how many bytes the text of a mail and what a zip has at its end may take.
const besideFiling = 16 << 10

// besideBytes is how many bytes a part may need beside the bytes of its papers and
// scans: its manifest tells of all of them, wherever they lie.
func (c *contents) besideBytes(packed *rules.Filing) (int64, error) {
	filing, err := rules.Encode(packed)
	if err != nil {
		return 0, err
	}
	about, err := encodeManifest(&Manifest{Since: c.since(), Answers: c.answers()})
	if err != nil {
		return 0, err
	}
	beside := int64(len(filing) + len(about) + besideFiling)
	for _, p := range c.papers {
		beside += scanWeight(p.entry.Path, 0)
	}
	for _, s := range c.scans {
		beside += scanWeight(s.entry.Path, 0)
	}
	return beside, nil
}

// paperBytes is how many bytes the papers have: all of them, which are in the first
// part, and those that every part has.
func (c *contents) paperBytes() (all, each int64) {
	for _, p := range c.papers {
		all += int64(len(p.bytes))
		if !strings.HasPrefix(p.entry.Path, formsFolder) {
			each += int64(len(p.bytes))
		}
	}
	return all, each
}

// zipRoom is how many bytes a zip may have for its mail to have at most limit bytes.
func zipRoom(limit int64) int64 { return (limit/mailLine - 1) * bytesPerLine }

// divide parts the measured scans so that each part's mail stays below the limit,
// in their order, each part as full as it gets; or not at all where the whole fits.
func (c *contents) divide(packed *rules.Filing, limit int64) ([][]attached, error) {
	beside, err := c.besideBytes(packed)
	if err != nil {
		return nil, err
	}
	room := zipRoom(limit) - beside
	first, later := c.paperBytes()
	groups := [][]attached{nil}
	left := room - first
	for _, s := range c.scans {
		size := s.entry.Size
		if size > left && size <= room-later {
			groups = append(groups, nil)
			left = room - later
		}
		if size > left {
			return nil, &Error{Problem: ScanTooHeavy, File: scanTitle(c.Filing.Attachments[s.index]),
				Err: fmt.Errorf("scan of %d bytes for a mail of %d", size, limit)}
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], s)
		left -= size
	}
	return groups, nil
}

// mailLine is how many bytes of a mail carry bytesPerLine bytes of the zip.
const mailLine = bytesPerLine/3*4 + 2
