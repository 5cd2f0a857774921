package store

import (
	"context"
	"database/sql"
)

// transaction is one of the writer: a [sql.Tx], or what stands for it.
type transaction interface {
	querier
	StmtContext(ctx context.Context, statement *sql.Stmt) *sql.Stmt
}

// ExecContext runs one statement that writes, in a transaction of its own.
func (d *database) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	d.turn.Lock()
	defer d.turn.Unlock()
	return d.write.ExecContext(ctx, query, args...)
}

// tx runs work in one transaction of the writer.
func (d *database) tx(ctx context.Context, work func(*sql.Tx) error) error {
	return onFullDisk(d.path, d.inTx(ctx, work))
}

func (d *database) inTx(ctx context.Context, work func(*sql.Tx) error) error {
	d.turn.Lock()
	defer d.turn.Unlock()
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit this does nothing
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// saveTx is tx for a save, which is what happens most often. A [sql.Tx] has a goroutine
// of its own, to end it when its context does, and to wake that takes a quarter of a save.
// Where the context does not end, none is needed: the statements follow each other on the
// only connection, which nobody else uses meanwhile.
func (d *database) saveTx(ctx context.Context, work func(transaction) error) error {
	if ctx.Done() != nil || d.read == d.write { // who reads must not see half of it
		return d.tx(ctx, func(tx *sql.Tx) error { return work(tx) })
	}
	return onFullDisk(d.path, d.inSaveTx(ctx, work))
}

func (d *database) inSaveTx(ctx context.Context, work func(transaction) error) (err error) {
	d.turn.Lock()
	defer d.turn.Unlock()
	if _, err := d.save.begin.ExecContext(ctx); err != nil {
		return err
	}
	committed := false
	defer func() {
		if !committed { // it fails where SQLite has done so itself
			_, _ = d.save.rollback.ExecContext(ctx)
		}
	}()
	if err := work(onlyConnection{d.write}); err != nil {
		return err
	}
	_, err = d.save.commit.ExecContext(ctx)
	committed = err == nil
	return err
}

// onlyConnection is the pool of the writer while a transaction is open on the one
// connection that it has.
type onlyConnection struct{ *sql.DB }

func (onlyConnection) StmtContext(_ context.Context, statement *sql.Stmt) *sql.Stmt { return statement }

// saving are the statements of a save: parsed once, since that takes as long as running
// them.
type saving struct{ begin, commit, rollback, stored, replace, lastChange, putChange *sql.Stmt }

func (d *database) prepare(ctx context.Context) error {
	for _, one := range []struct {
		into  **sql.Stmt
		query string
	}{
		{&d.save.begin, "BEGIN IMMEDIATE"},
		{&d.save.commit, "COMMIT"},
		{&d.save.rollback, "ROLLBACK"},
		{&d.save.stored, "SELECT state, created_ms, updated_ms, seq, key, " + boundedValue + ", (SELECT max(seq) FROM draft) FROM draft WHERE id = ?"},
		{&d.save.replace, "UPDATE draft SET state = ?, updated_ms = ?, seq = ?, key = ?, summary = ?, value = ? " +
			"WHERE id = ? AND seq = ? AND (SELECT max(seq) FROM draft) < ?"},
		{&d.save.lastChange, "SELECT n, value FROM change WHERE draft_id = ? ORDER BY n DESC LIMIT 1"},
		{&d.save.putChange, "INSERT INTO change (draft_id, n, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"},
	} {
		statement, err := d.write.PrepareContext(ctx, one.query)
		if err != nil {
			return wrap("prepare to save", err)
		}
		*one.into = statement
	}
	return nil
}
