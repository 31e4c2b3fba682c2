CREATE TABLE briefs (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    created_by BLOB NOT NULL,
    -- The draft's title once more, so that a list reads no drafts.
    title TEXT NOT NULL,
    draft TEXT NOT NULL,
    campaign_id BLOB,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT briefs__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT briefs__org_id__created_by FOREIGN KEY (org_id, created_by) REFERENCES users (org_id, id),
    CONSTRAINT briefs__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id)
) STRICT;
CREATE INDEX briefs_of_user ON briefs (org_id, created_by);
CREATE INDEX briefs_of_campaign ON briefs (org_id, campaign_id);
CREATE INDEX briefs_open ON briefs (org_id, updated_at, id) WHERE campaign_id IS NULL;

CREATE TABLE campaigns (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    brief_id BLOB NOT NULL,
    brief TEXT NOT NULL,
    -- Title, channels and number of posts once more, so that a list reads no briefs.
    title TEXT NOT NULL,
    channels TEXT NOT NULL,
    wanted INTEGER NOT NULL,
    created_by BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- Number of the last event.
    last_event INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT campaigns__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT campaigns__org_id__brief_id FOREIGN KEY (org_id, brief_id) REFERENCES briefs (org_id, id),
    CONSTRAINT campaigns__org_id__created_by FOREIGN KEY (org_id, created_by) REFERENCES users (org_id, id)
) STRICT;
CREATE INDEX campaigns_by_age ON campaigns (org_id, created_at, id);
CREATE INDEX campaigns_of_brief ON campaigns (org_id, brief_id);
CREATE INDEX campaigns_of_user ON campaigns (org_id, created_by);
CREATE INDEX campaigns_by_change ON campaigns (updated_at);

CREATE TABLE runs (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
    take INTEGER NOT NULL CHECK (take >= 0),
    concept INTEGER,
    seed INTEGER NOT NULL,
    CONSTRAINT runs__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT runs__org_id__campaign_id UNIQUE (org_id, campaign_id),
    CONSTRAINT runs__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id)
) STRICT;

CREATE TABLE steps (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    run_id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    -- Order of creation within the run.
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    take INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    round INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    input TEXT,
    provider TEXT,
    model TEXT,
    prompt_version TEXT,
    input_hash TEXT,
    tokens_in INTEGER NOT NULL DEFAULT 0,
    tokens_out INTEGER NOT NULL DEFAULT 0,
    -- In millionths of a US dollar; NULL is unknown, never nothing.
    cost INTEGER,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    error TEXT,
    output TEXT,
    CONSTRAINT steps__org_id__id PRIMARY KEY (org_id, id),
    -- What keeps a step from being done, and paid, twice.
    CONSTRAINT steps__org_id__run_id__take__slot__kind__round UNIQUE (org_id, run_id, take, slot, kind, round),
    CONSTRAINT steps__run FOREIGN KEY (org_id, run_id) REFERENCES runs (org_id, id),
    CONSTRAINT steps__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id)
) STRICT;
CREATE INDEX steps_in_order ON steps (org_id, run_id, ordinal, id);
CREATE INDEX steps_of_campaign ON steps (org_id, campaign_id);

CREATE TABLE events (
    org_id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    at INTEGER NOT NULL,
    happening TEXT NOT NULL,
    CONSTRAINT events__org_id__campaign_id__seq PRIMARY KEY (org_id, campaign_id, seq),
    CONSTRAINT events__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id)
) STRICT, WITHOUT ROWID;
