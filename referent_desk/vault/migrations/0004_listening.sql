-- The listening space at full depth: notes that keep their words, every kind of contact, the network, what can be undone.

ALTER TABLE emotion_note ADD COLUMN passage_id TEXT REFERENCES passage (id) ON DELETE SET NULL;
ALTER TABLE need_note ADD COLUMN passage_id TEXT REFERENCES passage (id) ON DELETE SET NULL;
ALTER TABLE need_note ADD COLUMN source TEXT NOT NULL DEFAULT 'said'
    CHECK (source IN ('said', 'observed', 'hypothesis'));
CREATE INDEX need_note_state ON need_note (state);

-- Where a need stood, and since when: from exprimé to répondu.
CREATE TABLE need_step (
    need_id TEXT NOT NULL REFERENCES need_note (id) ON DELETE CASCADE,
    stated_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('expressed', 'under_way', 'met', 'set_aside')),
    PRIMARY KEY (need_id, stated_on)
) STRICT, WITHOUT ROWID;

-- Recovery as the family sees it, on the five dimensions of Whitley and Drake.
CREATE TABLE recovery_note (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    dimension TEXT NOT NULL
        CHECK (dimension IN ('clinical', 'functional', 'social', 'physical', 'existential')),
    text TEXT NOT NULL CHECK (length(text) > 0),
    person_id TEXT REFERENCES person (id)
) STRICT;
CREATE INDEX recovery_note_meeting ON recovery_note (meeting_id);

-- A relative's own agreement to what may be told, and to whom.
CREATE TABLE agreement (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES family (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    meeting_id TEXT REFERENCES meeting (id) ON DELETE SET NULL,
    form TEXT NOT NULL CHECK (form IN ('oral', 'written')),
    what TEXT NOT NULL CHECK (length(what) > 0),
    to_whom TEXT NOT NULL CHECK (length(to_whom) > 0),
    given_on TEXT NOT NULL,
    withdrawn_on TEXT,
    written_by TEXT NOT NULL,
    CHECK (withdrawn_on IS NULL OR withdrawn_on >= given_on)
) STRICT;
CREATE INDEX agreement_person ON agreement (person_id, given_on);
CREATE INDEX agreement_family ON agreement (family_id);

ALTER TABLE safety_event ADD COLUMN numbers_given INTEGER NOT NULL DEFAULT 0
    CHECK (numbers_given IN (0, 1));
ALTER TABLE safety_event ADD COLUMN follow_up TEXT NOT NULL DEFAULT '';
ALTER TABLE safety_event ADD COLUMN follow_up_on TEXT;
ALTER TABLE safety_event ADD COLUMN closed_on TEXT;
CREATE INDEX safety_event_open ON safety_event (closed_on);

-- What was told outside, apart from documents; a legal exception has its ground.
CREATE TABLE disclosure (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES family (id),
    person_id TEXT REFERENCES person (id),
    safety_event_id TEXT REFERENCES safety_event (id) ON DELETE SET NULL,
    way TEXT NOT NULL CHECK (way IN ('handed', 'together', 'transmitted', 'exception')),
    ground TEXT NOT NULL DEFAULT '' CHECK (ground IN ('', 'grave_danger', 'testimony', 'law')),
    what TEXT NOT NULL DEFAULT '',
    to_whom TEXT NOT NULL DEFAULT '',
    told_at TEXT,
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL,
    CHECK ((way = 'exception') = (ground <> ''))
) STRICT;
CREATE INDEX disclosure_family ON disclosure (family_id, written_at);
CREATE INDEX disclosure_safety_event ON disclosure (safety_event_id);

-- One session of a group: each family has a meeting of its own in it, and sees only that one.
CREATE TABLE group_session (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL CHECK (length(title) > 0),
    starts_at TEXT NOT NULL,
    minutes INTEGER CHECK (minutes BETWEEN 0 AND 1440),
    note TEXT NOT NULL DEFAULT '',
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL
) STRICT;
CREATE INDEX group_session_day ON group_session (starts_at);
ALTER TABLE meeting ADD COLUMN group_session_id TEXT REFERENCES group_session (id);
ALTER TABLE meeting ADD COLUMN decided TEXT NOT NULL DEFAULT '';
CREATE INDEX meeting_group_session ON meeting (group_session_id);

CREATE TABLE meeting_professional (
    id TEXT PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    name TEXT NOT NULL CHECK (length(name) > 0),
    service TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX meeting_professional_meeting ON meeting_professional (meeting_id, position);

-- The e-mail that a meeting of that channel was noted from; `quoted` is what it repeats of earlier ones.
CREATE TABLE email (
    meeting_id TEXT PRIMARY KEY REFERENCES meeting (id),
    subject TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    quoted TEXT NOT NULL DEFAULT ''
) STRICT;

-- Work without a family in the room; never counted as a meeting.
CREATE TABLE indirect_work (
    id TEXT PRIMARY KEY,
    family_id TEXT REFERENCES family (id),
    situation_id TEXT REFERENCES situation (id),
    kind TEXT NOT NULL CHECK (length(kind) > 0),
    done_on TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    note TEXT NOT NULL DEFAULT '',
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL
) STRICT;
CREATE INDEX indirect_work_day ON indirect_work (done_on);
CREATE INDEX indirect_work_family ON indirect_work (family_id, done_on);

-- The network around the patient: a person of the file, or someone or something named here alone.
CREATE TABLE network_member (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES family (id),
    person_id TEXT UNIQUE REFERENCES person (id) ON DELETE CASCADE,
    label TEXT NOT NULL DEFAULT '',
    circle TEXT NOT NULL DEFAULT '',
    closeness TEXT NOT NULL DEFAULT '',
    angle REAL,
    CHECK ((person_id IS NULL) = (length(label) > 0))
) STRICT;
CREATE INDEX network_member_family ON network_member (family_id);

-- `to_id` is another member, or nobody: the patient at the centre.
CREATE TABLE network_link (
    id TEXT PRIMARY KEY,
    from_id TEXT NOT NULL REFERENCES network_member (id) ON DELETE CASCADE,
    to_id TEXT REFERENCES network_member (id) ON DELETE CASCADE,
    quality TEXT NOT NULL CHECK (quality IN ('support', 'tension', 'broken')),
    note TEXT NOT NULL DEFAULT '',
    CHECK (to_id IS NULL OR to_id <> from_id)
) STRICT;
CREATE UNIQUE INDEX network_link_pair ON network_link (from_id, coalesce(to_id, ''));
CREATE INDEX network_link_to ON network_link (to_id);

ALTER TABLE action ADD COLUMN need_id TEXT REFERENCES need_note (id) ON DELETE SET NULL;
ALTER TABLE action ADD COLUMN person_id TEXT REFERENCES person (id);
ALTER TABLE action ADD COLUMN snoozed_until TEXT;

-- A line of the radar put aside, with the reason why.
CREATE TABLE radar_dismissal (
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,
    family_id TEXT NOT NULL REFERENCES family (id),
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    dismissed_by TEXT NOT NULL,
    dismissed_at TEXT NOT NULL,
    PRIMARY KEY (rule, subject)
) STRICT;
CREATE INDEX radar_dismissal_family ON radar_dismissal (family_id);

-- What families teach us: reworded so that it identifies nobody, printed only once they agreed.
CREATE TABLE lesson (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES family (id),
    passage_id TEXT REFERENCES passage (id) ON DELETE SET NULL,
    person_id TEXT REFERENCES person (id),
    kind TEXT NOT NULL CHECK (kind IN ('question', 'suggestion', 'know_how')),
    wording TEXT NOT NULL DEFAULT '',
    agreed_on TEXT,
    marked_on TEXT NOT NULL,
    written_by TEXT NOT NULL
) STRICT;
CREATE INDEX lesson_family ON lesson (family_id);
CREATE INDEX lesson_day ON lesson (marked_on);

-- A word as it was until it was reworded; a term merged into another sends its new uses there.
CREATE TABLE term_wording (
    catalogue TEXT NOT NULL,
    code TEXT NOT NULL,
    until TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (catalogue, code, until),
    FOREIGN KEY (catalogue, code) REFERENCES term (catalogue, code)
) STRICT, WITHOUT ROWID;
ALTER TABLE term ADD COLUMN merged_into TEXT;

CREATE TABLE saved_filter (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) > 0),
    content TEXT NOT NULL CHECK (json_valid(content)),
    position INTEGER NOT NULL
) STRICT;

-- What can be undone: the rows as they were before a deletion (kept 30 days), a move, a merge or a split.
CREATE TABLE reversal (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('deleted', 'moved', 'merged', 'split')),
    family_id TEXT NOT NULL,
    record TEXT NOT NULL,
    label TEXT NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content)),
    done_by TEXT NOT NULL,
    done_at TEXT NOT NULL
) STRICT;
CREATE INDEX reversal_day ON reversal (done_at);

-- Mistakes: what a letter says never changes; the file in which it stands may be put right.
DROP TRIGGER document_is_frozen;
CREATE TRIGGER document_is_frozen
BEFORE UPDATE OF id, kind, recipient, body, bytes, sha256, pages, issued_by, issued_at ON document
BEGIN
    SELECT RAISE(ABORT, 'an issued document never changes');
END;
