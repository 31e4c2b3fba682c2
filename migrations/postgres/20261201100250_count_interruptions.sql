-- How often a worker ended with the job in its hands since it was queued or last came to an end.
-- Such beginnings are no attempts: a server that is stopped is not the work's fault. Only work that
-- takes its worker down again and again is given up, and each time it is left alone for longer.
ALTER TABLE jobs ADD COLUMN interruptions BIGINT NOT NULL DEFAULT 0;
