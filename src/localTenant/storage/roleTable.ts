import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';

/** A role of the tenant. */
export interface StoredRole {
  /** GUID, lower case, of this tenant's role. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** 0 none, 1 tenant, 2 community, 3 cluster. */
  readonly scope: number;
  /** GUID of a built-in role's type, the same in all tenants; `null` for other roles. */
  readonly typeId: string | null;
  /** GUID of the community that the role belongs to, if any. */
  readonly communityId: string | null;
}

const COLUMNS = 'id, name, description, scope, type_id, community_id';

/** Stores the tenant's roles, also in memory, because every token needs the types of its client's roles. */
export class RoleTable {
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #remove: StatementSync;
  readonly #takeFromClients: StatementSync;
  readonly #takeFromUsers: StatementSync;
  readonly #roles: Map<string, StoredRole>;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(`INSERT INTO role (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`);
    this.#update = database.prepare(
      'UPDATE role SET name = ?, description = ?, scope = ?, community_id = ? WHERE id = ?',
    );
    this.#remove = database.prepare('DELETE FROM role WHERE id = ?');
    this.#takeFromClients = database.prepare(
      `UPDATE client SET role_ids = (SELECT json_group_array(value) FROM json_each(role_ids) WHERE value <> ?1)
       WHERE sequence IN (SELECT client FROM client_role WHERE role = ?1)`,
    );
    this.#takeFromUsers = database.prepare(
      'UPDATE user SET role_ids = (SELECT json_group_array(value) FROM json_each(role_ids) WHERE value <> ?1)',
    );
    const rows = database.prepare(`SELECT ${COLUMNS} FROM role ORDER BY rowid`).all();
    this.#roles = new Map(rows.map(roleOf).map(role => [role.id, role]));
  }

  /** Adds a role. */
  insert(role: StoredRole): void {
    const { id, name, description, scope, typeId, communityId } = role;
    this.#insert.run(id, name, description, scope, typeId, communityId);
    this.#roles.set(id, role);
  }

  /** Writes all changeable properties of a role. */
  update(role: StoredRole): void {
    this.#update.run(role.name, role.description, role.scope, role.communityId, role.id);
    this.#roles.set(role.id, role);
  }

  /** Deletes a role and removes it from clients and users. The caller opens the transaction. */
  remove(id: string): void {
    this.#takeFromClients.run(id);
    this.#takeFromUsers.run(id);
    this.#remove.run(id);
    this.#roles.delete(id);
  }

  /** Returns all roles in the order of their creation. */
  list(): StoredRole[] {
    return [...this.#roles.values()];
  }

  /** Returns a role by its id (lower case). */
  find(id: string): StoredRole | undefined {
    return this.#roles.get(id);
  }

  /** Returns the id of the role of a built-in type. */
  idOfType(typeId: string): string {
    const role = this.list().find(candidate => candidate.typeId === typeId);
    if (role === undefined) throw new RangeError(`the tenant has no role of type ${typeId}`);
    return role.id;
  }

  /** Returns the types of roles by their ids, without unknown ids and roles without a type. */
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
    typeId: row.type_id === null ? null : String(row.type_id),
    communityId: row.community_id === null ? null : String(row.community_id),
  };
}
