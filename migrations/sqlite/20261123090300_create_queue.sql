-- Queued work. A job that is done is gone; one that failed for good waits for a person.
CREATE TABLE jobs (
    id BLOB NOT NULL,
    org_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    campaign_id BLOB,
    state TEXT NOT NULL CHECK (state IN ('queued', 'leased', 'dead')),
    run_at INTEGER NOT NULL,
    -- When a worker may take it: run_at while queued, the end of the lease while leased, NULL once
    -- dead. One index finds new work and work whose worker has died.
    due_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    max_attempts INTEGER NOT NULL CHECK (max_attempts > 0),
    leased_by TEXT,
    error TEXT,
    failed_at INTEGER,
    CONSTRAINT jobs__id PRIMARY KEY (id),
    CONSTRAINT jobs__org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT jobs__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id)
) STRICT;
CREATE INDEX jobs_due ON jobs (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX jobs_leased ON jobs (leased_by) WHERE leased_by IS NOT NULL;
CREATE INDEX jobs_dead ON jobs (org_id, failed_at, id) WHERE state = 'dead';
CREATE INDEX jobs_of_campaign ON jobs (org_id, campaign_id);

-- Answers to requests that came with an idempotency key, so that repeating one changes nothing.
CREATE TABLE idempotency (
    org_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
    created_at INTEGER NOT NULL,
    -- NULL while the request is being worked on.
    status INTEGER,
    content_type TEXT,
    location TEXT,
    body BLOB,
    CONSTRAINT idempotency__org_id__user_id__key PRIMARY KEY (org_id, user_id, key),
    CONSTRAINT idempotency__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
) STRICT;
CREATE INDEX idempotency_by_age ON idempotency (created_at);
