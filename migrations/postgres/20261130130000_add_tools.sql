-- Uses of tools: what was asked of which text, what came of it, what it cost.
CREATE TABLE tool_uses (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    input JSONB NOT NULL,
    -- The post the text came from, with the field.
    post_id UUID,
    field TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'failed')),
    output JSONB,
    problem JSONB,
    provider TEXT,
    model TEXT,
    tokens_in BIGINT NOT NULL,
    tokens_out BIGINT NOT NULL,
    -- In millionths of a US dollar; missing where nobody knows.
    cost BIGINT,
    user_id UUID NOT NULL,
    by_name TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT tool_uses__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT tool_uses__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT tool_uses__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id),
    CONSTRAINT tool_uses_whole CHECK ((state = 'done') = (output IS NOT NULL) AND (state = 'failed') = (problem IS NOT NULL)),
    CONSTRAINT tool_uses_origin CHECK ((post_id IS NULL) = (field IS NULL))
);
CREATE INDEX tool_uses_by_time ON tool_uses (org_id, at, id);
CREATE INDEX tool_uses_of_post ON tool_uses (org_id, post_id);
CREATE INDEX tool_uses_of_user ON tool_uses (org_id, user_id);

-- The term base: how a brand's words are said in other languages.
CREATE TABLE terms (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    brand_id UUID NOT NULL,
    source TEXT NOT NULL,
    -- Empty for every language.
    language TEXT NOT NULL,
    rule TEXT NOT NULL CHECK (rule IN ('required', 'keep', 'forbidden')),
    target TEXT NOT NULL,
    user_id UUID NOT NULL,
    by_name TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT terms__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT terms__org_id__brand_id__source__language__rule__target UNIQUE (org_id, brand_id, source, language, rule, target),
    CONSTRAINT terms__brand FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT terms__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
);
CREATE INDEX terms_of_user ON terms (org_id, user_id);

-- FORCE, because the tables belong to the role that the program uses.
ALTER TABLE tool_uses ENABLE ROW LEVEL SECURITY;
ALTER TABLE tool_uses FORCE ROW LEVEL SECURITY;
CREATE POLICY tool_uses_of_org ON tool_uses USING (may_see(org_id));
ALTER TABLE terms ENABLE ROW LEVEL SECURITY;
ALTER TABLE terms FORCE ROW LEVEL SECURITY;
CREATE POLICY terms_of_org ON terms USING (may_see(org_id));
