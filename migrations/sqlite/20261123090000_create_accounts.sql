-- The tenant that owns everything else.
CREATE TABLE organizations (
    id BLOB NOT NULL,
    -- 1 for the first, which is what keeps two first visitors from both becoming its owner.
    number INTEGER NOT NULL CHECK (number > 0),
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT organizations__id PRIMARY KEY (id),
    CONSTRAINT organizations__number UNIQUE (number)
) STRICT;

CREATE TABLE users (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    email TEXT NOT NULL,
    -- The address in lower case, by Unicode's rules; neither engine's lower() has them all.
    email_key TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner')),
    password_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT users__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT users__email_key UNIQUE (email_key),
    CONSTRAINT users__org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
) STRICT;

CREATE TABLE brands (
    org_id BLOB NOT NULL,
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT brands__org_id__id PRIMARY KEY (org_id, id),
    CONSTRAINT brands__org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
) STRICT;
CREATE INDEX brands_by_age ON brands (org_id, created_at, id);

-- Signed-in browsers; only the hash of the cookie's secret is kept.
CREATE TABLE sessions (
    id BLOB NOT NULL,
    org_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT sessions__id PRIMARY KEY (id),
    CONSTRAINT sessions__secret_hash UNIQUE (secret_hash),
    CONSTRAINT sessions__org_id__user_id FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
) STRICT;
CREATE INDEX sessions_of_user ON sessions (org_id, user_id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- Personal access tokens; only the hash of the secret is kept.
CREATE TABLE tokens (
    id BLOB NOT NULL,
    org_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    name TEXT NOT NULL,
    secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    CONSTRAINT tokens__id PRIMARY KEY (id),
    CONSTRAINT tokens__secret_hash UNIQUE (secret_hash),
    CONSTRAINT tokens__org_id__user_id FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
) STRICT;
CREATE INDEX tokens_of_user ON tokens (org_id, user_id, created_at, id);
