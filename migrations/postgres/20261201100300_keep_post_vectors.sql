-- What posts mean to an embedding model: one vector a post, which gives way to that of its next version
-- or of another model.
CREATE TABLE post_vectors (
    org_id UUID NOT NULL,
    post_id UUID NOT NULL,
    -- The version whose text it is of.
    version_id UUID NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    -- Numbers of single precision, the lowest byte first.
    vector BYTEA NOT NULL CHECK (length(vector) > 0 AND length(vector) % 4 = 0),
    CONSTRAINT post_vectors__org_id__post_id PRIMARY KEY (org_id, post_id),
    CONSTRAINT post_vectors__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT post_vectors__version FOREIGN KEY (org_id, version_id) REFERENCES versions (org_id, id)
);
CREATE INDEX post_vectors_of_model ON post_vectors (org_id, provider, model);
CREATE INDEX post_vectors_of_version ON post_vectors (org_id, version_id);

ALTER TABLE post_vectors ENABLE ROW LEVEL SECURITY;
ALTER TABLE post_vectors FORCE ROW LEVEL SECURITY;
CREATE POLICY post_vectors_of_org ON post_vectors USING (may_see(org_id));
