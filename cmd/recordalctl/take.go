package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"recordaldesk/rules/ident"
	"recordaldesk/store"
	"recordaldesk/store/intake"
	"recordaldesk/translations"
)

// takeOptions are those of an import into a data folder.
type takeOptions struct {
	data, by, format, rulebook *string
	locked                     *bool
}

// runTake takes files, and folders of them, into a data folder, and says what became of
// each. It ends with 1 where something was left, or cells of a workbook did not fit.
func runTake(ctx context.Context, p *program, paths []string, options takeOptions) (err error) {
	book, err := p.book(*options.rulebook)
	if err != nil {
		return err
	}
	s, err := p.openStore(ctx, *options.data, *options.locked)
	if err != nil {
		return err
	}
	defer func() {
		if failed := s.Close(); failed != nil && err == nil {
			err = stored(failed)
		}
	}()
	o := intake.BulkOptions{Book: book, Today: p.today, By: *options.by, Desk: s.Desk(), Now: time.Now}
	report, failed := takeIn(ctx, s, paths, o)
	if *options.format == "json" {
		err = p.writeJSON(takenDocument(report, failed == nil))
	} else {
		p.result().taken(report)
	}
	switch {
	case failed != nil && errors.Is(failed, context.Canceled):
		return failed
	case failed != nil:
		return stored(failed)
	case err == nil && !report.Whole():
		return errWrong
	}
	return err
}

func takeIn(ctx context.Context, s *store.Store, paths []string, o intake.BulkOptions) (intake.Report, error) {
	if len(paths) == 1 {
		if info, err := os.Stat(paths[0]); err == nil && info.IsDir() {
			return intake.Folder(ctx, s, paths[0], o)
		}
	}
	return intake.Paths(ctx, s, paths, o)
}

// openStore opens a data folder that is there, with the passphrase from standard input
// where it is locked.
func (p *program) openStore(ctx context.Context, dir string, locked bool) (*store.Store, error) {
	passphrase := ""
	if locked {
		var err error
		if passphrase, err = p.readPassword(); err != nil {
			return nil, &problem{id: "ctl.problem.passphrase_missing", err: err}
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "recordal.db")); err != nil {
		return nil, &problem{id: "ctl.problem.no_store", err: fmt.Errorf("look for the data folder: %w", err)}
	}
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return nil, stored(err)
	}
	switch {
	case s.Locked() && locked:
		err = s.Unlock(ctx, passphrase)
	case s.Locked():
		err = store.ErrLocked
	}
	if err != nil {
		return nil, stored(errors.Join(err, s.Close()))
	}
	return s, nil
}

// taken writes what became of each file, and how many there are of each kind.
func (t *page) taken(r intake.Report) {
	for _, e := range r.Entries {
		name := ident.MaskText(e.File)
		if e.Host != "" {
			name = t.inOne(func(l translations.Language) string {
				return translations.Text(l, "ctl.import.of", map[string]string{"file": name, "company": shown(e.Host)})
			})
		}
		t.line(0, name)
		t.lines(1, func(l translations.Language) string { return e.Message(l, ident.MaskText(shownFile(e.File))) })
		for _, m := range e.Mistakes {
			t.lines(2, m.Message)
		}
	}
	if len(r.Entries) > 0 {
		t.gap()
	}
	for _, o := range intake.Outcomes {
		if n := r.Count(o); n > 0 {
			t.count(0, "ctl.import."+string(o), n)
		}
	}
	if r.Unseen > 0 {
		t.count(0, "ctl.import.unseen", r.Unseen)
	}
	if r.More {
		t.message(0, "ctl.import.more", nil)
	}
}

// The document of import --format json.
type (
	takenJSON struct {
		Finished bool           `json:"finished"` // false where it was stopped, or the data folder failed
		Files    []takenFile    `json:"files"`
		Counts   map[string]int `json:"counts"` // by outcome
		Unseen   int            `json:"unseen"` // files that were not looked at
		More     bool           `json:"more"`   // there are more than one import looks at
	}
	takenFile struct {
		File     string         `json:"file"` // below the folder
		Outcome  intake.Outcome `json:"outcome"`
		Draft    string         `json:"draft"` // its id in the data folder; "" where it was left
		Host     string         `json:"host"`  // name of the host unit
		Mistakes int            `json:"mistakes"`
		Message  bilingual      `json:"message"`
	}
)

func takenDocument(r intake.Report, finished bool) takenJSON {
	out := takenJSON{Finished: finished, Files: []takenFile{}, Counts: map[string]int{}, Unseen: r.Unseen, More: r.More}
	for _, o := range intake.Outcomes {
		out.Counts[string(o)] = r.Count(o)
	}
	for _, e := range r.Entries {
		out.Files = append(out.Files, takenFile{
			File: ident.MaskText(e.File), Outcome: e.Outcome, Draft: e.Draft, Host: e.Host, Mistakes: len(e.Mistakes),
			Message: inBoth(func(l translations.Language) string { return e.Message(l, ident.MaskText(shownFile(e.File))) }),
		})
	}
	return out
}
