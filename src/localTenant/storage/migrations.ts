/**
 * The schema as a list of steps: entry n updates a database from version n to n + 1 (`PRAGMA user_version`). Steps are only
 * added, so that every older data folder can still be opened.
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
  `
  -- Settings of the types that take part in browser and device flows; NULL = the defaults, so that the rows of
  -- Client-Credentials clients, which may be 50,000, stay short.
  ALTER TABLE client ADD COLUMN settings TEXT;
  ALTER TABLE client ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';

  -- Which clients have a role: read from the role's side, where the JSON array would mean reading every client.
  CREATE TABLE client_role (
    role TEXT NOT NULL,
    client INTEGER NOT NULL REFERENCES client (sequence) ON DELETE CASCADE,
    PRIMARY KEY (role, client)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX client_role_by_client ON client_role (client);
  INSERT INTO client_role SELECT DISTINCT value, sequence FROM client, json_each(role_ids);
  CREATE TRIGGER client_roles_added AFTER INSERT ON client WHEN NEW.role_ids <> '[]' BEGIN
    INSERT OR IGNORE INTO client_role SELECT value, NEW.sequence FROM json_each(NEW.role_ids);
  END;
  CREATE TRIGGER client_roles_changed AFTER UPDATE OF role_ids ON client
  WHEN NEW.role_ids <> OLD.role_ids BEGIN
    DELETE FROM client_role WHERE client = OLD.sequence;
    INSERT OR IGNORE INTO client_role SELECT value, NEW.sequence FROM json_each(NEW.role_ids);
  END;

  -- Custom roles have no type, and may belong to a community.
  CREATE TABLE custom_role (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    scope INTEGER NOT NULL,
    type_id TEXT,
    community_id TEXT
  ) STRICT;
  INSERT INTO custom_role (id, name, description, scope, type_id)
    SELECT id, name, description, scope, type_id FROM role ORDER BY rowid;
  DROP TABLE role;
  ALTER TABLE custom_role RENAME TO role;

  -- What the engine keeps for a client goes with the client.
  ALTER TABLE artefact ADD COLUMN client_id TEXT;
  UPDATE artefact SET client_id = json_extract(payload, '$.clientId');
  CREATE INDEX artefact_by_client ON artefact (client_id) WHERE client_id IS NOT NULL;
  `,
  `
  -- Users: those of users.json, with the hash of their entry there, and those that the API made, who have no password.
  -- A deleted user of the file stays, because the file still has its entry.
  CREATE TABLE user (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    profile TEXT NOT NULL,
    role_ids TEXT NOT NULL,
    preferences TEXT,
    file_entry BLOB,
    is_deleted INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE invitation (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user TEXT NOT NULL UNIQUE REFERENCES user (id) ON DELETE CASCADE,
    issued_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    is_sent INTEGER NOT NULL
  ) STRICT;

  -- Which clients may send data to a namespace: each by at most one connection.
  CREATE TABLE omf_connection (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    namespace TEXT NOT NULL,
    name TEXT,
    description TEXT,
    created_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE omf_client (
    sequence INTEGER PRIMARY KEY,
    connection TEXT NOT NULL REFERENCES omf_connection (id) ON DELETE CASCADE,
    namespace TEXT NOT NULL,
    client TEXT NOT NULL,
    UNIQUE (namespace, client)
  ) STRICT;
  CREATE INDEX omf_client_by_connection ON omf_client (connection);
  `,
];
