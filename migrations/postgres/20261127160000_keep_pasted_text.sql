-- Text that was pasted to fill the brief from and has not been read yet.
ALTER TABLE briefs ADD COLUMN pasted TEXT NOT NULL DEFAULT '';
