-- The first layout. A draft is one value that can be sealed; beside it stands
-- only what a list is ordered by, so that encrypting the values later changes
-- bytes in a column and no table.

PRAGMA application_id = 1380207409; -- "RDK1", so that file(1) and Open know the file

CREATE TABLE draft (
    id         TEXT    PRIMARY KEY, -- UUID
    state      TEXT    NOT NULL,    -- draft, exported
    created_ms INTEGER NOT NULL,    -- Unix time
    updated_ms INTEGER NOT NULL,
    seq        INTEGER NOT NULL UNIQUE, -- one counter for all drafts: version of this one, order among all
    value      BLOB    NOT NULL     -- codec.go
) STRICT;

-- Originals lie as files in scans/; a row is written when its file is safe.
CREATE TABLE scan (
    address  TEXT    PRIMARY KEY, -- the file's name
    size     INTEGER NOT NULL,    -- bytes
    added_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft_scan (
    draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    address  TEXT NOT NULL REFERENCES scan (address),
    PRIMARY KEY (draft_id, address)
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_scan_address ON draft_scan (address);

-- Thumbnails and other small pictures made from an original.
CREATE TABLE derivative (
    address TEXT NOT NULL REFERENCES scan (address) ON DELETE CASCADE,
    kind    TEXT NOT NULL,
    value   BLOB NOT NULL, -- codec.go
    PRIMARY KEY (address, kind)
) STRICT;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
