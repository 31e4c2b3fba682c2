-- What the finder compares: titles in lower case by Unicode's rules, written by the program. Rows
-- from before it get what this engine's lower() makes of them.
-- Every organization's rows at once.
SELECT set_config('app.system', 'on', true);
ALTER TABLE campaigns ADD COLUMN find_key TEXT NOT NULL DEFAULT '';
UPDATE campaigns SET find_key = lower(title);
ALTER TABLE briefs ADD COLUMN find_key TEXT NOT NULL DEFAULT '';
UPDATE briefs SET find_key = lower(title);
-- A post's key has its campaign's within, so that looking at it reads no campaign.
ALTER TABLE posts ADD COLUMN find_key TEXT NOT NULL DEFAULT '';
UPDATE posts SET find_key = lower(channel || ' ' || format || ' ' || publish_on || ' ' || angle) || ' '
    || (SELECT c.find_key FROM campaigns c WHERE c.org_id = posts.org_id AND c.id = posts.campaign_id);
