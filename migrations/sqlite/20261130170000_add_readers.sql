-- Versions of the readers that organizations add. One at most of each is a draft; what is published
-- never changes.
CREATE TABLE readers (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
    -- Whether the reader reads nothing any more once this is published.
    retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
    reader TEXT NOT NULL,
    -- What whoever published it says is new.
    note TEXT NOT NULL,
    user_id BLOB NOT NULL,
    by_name TEXT NOT NULL,
    -- When it was published; of a draft, when it was last changed.
    at INTEGER NOT NULL,
    CONSTRAINT readers__org_id__id__number PRIMARY KEY (org_id, id, number),
    CONSTRAINT readers__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX readers_draft ON readers (org_id, id) WHERE state = 'draft';
CREATE INDEX readers_of_user ON readers (org_id, user_id);

CREATE TRIGGER readers_are_immutable BEFORE UPDATE ON readers WHEN OLD.state = 'published'
BEGIN
    SELECT RAISE(ABORT, 'a published reader never changes');
END;
