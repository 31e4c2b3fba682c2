-- Uses of tools: what was asked of which text, what came of it, what it cost.
CREATE TABLE tool_uses (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    input TEXT NOT NULL,
    -- The post the text came from, with the field.
    post_id BLOB,
    field TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'failed')),
    output TEXT,
    problem TEXT,
    provider TEXT,
    model TEXT,
    tokens_in INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL,
    -- In millionths of a US dollar; missing where nobody knows.
    cost INTEGER,
    user_id BLOB NOT NULL,
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT tool_uses__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT tool_uses__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT tool_uses__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id),
    CONSTRAINT tool_uses_whole CHECK ((state = 'done') = (output IS NOT NULL) AND (state = 'failed') = (problem IS NOT NULL)),
    CONSTRAINT tool_uses_origin CHECK ((post_id IS NULL) = (field IS NULL))
) STRICT;
CREATE INDEX tool_uses_by_time ON tool_uses (org_id, at, id);
CREATE INDEX tool_uses_of_post ON tool_uses (org_id, post_id);
CREATE INDEX tool_uses_of_user ON tool_uses (org_id, user_id);

-- The term base: how a brand's words are said in other languages.
CREATE TABLE terms (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    brand_id BLOB NOT NULL,
    source TEXT NOT NULL,
    -- Empty for every language.
    language TEXT NOT NULL,
    rule TEXT NOT NULL CHECK (rule IN ('required', 'keep', 'forbidden')),
    target TEXT NOT NULL,
    user_id BLOB NOT NULL,
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT terms__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT terms__org_id__brand_id__source__language__rule__target UNIQUE (org_id, brand_id, source, language, rule, target),
    CONSTRAINT terms__brand FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT terms__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
) STRICT;
CREATE INDEX terms_of_user ON terms (org_id, user_id);
