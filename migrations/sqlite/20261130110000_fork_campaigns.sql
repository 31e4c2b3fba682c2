-- A campaign that does another one's run again from one of its steps, and what it does otherwise.
-- This engine adds no constraint of two columns to a table that stands, so the trigger below holds
-- it.
ALTER TABLE campaigns ADD COLUMN forked_from BLOB;
ALTER TABLE campaigns ADD COLUMN fork TEXT;
CREATE INDEX campaigns_of_fork ON campaigns (org_id, forked_from);
CREATE TRIGGER campaigns_fork BEFORE INSERT ON campaigns
WHEN NEW.forked_from IS NOT NULL AND NOT EXISTS (SELECT 1 FROM campaigns c WHERE c.org_id = NEW.org_id AND c.id = NEW.forked_from)
BEGIN
    SELECT RAISE(ABORT, 'a fork comes from a campaign that is there');
END;
