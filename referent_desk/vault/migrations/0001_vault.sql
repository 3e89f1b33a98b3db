CREATE TABLE meta (
    key TEXT PRIMARY KEY CHECK (length(key) > 0),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
    kind TEXT NOT NULL CHECK (length(kind) > 0),
    subject TEXT NOT NULL,
    holder TEXT NOT NULL,
    label TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    updated_at TEXT NOT NULL,
    PRIMARY KEY (kind, subject, holder)
) STRICT;

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    at TEXT NOT NULL,
    holder TEXT NOT NULL,
    event TEXT NOT NULL CHECK (length(event) > 0),
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX journal_by_subject ON journal (subject, seq);

CREATE TRIGGER journal_is_never_rewritten BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_is_never_erased BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_is_never_replaced BEFORE INSERT ON journal
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN
    SELECT RAISE(ABORT, 'the journal only grows at its end');
END;
