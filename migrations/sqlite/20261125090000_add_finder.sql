-- What the finder compares: titles in lower case by Unicode's rules, written by the program. Rows
-- from before it get what this engine's lower() makes of them.
ALTER TABLE campaigns ADD COLUMN find_key TEXT NOT NULL DEFAULT '';
UPDATE campaigns SET find_key = lower(title);
ALTER TABLE briefs ADD COLUMN find_key TEXT NOT NULL DEFAULT '';
UPDATE briefs SET find_key = lower(title);
-- A post's key has its campaign's within, so that looking at it reads no campaign.
ALTER TABLE posts ADD COLUMN find_key TEXT NOT NULL DEFAULT '';
UPDATE posts SET find_key = lower(channel || ' ' || format || ' ' || publish_on || ' ' || angle) || ' '
    || (SELECT c.find_key FROM campaigns c WHERE c.org_id = posts.org_id AND c.id = posts.campaign_id);

-- Each holds all that is compared, so that no row is read which does not match.
CREATE INDEX campaigns_to_find ON campaigns (org_id, created_at, id, find_key);
CREATE INDEX briefs_to_find ON briefs (org_id, updated_at, id, find_key) WHERE campaign_id IS NULL;
CREATE INDEX posts_to_find ON posts (org_id, id, find_key);
