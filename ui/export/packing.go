package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/adrg/xdg"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/handover"
	"recordaldesk/store/packet"
	"recordaldesk/store/paper"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/printer"
	"recordaldesk/ui/voice"
)

// work is a filing on its way into a packet.
type work struct {
	filing     *rules.Filing
	report     *rules.Report
	incomplete bool
	blanks     map[string]paper.Blank // official forms, read before the packet is weighed
	last       *packet.Last           // the packet before, nil where there was none
	notice     *casework.Notice       // the return notice in hand, nil for none
}

// prepare takes the filing as it stands and judges it as of today: what leaves
// this machine carries the day it was judged on, whatever day the draft was last
// looked at, so that the ICP team's rulebook judges it alike. The draft itself
// keeps no day.
func (s *Screen) prepare() work {
	today := s.session.Today()
	f := s.session.Filing().Clone()
	f.AsOf = today
	return work{filing: f, report: s.session.Book().Check(f, today)}
}

// Export asks what must be asked, and for a folder, and writes the packet into
// it.
func (s *Screen) Export() {
	if s.busy {
		return
	}
	w := s.prepare()
	switch j := s.judge(w.report); {
	case !j.ready():
		j.unseen = 0
		s.around.Ask(func(l translations.Language) string {
			return translations.Text(l, "export.not_ready", map[string]string{"what": j.say(l)})
		}, voice.Message("export.draft"), func() {
			w.incomplete = true
			s.chooseFolder(w)
		})
	case j.unseen > 0:
		s.around.Ask(func(l translations.Language) string { return translations.Count(l, "export.unseen", j.unseen, nil) },
			voice.Message("export.anyway"), func() { s.chooseFolder(w) })
	default:
		s.chooseFolder(w)
	}
}

// chooseFolder asks where to put the packet, beginning where the last one went.
func (s *Screen) chooseFolder(w work) {
	s.busy = true
	title := s.voice.Text("export.folder")
	crash.Go(func() {
		ctx := context.Background()
		dir, err := s.around.Chooser.Folder(ctx, title, startFolder(s.lastFolder(ctx)))
		s.around.Do(func() {
			s.busy = false
			switch {
			case err != nil:
				slog.Error("choose folder", "err", err)
				s.around.Ask(voice.Message("export.folder.failed"), nil, nil)
			case dir != "":
				s.weigh(w, dir)
			}
		})
	})
}

// startFolder is where the choice of a folder begins: the last one, else the
// desktop or the documents.
func startFolder(last string) string {
	for _, dir := range []string{last, xdg.UserDirs.Desktop, xdg.UserDirs.Documents, xdg.Home} {
		if info, err := os.Stat(dir); dir != "" && err == nil && info.IsDir() {
			// Choosers take what ends so for the folder to begin in, and else for
			// one to be chosen in its parent.
			return filepath.Clean(dir) + string(filepath.Separator)
		}
	}
	return ""
}

// packing is what is seen while the packet is written.
type packing struct {
	speech *parts.Speech
	bar    *widget.ProgressBar
	stop   *form.Button
}

// progressEvery is how often the bar moves at most.
const progressEvery = 60 * time.Millisecond

// input is what the packet is made from.
func (s *Screen) input(w work) packet.Input {
	return packet.Input{
		Filing: w.filing, Report: w.report, Book: s.session.Book(), Scans: handover.Scans(s.around.Store, s.session.ID()),
		Incomplete: w.incomplete, Program: s.around.Program, Password: s.options.password.Text, Blanks: w.blanks,
		Last: w.last, Notice: w.notice, MailTo: s.options.mailTo(),
	}
}

// work shows that something is being written, which can be stopped, and does it in
// the background; done comes on the UI goroutine.
func (s *Screen) working(do func(ctx context.Context, progress func(done, total int64)) error, done func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	s.busy = true
	p := &packing{speech: parts.NewSpeech(s.voice), bar: widget.NewProgressBar()}
	p.stop = p.speech.Button(theme.MediaStopIcon(), voice.Message("export.stop"), cancel)
	s.packing, s.heavy, s.done = p, nil, nil
	s.show(container.NewPadded(container.NewVBox(
		p.speech.Words(form.Title, voice.Message("export.writing")).Object(),
		p.speech.Words(form.Body, voice.Message("export.writing.hint")).Object(),
		p.bar, container.NewHBox(p.stop))))
	form.Focus(p.stop)
	crash.Go(func() {
		defer cancel()
		var told time.Time
		err := do(ctx, func(done, total int64) {
			if now := time.Now(); done == total || now.Sub(told) > progressEvery {
				told = now
				s.around.Do(func() { p.bar.SetValue(float64(done) / float64(max(total, 1))) })
			}
		})
		s.around.Do(func() {
			s.busy = false
			done(err)
		})
	})
}

// weigh looks first whether the mail stays below its limit, and asks where not.
func (s *Screen) weigh(w work, dir string) {
	var weights packet.Weights
	s.working(func(ctx context.Context, progress func(done, total int64)) (err error) {
		if w.blanks, err = printer.Blanks(ctx, s.around.Store); err != nil {
			return err
		}
		s.history(ctx, &w)
		weights, err = packet.Weigh(ctx, s.input(w), progress)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.failed(err)
		case weights.Mail > s.options.bytes():
			s.tooHeavy(w, dir, weights)
		default:
			s.pack(w, dir, choice{})
		}
	})
}

// pack writes the packet as it was chosen, and the small copies where they are wanted.
func (s *Screen) pack(w work, dir string, c choice) {
	in := s.input(w)
	in.Lighter = c.lighter
	limit, small, pages := s.options.bytes(), s.options.small, s.around.Pages
	var out outcome
	s.working(func(ctx context.Context, progress func(done, total int64)) error {
		results, err := write(ctx, dir, in, c, limit, progress)
		if err != nil {
			return err
		}
		s.sent(w, results[0])
		if out, err = s.finish(dir, w, results); err != nil || !small {
			return err
		}
		copies, err := packet.WriteSmall(ctx, dir, in, pages, nil)
		out.small = copies
		return err
	}, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		s.packed(w, out)
	})
}

func write(ctx context.Context, dir string, in packet.Input, c choice, limit int64, progress func(done, total int64)) ([]packet.Result, error) {
	if c.parts {
		return packet.WriteParts(ctx, dir, in, limit, progress)
	}
	r, err := packet.Write(ctx, dir, in, progress)
	return []packet.Result{r}, err
}

// finish gathers what the last page says of a packet that was written.
func (s *Screen) finish(dir string, w work, results []packet.Result) (outcome, error) {
	out := outcome{incomplete: w.incomplete, locked: s.options.password.Text != ""}
	for _, r := range results {
		sum, err := hash(r.Zip)
		if err != nil {
			return outcome{}, fmt.Errorf("hash the packet: %w", err)
		}
		out.files = append(out.files, packed{zip: r.Zip, mail: r.Mail, size: r.Size, mailSize: r.MailSize, sha256: sum})
		out.entries = append(out.entries, r.Packet.Manifest.Entries...)
	}
	// Where it went is a convenience; the packet is there without it.
	if err := keepFolder(context.Background(), s.around.Store, dir); err != nil {
		slog.Error("keep setting", "err", err)
	}
	return out, nil
}

func hash(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close() // was only read
	h := sha256.New()
	if _, err := io.CopyBuffer(h, f, make([]byte, 1<<20)); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// packed notes the export in the draft and shows the last page. A draft packet
// is no export: it is not what is sent.
func (s *Screen) packed(w work, out outcome) {
	if !w.incomplete {
		s.session.Note(func(r *store.Record) {
			r.Exported = &store.Export{
				At: s.around.Now(), File: filepath.Base(out.files[0].zip), SHA256: out.files[0].sha256, Rulebook: w.report.Rulebook,
			}
		})
	}
	s.packing, out.rulebook = nil, w.report.Rulebook
	s.Refresh()
	s.present(out)
}

// failed says why there is no packet; neither the draft nor the folder was
// changed.
func (s *Screen) failed(err error) {
	s.showCheck()
	if errors.Is(err, context.Canceled) {
		s.status.Say(voice.Message("export.stopped"))
		return
	}
	slog.Error("export", "err", err)
	s.around.Ask(func(l translations.Language) string { return packet.Message(l, err) }, nil, nil)
}
