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

-- radar: the situations under way, among twenty years of closed ones.
CREATE INDEX situation_open ON situation (family_id) WHERE closed_on IS NULL;

-- search
-- The index is made of the other tables and can be made again from them. `search_pending` names what
-- changed since: a family with its people, a meeting with its notes, a record alone, or everything.
-- ON CONFLICT, since OR IGNORE is not heard within a foreign key's own action.
CREATE VIRTUAL TABLE search_index USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6 7 8',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- `id` puts names first, then the latest; it is the row of the index.
CREATE TABLE search_entry (
    id INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX search_entry_owner ON search_entry (owner_id, owner);

CREATE TABLE search_pending (
    owner TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    PRIMARY KEY (owner, owner_id)
) STRICT, WITHOUT ROWID;
INSERT INTO search_pending VALUES ('all', '');

CREATE TRIGGER search_family_added AFTER INSERT ON family
BEGIN
    INSERT INTO search_pending VALUES ('family', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_family_changed AFTER UPDATE ON family
BEGIN
    INSERT INTO search_pending VALUES ('family', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_family_gone AFTER DELETE ON family
BEGIN
    INSERT INTO search_pending VALUES ('family', OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_person_added AFTER INSERT ON person
BEGIN
    INSERT INTO search_pending VALUES ('family', NEW.family_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_person_changed AFTER UPDATE ON person
BEGIN
    INSERT INTO search_pending VALUES ('family', NEW.family_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_pending VALUES ('family', OLD.family_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_person_gone AFTER DELETE ON person
BEGIN
    INSERT INTO search_pending VALUES ('family', OLD.family_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_meeting_added AFTER INSERT ON meeting
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_meeting_changed AFTER UPDATE ON meeting
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_meeting_gone AFTER DELETE ON meeting
BEGIN
    INSERT INTO search_pending VALUES ('meeting', OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_meeting_professional_added AFTER INSERT ON meeting_professional
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_meeting_professional_changed AFTER UPDATE ON meeting_professional
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_meeting_professional_gone AFTER DELETE ON meeting_professional
BEGIN
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_passage_added AFTER INSERT ON passage
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_passage_changed AFTER UPDATE ON passage
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_passage_gone AFTER DELETE ON passage
BEGIN
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_emotion_note_added AFTER INSERT ON emotion_note
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_emotion_note_changed AFTER UPDATE ON emotion_note
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_emotion_note_gone AFTER DELETE ON emotion_note
BEGIN
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_need_note_added AFTER INSERT ON need_note
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_need_note_changed AFTER UPDATE ON need_note
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_need_note_gone AFTER DELETE ON need_note
BEGIN
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_recovery_note_added AFTER INSERT ON recovery_note
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_recovery_note_changed AFTER UPDATE ON recovery_note
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_recovery_note_gone AFTER DELETE ON recovery_note
BEGIN
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_safety_event_added AFTER INSERT ON safety_event
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_safety_event_changed AFTER UPDATE ON safety_event
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_safety_event_gone AFTER DELETE ON safety_event
BEGIN
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_email_added AFTER INSERT ON email
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_email_changed AFTER UPDATE ON email
BEGIN
    INSERT INTO search_pending VALUES ('meeting', NEW.meeting_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_email_gone AFTER DELETE ON email
BEGIN
    INSERT INTO search_pending VALUES ('meeting', OLD.meeting_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_request_added AFTER INSERT ON request
BEGIN
    INSERT INTO search_pending VALUES ('request', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_request_changed AFTER UPDATE ON request
BEGIN
    INSERT INTO search_pending VALUES ('request', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_request_gone AFTER DELETE ON request
BEGIN
    INSERT INTO search_pending VALUES ('request', OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_action_added AFTER INSERT ON action
BEGIN
    INSERT INTO search_pending VALUES ('action', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_action_changed AFTER UPDATE ON action
BEGIN
    INSERT INTO search_pending VALUES ('action', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_action_gone AFTER DELETE ON action
BEGIN
    INSERT INTO search_pending VALUES ('action', OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_document_added AFTER INSERT ON document
BEGIN
    INSERT INTO search_pending VALUES ('document', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_document_changed AFTER UPDATE ON document
BEGIN
    INSERT INTO search_pending VALUES ('document', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_document_gone AFTER DELETE ON document
BEGIN
    INSERT INTO search_pending VALUES ('document', OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_resource_added AFTER INSERT ON resource
BEGIN
    INSERT INTO search_pending VALUES ('resource', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_resource_changed AFTER UPDATE ON resource
BEGIN
    INSERT INTO search_pending VALUES ('resource', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_resource_gone AFTER DELETE ON resource
BEGIN
    INSERT INTO search_pending VALUES ('resource', OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_lesson_added AFTER INSERT ON lesson
BEGIN
    INSERT INTO search_pending VALUES ('lesson', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_lesson_changed AFTER UPDATE ON lesson
BEGIN
    INSERT INTO search_pending VALUES ('lesson', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_lesson_gone AFTER DELETE ON lesson
BEGIN
    INSERT INTO search_pending VALUES ('lesson', OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_indirect_work_added AFTER INSERT ON indirect_work
BEGIN
    INSERT INTO search_pending VALUES ('indirect_work', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_indirect_work_changed AFTER UPDATE ON indirect_work
BEGIN
    INSERT INTO search_pending VALUES ('indirect_work', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_indirect_work_gone AFTER DELETE ON indirect_work
BEGIN
    INSERT INTO search_pending VALUES ('indirect_work', OLD.id) ON CONFLICT DO NOTHING;
END;

-- Names and the ward are among the words of what is noted under them.
CREATE TRIGGER search_family_renamed AFTER UPDATE OF name ON family
WHEN NEW.name <> OLD.name
BEGIN
    INSERT INTO search_pending SELECT 'meeting', id FROM meeting WHERE family_id = NEW.id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'request', id FROM request WHERE family_id = NEW.id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'action', id FROM action WHERE family_id = NEW.id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'document', id FROM document WHERE family_id = NEW.id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'lesson', id FROM lesson WHERE family_id = NEW.id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'indirect_work', id FROM indirect_work WHERE family_id = NEW.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_person_renamed AFTER UPDATE OF first_name, last_name, link, family_id ON person
WHEN (NEW.first_name, NEW.last_name, NEW.link, NEW.family_id)
    <> (OLD.first_name, OLD.last_name, OLD.link, OLD.family_id)
BEGIN
    INSERT INTO search_pending SELECT 'meeting', id FROM meeting WHERE family_id = NEW.family_id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'request', id FROM request WHERE family_id = NEW.family_id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'action', id FROM action WHERE family_id = NEW.family_id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'document', id FROM document WHERE family_id = NEW.family_id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'lesson', id FROM lesson WHERE family_id = NEW.family_id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'indirect_work', id FROM indirect_work WHERE family_id = NEW.family_id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_situation_moved AFTER UPDATE OF ward, patient, family_id ON situation
BEGIN
    INSERT INTO search_pending VALUES ('family', NEW.family_id), ('family', OLD.family_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'meeting', id FROM meeting WHERE family_id = NEW.family_id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'request', id FROM request WHERE family_id = NEW.family_id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'action', id FROM action WHERE family_id = NEW.family_id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'document', id FROM document WHERE family_id = NEW.family_id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'lesson', id FROM lesson WHERE family_id = NEW.family_id ON CONFLICT DO NOTHING;
    INSERT INTO search_pending SELECT 'indirect_work', id FROM indirect_work WHERE family_id = NEW.family_id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_situation_added AFTER INSERT ON situation
BEGIN
    INSERT INTO search_pending VALUES ('family', NEW.family_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_situation_gone AFTER DELETE ON situation
BEGIN
    INSERT INTO search_pending VALUES ('family', OLD.family_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_contact_point_added AFTER INSERT ON contact_point
BEGIN
    INSERT INTO search_pending SELECT 'family', family_id FROM person WHERE id = NEW.person_id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_contact_point_changed AFTER UPDATE ON contact_point
BEGIN
    INSERT INTO search_pending
        SELECT 'family', family_id FROM person WHERE id IN (NEW.person_id, OLD.person_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_contact_point_gone AFTER DELETE ON contact_point
BEGIN
    INSERT INTO search_pending SELECT 'family', family_id FROM person WHERE id = OLD.person_id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_term_reworded AFTER UPDATE OF label ON term
WHEN NEW.label <> OLD.label
BEGIN
    INSERT INTO search_pending VALUES ('all', '') ON CONFLICT DO NOTHING;
END;

-- Mistakes: what a letter says never changes; the file in which it stands may be put right.
DROP TRIGGER document_is_frozen;
CREATE TRIGGER document_is_frozen
BEFORE UPDATE OF id, kind, recipient, body, bytes, sha256, pages, issued_by, issued_at ON document
BEGIN
    SELECT RAISE(ABORT, 'an issued document never changes');
END;
