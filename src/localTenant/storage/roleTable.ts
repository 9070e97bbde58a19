import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';

/** A role of the tenant. */
export interface StoredRole {
  /** GUID, lower case, of this tenant's role. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** 0 none, 1 tenant, 2 community, 3 cluster. */
  readonly scope: number;
  /** GUID of the role's type, the same in all tenants. */
  readonly typeId: string;
}

/** Keeps the tenant's roles, all of them in memory too: every token needs the types of its client's roles. */
export class RoleTable {
  readonly #insert: StatementSync;
  readonly #roles: Map<string, StoredRole>;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(
      'INSERT INTO role (id, name, description, scope, type_id) VALUES (?, ?, ?, ?, ?)',
    );
    const rows = database
      .prepare('SELECT id, name, description, scope, type_id FROM role ORDER BY rowid')
      .all();
    this.#roles = new Map(rows.map(roleOf).map(role => [role.id, role]));
  }

  /** Adds a role. */
  insert(role: StoredRole): void {
    this.#insert.run(role.id, role.name, role.description, role.scope, role.typeId);
    this.#roles.set(role.id, role);
  }

  /** Returns all roles in the order in which they were made. */
  list(): StoredRole[] {
    return [...this.#roles.values()];
  }

  /** Returns a role by its id (lower case). */
  find(id: string): StoredRole | undefined {
    return this.#roles.get(id);
  }

  /** Returns the id of the role of a given type; every built-in type has one. */
  idOfType(typeId: string): string {
    const role = this.list().find(candidate => candidate.typeId === typeId);
    if (role === undefined) throw new RangeError(`the tenant has no role of type ${typeId}`);
    return role.id;
  }

  /** Returns the role types behind role ids; unknown ids are left out. */
  typeIdsOf(roleIds: readonly string[]): string[] {
    return roleIds.flatMap(id => this.find(id)?.typeId ?? []);
  }
}

function roleOf(row: Record<string, SQLOutputValue>): StoredRole {
  return {
    id: String(row.id),
    name: String(row.name),
    description: String(row.description),
    scope: Number(row.scope),
    typeId: String(row.type_id),
  };
}
