CREATE TABLE posts (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    run_id BLOB NOT NULL,
    take INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    channel TEXT NOT NULL,
    format TEXT NOT NULL,
    publish_on TEXT NOT NULL,
    angle TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('in_review', 'approved', 'changes_requested')),
    locked TEXT NOT NULL,
    -- The current version. It is written after the post, hence checked at commit.
    version_id BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT posts__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT posts__org_id__campaign_id__take__slot UNIQUE (org_id, campaign_id, take, slot),
    CONSTRAINT posts__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id),
    CONSTRAINT posts__run FOREIGN KEY (org_id, run_id) REFERENCES runs (org_id, id),
    CONSTRAINT posts__version FOREIGN KEY (org_id, version_id) REFERENCES versions (org_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
-- Counts posts and approvals of a campaign without reading a post.
CREATE INDEX posts_by_state ON posts (org_id, campaign_id, take, state);
CREATE INDEX posts_of_run ON posts (org_id, run_id);
CREATE INDEX posts_of_version ON posts (org_id, version_id);

CREATE TABLE versions (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    post_id BLOB NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    content TEXT NOT NULL,
    author TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('drafted', 'revised', 'regenerated', 'edited')),
    step_id BLOB,
    created_at INTEGER NOT NULL,
    CONSTRAINT versions__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT versions__org_id__post_id__number UNIQUE (org_id, post_id, number),
    CONSTRAINT versions__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT versions__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
) STRICT;
CREATE INDEX versions_of_step ON versions (org_id, step_id);

CREATE TABLE decisions (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    post_id BLOB NOT NULL,
    version_id BLOB NOT NULL,
    version_number INTEGER NOT NULL,
    version_hash TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('approve', 'request_changes')),
    reason TEXT,
    user_id BLOB NOT NULL,
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT decisions__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT decisions__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT decisions__version FOREIGN KEY (org_id, version_id) REFERENCES versions (org_id, id),
    CONSTRAINT decisions__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
) STRICT;
CREATE INDEX decisions_by_age ON decisions (org_id, post_id, at, id);
CREATE INDEX decisions_of_version ON decisions (org_id, version_id);
CREATE INDEX decisions_of_user ON decisions (org_id, user_id);

CREATE TABLE assets (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    content_type TEXT NOT NULL,
    file_name TEXT NOT NULL,
    -- Where the object store keeps it.
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    source TEXT,
    alt TEXT,
    CONSTRAINT assets__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT assets__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id)
) STRICT;
CREATE INDEX assets_by_name ON assets (org_id, campaign_id, file_name, id);

-- What was approved must stay what it was.
CREATE TRIGGER versions_are_immutable BEFORE UPDATE ON versions
BEGIN
    SELECT RAISE(ABORT, 'a version never changes');
END;

CREATE TRIGGER decisions_are_immutable BEFORE UPDATE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'a decision never changes');
END;

CREATE TRIGGER events_are_immutable BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'an event never changes');
END;
