-- What posts mean to an embedding model: one vector a post, which gives way to that of its next version
-- or of another model.
CREATE TABLE post_vectors (
    org_id BLOB NOT NULL,
    post_id BLOB NOT NULL,
    -- The version whose text it is of.
    version_id BLOB NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    -- Numbers of single precision, the lowest byte first.
    vector BLOB NOT NULL CHECK (length(vector) > 0 AND length(vector) % 4 = 0),
    CONSTRAINT post_vectors__org_id__post_id PRIMARY KEY (org_id, post_id),
    CONSTRAINT post_vectors__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT post_vectors__version FOREIGN KEY (org_id, version_id) REFERENCES versions (org_id, id)
) STRICT;
CREATE INDEX post_vectors_of_model ON post_vectors (org_id, provider, model);
CREATE INDEX post_vectors_of_version ON post_vectors (org_id, version_id);
