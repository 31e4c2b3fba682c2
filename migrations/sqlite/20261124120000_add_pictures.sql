-- What a brand looks like. Colours as #rrggbb; a brand without them has the built-in pair.
ALTER TABLE brands ADD COLUMN primary_colour TEXT;
ALTER TABLE brands ADD COLUMN secondary_colour TEXT;
-- SHA-256 of the logo's file.
ALTER TABLE brands ADD COLUMN logo TEXT;
-- Width and height in pixels of an asset that can be shown as a photo.
ALTER TABLE assets ADD COLUMN width INTEGER;
ALTER TABLE assets ADD COLUMN height INTEGER;
