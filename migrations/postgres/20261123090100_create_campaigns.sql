CREATE TABLE briefs (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    created_by UUID NOT NULL,
    -- The draft's title once more, so that a list reads no drafts.
    title TEXT NOT NULL,
    draft JSONB NOT NULL,
    campaign_id UUID,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT briefs__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT briefs__org_id__created_by FOREIGN KEY (org_id, created_by) REFERENCES users (org_id, id)
);
CREATE INDEX briefs_of_user ON briefs (org_id, created_by);
CREATE INDEX briefs_of_campaign ON briefs (org_id, campaign_id);
CREATE INDEX briefs_open ON briefs (org_id, updated_at, id) WHERE campaign_id IS NULL;

CREATE TABLE campaigns (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    brief_id UUID NOT NULL,
    brief JSONB NOT NULL,
    -- Title, channels and number of posts once more, so that a list reads no briefs.
    title TEXT NOT NULL,
    channels JSONB NOT NULL,
    wanted BIGINT NOT NULL,
    created_by UUID NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    -- Number of the last event.
    last_event BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT campaigns__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT campaigns__org_id__brief_id FOREIGN KEY (org_id, brief_id) REFERENCES briefs (org_id, id),
    CONSTRAINT campaigns__org_id__created_by FOREIGN KEY (org_id, created_by) REFERENCES users (org_id, id)
);
ALTER TABLE briefs ADD CONSTRAINT briefs__campaign
    FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id);
CREATE INDEX campaigns_by_age ON campaigns (org_id, created_at, id);
CREATE INDEX campaigns_of_brief ON campaigns (org_id, brief_id);
CREATE INDEX campaigns_of_user ON campaigns (org_id, created_by);
CREATE INDEX campaigns_by_change ON campaigns (updated_at);

CREATE TABLE runs (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    campaign_id UUID NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
    take BIGINT NOT NULL CHECK (take >= 0),
    concept BIGINT,
    seed BIGINT NOT NULL,
    CONSTRAINT runs__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT runs__org_id__campaign_id UNIQUE (org_id, campaign_id),
    CONSTRAINT runs__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id)
);

CREATE TABLE steps (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    run_id UUID NOT NULL,
    campaign_id UUID NOT NULL,
    -- Order of creation within the run.
    ordinal BIGINT NOT NULL,
    kind TEXT NOT NULL,
    take BIGINT NOT NULL,
    slot BIGINT NOT NULL,
    round BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    attempts BIGINT NOT NULL DEFAULT 0,
    input JSONB,
    provider TEXT,
    model TEXT,
    prompt_version TEXT,
    input_hash TEXT,
    tokens_in BIGINT NOT NULL DEFAULT 0,
    tokens_out BIGINT NOT NULL DEFAULT 0,
    -- In millionths of a US dollar; NULL is unknown, never nothing.
    cost BIGINT,
    created_at TIMESTAMPTZ NOT NULL,
    started_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    error JSONB,
    output JSONB,
    CONSTRAINT steps__org_id__id PRIMARY KEY (org_id, id),
    -- What keeps a step from being done, and paid, twice.
    CONSTRAINT steps__org_id__run_id__take__slot__kind__round UNIQUE (org_id, run_id, take, slot, kind, round),
    CONSTRAINT steps__run FOREIGN KEY (org_id, run_id) REFERENCES runs (org_id, id),
    CONSTRAINT steps__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id)
);
CREATE INDEX steps_in_order ON steps (org_id, run_id, ordinal, id);
CREATE INDEX steps_of_campaign ON steps (org_id, campaign_id);

CREATE TABLE events (
    org_id UUID NOT NULL,
    campaign_id UUID NOT NULL,
    seq BIGINT NOT NULL CHECK (seq > 0),
    at TIMESTAMPTZ NOT NULL,
    happening JSONB NOT NULL,
    CONSTRAINT events__org_id__campaign_id__seq PRIMARY KEY (org_id, campaign_id, seq),
    CONSTRAINT events__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id)
);

-- FORCE, because the tables belong to the role that the program uses.
ALTER TABLE briefs ENABLE ROW LEVEL SECURITY;
ALTER TABLE briefs FORCE ROW LEVEL SECURITY;
CREATE POLICY briefs_of_org ON briefs USING (may_see(org_id));
ALTER TABLE campaigns ENABLE ROW LEVEL SECURITY;
ALTER TABLE campaigns FORCE ROW LEVEL SECURITY;
CREATE POLICY campaigns_of_org ON campaigns USING (may_see(org_id));
ALTER TABLE runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE runs FORCE ROW LEVEL SECURITY;
CREATE POLICY runs_of_org ON runs USING (may_see(org_id));
ALTER TABLE steps ENABLE ROW LEVEL SECURITY;
ALTER TABLE steps FORCE ROW LEVEL SECURITY;
CREATE POLICY steps_of_org ON steps USING (may_see(org_id));
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
ALTER TABLE events FORCE ROW LEVEL SECURITY;
CREATE POLICY events_of_org ON events USING (may_see(org_id));
