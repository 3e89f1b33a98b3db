-- What a salvage read but could not put back in its table, kept as JSON so that nothing is dropped.
CREATE TABLE salvaged_row (
    id INTEGER PRIMARY KEY,
    table_name TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('parent_lost', 'refused', 'unfit', 'unchained', 'unplaced')),
    content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;
