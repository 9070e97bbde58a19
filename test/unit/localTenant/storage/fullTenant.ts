import { DatabaseSync } from 'node:sqlite';

/** Number of clients of all types that a tenant can have, without its administrator. */
export const MOST_CLIENTS = 50_000;

/** Copies the newest Client Credentials client of a stopped tenant until there is this number of clients. */
export function fillTenant(databaseFile: string, count: number): void {
  const database = new DatabaseSync(databaseFile);
  database
    .prepare(
      `WITH RECURSIVE
         last AS (SELECT * FROM client WHERE type = 'clientCredentials' ORDER BY sequence DESC LIMIT 1),
         copy (number) AS (
           SELECT (SELECT count(*) FROM client) + 1
           UNION ALL SELECT number + 1 FROM copy WHERE number < ?
         )
       INSERT INTO client (id, type, name, enabled, token_lifetime_seconds, role_ids, tags, settings)
       SELECT printf('00000000-0000-4000-8000-%012x', number), type, name || ' ' || number, enabled,
              token_lifetime_seconds, role_ids, tags, settings
       FROM last, copy WHERE number <= ?`,
    )
    .run(count, count);
  database.close();
}
