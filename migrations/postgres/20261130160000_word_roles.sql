-- Versions of how an organization words its roles. One at most of each is a draft; what is published
-- never changes.
CREATE TABLE wordings (
    org_id UUID NOT NULL,
    task TEXT NOT NULL,
    number BIGINT NOT NULL CHECK (number > 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
    -- What the role is told and asked; NULL is what Handbill ships.
    wording JSONB,
    -- Version of what Handbill shipped when it was begun.
    shipped TEXT NOT NULL,
    -- What whoever published it says is new.
    note TEXT NOT NULL,
    user_id UUID NOT NULL,
    by_name TEXT NOT NULL,
    -- When it was published; of a draft, when it was last changed.
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT wordings__org_id__task__number PRIMARY KEY (org_id, task, number),
    CONSTRAINT wordings__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
);
CREATE UNIQUE INDEX wordings_draft ON wordings (org_id, task) WHERE state = 'draft';
CREATE INDEX wordings_of_user ON wordings (org_id, user_id);

CREATE TRIGGER wordings_are_immutable BEFORE UPDATE ON wordings
    FOR EACH ROW WHEN (OLD.state = 'published') EXECUTE FUNCTION refuse_change();

-- FORCE, because the tables belong to the role that the program uses.
ALTER TABLE wordings ENABLE ROW LEVEL SECURITY;
ALTER TABLE wordings FORCE ROW LEVEL SECURITY;
CREATE POLICY wordings_of_org ON wordings USING (may_see(org_id));
