package packet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store/paper"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/retouch"
)

// Input is what a packet is made from. Nothing of it is changed.
type Input struct {
	Filing     *rules.Filing
	Report     *rules.Report // of the filing, by Book
	Book       *rules.Book
	Scans      Source // of the filing's attachments; may be nil where it has none
	Incomplete bool   // a draft: exported although errors stand or scans are missing
	Program    string // name and version of the program, for the manifest and the foot of the papers
	MailTo     string // address of the ICP team; "" is [DefaultMailTo]

	// Lighter has the attachments, by their place in the filing, of which a lighter
	// copy goes into the packet, and how many bytes that may have. The manifest and
	// the mail say which they are. A PDF always goes as it is.
	Lighter map[int]int

	// Blanks are the official forms that the user has, by the id of the material, on
	// which its form is printed instead of one of our own.
	Blanks map[string]paper.Blank

	Last   *Last            // the packet before, with which the filing is compared; nil where there was none
	Notice *casework.Notice // the return notice in hand; nil for none

	Password string // of the zip: printable ASCII, at most 99 characters; "" for none
}

// Result says what was written.
type Result struct {
	Zip      string // path of the packet
	Mail     string // path of the mail draft
	Size     int64  // bytes of the zip
	MailSize int64  // bytes of the mail, a third more than the zip
	Packet   *Packet
}

// Write writes the packet of a filing into the existing folder dir, and the mail draft
// beside it, both named as the contract says:
//
//	ICP备案_<host name>_<kind>_<YYYY-MM-DD>[_DRAFT草稿].zip and .eml
//
// Where another packet has the name already, " (2)" is put behind it and so on;
// a packet with the very same bytes is left as it is and only its mail draft is
// written anew. Both files appear under their names when they are whole, on the
// disk and, the zip, verified; after an error or a stop by the context neither
// is there.
//
// With a password the packet that was verified is encrypted (AES-256, opened by
// 7-Zip), read back and held against its manifest. The plain one is gone before
// the encrypted one has its name. It never has the bytes of another, so that an
// export again becomes " (2)".
//
// Progress, which may be nil, is called from the same goroutine with the bytes
// worked through and their total. What a person can mend is an [*Error]; see
// [Message] for all errors.
func Write(ctx context.Context, dir string, in Input, progress func(done, total int64)) (Result, error) {
	return write(ctx, realDisk{}, dir, in, progress)
}

func write(ctx context.Context, d disk, dir string, in Input, progress func(done, total int64)) (Result, error) {
	c, err := prepare(ctx, in)
	if err != nil {
		return Result{}, err
	}
	return c.write(ctx, d, dir, progress)
}

// write writes the packet whole.
func (c *contents) write(ctx context.Context, d disk, dir string, progress func(done, total int64)) (Result, error) {
	w := &writer{contents: c, filing: c.Filing.Clone(), group: c.scans, disk: d, dir: dir, steps: newSteps(progress, c.scanBytes, c.stepCount())}
	if err := finish(ctx, w); err != nil {
		return Result{}, err
	}
	w.steps.finish()
	return w.result, nil
}

// writer writes the two files of one packet, or of one part of it.
type writer struct {
	*contents
	filing *rules.Filing // as packed: its attachments are told their new names as the scans are written
	group  []attached    // the scans that go into it
	part   partOf
	disk   disk
	dir    string
	files  []*unfinished // to be removed where something fails
	steps  *steps

	packed *unfinished // the zip, verified
	itself bool        // it lies there already under its name
	mail   *unfinished
	result Result
}

// finish writes the files of all writers, which are the parts of one packet, and
// gives them their names when all are whole; or leaves nothing.
func finish(ctx context.Context, writers ...*writer) (err error) {
	defer func() {
		if err != nil {
			for _, w := range writers {
				for _, u := range w.files {
					u.discard()
				}
			}
		}
	}()
	if err := buildNamed(ctx, writers); err != nil {
		return err
	}
	for _, w := range writers {
		if err := w.writeMail(ctx); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, w := range writers {
		if err := w.place(); err != nil {
			return err
		}
	}
	w := writers[0]
	if err := w.disk.syncFolder(w.dir); err != nil {
		return fmt.Errorf("sync export folder: %w", err)
	}
	return nil
}

// build writes the zip, and proves it.
func (w *writer) build(ctx context.Context) (err error) {
	if w.packed, err = w.newFile(); err != nil {
		return err
	}
	if err := w.pack(ctx, w.packed); err != nil {
		return err
	}
	w.steps.next()
	err = w.packed.finishDuring(func() (err error) {
		w.result.Packet, w.result.Size, err = w.prove(ctx, w.packed.path)
		return err
	})
	if err != nil {
		return err
	}
	w.steps.next()
	if w.Password != "" {
		w.packed, w.result.Size, err = w.encrypt(ctx, w.packed, w.result.Packet)
	}
	return err
}

// writeMail writes the mail draft, which names the zip.
func (w *writer) writeMail(ctx context.Context) (err error) {
	if w.mail, err = w.newFile(); err != nil {
		return err
	}
	if w.result.MailSize, err = w.draft(ctx, w.mail, w.packed.path, filepath.Base(w.result.Zip), w.result.Packet); err != nil {
		return err
	}
	return w.mail.finish()
}

// place gives both files their names.
func (w *writer) place() error {
	if w.itself {
		w.packed.discard()
		w.forget(w.packed)
	} else if err := w.packed.give(w.result.Zip); err != nil {
		return err
	}
	return w.mail.give(w.result.Mail)
}

// newFile begins a file that is removed where something fails.
func (w *writer) newFile() (*unfinished, error) {
	u, err := newUnfinished(w.disk, w.dir)
	if err != nil {
		return nil, err
	}
	w.files = append(w.files, u)
	return u, nil
}

// forget leaves a file that was removed out of what is removed after a failure.
func (w *writer) forget(u *unfinished) {
	w.files = slices.DeleteFunc(w.files, func(other *unfinished) bool { return other == u })
}

// pack writes the zip. The filing comes behind the scans, whose hashes it names.
func (w *writer) pack(ctx context.Context, out io.Writer) error {
	a := newArchive(out, w.Report.AsOf)
	for _, part := range w.enclosedPapers() {
		if err := a.stored(ctx, part.entry, part.write); err != nil {
			return err
		}
	}
	for _, s := range w.group {
		if err := w.packScan(ctx, a, s); err != nil {
			return err
		}
	}
	filing, err := rules.Encode(w.filing)
	if err != nil {
		return err
	}
	if err := a.deflated(Entry{Path: filingEntry}, filing); err != nil {
		return err
	}
	return a.close(w.manifest())
}

// manifest is that of the zip, without its entries.
func (w *writer) manifest() Manifest {
	return Manifest{
		Schema: ManifestSchema, Program: w.Program, Rulebook: w.Report.Rulebook, AsOf: w.Report.AsOf, Incomplete: w.Incomplete,
		Part: w.part.number, Others: w.part.others, Since: w.since(), Answers: w.answers(),
	}
}

// packScan adds the clean copy of a scan and tells the packed filing about it.
func (w *writer) packScan(ctx context.Context, a *archive, s attached) error {
	original := w.Filing.Attachments[s.index]
	opened, err := openScan(ctx, w.Scans, original)
	if err != nil {
		return err
	}
	err = a.stored(ctx, s.entry, func(out io.Writer) error { return copyScan(ctx, out, opened, s, original) })
	if err := errors.Join(err, opened.Close()); err != nil {
		return err
	}
	w.steps.add(int(s.info.Bytes))
	packed := a.entries[len(a.entries)-1]
	describeEntry(&w.filing.Attachments[s.index], packed)
	return nil
}

// describeEntry names the packed attachment's entry. What was done to the scan is done by now:
// the recipe stays with the original.
func describeEntry(a *rules.Attachment, e Entry) { a.File, a.SHA256, a.Retouch = e.Path, e.SHA256, nil }

// copyScan writes the copy of a scan that leaves this machine: as its recipe says,
// or a lighter one where that was asked for.
func copyScan(ctx context.Context, out io.Writer, opened Scan, s attached, original rules.Attachment) error {
	err := retouched(ctx, out, opened, s, original)
	var unusable *scan.Error
	var impossible *rules.RetouchError
	if errors.As(err, &unusable) || errors.As(err, &impossible) {
		return scanError(ctx, original, err)
	}
	return err // of the disk, as likely the one written to
}

func retouched(ctx context.Context, out io.Writer, opened Scan, s attached, original rules.Attachment) error {
	if s.lighter == 0 {
		return retouch.Apply(ctx, out, opened, s.info, original.Retouch)
	}
	img, err := retouch.Picture(ctx, opened, s.info, original.Retouch)
	if err != nil {
		return err
	}
	small, err := retouch.Small(ctx, img, s.lighter)
	if err != nil {
		return err
	}
	_, err = out.Write(small)
	return err
}

// prove reads the zip back, through the same gate as a stranger's.
func (w *writer) prove(ctx context.Context, path string) (*Packet, int64, error) {
	f, err := w.disk.open(path)
	if err != nil {
		return nil, 0, fmt.Errorf("read packet back: %w", err)
	}
	defer f.Close() // was only read
	info, err := f.Stat()
	if err != nil {
		return nil, 0, fmt.Errorf("read packet back: %w", err)
	}
	if info.Size() > maxPacketBytes {
		return nil, 0, refuse(TooBig, "zip of %d bytes", info.Size())
	}
	p, err := verify(ctx, f, info.Size(), w.steps.add)
	var refused *Error
	switch {
	case errors.As(err, &refused) && refused.Problem == TooLarge:
		return nil, 0, &Error{Problem: TooBig, Err: refused.Err}
	case errors.As(err, &refused):
		// What the gate says is meant for who received the packet; here it is
		// the disk or this program that failed.
		return nil, 0, fmt.Errorf("read packet back: %v", err)
	case err != nil:
		return nil, 0, fmt.Errorf("read packet back: %w", err)
	}
	return p, info.Size(), nil
}

// mostNames is how many names are tried.
const mostNames = 1000

var errNoName = errors.New("no free name for the packet")

// buildNamed builds the zips of all writers and names their files with the first
// number that is free for each of them, and says which packets lie there already.
func buildNamed(ctx context.Context, writers []*writer) error {
	if writers[0].part.of > 0 {
		return buildParts(ctx, writers)
	}
	for _, w := range writers {
		if err := w.build(ctx); err != nil {
			return err
		}
	}
	for n := 1; n < mostNames; n++ {
		free, err := named(writers, n)
		if err != nil || free {
			return err
		}
	}
	return errNoName
}

// named gives the writers their names with the number, and reports whether no
// other file has them.
func named(writers []*writer, n int) (bool, error) {
	for _, w := range writers {
		name := w.pathOf(n)
		who, err := occupantOf(w.disk, w.packed.path, name+".zip")
		if err != nil {
			return false, err
		}
		if who == another || who == nobody && exists(name+".eml") {
			return false, nil
		}
		w.itself, w.result.Zip, w.result.Mail = who == itself, name+".zip", name+".eml"
	}
	return true, nil
}

// pathOf is the path of the writer's files with the number, without ending.
func (w *writer) pathOf(n int) string {
	return filepath.Join(w.dir, numbered(w.stem+w.part.tail(), n))
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
