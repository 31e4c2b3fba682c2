CREATE TABLE posts (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    campaign_id UUID NOT NULL,
    run_id UUID NOT NULL,
    take BIGINT NOT NULL,
    slot BIGINT NOT NULL,
    channel TEXT NOT NULL,
    format TEXT NOT NULL,
    publish_on DATE NOT NULL,
    angle TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('in_review', 'approved', 'changes_requested')),
    locked JSONB NOT NULL,
    -- The current version. It is written after the post, hence checked at commit.
    version_id UUID NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT posts__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT posts__org_id__campaign_id__take__slot UNIQUE (org_id, campaign_id, take, slot),
    CONSTRAINT posts__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id),
    CONSTRAINT posts__run FOREIGN KEY (org_id, run_id) REFERENCES runs (org_id, id)
);
-- Counts posts and approvals of a campaign without reading a post.
CREATE INDEX posts_by_state ON posts (org_id, campaign_id, take, state);
CREATE INDEX posts_of_run ON posts (org_id, run_id);
CREATE INDEX posts_of_version ON posts (org_id, version_id);

CREATE TABLE versions (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    post_id UUID NOT NULL,
    number BIGINT NOT NULL CHECK (number > 0),
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    content JSONB NOT NULL,
    author JSONB NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('drafted', 'revised', 'regenerated', 'edited')),
    step_id UUID,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT versions__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT versions__org_id__post_id__number UNIQUE (org_id, post_id, number),
    CONSTRAINT versions__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT versions__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
);
ALTER TABLE posts ADD CONSTRAINT posts__version
    FOREIGN KEY (org_id, version_id) REFERENCES versions (org_id, id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX versions_of_step ON versions (org_id, step_id);

CREATE TABLE decisions (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    post_id UUID NOT NULL,
    version_id UUID NOT NULL,
    version_number BIGINT NOT NULL,
    version_hash TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('approve', 'request_changes')),
    reason TEXT,
    user_id UUID NOT NULL,
    by_name TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT decisions__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT decisions__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT decisions__version FOREIGN KEY (org_id, version_id) REFERENCES versions (org_id, id),
    CONSTRAINT decisions__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
);
CREATE INDEX decisions_by_age ON decisions (org_id, post_id, at, id);
CREATE INDEX decisions_of_version ON decisions (org_id, version_id);
CREATE INDEX decisions_of_user ON decisions (org_id, user_id);

CREATE TABLE assets (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    campaign_id UUID NOT NULL,
    content_type TEXT NOT NULL,
    file_name TEXT NOT NULL,
    -- Where the object store keeps it.
    path TEXT NOT NULL,
    bytes BIGINT NOT NULL CHECK (bytes >= 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    source TEXT,
    alt TEXT,
    CONSTRAINT assets__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT assets__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id)
);
CREATE INDEX assets_by_name ON assets (org_id, campaign_id, file_name, id);

-- What was approved must stay what it was.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row of % never changes', TG_TABLE_NAME;
END $$;

CREATE TRIGGER versions_are_immutable BEFORE UPDATE ON versions
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decisions_are_immutable BEFORE UPDATE ON decisions
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_are_immutable BEFORE UPDATE ON events
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- FORCE, because the tables belong to the role that the program uses.
ALTER TABLE posts ENABLE ROW LEVEL SECURITY;
ALTER TABLE posts FORCE ROW LEVEL SECURITY;
CREATE POLICY posts_of_org ON posts USING (may_see(org_id));
ALTER TABLE versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE versions FORCE ROW LEVEL SECURITY;
CREATE POLICY versions_of_org ON versions USING (may_see(org_id));
ALTER TABLE decisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE decisions FORCE ROW LEVEL SECURITY;
CREATE POLICY decisions_of_org ON decisions USING (may_see(org_id));
ALTER TABLE assets ENABLE ROW LEVEL SECURITY;
ALTER TABLE assets FORCE ROW LEVEL SECURITY;
CREATE POLICY assets_of_org ON assets USING (may_see(org_id));
