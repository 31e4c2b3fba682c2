-- What was last filled into the brief from a text, and what that text says of fields that hold
-- something else.
ALTER TABLE briefs ADD COLUMN filled JSONB;
