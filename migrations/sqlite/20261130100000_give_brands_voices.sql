-- Versions of what a brand sounds like. One at most is a draft; what is published never changes.
CREATE TABLE voices (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    brand_id BLOB NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
    voice TEXT NOT NULL,
    -- What whoever published it says is new.
    note TEXT NOT NULL,
    user_id BLOB NOT NULL,
    by_name TEXT NOT NULL,
    -- When it was published; of a draft, when it was last changed.
    at INTEGER NOT NULL,
    CONSTRAINT voices__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT voices__org_id__brand_id__number UNIQUE (org_id, brand_id, number),
    CONSTRAINT voices__brand FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT voices__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
) STRICT;
CREATE UNIQUE INDEX voices_draft ON voices (org_id, brand_id) WHERE state = 'draft';
CREATE INDEX voices_of_user ON voices (org_id, user_id);

-- Texts that voices are read from, as they were given.
CREATE TABLE voice_samples (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    brand_id BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('example', 'guide')),
    origin TEXT NOT NULL,
    context TEXT NOT NULL,
    text TEXT NOT NULL,
    user_id BLOB NOT NULL,
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT voice_samples__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT voice_samples__brand FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT voice_samples__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
) STRICT;
CREATE INDEX voice_samples_of_brand ON voice_samples (org_id, brand_id, at, id);
CREATE INDEX voice_samples_of_user ON voice_samples (org_id, user_id);

-- Texts that people approved or rejected, by which a brand's voice is tested.
CREATE TABLE golden_texts (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    brand_id BLOB NOT NULL,
    approved INTEGER NOT NULL CHECK (approved IN (0, 1)),
    text TEXT NOT NULL,
    -- The post it is, if it was one.
    post_id BLOB,
    user_id BLOB NOT NULL,
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT golden_texts__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT golden_texts__org_id__brand_id__post_id UNIQUE (org_id, brand_id, post_id),
    CONSTRAINT golden_texts__brand FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT golden_texts__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT golden_texts__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
) STRICT;
CREATE INDEX golden_texts_of_brand ON golden_texts (org_id, brand_id, at, id);
CREATE INDEX golden_texts_of_post ON golden_texts (org_id, post_id);
CREATE INDEX golden_texts_of_user ON golden_texts (org_id, user_id);

-- The text that a person last held against a brand's voice, with what a model said of it.
CREATE TABLE voice_trials (
    org_id BLOB NOT NULL,
    brand_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    text TEXT NOT NULL,
    judged TEXT,
    at INTEGER NOT NULL,
    CONSTRAINT voice_trials__org_id__brand_id__user_id PRIMARY KEY (org_id, brand_id, user_id),
    CONSTRAINT voice_trials__brand FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT voice_trials__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX voice_trials_of_user ON voice_trials (org_id, user_id);

-- The version that a campaign's posts are written in, from its first step to its last. This engine
-- adds no constraint of two columns to a table that stands, so the trigger below holds it.
ALTER TABLE campaigns ADD COLUMN voice_id BLOB;
CREATE INDEX campaigns_of_voice ON campaigns (org_id, voice_id);
CREATE TRIGGER campaigns_voice BEFORE INSERT ON campaigns
WHEN NEW.voice_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM voices v WHERE v.org_id = NEW.org_id AND v.id = NEW.voice_id)
BEGIN
    SELECT RAISE(ABORT, 'a campaign is written in a voice that is there');
END;

CREATE TRIGGER voices_are_immutable BEFORE UPDATE ON voices WHEN OLD.state = 'published'
BEGIN
    SELECT RAISE(ABORT, 'a published voice never changes');
END;

CREATE TRIGGER voice_samples_are_immutable BEFORE UPDATE ON voice_samples
BEGIN
    SELECT RAISE(ABORT, 'a sample never changes');
END;
