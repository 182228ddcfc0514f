-- A database as the release with form 5 left it: activities are found through the lists of turns.
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, resume_hash TEXT, touched INTEGER NOT NULL,
    version INTEGER NOT NULL, last_sequence INTEGER NOT NULL, state_format TEXT, state BLOB) STRICT;
CREATE INDEX conversations_person ON conversations (person);
CREATE INDEX conversations_resume ON conversations (resume_hash) WHERE resume_hash IS NOT NULL;
CREATE TABLE activities (
    id INTEGER PRIMARY KEY, conversation TEXT NOT NULL, sequence INTEGER NOT NULL, key TEXT, body BLOB NOT NULL, basis BLOB) STRICT;
CREATE TABLE turns (
    conversation TEXT NOT NULL, last INTEGER NOT NULL, list BLOB NOT NULL, PRIMARY KEY (conversation, last)) STRICT, WITHOUT ROWID;
ALTER TABLE conversations ADD COLUMN turns BLOB;
CREATE TABLE notes (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
CREATE INDEX notes_kind ON notes (kind, person);
CREATE INDEX notes_person ON notes (person);
CREATE TABLE snapshots (hash TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
INSERT INTO conversations (id, person, resume_hash, touched, version, last_sequence, state_format, state, turns)
    VALUES ('c', 'ann', 'h', 1772366400000, 2, 3, 'spasms-dialog/1', CAST('{"turns":1}' AS BLOB), X'01032348F9987442125700058254C329A92850F6');
INSERT INTO activities VALUES (1, 'c', 1, 'open', CAST('a' AS BLOB), CAST('{}' AS BLOB)), (2, 'c', 2, 'k', CAST('b' AS BLOB), NULL), (3, 'c', 3, NULL, CAST('c' AS BLOB), NULL);
INSERT INTO notes (kind, person, at, body) VALUES ('triage', 'ann', 1772366400000, CAST('n' AS BLOB));
INSERT INTO snapshots VALUES ('hash', CAST('content' AS BLOB));
PRAGMA user_version = 5;
