-- Pictures that image models made for posts. The file is an asset of the post's campaign.
CREATE TABLE made_images (
    org_id UUID NOT NULL,
    asset_id UUID NOT NULL,
    post_id UUID NOT NULL,
    -- The step that had it made; it holds the prompt word for word.
    step_id UUID NOT NULL,
    -- What it was to show.
    brief JSONB NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    -- In millionths of a US dollar; NULL is unknown, never nothing.
    cost BIGINT,
    made_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT made_images__org_id__asset_id PRIMARY KEY (org_id, asset_id),
    CONSTRAINT made_images__asset FOREIGN KEY (org_id, asset_id) REFERENCES assets (org_id, id),
    CONSTRAINT made_images__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT made_images__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
);
CREATE INDEX made_images_of_post ON made_images (org_id, post_id, made_at, asset_id);
CREATE INDEX made_images_of_step ON made_images (org_id, step_id);

ALTER TABLE made_images ENABLE ROW LEVEL SECURITY;
ALTER TABLE made_images FORCE ROW LEVEL SECURITY;
CREATE POLICY made_images_of_org ON made_images USING (may_see(org_id));
