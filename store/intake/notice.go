package intake

import (
	"context"
	"fmt"
	"io"
	"os"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
)

// IsNotice reports whether the file at path is a return file, be it whole or not.
func IsNotice(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false // whoever opens it says why
	}
	defer f.Close() // was only read
	head, err := headOf(f)
	return err == nil && casework.IsReturn(head)
}

// OpenNotice reads the return file at path. It is false where the file is none, and then
// [Open] says what it is. It fails with what [casework.DecodeReturn] returns.
func OpenNotice(path string) (n *casework.Notice, is bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, false, fmt.Errorf("open arrival: %w", err)
	}
	defer f.Close() // was only read
	head, err := headOf(f)
	if err != nil {
		return nil, false, err
	}
	if !casework.IsReturn(head) {
		return nil, false, nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, true, fmt.Errorf("read arrival: %w", err)
	}
	n, err = casework.DecodeReturn(f)
	return n, true, err
}

// headOf reads what a file begins with.
func headOf(r io.Reader) ([]byte, error) {
	head, err := io.ReadAll(io.LimitReader(r, headBytes))
	if err != nil {
		return nil, fmt.Errorf("read arrival: %w", err)
	}
	return head, nil
}

// headBytes is enough of a return file to know it by.
const headBytes = 512

// Standing says how a notice that came in stands to the one in hand.
type Standing string

// How notices stand to the one in hand.
const (
	NoticeFirst Standing = "first" // there is none
	NoticeNext  Standing = "next"  // it was written later
	NoticeSame  Standing = "same"  // it is the one
	NoticeOlder Standing = "older" // it was written before
)

// standingOf says how a notice stands to the one that a case has in hand.
func standingOf(c *casework.Case, n *casework.Notice) Standing {
	switch {
	case c.Returned == nil:
		return NoticeFirst
	case c.Returned.ID == n.ID:
		return NoticeSame
	case n.At.Before(c.Returned.At):
		return NoticeOlder
	}
	return NoticeNext
}

// MatchNotice returns the draft that a notice is about, as [Match] does, and how the
// notice stands to the one in hand there.
func MatchNotice(ctx context.Context, s *store.Store, n *casework.Notice) (draft store.Draft, standing Standing, found bool, err error) {
	draft, found, err = Match(ctx, s, &rules.Filing{Reference: n.Reference})
	if err != nil || !found {
		return store.Draft{}, "", false, err
	}
	c, err := s.Case(ctx, draft.ID)
	if err != nil {
		return store.Draft{}, "", false, err
	}
	return draft, standingOf(c, n), true, nil
}

// TakeNotice makes the notice the one in hand for a draft. One that is in hand already, or
// is older, changes nothing; it returns how the notice stood.
func TakeNotice(ctx context.Context, s *store.Store, draftID string, n *casework.Notice) (Standing, error) {
	d, err := s.Load(ctx, draftID)
	if err != nil {
		return "", err
	}
	var standing Standing
	_, err = s.ChangeCase(ctx, draftID, func(c *casework.Case) error {
		if standing = standingOf(c, n); standing == NoticeFirst || standing == NoticeNext {
			c.Take(n, d.Record.Filing)
		}
		return nil
	})
	return standing, err
}
