-- Versions of what a brand sounds like. One at most is a draft; what is published never changes.
CREATE TABLE voices (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    brand_id UUID NOT NULL,
    number BIGINT NOT NULL CHECK (number > 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
    voice JSONB NOT NULL,
    -- What whoever published it says is new.
    note TEXT NOT NULL,
    user_id UUID NOT NULL,
    by_name TEXT NOT NULL,
    -- When it was published; of a draft, when it was last changed.
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT voices__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT voices__org_id__brand_id__number UNIQUE (org_id, brand_id, number),
    CONSTRAINT voices__brand FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT voices__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
);
CREATE UNIQUE INDEX voices_draft ON voices (org_id, brand_id) WHERE state = 'draft';
CREATE INDEX voices_of_user ON voices (org_id, user_id);

-- Texts that voices are read from, as they were given.
CREATE TABLE voice_samples (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    brand_id UUID NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('example', 'guide')),
    origin JSONB NOT NULL,
    context TEXT NOT NULL,
    text TEXT NOT NULL,
    user_id UUID NOT NULL,
    by_name TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT voice_samples__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT voice_samples__brand FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT voice_samples__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
);
CREATE INDEX voice_samples_of_brand ON voice_samples (org_id, brand_id, at, id);
CREATE INDEX voice_samples_of_user ON voice_samples (org_id, user_id);

-- Texts that people approved or rejected, by which a brand's voice is tested.
CREATE TABLE golden_texts (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    brand_id UUID NOT NULL,
    approved BOOLEAN NOT NULL,
    text TEXT NOT NULL,
    -- The post it is, if it was one.
    post_id UUID,
    user_id UUID NOT NULL,
    by_name TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT golden_texts__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT golden_texts__org_id__brand_id__post_id UNIQUE (org_id, brand_id, post_id),
    CONSTRAINT golden_texts__brand FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT golden_texts__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT golden_texts__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
);
CREATE INDEX golden_texts_of_brand ON golden_texts (org_id, brand_id, at, id);
CREATE INDEX golden_texts_of_post ON golden_texts (org_id, post_id);
CREATE INDEX golden_texts_of_user ON golden_texts (org_id, user_id);

-- The text that a person last held against a brand's voice, with what a model said of it.
CREATE TABLE voice_trials (
    org_id UUID NOT NULL,
    brand_id UUID NOT NULL,
    user_id UUID NOT NULL,
    text TEXT NOT NULL,
    judged JSONB,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT voice_trials__org_id__brand_id__user_id PRIMARY KEY (org_id, brand_id, user_id),
    CONSTRAINT voice_trials__brand FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT voice_trials__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
);
CREATE INDEX voice_trials_of_user ON voice_trials (org_id, user_id);

-- The version that a campaign's posts are written in, from its first step to its last.
ALTER TABLE campaigns ADD COLUMN voice_id UUID;
ALTER TABLE campaigns ADD CONSTRAINT campaigns__voice FOREIGN KEY (org_id, voice_id) REFERENCES voices (org_id, id);
CREATE INDEX campaigns_of_voice ON campaigns (org_id, voice_id);

CREATE TRIGGER voices_are_immutable BEFORE UPDATE ON voices
    FOR EACH ROW WHEN (OLD.state = 'published') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER voice_samples_are_immutable BEFORE UPDATE ON voice_samples
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- FORCE, because the tables belong to the role that the program uses.
ALTER TABLE voices ENABLE ROW LEVEL SECURITY;
ALTER TABLE voices FORCE ROW LEVEL SECURITY;
CREATE POLICY voices_of_org ON voices USING (may_see(org_id));
ALTER TABLE voice_samples ENABLE ROW LEVEL SECURITY;
ALTER TABLE voice_samples FORCE ROW LEVEL SECURITY;
CREATE POLICY voice_samples_of_org ON voice_samples USING (may_see(org_id));
ALTER TABLE golden_texts ENABLE ROW LEVEL SECURITY;
ALTER TABLE golden_texts FORCE ROW LEVEL SECURITY;
CREATE POLICY golden_texts_of_org ON golden_texts USING (may_see(org_id));
ALTER TABLE voice_trials ENABLE ROW LEVEL SECURITY;
ALTER TABLE voice_trials FORCE ROW LEVEL SECURITY;
CREATE POLICY voice_trials_of_org ON voice_trials USING (may_see(org_id));
