-- Versions of the readers that organizations add. One at most of each is a draft; what is published
-- never changes.
CREATE TABLE readers (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    number BIGINT NOT NULL CHECK (number > 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
    -- Whether the reader reads nothing any more once this is published.
    retired BOOLEAN NOT NULL,
    reader JSONB NOT NULL,
    -- What whoever published it says is new.
    note TEXT NOT NULL,
    user_id UUID NOT NULL,
    by_name TEXT NOT NULL,
    -- When it was published; of a draft, when it was last changed.
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT readers__org_id__id__number PRIMARY KEY (org_id, id, number),
    CONSTRAINT readers__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
);
CREATE UNIQUE INDEX readers_draft ON readers (org_id, id) WHERE state = 'draft';
CREATE INDEX readers_of_user ON readers (org_id, user_id);

CREATE TRIGGER readers_are_immutable BEFORE UPDATE ON readers
    FOR EACH ROW WHEN (OLD.state = 'published') EXECUTE FUNCTION refuse_change();

-- FORCE, because the tables belong to the role that the program uses.
ALTER TABLE readers ENABLE ROW LEVEL SECURITY;
ALTER TABLE readers FORCE ROW LEVEL SECURITY;
CREATE POLICY readers_of_org ON readers USING (may_see(org_id));
