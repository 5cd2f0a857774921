-- Everything of a filing is sealed (package seal), each draft and each scan under a
-- key of its own, and what changes in a filing is kept. store/resealed.go fills these
-- tables from the old ones and drops them, in the same transaction.

DROP INDEX draft_scan_address;
ALTER TABLE draft RENAME TO draft_plain;
ALTER TABLE scan RENAME TO scan_plain;
ALTER TABLE draft_scan RENAME TO draft_scan_plain;
ALTER TABLE derivative RENAME TO derivative_plain;
ALTER TABLE blank RENAME TO blank_plain;
ALTER TABLE setting RENAME TO setting_plain;

-- The keys: store/keys.go says what each is. Without them nothing can be read, so
-- that they stand twice, on pages of their own.
CREATE TABLE key (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE key_again (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    id         TEXT    PRIMARY KEY,     -- UUID
    state      TEXT    NOT NULL,        -- draft, exported
    created_ms INTEGER NOT NULL,        -- Unix time
    updated_ms INTEGER NOT NULL,
    seq        INTEGER NOT NULL UNIQUE, -- one counter for all drafts: version of this one, order among all
    key        BLOB    NOT NULL,        -- of this draft, sealed under the master key
    summary    BLOB    NOT NULL,        -- what the list shows; before the value, which can be long
    value      BLOB    NOT NULL         -- the record
) STRICT;

-- What changed in a filing, step by step, sealed under the draft's key.
CREATE TABLE change (
    draft_id TEXT    NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    n        INTEGER NOT NULL, -- 1, 2, 3 …
    value    BLOB    NOT NULL,
    PRIMARY KEY (draft_id, n)
) STRICT, WITHOUT ROWID;

-- Originals lie as sealed files in scans/; a row is written when its file is safe.
CREATE TABLE scan (
    address  TEXT    PRIMARY KEY, -- the file's name, a keyed hash of the content
    added_ms INTEGER NOT NULL,
    key      BLOB    NOT NULL,    -- of this scan, sealed under the master key
    value    BLOB    NOT NULL     -- hash, size, and the key of the file
) STRICT, WITHOUT ROWID;

CREATE TABLE draft_scan (
    draft_id   TEXT    NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    address    TEXT    NOT NULL REFERENCES scan (address),
    dropped_ms INTEGER NOT NULL DEFAULT 0, -- since when the filing does not have it any more; 0 while it has
    PRIMARY KEY (draft_id, address)
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_scan_address ON draft_scan (address);

CREATE TABLE derivative (
    address TEXT NOT NULL REFERENCES scan (address) ON DELETE CASCADE,
    kind    TEXT NOT NULL,
    value   BLOB NOT NULL, -- sealed under the scan's key
    PRIMARY KEY (address, kind)
) STRICT;

-- Blanks are sealed under the store's key.
CREATE TABLE blank (
    material TEXT PRIMARY KEY, -- id in the rulebook
    value    BLOB NOT NULL,    -- the PDF
    places   BLOB NOT NULL     -- where the fields go, which changes more often
) STRICT;

-- Settings lie in the clear, with a sum that tells a flipped bit.
CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    sum   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What was purged: that it was, not what it was.
CREATE TABLE purged (
    draft_id TEXT    PRIMARY KEY,
    at_ms    INTEGER NOT NULL,
    value    BLOB    NOT NULL -- the certificate, sealed under the store's key
) STRICT, WITHOUT ROWID;
