-- Queued work. A job that is done is gone; one that failed for good waits for a person.
CREATE TABLE jobs (
    id UUID NOT NULL,
    org_id UUID NOT NULL,
    kind TEXT NOT NULL,
    payload JSONB NOT NULL,
    campaign_id UUID,
    state TEXT NOT NULL CHECK (state IN ('queued', 'leased', 'dead')),
    run_at TIMESTAMPTZ NOT NULL,
    -- When a worker may take it: run_at while queued, the end of the lease while leased, NULL once
    -- dead. One index finds new work and work whose worker has died.
    due_at TIMESTAMPTZ,
    attempts BIGINT NOT NULL DEFAULT 0,
    max_attempts BIGINT NOT NULL CHECK (max_attempts > 0),
    leased_by TEXT,
    error TEXT,
    failed_at TIMESTAMPTZ,
    CONSTRAINT jobs__id PRIMARY KEY (id),
    CONSTRAINT jobs__org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT jobs__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id)
);
CREATE INDEX jobs_due ON jobs (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX jobs_leased ON jobs (leased_by) WHERE leased_by IS NOT NULL;
CREATE INDEX jobs_dead ON jobs (org_id, failed_at, id) WHERE state = 'dead';
CREATE INDEX jobs_of_campaign ON jobs (org_id, campaign_id);

-- Answers to requests that came with an idempotency key, so that repeating one changes nothing.
CREATE TABLE idempotency (
    org_id UUID NOT NULL,
    user_id UUID NOT NULL,
    key TEXT NOT NULL,
    request_hash BYTEA NOT NULL CHECK (length(request_hash) = 32),
    created_at TIMESTAMPTZ NOT NULL,
    -- NULL while the request is being worked on.
    status BIGINT,
    content_type TEXT,
    location TEXT,
    body BYTEA,
    CONSTRAINT idempotency__org_id__user_id__key PRIMARY KEY (org_id, user_id, key),
    CONSTRAINT idempotency__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
);
CREATE INDEX idempotency_by_age ON idempotency (created_at);

-- FORCE, because the tables belong to the role that the program uses.
ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;
ALTER TABLE jobs FORCE ROW LEVEL SECURITY;
CREATE POLICY jobs_of_org ON jobs USING (may_see(org_id));
ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency FORCE ROW LEVEL SECURITY;
CREATE POLICY idempotency_of_org ON idempotency USING (may_see(org_id));
