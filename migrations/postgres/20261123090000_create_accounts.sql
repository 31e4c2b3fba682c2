-- What a transaction may see: the organization it was begun for, or everything for the system.
CREATE FUNCTION may_see(org UUID) RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT org = NULLIF(current_setting('app.org_id', true), '')::uuid
        OR current_setting('app.system', true) = 'on'
$$;

-- The tenant that owns everything else.
CREATE TABLE organizations (
    id UUID NOT NULL,
    -- 1 for the first, which is what keeps two first visitors from both becoming its owner.
    number BIGINT NOT NULL CHECK (number > 0),
    name TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT organizations__id PRIMARY KEY (id),
    CONSTRAINT organizations__number UNIQUE (number)
);

CREATE TABLE users (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    email TEXT NOT NULL,
    -- The address in lower case, by Unicode's rules; neither engine's lower() has them all.
    email_key TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner')),
    password_hash TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT users__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT users__email_key UNIQUE (email_key),
    CONSTRAINT users__org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
);

CREATE TABLE brands (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT brands__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT brands__org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
);
CREATE INDEX brands_by_age ON brands (org_id, created_at, id);

-- Signed-in browsers; only the hash of the cookie's secret is kept.
CREATE TABLE sessions (
    id UUID NOT NULL,
    org_id UUID NOT NULL,
    user_id UUID NOT NULL,
    secret_hash BYTEA NOT NULL CHECK (length(secret_hash) = 32),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT sessions__id PRIMARY KEY (id),
    CONSTRAINT sessions__secret_hash UNIQUE (secret_hash),
    CONSTRAINT sessions__org_id__user_id FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
);
CREATE INDEX sessions_of_user ON sessions (org_id, user_id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- Personal access tokens; only the hash of the secret is kept.
CREATE TABLE tokens (
    id UUID NOT NULL,
    org_id UUID NOT NULL,
    user_id UUID NOT NULL,
    name TEXT NOT NULL,
    secret_hash BYTEA NOT NULL CHECK (length(secret_hash) = 32),
    scopes JSONB NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    last_used_at TIMESTAMPTZ,
    CONSTRAINT tokens__id PRIMARY KEY (id),
    CONSTRAINT tokens__secret_hash UNIQUE (secret_hash),
    CONSTRAINT tokens__org_id__user_id FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
);
CREATE INDEX tokens_of_user ON tokens (org_id, user_id, created_at, id);

-- FORCE, because the tables belong to the role that the program uses.
ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;
CREATE POLICY organizations_of_org ON organizations USING (may_see(id));
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY users_of_org ON users USING (may_see(org_id));
ALTER TABLE brands ENABLE ROW LEVEL SECURITY;
ALTER TABLE brands FORCE ROW LEVEL SECURITY;
CREATE POLICY brands_of_org ON brands USING (may_see(org_id));
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY sessions_of_org ON sessions USING (may_see(org_id));
ALTER TABLE tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY tokens_of_org ON tokens USING (may_see(org_id));
