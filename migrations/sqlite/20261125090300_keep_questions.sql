-- Passages of prompts, each once however many prompts hold it: a campaign's page and brief stand in
-- the prompt of every post.
CREATE TABLE passages (
    org_id BLOB NOT NULL,
    -- SHA-256 of the text.
    hash TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT passages__org_id__hash PRIMARY KEY (org_id, hash)
) STRICT, WITHOUT ROWID;

-- What a step was told when it last asked: the hashes of its passages in their order.
CREATE TABLE questions (
    org_id BLOB NOT NULL,
    step_id BLOB NOT NULL,
    outline TEXT NOT NULL,
    CONSTRAINT questions__org_id__step_id PRIMARY KEY (org_id, step_id),
    CONSTRAINT questions__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
) STRICT, WITHOUT ROWID;
