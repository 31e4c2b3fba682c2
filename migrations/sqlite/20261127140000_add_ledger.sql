-- The ledger: one line a call to a model, entered before the call is made.
CREATE TABLE calls (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    brand_id BLOB,
    campaign_id BLOB,
    user_id BLOB,
    step_id BLOB,
    -- Which call of its step it is, while the step may still be taken up again; NULL afterwards.
    number INTEGER,
    task TEXT NOT NULL,
    provider TEXT NOT NULL,
    -- The model that was asked.
    model TEXT NOT NULL,
    -- The model that answered, as it names itself.
    answered_by TEXT,
    attempt INTEGER NOT NULL CHECK (attempt > 0),
    state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'kept', 'failed', 'cancelled', 'lost')),
    cause TEXT,
    -- The most it may cost, set aside in the budgets of `held`; NULL when nobody knows.
    most INTEGER CHECK (most >= 0),
    held TEXT NOT NULL,
    tokens_in INTEGER NOT NULL DEFAULT 0,
    tokens_out INTEGER NOT NULL DEFAULT 0,
    -- In millionths of a US dollar; NULL is unknown, never nothing.
    cost INTEGER,
    -- In milliseconds.
    first_token INTEGER,
    took INTEGER,
    begun_at INTEGER NOT NULL,
    ended_at INTEGER,
    CONSTRAINT calls__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT calls__step__number UNIQUE (org_id, step_id, number, provider, model),
    CONSTRAINT calls__brand FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT calls__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id),
    CONSTRAINT calls__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id),
    CONSTRAINT calls__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
) STRICT;
CREATE INDEX calls_by_age ON calls (org_id, begun_at, id);
CREATE INDEX calls_of_campaign ON calls (org_id, campaign_id, begun_at, id);
CREATE INDEX calls_of_brand ON calls (org_id, brand_id);
CREATE INDEX calls_of_user ON calls (org_id, user_id);
CREATE INDEX calls_open ON calls (begun_at) WHERE state = 'open';

-- What may be spent, on what, how long.
CREATE TABLE budgets (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('organization', 'brand', 'campaign', 'person')),
    -- Id of the organization, brand, campaign or person.
    subject BLOB NOT NULL,
    period TEXT NOT NULL CHECK (period IN ('month', 'whole')),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    -- The period that `spent` counts.
    period_number INTEGER NOT NULL,
    spent INTEGER NOT NULL,
    -- The most that calls under way may cost.
    reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    created_at INTEGER NOT NULL,
    CONSTRAINT budgets__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT budgets__subject__period UNIQUE (org_id, subject, period),
    CONSTRAINT budgets__org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
) STRICT;

-- An organization's own prices of models.
CREATE TABLE prices (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    price TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT prices__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT prices__org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
) STRICT;

-- Which models may do a task, in their order.
CREATE TABLE routes (
    org_id BLOB NOT NULL,
    task TEXT NOT NULL,
    route TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT routes__org_id__task PRIMARY KEY (org_id, task),
    CONSTRAINT routes__org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
) STRICT, WITHOUT ROWID;

-- Where models may process what a brand is told; NULL is anywhere.
ALTER TABLE brands ADD COLUMN region TEXT;
