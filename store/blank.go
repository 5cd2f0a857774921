package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Blank is an official blank form that the user registered for a material. What its
// bytes mean is the business of store/paper.
type Blank struct {
	Material string
	PDF      []byte
	Places   []byte // where the fields go
}

// PutBlank keeps an official blank for a material; an earlier one is replaced. The
// blank is this desk's, not a draft's.
func (s *Store) PutBlank(ctx context.Context, material string, pdf, places []byte) error {
	err := s.change(ctx, func(tx *sql.Tx, k *keys) error {
		_, err := tx.ExecContext(ctx,
			"INSERT INTO blank (material, value, places) VALUES (?, ?, ?) "+
				"ON CONFLICT DO UPDATE SET value = excluded.value, places = excluded.places",
			material, k.store.Seal(pdf, blankPlace("value", material)), k.store.Seal(places, blankPlace("places", material)))
		return err
	})
	return wrap("put blank", err)
}

// Blank returns the blank of a material. It fails with [ErrNotFound] when there is
// none, and with [ErrDamaged] for one that cannot be read.
func (s *Store) Blank(ctx context.Context, material string) (Blank, error) {
	var b Blank
	err := s.reading(func(k *keys) error {
		var value, places []byte
		err := s.db.read.QueryRowContext(ctx, "SELECT value, places FROM blank WHERE material = ?", material).Scan(&value, &places)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		if err == nil {
			b, err = k.openBlank(material, value, places)
		}
		return err
	})
	return b, wrap("read blank", err)
}

// Blanks returns all blanks by their material's id. It fails with [ErrDamaged] where
// one cannot be read: a form must not be printed without its blank unnoticed.
func (s *Store) Blanks(ctx context.Context) ([]Blank, error) {
	var all []Blank
	err := s.reading(func(k *keys) error {
		return s.eachBlank(ctx, func(material string, value, places []byte) error {
			b, err := k.openBlank(material, value, places)
			all = append(all, b)
			return err
		})
	})
	if err != nil {
		return nil, wrap("read blanks", err)
	}
	return all, nil
}

// eachBlank calls f with every blank, still sealed.
func (s *Store) eachBlank(ctx context.Context, f func(material string, value, places []byte) error) error {
	return eachRow(ctx, s.db.read, func(row *sql.Rows) error {
		var material string
		var value, places []byte
		if err := row.Scan(&material, &value, &places); err != nil {
			return err
		}
		return f(material, value, places)
	}, "SELECT material, value, places FROM blank ORDER BY material")
}

func (k *keys) openBlank(material string, value, places []byte) (Blank, error) {
	pdf, err := k.store.Open(value, blankPlace("value", material))
	if err != nil {
		return Blank{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	where, err := k.store.Open(places, blankPlace("places", material))
	if err != nil {
		return Blank{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return Blank{Material: material, PDF: pdf, Places: where}, nil
}

// DeleteBlank forgets the blank of a material. It fails with [ErrNotFound] when there
// is none.
func (s *Store) DeleteBlank(ctx context.Context, material string) error {
	if err := s.here(); err != nil {
		return fmt.Errorf("delete blank: %w", err)
	}
	result, err := s.db.ExecContext(ctx, "DELETE FROM blank WHERE material = ?", material)
	if err != nil {
		return wrap("delete blank", err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return wrap("delete blank", errors.Join(err, ErrNotFound))
	}
	s.written()
	return nil
}
