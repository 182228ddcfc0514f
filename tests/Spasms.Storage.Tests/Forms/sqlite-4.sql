-- A database with form 4: a conversation has room for a list of its turns, which nobody fills yet.
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, resume_hash TEXT, touched INTEGER NOT NULL,
    version INTEGER NOT NULL, last_sequence INTEGER NOT NULL, state_format TEXT, state BLOB) STRICT;
CREATE INDEX conversations_person ON conversations (person);
CREATE INDEX conversations_resume ON conversations (resume_hash) WHERE resume_hash IS NOT NULL;
CREATE TABLE "activities" (
    conversation TEXT NOT NULL, sequence INTEGER NOT NULL, body BLOB NOT NULL, basis BLOB, UNIQUE (conversation, sequence)) STRICT;
CREATE TABLE turns (
    conversation TEXT NOT NULL, key TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (conversation, key)) STRICT, WITHOUT ROWID;
ALTER TABLE conversations ADD COLUMN turns BLOB;
CREATE TABLE notes (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
CREATE INDEX notes_kind ON notes (kind, person);
CREATE INDEX notes_person ON notes (person);
CREATE TABLE snapshots (hash TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
INSERT INTO conversations (id, person, resume_hash, touched, version, last_sequence, state_format, state) VALUES ('c', 'ann', 'h', 1772366400000, 2, 3, 'spasms-dialog/1', CAST('{"turns":1}' AS BLOB));
INSERT INTO activities (conversation, sequence, body, basis) VALUES ('c', 1, CAST('a' AS BLOB), CAST('{}' AS BLOB)), ('c', 2, CAST('b' AS BLOB), NULL), ('c', 3, CAST('c' AS BLOB), NULL);
INSERT INTO turns VALUES ('c', 'open', 1, 1), ('c', 'k', 2, 3);
INSERT INTO notes (kind, person, at, body) VALUES ('triage', 'ann', 1772366400000, CAST('n' AS BLOB));
INSERT INTO snapshots VALUES ('hash', CAST('content' AS BLOB));
PRAGMA user_version = 4;
