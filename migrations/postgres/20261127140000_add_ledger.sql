-- The ledger: one line a call to a model, entered before the call is made.
CREATE TABLE calls (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    brand_id UUID,
    campaign_id UUID,
    user_id UUID,
    step_id UUID,
    -- Which call of its step it is, while the step may still be taken up again; NULL afterwards.
    number BIGINT,
    task TEXT NOT NULL,
    provider TEXT NOT NULL,
    -- The model that was asked.
    model TEXT NOT NULL,
    -- The model that answered, as it names itself.
    answered_by TEXT,
    attempt BIGINT NOT NULL CHECK (attempt > 0),
    state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'kept', 'failed', 'cancelled', 'lost')),
    cause TEXT,
    -- The most it may cost, set aside in the budgets of `held`; NULL when nobody knows.
    most BIGINT CHECK (most >= 0),
    held JSONB NOT NULL,
    tokens_in BIGINT NOT NULL DEFAULT 0,
    tokens_out BIGINT NOT NULL DEFAULT 0,
    -- In millionths of a US dollar; NULL is unknown, never nothing.
    cost BIGINT,
    -- In milliseconds.
    first_token BIGINT,
    took BIGINT,
    begun_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    CONSTRAINT calls__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT calls__step__number UNIQUE (org_id, step_id, number, provider, model),
    CONSTRAINT calls__brand FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT calls__campaign FOREIGN KEY (org_id, campaign_id) REFERENCES campaigns (org_id, id),
    CONSTRAINT calls__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id),
    CONSTRAINT calls__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
);
CREATE INDEX calls_by_age ON calls (org_id, begun_at, id);
CREATE INDEX calls_of_campaign ON calls (org_id, campaign_id, begun_at, id);
CREATE INDEX calls_of_brand ON calls (org_id, brand_id);
CREATE INDEX calls_of_user ON calls (org_id, user_id);
CREATE INDEX calls_open ON calls (begun_at) WHERE state = 'open';

-- What may be spent, on what, how long.
CREATE TABLE budgets (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('organization', 'brand', 'campaign', 'person')),
    -- Id of the organization, brand, campaign or person.
    subject UUID NOT NULL,
    period TEXT NOT NULL CHECK (period IN ('month', 'whole')),
    amount BIGINT NOT NULL CHECK (amount >= 0),
    -- The period that `spent` counts.
    period_number BIGINT NOT NULL,
    spent BIGINT NOT NULL,
    -- The most that calls under way may cost.
    reserved BIGINT NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT budgets__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT budgets__subject__period UNIQUE (org_id, subject, period),
    CONSTRAINT budgets__org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
);

-- An organization's own prices of models.
CREATE TABLE prices (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    price JSONB NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT prices__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT prices__org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
);

-- Which models may do a task, in their order.
CREATE TABLE routes (
    org_id UUID NOT NULL,
    task TEXT NOT NULL,
    route JSONB NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT routes__org_id__task PRIMARY KEY (org_id, task),
    CONSTRAINT routes__org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
);

-- Where models may process what a brand is told; NULL is anywhere.
ALTER TABLE brands ADD COLUMN region TEXT;

ALTER TABLE calls ENABLE ROW LEVEL SECURITY;
ALTER TABLE calls FORCE ROW LEVEL SECURITY;
CREATE POLICY calls_of_org ON calls USING (may_see(org_id));
ALTER TABLE budgets ENABLE ROW LEVEL SECURITY;
ALTER TABLE budgets FORCE ROW LEVEL SECURITY;
CREATE POLICY budgets_of_org ON budgets USING (may_see(org_id));
ALTER TABLE prices ENABLE ROW LEVEL SECURITY;
ALTER TABLE prices FORCE ROW LEVEL SECURITY;
CREATE POLICY prices_of_org ON prices USING (may_see(org_id));
ALTER TABLE routes ENABLE ROW LEVEL SECURITY;
ALTER TABLE routes FORCE ROW LEVEL SECURITY;
CREATE POLICY routes_of_org ON routes USING (may_see(org_id));
