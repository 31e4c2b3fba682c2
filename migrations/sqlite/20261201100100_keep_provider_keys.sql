-- Keys that organizations brought for providers, sealed with a key that is not in the database.
CREATE TABLE provider_keys (
    org_id BLOB NOT NULL,
    provider TEXT NOT NULL,
    sealed BLOB NOT NULL,
    -- Its last characters, by which people know it again.
    ending TEXT NOT NULL,
    user_id BLOB NOT NULL,
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT provider_keys__org_id__provider PRIMARY KEY (org_id, provider),
    CONSTRAINT provider_keys__user FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id)
) STRICT;
CREATE INDEX provider_keys_of_user ON provider_keys (org_id, user_id);
