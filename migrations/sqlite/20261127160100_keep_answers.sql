-- What a step was answered, as it came: the answers to its question in their order, of which the
-- last one was used.
CREATE TABLE answers (
    org_id BLOB NOT NULL,
    step_id BLOB NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 0),
    -- SHA-256 of everything the answer depends on, for the one that was used: the same question
    -- need not be asked again.
    input_hash TEXT,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    -- Hash of the passage that holds it.
    passage TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    CONSTRAINT answers__org_id__step_id__number PRIMARY KEY (org_id, step_id, number),
    CONSTRAINT answers__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
) STRICT;
CREATE INDEX answers_to_reuse ON answers (org_id, input_hash, given_at) WHERE input_hash IS NOT NULL;
