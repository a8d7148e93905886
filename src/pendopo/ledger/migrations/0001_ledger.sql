-- Facts: never updated, never deleted. Only ledger_append() writes them, only the sealer orders them.

CREATE TABLE ledger_fact (
    recorded_at  timestamptz NOT NULL,
    id           uuid        NOT NULL,
    region_code  text        NOT NULL,
    kind         text        NOT NULL,
    occurred_at  timestamptz NOT NULL,
    actor        uuid,
    organisation uuid,
    about        uuid        NOT NULL,
    data         jsonb       NOT NULL,
    salt         text        NOT NULL,
    PRIMARY KEY (recorded_at, id)
) PARTITION BY RANGE (recorded_at);
CREATE INDEX ledger_fact_about ON ledger_fact (about, recorded_at);
CREATE INDEX ledger_fact_kind ON ledger_fact (region_code, kind, recorded_at);
CREATE INDEX ledger_fact_recent ON ledger_fact USING brin (recorded_at);
CREATE TABLE ledger_fact_default PARTITION OF ledger_fact DEFAULT;

-- What is committed but not yet in the sequence.
CREATE TABLE ledger_unsequenced (
    recorded_at timestamptz NOT NULL,
    id          uuid        NOT NULL,
    PRIMARY KEY (recorded_at, id)
);

-- seq is the RFC 6962 leaf index, the readers' cursor, the event id and the replay position.
CREATE TABLE ledger_sequence (
    seq         bigint      PRIMARY KEY,
    fact_id     uuid        NOT NULL UNIQUE,
    recorded_at timestamptz NOT NULL,
    leaf        bytea       NOT NULL CHECK (length(leaf) = 32)
);
CREATE TABLE ledger_node (
    level smallint NOT NULL,
    index bigint   NOT NULL,
    hash  bytea    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, index)
);
CREATE TABLE ledger_head (
    size      bigint      PRIMARY KEY,
    root      bytea       NOT NULL CHECK (length(root) = 32),
    signed_at timestamptz NOT NULL,
    key_id    text        NOT NULL,
    signature bytea       NOT NULL
);

CREATE TABLE ledger_reader (
    name     text   PRIMARY KEY,
    next_seq bigint NOT NULL DEFAULT 0
);
-- A fact that a reader could not digest after several tries: set aside, named, never silent.
CREATE TABLE ledger_parked (
    reader   text        NOT NULL,
    seq      bigint      NOT NULL,
    attempts integer     NOT NULL,
    parked   boolean     NOT NULL DEFAULT false,
    error    text        NOT NULL,
    at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (reader, seq)
);

-- The answer once given to a command, so that a repeated one changes nothing.
CREATE TABLE ledger_command (
    region_code  text        NOT NULL,
    actor        uuid        NOT NULL,
    key          text        NOT NULL CHECK (length(key) BETWEEN 8 AND 80),
    request_hash bytea       NOT NULL,
    result       jsonb,
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (region_code, actor, key)
);
CREATE INDEX ledger_command_at ON ledger_command (at);

CREATE FUNCTION ledger_append(facts jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    region text := current_setting('pendopo.region', true);
    n integer;
BEGIN
    IF coalesce(region, '') = '' THEN
        RAISE EXCEPTION 'ledger_append: no region is set for this transaction';
    END IF;
    IF EXISTS (SELECT 1 FROM jsonb_array_elements(facts) f WHERE f->>'region_code' IS DISTINCT FROM region) THEN
        RAISE EXCEPTION 'ledger_append: a fact of another region than %', region;
    END IF;
    WITH f AS (
        INSERT INTO ledger_fact (recorded_at, id, region_code, kind, occurred_at, actor, organisation, about, data, salt)
        SELECT recorded_at, id, region_code, kind, occurred_at, actor, organisation, about, data, salt
        FROM jsonb_to_recordset(facts) AS r(
            recorded_at timestamptz, id uuid, region_code text, kind text, occurred_at timestamptz,
            actor uuid, organisation uuid, about uuid, data jsonb, salt text)
        RETURNING recorded_at, id
    )
    INSERT INTO ledger_unsequenced SELECT recorded_at, id FROM f;
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
END $$;

-- True for the first with this key; a second one waits for the first, then gets false.
CREATE FUNCTION ledger_claim(actor uuid, key text, request_hash bytea, result jsonb) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO ledger_command (region_code, actor, key, request_hash, result)
    VALUES (current_setting('pendopo.region', true), actor, key, request_hash, result)
    ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;

-- Readers see every region's facts, in order, and only through here.
CREATE FUNCTION ledger_read(after bigint, maximum integer)
RETURNS TABLE (seq bigint, id uuid, region_code text, kind text, occurred_at timestamptz, recorded_at timestamptz,
               actor uuid, organisation uuid, about uuid, data jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT s.seq, f.id, f.region_code, f.kind, f.occurred_at, f.recorded_at, f.actor, f.organisation, f.about, f.data
    FROM ledger_sequence s
    JOIN ledger_fact f ON f.recorded_at = s.recorded_at AND f.id = s.fact_id
    WHERE s.seq >= after ORDER BY s.seq LIMIT maximum
$$;

CREATE FUNCTION ledger_make_partitions(first date, months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    m date;
    made integer := 0;
BEGIN
    FOR i IN 0 .. months - 1 LOOP
        m := (date_trunc('month', first) + make_interval(months => i))::date;
        IF to_regclass(format('public.ledger_fact_%s', to_char(m, 'YYYY_MM'))) IS NULL
           AND NOT EXISTS (SELECT 1 FROM ledger_fact_default d
                           WHERE d.recorded_at >= m AND d.recorded_at < m + interval '1 month') THEN
            EXECUTE format('CREATE TABLE public.ledger_fact_%s PARTITION OF public.ledger_fact FOR VALUES FROM (%L) TO (%L)',
                           to_char(m, 'YYYY_MM'), m, (m + interval '1 month')::date);
            made := made + 1;
        END IF;
    END LOOP;
    RETURN made;
END $$;
SELECT ledger_make_partitions(current_date, 4);

-- Rights already keep the application out; this keeps the owner from a slip of the hand.
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_fact_append_only BEFORE UPDATE OR DELETE ON ledger_fact
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_fact_no_truncate BEFORE TRUNCATE ON ledger_fact
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_sequence_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_sequence
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_head_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_head
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();

ALTER TABLE ledger_fact ENABLE ROW LEVEL SECURITY;
CREATE POLICY region ON ledger_fact USING (region_code = current_setting('pendopo.region', true));
ALTER TABLE ledger_command ENABLE ROW LEVEL SECURITY;
CREATE POLICY region ON ledger_command USING (region_code = current_setting('pendopo.region', true));
