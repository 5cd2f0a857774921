-- Official blank forms that the user has registered, one a material.

CREATE TABLE blank (
    material TEXT PRIMARY KEY, -- id in the rulebook
    value    BLOB NOT NULL,    -- the PDF, codec.go
    places   BLOB NOT NULL     -- where the fields go, which changes more often; codec.go
) STRICT;
