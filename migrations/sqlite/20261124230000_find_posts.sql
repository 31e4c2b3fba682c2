-- Lists across campaigns, each in its order.
CREATE INDEX posts_by_day ON posts (org_id, publish_on, id);
CREATE INDEX posts_by_change ON posts (org_id, updated_at, id);
CREATE INDEX posts_of_state_by_day ON posts (org_id, state, publish_on, id);
CREATE INDEX posts_of_channel_by_day ON posts (org_id, channel, publish_on, id);

-- What the current version says, folded by the program for searching. Here only ASCII is folded;
-- the next version of a post brings the whole of it.
ALTER TABLE posts ADD COLUMN searched TEXT NOT NULL DEFAULT '';
UPDATE posts SET searched = (
    SELECT lower(
        COALESCE(v.content ->> 'title', '') || char(10) || COALESCE(v.content ->> 'preheader', '') || char(10)
        || COALESCE(v.content ->> 'body', '') || char(10) || COALESCE(v.content ->> 'hashtags', '') || char(10)
        || COALESCE(v.content ->> 'link', '') || char(10) || COALESCE(v.content ->> 'image_idea', '') || char(10)
        || COALESCE(v.content ->> 'alt_text', ''))
    FROM versions v WHERE v.org_id = posts.org_id AND v.id = posts.version_id);
