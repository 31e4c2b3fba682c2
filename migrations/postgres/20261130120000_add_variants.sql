-- Variants of posts that nobody has used or dismissed. What one says is its step's output.
CREATE TABLE variants (
    org_id UUID NOT NULL,
    post_id UUID NOT NULL,
    step_id UUID NOT NULL,
    CONSTRAINT variants__org_id__post_id__step_id PRIMARY KEY (org_id, post_id, step_id),
    CONSTRAINT variants__post FOREIGN KEY (org_id, post_id) REFERENCES posts (org_id, id),
    CONSTRAINT variants__step FOREIGN KEY (org_id, step_id) REFERENCES steps (org_id, id)
);
CREATE INDEX variants_of_step ON variants (org_id, step_id);

ALTER TABLE variants ENABLE ROW LEVEL SECURITY;
ALTER TABLE variants FORCE ROW LEVEL SECURITY;
CREATE POLICY variants_of_org ON variants USING (may_see(org_id));
