-- Hash of what a speech model was to say: the same text is read once for an organization, also when
-- two people ask at the same moment. Missing once the reading failed.
ALTER TABLE tool_uses ADD COLUMN told TEXT;
CREATE UNIQUE INDEX tool_uses__org_id__told ON tool_uses (org_id, told) WHERE told IS NOT NULL;
