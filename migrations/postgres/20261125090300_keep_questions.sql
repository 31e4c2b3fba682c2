-- Passages of prompts, each once however many prompts hold it: a campaign's page and brief stand in
-- the prompt of every post.
CREATE TABLE passages (
    org_id UUID NOT NULL,
    -- SHA-256 of the text.
    hash TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT passages__org_id__hash PRIMARY KEY (org_id, hash)
);

-- What a step was told when it last asked: the hashes of its passages in their order.
CREATE TABLE questions (
    org_id UUID NOT NULL,
    step_id UUID NOT NULL,
    outline JSONB NOT NULL,
    CONSTRAINT questions__org_id__step_id PRIMARY KEY (org_id, step_id),
    CONSTRAINT questions__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
);

ALTER TABLE passages ENABLE ROW LEVEL SECURITY;
ALTER TABLE passages FORCE ROW LEVEL SECURITY;
CREATE POLICY passages_of_org ON passages USING (may_see(org_id));
ALTER TABLE questions ENABLE ROW LEVEL SECURITY;
ALTER TABLE questions FORCE ROW LEVEL SECURITY;
CREATE POLICY questions_of_org ON questions USING (may_see(org_id));
