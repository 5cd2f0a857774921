package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration is one step of the layout: a file 0001_name.sql whose number
// becomes the database's user_version.
type migration struct {
	version int
	name    string
	sql     string
	fill    filler // after the SQL; nil for most
}

// A filler does in a step what SQL cannot, in its transaction. dir is the data folder.
type filler func(ctx context.Context, tx *sql.Tx, dir string) error

// fillers of the steps, by number.
var fillers = map[int]filler{3: fillSealed}

// migrations reads the steps in order. Numbers must run from 1 without a gap,
// so that two people who add a step at the same time notice.
func migrations(files fs.FS) ([]migration, error) {
	names, err := fs.Glob(files, "migrations/*.sql") // sorted
	if err != nil {
		return nil, fmt.Errorf("list migrations: %w", err)
	}
	steps := make([]migration, 0, len(names))
	for i, name := range names {
		number, _, _ := strings.Cut(path.Base(name), "_")
		version, err := strconv.Atoi(number)
		if err != nil || version != i+1 {
			return nil, fmt.Errorf("migration %s: want number %d", name, i+1)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read migration %s: %w", name, err)
		}
		steps = append(steps, migration{version: version, name: path.Base(name), sql: string(text), fill: fillers[version]})
	}
	return steps, nil
}

// migrate brings the database from its user_version to the newest step. Each
// step is one transaction together with its number, so that a step is done or
// not begun, whatever happens meanwhile.
func migrate(ctx context.Context, db *sql.DB, dir string, steps []migration) error {
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return wrap("read schema version", err)
	}
	if version > len(steps) {
		return fmt.Errorf("schema %d, this program knows %d: %w", version, len(steps), ErrNewerSchema)
	}
	for _, step := range steps[version:] {
		if err := step.apply(ctx, db, dir); err != nil {
			return wrap("migrate with "+step.name, err)
		}
	}
	return nil
}

func (m migration) apply(ctx context.Context, db *sql.DB, dir string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, m.sql); err != nil {
		return err
	}
	if m.fill != nil {
		if err := m.fill(ctx, tx, dir); err != nil {
			return err
		}
	}
	// A pragma takes no bound parameters.
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", m.version)); err != nil {
		return err
	}
	return tx.Commit()
}
