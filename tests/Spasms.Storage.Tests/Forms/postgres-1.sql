-- A schema as the release with form 1 left it. Never changed; a new form gets a file of its own.
CREATE TABLE conversations (
    id text COLLATE "C" PRIMARY KEY, person text COLLATE "C" NOT NULL, resume_hash text COLLATE "C",
    opened bigint GENERATED ALWAYS AS IDENTITY, touched timestamptz NOT NULL,
    version bigint NOT NULL, last_sequence bigint NOT NULL, state_format text, state bytea) WITH (fillfactor = 70);
CREATE INDEX conversations_person ON conversations (person);
CREATE INDEX conversations_resume ON conversations (resume_hash, opened) WHERE resume_hash IS NOT NULL;
CREATE TABLE activities (
    conversation text COLLATE "C" NOT NULL, sequence bigint NOT NULL, body bytea NOT NULL, basis bytea,
    PRIMARY KEY (conversation, sequence));
CREATE TABLE turns (
    conversation text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, first bigint NOT NULL, last bigint NOT NULL,
    PRIMARY KEY (conversation, key));
CREATE TABLE notes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text COLLATE "C" NOT NULL,
    person text COLLATE "C" NOT NULL, at timestamptz NOT NULL, body bytea NOT NULL);
CREATE INDEX notes_kind ON notes (kind, person);
CREATE INDEX notes_person ON notes (person);
CREATE TABLE snapshots (hash text COLLATE "C" PRIMARY KEY, body bytea NOT NULL);
CREATE TABLE spasms_schema (form int PRIMARY KEY, applied timestamptz NOT NULL DEFAULT now());
INSERT INTO spasms_schema (form) VALUES (1);
INSERT INTO conversations (id, person, resume_hash, touched, version, last_sequence, state_format, state)
    VALUES ('c', 'ann', 'h', '2026-03-01 12:00:00Z', 2, 3, 'spasms-dialog/1', '{"turns":1}');
INSERT INTO activities (conversation, sequence, body, basis) VALUES ('c', 1, 'a', '{}'), ('c', 2, 'b', NULL), ('c', 3, 'c', NULL);
INSERT INTO turns VALUES ('c', 'open', 1, 1), ('c', 'k', 2, 3);
INSERT INTO notes (kind, person, at, body) VALUES ('triage', 'ann', '2026-03-01 12:00:00Z', 'n');
INSERT INTO snapshots VALUES ('hash', 'content');
