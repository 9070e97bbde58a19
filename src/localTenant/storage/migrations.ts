/**
 * The schema as a list of steps: entry n brings a database from version n to n + 1 (`PRAGMA user_version`).
 * Steps are only ever added, so that every data folder that was once made can still be opened.
 */
export const MIGRATIONS: readonly string[] = [
  `
  -- Single values of the tenant: its id, its keys, its administrator.
  CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE role (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    scope INTEGER NOT NULL,
    type_id TEXT NOT NULL
  ) STRICT;

  -- "sequence" orders lists by creation; roles are a JSON array, since they are always read as a whole.
  CREATE TABLE client (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    token_lifetime_seconds INTEGER NOT NULL,
    role_ids TEXT NOT NULL
  ) STRICT;
  CREATE INDEX client_by_type ON client (type, sequence);

  -- count(*) over 50,000 clients was a quarter of every page's time.
  CREATE TABLE client_count (
    type TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER client_counted AFTER INSERT ON client BEGIN
    INSERT INTO client_count (type, value) VALUES (NEW.type, 1)
      ON CONFLICT (type) DO UPDATE SET value = value + 1;
  END;
  CREATE TRIGGER client_uncounted AFTER DELETE ON client BEGIN
    UPDATE client_count SET value = value - 1 WHERE type = OLD.type;
  END;

  -- AUTOINCREMENT: the id of a deleted secret never comes back as another one.
  CREATE TABLE secret (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client INTEGER NOT NULL REFERENCES client (sequence) ON DELETE CASCADE,
    description TEXT,
    expires_at_ms INTEGER,
    hash BLOB NOT NULL
  ) STRICT;
  CREATE INDEX secret_by_client ON secret (client);

  -- What the OpenID engine keeps for itself (sessions, grants, codes); access tokens are JWTs and not among it.
  CREATE TABLE artefact (
    model TEXT NOT NULL,
    id TEXT NOT NULL,
    payload TEXT NOT NULL,
    expires_at_ms INTEGER,
    grant_id TEXT,
    uid TEXT,
    user_code TEXT,
    PRIMARY KEY (model, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX artefact_by_expiry ON artefact (expires_at_ms) WHERE expires_at_ms IS NOT NULL;
  CREATE INDEX artefact_by_grant ON artefact (grant_id) WHERE grant_id IS NOT NULL;
  `,
];
