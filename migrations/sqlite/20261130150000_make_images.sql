-- Pictures that image models made for posts. The file is an asset of the post's campaign.
CREATE TABLE made_images (
    org_id BLOB NOT NULL,
    asset_id BLOB NOT NULL,
    post_id BLOB NOT NULL,
    -- The step that had it made; it holds the prompt word for word.
    step_id BLOB NOT NULL,
    -- What it was to show.
    brief TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    -- In millionths of a US dollar; NULL is unknown, never nothing.
    cost INTEGER,
    made_at INTEGER NOT NULL,
    CONSTRAINT made_images__org_id__asset_id PRIMARY KEY (org_id, asset_id),
    CONSTRAINT made_images__asset FOREIGN KEY (org_id, asset_id) REFERENCES assets (org_id, id),
    CONSTRAINT made_images__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT made_images__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
) STRICT;
CREATE INDEX made_images_of_post ON made_images (org_id, post_id, made_at, asset_id);
CREATE INDEX made_images_of_step ON made_images (org_id, step_id);
