-- The activity of a quarter: what was issued, kept as it left.

-- `counts` are the figures of that day before anything was hidden, `printed` what the report says of
-- each; `rules` the threshold and the choices; together with the program's version they make it again.
CREATE TABLE activity_report (
    id TEXT PRIMARY KEY,
    period TEXT NOT NULL CHECK (length(period) > 0),
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL CHECK (last_on >= first_on),
    version INTEGER NOT NULL CHECK (version >= 1),
    replaces TEXT REFERENCES activity_report (id),
    counts TEXT NOT NULL CHECK (json_valid(counts)),
    printed TEXT NOT NULL CHECK (json_valid(printed)),
    rules TEXT NOT NULL CHECK (json_valid(rules)),
    content TEXT NOT NULL CHECK (json_valid(content)),
    program TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    UNIQUE (period, version),
    CHECK ((version = 1) = (replaces IS NULL))
) STRICT;

CREATE TABLE activity_report_file (
    report_id TEXT NOT NULL REFERENCES activity_report (id),
    form TEXT NOT NULL CHECK (form IN ('pdf', 'csv', 'ods', 'xlsx')),
    bytes BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    PRIMARY KEY (report_id, form)
) STRICT;

CREATE TRIGGER activity_report_is_frozen BEFORE UPDATE ON activity_report
BEGIN
    SELECT RAISE(ABORT, 'an issued report never changes');
END;
CREATE TRIGGER activity_report_is_kept BEFORE DELETE ON activity_report
BEGIN
    SELECT RAISE(ABORT, 'an issued report is never erased');
END;
CREATE TRIGGER activity_report_file_is_frozen BEFORE UPDATE ON activity_report_file
BEGIN
    SELECT RAISE(ABORT, 'an issued report never changes');
END;
CREATE TRIGGER activity_report_file_is_kept BEFORE DELETE ON activity_report_file
BEGIN
    SELECT RAISE(ABORT, 'an issued report is never erased');
END;

-- What a quarter counts, by its day.
CREATE INDEX situation_opened ON situation (opened_on);
CREATE INDEX situation_closed ON situation (closed_on) WHERE closed_on IS NOT NULL;
CREATE INDEX request_received ON request (received_at);
CREATE INDEX request_meeting ON request (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX referral_created ON referral (created_on);
