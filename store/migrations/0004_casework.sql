-- What a review desk notes about a filing, kept apart from it, sealed under the draft's
-- key.

CREATE TABLE casework (
    draft_id TEXT    PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
    seq      INTEGER NOT NULL, -- version: 1, 2, 3 …
    line     BLOB    NOT NULL, -- what the list shows; before the value, which can be long
    value    BLOB    NOT NULL
) STRICT;
