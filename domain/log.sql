-- What the log needs beside the table that eventsourcing makes: when each fact was recorded, which requests were
-- answered, and the one function through which every append goes.
ALTER TABLE log.events ADD COLUMN IF NOT EXISTS recorded_at timestamptz NOT NULL
    DEFAULT coalesce(nullif(current_setting('jalon.recorded_at', true), '')::timestamptz, clock_timestamp());

CREATE INDEX IF NOT EXISTS events_recorded_at ON log.events (recorded_at, notification_id);

CREATE TABLE IF NOT EXISTS log.requests (
    actor text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    request text NOT NULL,
    streams uuid[] NOT NULL,
    versions bigint[] NOT NULL,
    names text[] NOT NULL,
    PRIMARY KEY (actor, key)
);

CREATE TABLE IF NOT EXISTS log.about (
    one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
    edition text NOT NULL,
    demonstration boolean NOT NULL
);

-- Files that were handed over, by the digest of their bytes; they do not get smaller by being compressed again.
CREATE TABLE IF NOT EXISTS log.files (
    sha256 text PRIMARY KEY,
    size bigint NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE IF NOT EXISTS log.file_parts (
    sha256 text NOT NULL REFERENCES log.files,
    part integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (sha256, part)
);
ALTER TABLE log.file_parts ALTER COLUMN content SET STORAGE EXTERNAL;

-- An append begins: it waits its turn, so that positions commit in order; marks the request as answered; makes sure that
-- what was read has not changed; and sets one recorded_at for all its facts, never before the last one.
CREATE OR REPLACE FUNCTION log.begin_append(
    by_actor text, by_key text, by_fingerprint bytea, by_request text,
    into_streams uuid[], into_versions bigint[], into_names text[],
    read_streams uuid[], read_versions bigint[], scripted timestamptz
) RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
    last timestamptz;
    moment timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(4270016);
    INSERT INTO log.requests VALUES (by_actor, by_key, by_fingerprint, by_request, into_streams, into_versions, into_names);
    IF EXISTS (
        SELECT FROM unnest(read_streams, read_versions) AS r (stream, version)
        WHERE r.version <> coalesce(
            (SELECT max(e.originator_version) FROM log.events AS e WHERE e.originator_id = r.stream), 0)
    ) THEN
        RAISE EXCEPTION 'a stream that this request has read has changed' USING ERRCODE = 'unique_violation', CONSTRAINT = 'read_streams';
    END IF;
    SELECT recorded_at INTO last FROM log.events ORDER BY notification_id DESC LIMIT 1;
    IF scripted IS NOT NULL AND NOT (SELECT demonstration FROM log.about) THEN
        RAISE EXCEPTION 'only a database made for demonstration takes a scripted clock' USING ERRCODE = 'check_violation', CONSTRAINT = 'scripted_clock';
    END IF;
    IF scripted < last THEN
        RAISE EXCEPTION 'the scripted clock says %, but the log has reached %', scripted, last USING ERRCODE = 'check_violation', CONSTRAINT = 'scripted_clock';
    END IF;
    moment := greatest(coalesce(scripted, clock_timestamp()), last);
    PERFORM set_config('jalon.recorded_at', moment::text, true);
    RETURN moment;
END $$;

-- An append: it begins, wakes those who listen, and gives each fact its position.
CREATE OR REPLACE FUNCTION log.append(
    by_actor text, by_key text, by_fingerprint bytea, by_request text,
    into_streams uuid[], into_versions bigint[], into_names text[],
    read_streams uuid[], read_versions bigint[], scripted timestamptz,
    streams uuid[], versions bigint[], topics text[], states bytea[]
) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
BEGIN
    PERFORM log.begin_append(
        by_actor, by_key, by_fingerprint, by_request, into_streams, into_versions, into_names,
        read_streams, read_versions, scripted);
    NOTIFY events;
    RETURN QUERY
    INSERT INTO log.events (originator_id, originator_version, topic, state)
    SELECT * FROM unnest(streams, versions, topics, states)
    RETURNING notification_id;
END $$;

-- The log as a person reads it.
CREATE OR REPLACE VIEW log.readable AS
SELECT notification_id AS position, recorded_at, state ->> 'stream' AS stream, originator_version AS version, topic,
    state ->> 'actor' AS actor, state ->> 'request' AS request, state -> 'data' AS data, state -> 'source' AS source,
    coalesce((state ->> 'illustrative')::boolean, false) AS illustrative, state -> 'data' -> 'corrects' AS corrects
FROM (
    SELECT notification_id, recorded_at, originator_version, topic, convert_from(state, 'UTF8')::jsonb AS state
    FROM log.events
) AS stored;
