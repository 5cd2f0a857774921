package fault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"recordaldesk/rules"
	"recordaldesk/store/packet"
)

// exporting writes one packet after the other, which takes longest.
var exporting = scenario{name: "exporting", recorded: 4, failing: 1, share: 1, work: export, judge: judgeExport}

// errExport marks what the export failed with, of which package packet knows what
// to say.
var errExport = errors.New("export")

func export(w *worker) error {
	book := rules.Builtin()
	f := sample().Filing
	for n := range 3 {
		f.Attachments = append(f.Attachments, rules.Attachment{Material: "legal_representative_id", File: fmt.Sprintf("%d.jpg", n)})
	}
	for n := 0; w.more(); n++ {
		f.Host.Remark = fmt.Sprint(os.Getpid(), n)
		begin := sync.OnceFunc(func() { w.begin("writing") })
		result, err := packet.Write(context.Background(), w.dir, packet.Input{
			Filing: f, Report: book.Check(f, f.AsOf), Book: book, Incomplete: true,
			Program: packet.Program, Scans: photographs{},
		}, func(int64, int64) { begin() })
		if err != nil {
			return fmt.Errorf("%w: %w", errExport, err)
		}
		w.ack(filepath.Base(result.Zip))
	}
	return nil
}

// photographs hands out the same picture for all scans.
type photographs struct{}

func (photographs) Open(context.Context, rules.Attachment) (packet.Scan, error) {
	return photograph{bytes.NewReader(photo())}, nil
}

type photograph struct{ *bytes.Reader }

func (photograph) Close() error { return nil }

// photo is a picture of about 200 kB.
var photo = sync.OnceValue(func() []byte {
	img := image.NewGray(image.Rect(0, 0, 640, 480))
	for i := range img.Pix {
		img.SetGray(i%640, i/640, color.Gray{Y: uint8(i * i >> 7)})
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 90}); err != nil {
		panic(err)
	}
	return out.Bytes()
})

// judgeExport sweeps as the program does at its next start, and then wants every zip
// to be whole and nothing unfinished to be left.
func judgeExport(ctx context.Context, dir string, acks []string) (v verdict) {
	if _, err := packet.Sweep(dir); err != nil {
		v.damage("sweep: %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		v.damage("list: %v", err)
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		switch filepath.Ext(path) {
		case ".zip":
			if _, err := packet.Verify(ctx, path); err != nil {
				v.damage("%s: %v", e.Name(), err)
			}
		case ".eml":
			if data, err := os.ReadFile(path); err != nil || !bytes.HasSuffix(data, []byte("--\r\n")) {
				v.damage("%s is cut short (%v)", e.Name(), err)
			}
		default:
			v.damage("%s was not swept", e.Name())
		}
	}
	for _, zip := range acks {
		for _, name := range []string{zip, strings.TrimSuffix(zip, ".zip") + ".eml"} {
			if _, err := os.Stat(filepath.Join(dir, name)); errors.Is(err, fs.ErrNotExist) {
				v.lose("%s is not there", name)
			}
		}
	}
	return v
}
