-- What the office keeps. Identifiers are UUIDv7 text, dates ISO 8601 text, booleans 0/1.

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE term (
    catalogue TEXT NOT NULL,
    code TEXT NOT NULL,
    parent TEXT,
    label TEXT NOT NULL CHECK (length(label) > 0),
    help TEXT NOT NULL DEFAULT '',
    neutral TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    shipped INTEGER NOT NULL DEFAULT 0 CHECK (shipped IN (0, 1)),
    PRIMARY KEY (catalogue, code),
    FOREIGN KEY (catalogue, parent) REFERENCES term (catalogue, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE family (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) > 0),
    anonymous INTEGER NOT NULL DEFAULT 0 CHECK (anonymous IN (0, 1)),
    notice_given_on TEXT,
    note TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES family (id),
    civility TEXT NOT NULL DEFAULT '',
    first_name TEXT NOT NULL DEFAULT '',
    last_name TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    birth_year INTEGER CHECK (birth_year BETWEEN 1880 AND 2200),
    age_bracket TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    minor INTEGER NOT NULL DEFAULT 0 CHECK (minor IN (0, 1)),
    lives_with_patient INTEGER NOT NULL DEFAULT 0 CHECK (lives_with_patient IN (0, 1)),
    main_carer INTEGER NOT NULL DEFAULT 0 CHECK (main_carer IN (0, 1)),
    trusted_person INTEGER NOT NULL DEFAULT 0 CHECK (trusted_person IN (0, 1)),
    representative INTEGER NOT NULL DEFAULT 0 CHECK (representative IN (0, 1)),
    circle TEXT NOT NULL DEFAULT '',
    closeness TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    CHECK (length(first_name) + length(last_name) > 0)
) STRICT;
CREATE INDEX person_family ON person (family_id, position);

CREATE TABLE contact_point (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'address')),
    value TEXT NOT NULL CHECK (length(value) > 0),
    postcode TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    may_leave_message TEXT NOT NULL DEFAULT 'unknown'
        CHECK (may_leave_message IN ('unknown', 'yes', 'no')),
    when_to_call TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX contact_point_person ON contact_point (person_id, position);

CREATE TABLE situation (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES family (id),
    patient TEXT NOT NULL DEFAULT '',
    opened_on TEXT NOT NULL,
    origin TEXT NOT NULL DEFAULT '',
    ward TEXT NOT NULL DEFAULT '',
    admission TEXT NOT NULL DEFAULT '',
    patient_informed INTEGER NOT NULL DEFAULT 0 CHECK (patient_informed IN (0, 1)),
    agreement TEXT NOT NULL DEFAULT 'not_sought'
        CHECK (agreement IN ('not_sought', 'given', 'refused', 'withdrawn')),
    agreement_on TEXT,
    agreement_scope TEXT NOT NULL DEFAULT '',
    closed_on TEXT,
    closing_reason TEXT NOT NULL DEFAULT '',
    CHECK (closed_on IS NULL OR closed_on >= opened_on)
) STRICT;
CREATE INDEX situation_family ON situation (family_id, opened_on);

CREATE TABLE meeting (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES family (id),
    situation_id TEXT NOT NULL REFERENCES situation (id),
    state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'missed', 'cancelled')),
    starts_at TEXT NOT NULL,
    minutes INTEGER CHECK (minutes BETWEEN 0 AND 1440),
    channel TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '',
    next_step_on TEXT,
    relay TEXT NOT NULL DEFAULT '',
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL
) STRICT;
CREATE INDEX meeting_family ON meeting (family_id, starts_at);
CREATE INDEX meeting_day ON meeting (state, starts_at);

CREATE TABLE meeting_participant (
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (meeting_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_participant_person ON meeting_participant (person_id);

CREATE TABLE request (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES family (id),
    situation_id TEXT NOT NULL REFERENCES situation (id),
    person_id TEXT REFERENCES person (id),
    received_at TEXT NOT NULL,
    channel TEXT NOT NULL DEFAULT '',
    asked TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT '',
    urgency TEXT NOT NULL DEFAULT '',
    offered TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('waiting', 'met', 'closed')),
    closing_reason TEXT NOT NULL DEFAULT '',
    meeting_id TEXT REFERENCES meeting (id),
    written_by TEXT NOT NULL
) STRICT;
CREATE INDEX request_family ON request (family_id, received_at);
CREATE INDEX request_state ON request (state, received_at);

CREATE TABLE passage (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    facet TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL CHECK (length(text) > 0),
    source TEXT NOT NULL CHECK (source IN ('said', 'observed', 'hypothesis')),
    said_by TEXT REFERENCES person (id),
    about TEXT REFERENCES person (id),
    verbatim INTEGER NOT NULL DEFAULT 0 CHECK (verbatim IN (0, 1)),
    written_by TEXT NOT NULL,
    CHECK (verbatim = 0 OR source = 'said')
) STRICT;
CREATE INDEX passage_meeting ON passage (meeting_id, position);

CREATE TABLE passage_restriction (
    passage_id TEXT NOT NULL REFERENCES passage (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (passage_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE emotion_note (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    person_id TEXT REFERENCES person (id),
    emotion TEXT NOT NULL,
    aspect TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL CHECK (source IN ('said', 'observed', 'hypothesis')),
    words TEXT NOT NULL DEFAULT '',
    weight INTEGER CHECK (weight BETWEEN 0 AND 10)
) STRICT;
CREATE INDEX emotion_note_meeting ON emotion_note (meeting_id);

CREATE TABLE need_note (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    person_id TEXT REFERENCES person (id),
    need TEXT NOT NULL,
    aspect TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('expressed', 'under_way', 'met', 'set_aside')),
    words TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX need_note_meeting ON need_note (meeting_id);

CREATE TABLE safety_event (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    kind TEXT NOT NULL,
    said TEXT NOT NULL DEFAULT '',
    said_by TEXT REFERENCES person (id),
    done TEXT NOT NULL DEFAULT '',
    alerted TEXT NOT NULL DEFAULT '',
    alerted_at TEXT
) STRICT;
CREATE INDEX safety_event_meeting ON safety_event (meeting_id);

CREATE TABLE resource (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (length(name) > 0),
    kind TEXT NOT NULL DEFAULT 'association'
        CHECK (kind IN ('association', 'service', 'ward', 'professional')),
    audience TEXT NOT NULL DEFAULT '',
    offer TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    web TEXT NOT NULL DEFAULT '',
    bound_by_secrecy INTEGER NOT NULL DEFAULT 0 CHECK (bound_by_secrecy IN (0, 1)),
    reveals_diagnosis TEXT NOT NULL DEFAULT 'no'
        CHECK (reveals_diagnosis IN ('no', 'mild', 'yes')),
    neutral_reason TEXT NOT NULL DEFAULT '',
    verified_on TEXT,
    note TEXT NOT NULL DEFAULT '',
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;

CREATE TABLE referral (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES family (id),
    situation_id TEXT NOT NULL REFERENCES situation (id),
    resource_id TEXT NOT NULL REFERENCES resource (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    code TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN (
        'proposed', 'handed', 'contacted', 'attending', 'finished', 'no_outcome', 'declined')),
    diagnosis_named INTEGER NOT NULL DEFAULT 0 CHECK (diagnosis_named IN (0, 1)),
    created_on TEXT NOT NULL,
    state_on TEXT NOT NULL
) STRICT;
CREATE INDEX referral_family ON referral (family_id);
CREATE INDEX referral_state ON referral (state, state_on);

CREATE TABLE referral_need (
    referral_id TEXT NOT NULL REFERENCES referral (id),
    need TEXT NOT NULL,
    PRIMARY KEY (referral_id, need)
) STRICT, WITHOUT ROWID;

CREATE TABLE action (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES family (id),
    meeting_id TEXT REFERENCES meeting (id),
    what TEXT NOT NULL CHECK (length(what) > 0),
    due_on TEXT,
    done_on TEXT,
    result TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX action_due ON action (done_on, due_on);
CREATE INDEX action_family ON action (family_id);

CREATE TABLE document (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES family (id),
    referral_id TEXT REFERENCES referral (id),
    kind TEXT NOT NULL CHECK (kind IN ('referral_letter')),
    recipient TEXT NOT NULL,
    carried_by TEXT NOT NULL REFERENCES person (id),
    body TEXT NOT NULL,
    bytes BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER NOT NULL,
    issued_by TEXT NOT NULL,
    issued_at TEXT NOT NULL
) STRICT;
CREATE INDEX document_family ON document (family_id, issued_at);
CREATE TRIGGER document_is_frozen BEFORE UPDATE ON document
BEGIN
    SELECT RAISE(ABORT, 'an issued document never changes');
END;
