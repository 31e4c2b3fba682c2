-- Films that are being made: what the vendor calls each, so that it is looked after and not ordered
-- again, whatever happens to the process that ordered it.
CREATE TABLE video_jobs (
    org_id UUID NOT NULL,
    step_id UUID NOT NULL,
    job JSONB NOT NULL,
    begun_at TIMESTAMPTZ NOT NULL,
    -- When it ended without a film; then a person may order another one.
    ended_at TIMESTAMPTZ,
    CONSTRAINT video_jobs__org_id__step_id PRIMARY KEY (org_id, step_id),
    CONSTRAINT video_jobs__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
);

-- Films that video models made for posts. The file is an asset of the post's campaign.
CREATE TABLE made_videos (
    org_id UUID NOT NULL,
    asset_id UUID NOT NULL,
    post_id UUID NOT NULL,
    -- The step that had it made; it holds the prompt word for word.
    step_id UUID NOT NULL,
    -- What it was to show and say; its captions are made of it.
    storyboard JSONB NOT NULL,
    -- The picture it begins with. No key: that picture may be deleted.
    first_frame UUID,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    millis BIGINT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    -- In millionths of a US dollar; NULL is unknown, never nothing.
    cost BIGINT,
    made_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT made_videos__org_id__asset_id PRIMARY KEY (org_id, asset_id),
    CONSTRAINT made_videos__asset FOREIGN KEY (org_id, asset_id) REFERENCES assets (org_id, id),
    CONSTRAINT made_videos__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT made_videos__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
);
CREATE INDEX made_videos_of_post ON made_videos (org_id, post_id, made_at, asset_id);
CREATE INDEX made_videos_of_step ON made_videos (org_id, step_id);

ALTER TABLE video_jobs ENABLE ROW LEVEL SECURITY;
ALTER TABLE video_jobs FORCE ROW LEVEL SECURITY;
CREATE POLICY video_jobs_of_org ON video_jobs USING (may_see(org_id));
ALTER TABLE made_videos ENABLE ROW LEVEL SECURITY;
ALTER TABLE made_videos FORCE ROW LEVEL SECURITY;
CREATE POLICY made_videos_of_org ON made_videos USING (may_see(org_id));
