// Package returning hands a filing back to the client: of what a reviewer marked it makes
// a return notice (退回通知单) to be printed, a return file that the client's program opens,
// and a mail draft with both, and notes at the desk that it did.
package returning

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/google/uuid"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/store"
	"recordaldesk/store/packet"
	"recordaldesk/store/pagecode"
	"recordaldesk/store/paper"
	"recordaldesk/translations"
)

// Language is what the client reads.
type Language string

// The languages of a notice.
const (
	Chinese Language = "zh"
	English Language = "en"
	Both    Language = "both" // Chinese with English besides
)

// Options say who returns a filing, and how.
type Options struct {
	By       string // initials of the reviewer
	Desk     string // name of the desk
	Language Language
	Book     *rules.Book
	Program  string // name and version, for the foot of the paper
	Now      time.Time
}

// Files are the paths of what was written.
type Files struct {
	Return string // the return file
	Notice string // the notice as a PDF
	Mail   string // the mail draft
	Items  int    // how many things go back
}

// ErrNothing says that no mark stands by which anything would go back.
var ErrNothing = errors.New("nothing to return")

// The endings of the files, the mail last: it has the others attached.
const (
	endingReturn = ".json"
	endingNotice = ".pdf"
	endingMail   = ".eml"
)

// Draft is what would be handed back of a draft.
type Draft struct {
	Filing *rules.Filing
	Items  []casework.Item // with what their reasons say
	To     string          // e-mail address of the client, "" where none is known
}

// Preview returns what would be handed back of a draft as it stands. It fails with
// [ErrNothing] and as [store.Store.Load] does.
func Preview(ctx context.Context, s *store.Store, draftID string) (Draft, error) {
	d, err := s.Load(ctx, draftID)
	if err != nil {
		return Draft{}, err
	}
	c, err := s.Case(ctx, draftID)
	if err != nil {
		return Draft{}, err
	}
	f := d.Record.Filing
	items := c.ToReturn(f)
	if len(items) == 0 {
		return Draft{}, ErrNothing
	}
	privacy := wording.StrictPrivacyOf(f)
	for i := range items {
		items[i].Said = said(items[i].Reason)
		items[i].Words = privacy.Text(items[i].Words) // it may be lost on the way
	}
	return Draft{Filing: f, Items: items, To: addressOf(f)}, nil
}

// said is what a reason of return says in both languages; nothing of one that the program
// does not know.
func said(reason string) casework.Said {
	var s casework.Said
	if reason != "" && translations.Has(translations.Chinese, "reason."+reason+".words") {
		_, s.Chinese = wording.ReasonOfReturn(translations.Chinese, reason)
		_, s.English = wording.ReasonOfReturn(translations.English, reason)
	}
	return s
}

// addressOf is where the client gets mail.
func addressOf(f *rules.Filing) string {
	if to := f.HostLead().Email; to != "" {
		return to
	}
	for i := range f.Websites {
		if to := f.WebsiteLead(i).Email; to != "" {
			return to
		}
	}
	return ""
}

// Write hands back what the marks say that stand on a draft. It writes the return file, the
// notice and the mail draft into the folder dir,
//
//	退回_<host name>_<YYYY-MM-DD>.json, .pdf and .eml
//
// with " (2)" behind that and so on where a file has the name. Only when they are whole
// and on the disk is it noted in the draft's case: the notice with the filing as it was
// reviewed, in the place of those of earlier notices, and the stage. On an error nothing is
// written and nothing noted. It fails with [ErrNothing], as [store.Store.Load] does, and
// with what [packet.Message] says.
func Write(ctx context.Context, s *store.Store, draftID, dir string, o Options) (Files, error) {
	d, err := Preview(ctx, s, draftID)
	if err != nil {
		return Files{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Files{}, fmt.Errorf("name the notice: %w", err)
	}
	n := &casework.Notice{ID: id.String(), At: o.Now, By: o.By, Desk: o.Desk, Reference: pagecode.Reference(d.Filing), Items: d.Items}
	paths, err := writeFiles(ctx, dir, d, n, o)
	if err != nil {
		return Files{}, err
	}
	_, err = s.ChangeCase(ctx, draftID, func(c *casework.Case) error {
		note(c, n, d.Filing)
		return nil
	})
	if err != nil {
		for _, path := range paths {
			err = errors.Join(err, os.Remove(path))
		}
		return Files{}, err
	}
	return Files{Return: paths[0], Notice: paths[1], Mail: paths[2], Items: len(n.Items)}, nil
}

// note keeps the notice in the case. What changed is asked since the last notice alone,
// so that of the earlier ones the filings go.
func note(c *casework.Case, n *casework.Notice, reviewed *rules.Filing) {
	for i := range c.Notices {
		c.Notices[i].Filing = nil
	}
	kept := *n
	kept.Filing = reviewed
	c.Notices = append(c.Notices, kept)
	c.Reach(casework.Event{Stage: casework.StageReturned, At: n.At, By: n.By})
}

// writeFiles writes the three files and returns their paths.
func writeFiles(ctx context.Context, dir string, d Draft, n *casework.Notice, o Options) ([]string, error) {
	file, err := casework.EncodeReturn(n)
	if err != nil {
		return nil, err
	}
	day := n.At.Format(time.DateOnly)
	pdf, err := paper.Notice(ctx, d.Filing, n, o.Book, paper.Options{
		English: o.Language == Both, NoChinese: o.Language == English, Date: day, Program: o.Program,
	})
	if err != nil {
		return nil, err
	}
	return packet.WriteTogether(ctx, dir, stem(d.Filing, day), []string{endingReturn, endingNotice, endingMail}, func(name, ending string) ([]byte, error) {
		switch ending {
		case endingReturn:
			return file, nil
		case endingNotice:
			return pdf, nil
		}
		return mailOf(d, n, o, []packet.NoteFile{
			{Name: name + endingReturn, Type: "application/json", Data: file},
			{Name: name + endingNotice, Type: "application/pdf", Data: pdf},
		})
	})
}

// maxStemBytes leaves room for what stands behind the name and for a deep folder.
const maxStemBytes = 180

// stem is what the files are called, without ending. Only the host unit's name is cut
// where all would be too long.
func stem(f *rules.Filing, day string) string {
	head, tail := "退回_", "_"+day
	host := packet.SafeName(f.Host.Name, maxStemBytes-len(head)-len(tail))
	if host == "" {
		host = translations.Text(translations.Chinese, "packet.unnamed_host")
	}
	return head + host + tail
}
