-- A campaign that does another one's run again from one of its steps, and what it does otherwise.
ALTER TABLE campaigns ADD COLUMN forked_from UUID;
ALTER TABLE campaigns ADD COLUMN fork JSONB;
ALTER TABLE campaigns ADD CONSTRAINT campaigns__fork FOREIGN KEY (org_id, forked_from) REFERENCES campaigns (org_id, id);
CREATE INDEX campaigns_of_fork ON campaigns (org_id, forked_from);
