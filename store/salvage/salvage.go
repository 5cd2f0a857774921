// Package salvage reads the records out of an SQLite database that SQLite itself may
// refuse to open: page by page, and without SQLite. A page that is damaged costs what
// stands on it and nothing else.
//
// It reads what the file says and vouches for nothing: that a record is what was once
// written can only be known from its values, where those are sealed. Whatever the file
// claims, nothing is allocated that the file could not hold, and each page is read a
// few times at most.
//
// Sections in comments are those of sqlite.org/fileformat2.html.
package salvage

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// What is read at most, in bytes.
const (
	mostFile   = 4 << 30
	mostRecord = 64 << 20
)

// ErrTooLarge is returned for a file of more than 4 GB.
var ErrTooLarge = errors.New("database of more than 4 GB")

// Source is a file that is read. Where the disk fails at one place, the other places
// are still asked for.
type Source interface {
	io.ReaderAt
	Size() int64 // bytes
}

// Row is a record of a table, or of an index, which looks the same.
//
// The values stand as in the file. The column that is an INTEGER PRIMARY KEY is nil,
// its value being RowID; in a WITHOUT ROWID table the columns of the primary key come
// first; a REAL that is a whole number may come as an int64; and a row older than a
// column that was added lacks it.
type Row struct {
	// Tree is the table or index that the row is of; nil where the pages no longer lead
	// from the list of tables to it, which then only the values can tell. A damaged
	// pointer may have led to another tree's page, so they must fit it in any case.
	Tree *Tree

	Page         uint32 // where it stands
	RowID        int64  // 0 where WithoutRowID
	WithoutRowID bool   // the row of an index or of a WITHOUT ROWID table

	Values []any // nil, int64, float64, string, which may be no UTF-8, and []byte

	// Cut says that the pages on which a long record goes on do not hang together.
	// Values that are not whole are missing at the end, and those there may be wrong.
	Cut bool
}

// Report says what was found in a database.
type Report struct {
	HeaderUsable bool
	PageSize     int  // 0 where no page is one of a database
	UTF16        bool // strings are that, not UTF-8; the program makes no such database

	Pages      int // in the file and the log
	Free       int // of them, without content: given back, never used, or maps of others
	Unreadable int // of them, damaged, or the rest of a record whose beginning is lost

	Records int // handed over whole
	Cut     int // records of which the end is lost
	Lost    int // places on readable pages where a record was and none is

	Frames     int // of the write-ahead log, that were taken for newer pages
	LateFrames int // behind a damaged one, that were read as well
}

// Read hands over every record that stands on a readable page of the database, and of
// its write-ahead log, which may be nil: from the list of cells of the page alone, so
// that what was deleted does not come back. f may keep the values; an error of it ends
// the reading and is returned.
//
// The pages in the log take the place of those in the file, up to its last whole
// transaction. Nothing in a log says which file it belongs to. A database of which
// little can be read with the log should be read without it, too.
//
// One row can come several times, and in several versions: from a page that no tree
// reaches any more, and from frames of the log behind a damaged one.
//
// The report is right as far as the reading went. A file without any record is no
// error.
func Read(ctx context.Context, db, wal Source, f func(Row) error) (Report, error) {
	r, err := open(ctx, db, wal)
	if err != nil {
		return Report{}, err
	}
	if err := r.readAll(ctx, f); err != nil {
		return r.result(), fmt.Errorf("read damaged database: %w", err)
	}
	return r.result(), nil
}
