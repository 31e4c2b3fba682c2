-- Everything that happened up to this moment was seen by the person.
ALTER TABLE users ADD COLUMN news_seen_at TIMESTAMPTZ NOT NULL DEFAULT 'epoch';

-- The few events and decisions that are news, by age.
CREATE INDEX events_of_runs ON events (org_id, at) WHERE happening ->> 'kind' = 'run';
CREATE INDEX decisions_as_news ON decisions (org_id, at, id);
