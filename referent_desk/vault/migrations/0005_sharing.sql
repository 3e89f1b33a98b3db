-- Sharing under the secret: agreements, what leaves and what became of it.

-- Every kind of document of a family's file.
DROP TRIGGER document_is_frozen;
DROP TRIGGER search_document_added;
DROP TRIGGER search_document_changed;
DROP TRIGGER search_document_gone;
DROP INDEX document_family;
CREATE TABLE document_before AS SELECT * FROM document;
DROP TABLE document;
CREATE TABLE document (
    id TEXT PRIMARY KEY,
    family_id TEXT NOT NULL REFERENCES family (id),
    person_id TEXT REFERENCES person (id),
    referral_id TEXT REFERENCES referral (id),
    resource_id TEXT REFERENCES resource (id),
    kind TEXT NOT NULL CHECK (kind IN (
        'referral_letter', 'relative_letter', 'liaison_note', 'contact_request', 'agreement_form',
        'agreement_withdrawal', 'information_sheet', 'handout', 'attestation')),
    way TEXT NOT NULL DEFAULT 'handed' CHECK (way IN ('handed', 'posted', 'transmitted', 'kept')),
    recipient TEXT NOT NULL,
    carried_by TEXT REFERENCES person (id),
    body TEXT NOT NULL,
    bytes BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER NOT NULL,
    issued_by TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    CHECK (carried_by IS NOT NULL OR way <> 'handed')
) STRICT;
INSERT INTO document (
    id, family_id, person_id, referral_id, resource_id, kind, way, recipient, carried_by, body,
    bytes, sha256, pages, issued_by, issued_at)
SELECT d.id, d.family_id, d.carried_by, d.referral_id, r.resource_id, d.kind, 'handed', d.recipient,
    d.carried_by, d.body, d.bytes, d.sha256, d.pages, d.issued_by, d.issued_at
FROM document_before d LEFT JOIN referral r ON r.id = d.referral_id;
DROP TABLE document_before;
CREATE INDEX document_family ON document (family_id, issued_at);
CREATE INDEX document_person ON document (person_id);
CREATE INDEX document_referral ON document (referral_id);
CREATE TRIGGER document_is_frozen
BEFORE UPDATE OF id, kind, way, recipient, body, bytes, sha256, pages, issued_by, issued_at ON document
BEGIN
    SELECT RAISE(ABORT, 'an issued document never changes');
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

-- What concerns no single family: the sheet of an incident, for the hospital's register.
CREATE TABLE office_document (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('incident_sheet')),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    bytes BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER NOT NULL,
    issued_by TEXT NOT NULL,
    issued_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER office_document_is_frozen BEFORE UPDATE ON office_document
BEGIN
    SELECT RAISE(ABORT, 'an issued document never changes');
END;

-- A kind of document's template once the user changed it; without a row the shipped one serves.
CREATE TABLE document_template (
    kind TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

-- The logo of the letterhead, checked before it is kept.
CREATE TABLE image (
    name TEXT PRIMARY KEY CHECK (name IN ('logo')),
    media_type TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/svg+xml')),
    bytes BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    added_at TEXT NOT NULL
) STRICT;

-- Agreements: to which resource, on which signed form; and the patient's own, dated, to review.
ALTER TABLE agreement ADD COLUMN resource_id TEXT REFERENCES resource (id);
ALTER TABLE agreement ADD COLUMN document_id TEXT REFERENCES document (id) ON DELETE SET NULL;
ALTER TABLE agreement ADD COLUMN withdrawal_form TEXT NOT NULL DEFAULT ''
    CHECK (withdrawal_form IN ('', 'oral', 'written'));
ALTER TABLE situation ADD COLUMN agreement_form TEXT NOT NULL DEFAULT ''
    CHECK (agreement_form IN ('', 'oral', 'written'));
ALTER TABLE situation ADD COLUMN agreement_review_on TEXT;

-- The register. `evidence` keeps each condition as it stood that day; what went stays on record.
ALTER TABLE disclosure ADD COLUMN situation_id TEXT REFERENCES situation (id);
ALTER TABLE disclosure ADD COLUMN resource_id TEXT REFERENCES resource (id);
ALTER TABLE disclosure ADD COLUMN document_id TEXT REFERENCES document (id);
ALTER TABLE disclosure ADD COLUMN agreement_id TEXT REFERENCES agreement (id) ON DELETE SET NULL;
ALTER TABLE disclosure ADD COLUMN how TEXT NOT NULL DEFAULT ''
    CHECK (how IN ('', 'spoken', 'phone', 'email', 'post', 'hand', 'meeting'));
ALTER TABLE disclosure ADD COLUMN mission TEXT NOT NULL DEFAULT '';
ALTER TABLE disclosure ADD COLUMN evidence TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(evidence));
ALTER TABLE disclosure ADD COLUMN sha256 TEXT NOT NULL DEFAULT '';
CREATE INDEX disclosure_person ON disclosure (person_id);
CREATE INDEX disclosure_document ON disclosure (document_id);

-- What exactly left; `record_id` is where it came from and may be gone since.
CREATE TABLE disclosure_piece (
    id TEXT PRIMARY KEY,
    disclosure_id TEXT NOT NULL REFERENCES disclosure (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'passage', 'emotion', 'need', 'recovery', 'safety', 'contact', 'free')),
    record_id TEXT,
    said_by TEXT REFERENCES person (id),
    about TEXT REFERENCES person (id),
    about_patient INTEGER NOT NULL DEFAULT 0 CHECK (about_patient IN (0, 1)),
    text TEXT NOT NULL CHECK (length(text) > 0)
) STRICT;
CREATE INDEX disclosure_piece_of ON disclosure_piece (disclosure_id, position);
CREATE INDEX disclosure_piece_said_by ON disclosure_piece (said_by);
CREATE INDEX disclosure_piece_about ON disclosure_piece (about);

-- Referrals: what became of them, and what the relative said of it.
CREATE TABLE referral_step (
    id TEXT PRIMARY KEY,
    referral_id TEXT NOT NULL REFERENCES referral (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN (
        'proposed', 'handed', 'contacted', 'attending', 'finished', 'no_outcome', 'declined')),
    stated_on TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL
) STRICT;
CREATE INDEX referral_step_of ON referral_step (referral_id, stated_on);
INSERT INTO referral_step (id, referral_id, state, stated_on, written_by, written_at)
SELECT id || '-0', id, state, state_on, '', state_on FROM referral;
ALTER TABLE referral ADD COLUMN said_of_it TEXT NOT NULL DEFAULT '';
ALTER TABLE referral ADD COLUMN call_again_on TEXT;
CREATE INDEX referral_resource ON referral (resource_id);

-- The directory: for which needs, in which languages, where.
ALTER TABLE resource ADD COLUMN languages TEXT NOT NULL DEFAULT '';
ALTER TABLE resource ADD COLUMN serves TEXT NOT NULL DEFAULT '';
CREATE TABLE resource_need (
    resource_id TEXT NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
    need TEXT NOT NULL,
    PRIMARY KEY (resource_id, need)
) STRICT, WITHOUT ROWID;
CREATE INDEX resource_need_of ON resource_need (need);

-- Who wrote an e-mail: it was received, or sent.
ALTER TABLE email ADD COLUMN direction TEXT NOT NULL DEFAULT 'received'
    CHECK (direction IN ('received', 'sent'));

-- Few meetings are of a group.
DROP INDEX meeting_group_session;
CREATE INDEX meeting_group_session ON meeting (group_session_id) WHERE group_session_id IS NOT NULL;

-- Referrals as a board: what the relative said of them is searched; resources picked for a handout.
INSERT INTO search_pending SELECT 'referral', id FROM referral WHERE true ON CONFLICT DO NOTHING;
CREATE TRIGGER search_referral_added AFTER INSERT ON referral
BEGIN
    INSERT INTO search_pending VALUES ('referral', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_referral_changed AFTER UPDATE ON referral
BEGIN
    INSERT INTO search_pending VALUES ('referral', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_referral_gone AFTER DELETE ON referral
BEGIN
    INSERT INTO search_pending VALUES ('referral', OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_referral_step_added AFTER INSERT ON referral_step
BEGIN
    INSERT INTO search_pending VALUES ('referral', NEW.referral_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_referral_step_changed AFTER UPDATE ON referral_step
BEGIN
    INSERT INTO search_pending VALUES ('referral', NEW.referral_id) ON CONFLICT DO NOTHING;
    INSERT INTO search_pending VALUES ('referral', OLD.referral_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_referral_step_gone AFTER DELETE ON referral_step
BEGIN
    INSERT INTO search_pending VALUES ('referral', OLD.referral_id) ON CONFLICT DO NOTHING;
END;
CREATE TABLE handout_choice (
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    resource_id TEXT NOT NULL REFERENCES resource (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (person_id, resource_id)
) STRICT, WITHOUT ROWID;
ALTER TABLE resource ADD COLUMN reveals_what TEXT NOT NULL DEFAULT '';

-- What families teach us: the wording that was read for names, and found without any.
ALTER TABLE lesson ADD COLUMN cleared_wording TEXT NOT NULL DEFAULT '';
