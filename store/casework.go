package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"

	"recordaldesk/rules/casework"
	"recordaldesk/store/seal"
)

// maxCaseValue bounds what of a case is read into memory.
const maxCaseValue = casework.MaxBytes + seal.Overhead

// boundedCase is a case's value in a query: nothing of one that no case has fit into.
var boundedCase = fmt.Sprintf("iif(length(value) <= %d, value, x'')", maxCaseValue)

// Case returns what is noted about a draft, the zero case where nothing is. It fails
// with [ErrNotFound] where there is no such draft, and with [ErrDraftDamaged].
func (s *Store) Case(ctx context.Context, id string) (*casework.Case, error) {
	c := &casework.Case{}
	err := s.reading(func(k *keys) error {
		box, err := boxOf(ctx, s.db.read, k, id)
		if err != nil {
			return err
		}
		c, _, err = storedCase(ctx, s.db.read, box, id)
		return err
	})
	if err != nil {
		return nil, wrap("read case", err)
	}
	return c, nil
}

// ChangeCase has f change what is noted about a draft, and keeps it unless f fails, whose
// error it returns as it is. No other change comes between. It fails with [ErrNotFound]
// where there is no such draft, and with [ErrDraftDamaged].
func (s *Store) ChangeCase(ctx context.Context, id string, f func(*casework.Case) error) (*casework.Case, error) {
	var c *casework.Case
	var seq int64
	var refused error
	err := s.change(ctx, func(tx *sql.Tx, k *keys) error {
		var err error
		c, seq, err = noteCase(ctx, tx, k, id, func(c *casework.Case) error {
			refused = f(c)
			return refused
		})
		return err
	})
	switch {
	case refused != nil:
		return nil, refused
	case err != nil:
		return nil, wrap("keep case", err)
	}
	s.list.setCase(id, seq, lineOf(c))
	return c, nil
}

// noteCase has note change the case of a draft, within a transaction, and returns it and
// its version; nil and 0 where there is nothing to note.
func noteCase(ctx context.Context, tx *sql.Tx, k *keys, id string, note func(*casework.Case) error) (*casework.Case, int64, error) {
	if note == nil {
		return nil, 0, nil
	}
	box, err := boxOf(ctx, tx, k, id)
	if err != nil {
		return nil, 0, err
	}
	c, seq, err := storedCase(ctx, tx, box, id)
	if err != nil {
		return nil, 0, err
	}
	if err := note(c); err != nil {
		return nil, 0, err
	}
	return c, seq + 1, putCase(ctx, tx, box, id, seq+1, c)
}

// hasCases reports whether the layout of a database, as of a backup, has cases.
func hasCases(ctx context.Context, db querier) (has bool, err error) {
	err = db.QueryRowContext(ctx, "SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'casework'").Scan(&has)
	return has, err
}

// resealCase seals the case of a draft under another key; a draft may have none.
func resealCase(ctx context.Context, tx querier, again *turner, id string) (put func() error, err error) {
	nothing := func() error { return nil }
	if has, err := hasCases(ctx, tx); err != nil || !has {
		return nothing, err
	}
	var seq int64
	var line, value []byte
	err = tx.QueryRowContext(ctx, "SELECT seq, line, value FROM casework WHERE draft_id = ?", id).Scan(&seq, &line, &value)
	if errors.Is(err, sql.ErrNoRows) {
		return nothing, nil
	}
	if err != nil {
		return nil, err
	}
	line, value = again.turn(line, casePlace("line", id, seq)), again.turn(value, casePlace("case", id, seq))
	return func() error {
		_, err := tx.ExecContext(ctx, "UPDATE casework SET line = ?, value = ? WHERE draft_id = ?", line, value, id)
		return err
	}, nil
}

// boxOf returns what opens what is sealed under the key of a draft.
func boxOf(ctx context.Context, db querier, k *keys, id string) (seal.Box, error) {
	var key []byte
	err := db.QueryRowContext(ctx, "SELECT key FROM draft WHERE id = ?", id).Scan(&key)
	if errors.Is(err, sql.ErrNoRows) {
		return seal.Box{}, ErrNotFound
	}
	if err != nil {
		return seal.Box{}, err
	}
	return k.draftBox(id, key)
}

// storedCase reads the case of a draft and its version, 0 where there is none.
func storedCase(ctx context.Context, db querier, box seal.Box, id string) (*casework.Case, int64, error) {
	var seq int64
	var value []byte
	err := db.QueryRowContext(ctx, "SELECT seq, "+boundedCase+" FROM casework WHERE draft_id = ?", id).Scan(&seq, &value)
	if errors.Is(err, sql.ErrNoRows) {
		return &casework.Case{}, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	c, err := openCase(box, id, seq, value)
	return c, seq, err
}

func openCase(box seal.Box, id string, seq int64, value []byte) (*casework.Case, error) {
	plain, err := box.Open(value, casePlace("case", id, seq))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDraftDamaged, err)
	}
	c, err := casework.Decode(plain)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDraftDamaged, err)
	}
	return c, nil
}

func putCase(ctx context.Context, tx querier, box seal.Box, id string, seq int64, c *casework.Case) error {
	plain, err := casework.Encode(c)
	if err != nil {
		return err
	}
	line, err := json.Marshal(lineOf(c))
	if err != nil {
		return fmt.Errorf("write line as JSON: %s", jsonPlace(err))
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO casework (draft_id, seq, line, value) VALUES (?, ?, ?, ?) "+
		"ON CONFLICT DO UPDATE SET seq = excluded.seq, line = excluded.line, value = excluded.value",
		id, seq, box.Seal(line, casePlace("line", id, seq)), box.Seal(plain, casePlace("case", id, seq)))
	return err
}

// storedLine is what the list holds of a case.
type storedLine struct {
	casework.Line
	Files []fileMark `json:"files,omitempty"` // the files in which the filing came in
}

func lineOf(c *casework.Case) storedLine {
	line := storedLine{Line: c.Line()}
	for _, r := range c.Receipts {
		if mark, ok := fileMarkOf(r.SHA256); ok {
			line.Files = append(line.Files, mark)
		}
	}
	return line
}

// openLine opens what the list holds of a case.
func openLine(box seal.Box, id string, seq int64, sealed []byte) (storedLine, error) {
	var line storedLine
	plain, err := box.Open(sealed, casePlace("line", id, seq))
	if err != nil {
		return line, err
	}
	if err := json.Unmarshal(plain, &line); err != nil {
		return line, fmt.Errorf("read line as JSON: %s", jsonPlace(err))
	}
	return line, nil
}

// setCase has the list show a case. Where the draft is not read yet it is shown once it
// comes.
func (l *list) setCase(id string, seq int64, line storedLine) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.shut || l.removed[id] {
		return
	}
	if m := l.byID[id]; m != nil {
		l.showCase(m, seq, line)
	} else if l.early[id].seq < seq {
		l.early[id] = caseLine{seq, line}
	}
}

// showCase puts a case into the summary of a draft, unless it knows a later version.
func (l *list) showCase(m *Summary, seq int64, line storedLine) {
	if m.caseSeq >= seq {
		return
	}
	l.alter(m, func(m *Summary) { m.Case, m.files, m.caseSeq = line.Line, line.Files, seq })
}

// caseLine is what the list shows of a case, and its version.
type caseLine struct {
	seq  int64
	line storedLine
}
