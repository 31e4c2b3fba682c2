-- Films that are being made: what the vendor calls each, so that it is looked after and not ordered
-- again, whatever happens to the process that ordered it.
CREATE TABLE video_jobs (
    org_id BLOB NOT NULL,
    step_id BLOB NOT NULL,
    job TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    -- When it ended without a film; then a person may order another one.
    ended_at INTEGER,
    CONSTRAINT video_jobs__org_id__step_id PRIMARY KEY (org_id, step_id),
    CONSTRAINT video_jobs__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
) STRICT;

-- Films that video models made for posts. The file is an asset of the post's campaign.
CREATE TABLE made_videos (
    org_id BLOB NOT NULL,
    asset_id BLOB NOT NULL,
    post_id BLOB NOT NULL,
    -- The step that had it made; it holds the prompt word for word.
    step_id BLOB NOT NULL,
    -- What it was to show and say; its captions are made of it.
    storyboard TEXT NOT NULL,
    -- The picture it begins with. No key: that picture may be deleted.
    first_frame BLOB,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    millis INTEGER NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    -- In millionths of a US dollar; NULL is unknown, never nothing.
    cost INTEGER,
    made_at INTEGER NOT NULL,
    CONSTRAINT made_videos__org_id__asset_id PRIMARY KEY (org_id, asset_id),
    CONSTRAINT made_videos__asset FOREIGN KEY (org_id, asset_id) REFERENCES assets (org_id, id),
    CONSTRAINT made_videos__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT made_videos__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
) STRICT;
CREATE INDEX made_videos_of_post ON made_videos (org_id, post_id, made_at, asset_id);
CREATE INDEX made_videos_of_step ON made_videos (org_id, step_id);
