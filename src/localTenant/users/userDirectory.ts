import { hash, timingSafeEqual } from 'node:crypto';
import { BUILT_IN_ROLES, MEMBER_ROLE_TYPE_ID } from '../../service/model/builtInRoles.ts';
import { guidFrom } from '../guid.ts';
import type { DescribedUser } from './userFile.ts';

/** A user who can sign in to the tenant. */
export interface TenantUser {
  /** GUID; claim `sub`. The same for the same name, so that sessions remain valid after a restart. */
  readonly id: string;
  readonly userName: string;
  readonly name: string;
  /** With Tenant Member, which every user has. */
  readonly roleTypeIds: readonly string[];
}

/** Returns the types of a user's present roles by the user's id; `undefined` if the user was deleted. */
export type RoleTypesOfUser = (id: string) => readonly string[] | undefined;

interface Entry {
  readonly user: TenantUser;
  readonly passwordHash: Buffer;
}

const sha256 = (text: string) => hash('sha256', text, 'buffer');

/** Compared with if the user doesn't exist, so that the answer takes the same time. */
const NOBODY = sha256('');

/** The users of a tenant. */
export class UserDirectory {
  readonly #byName: ReadonlyMap<string, Entry>;
  readonly #byId: ReadonlyMap<string, TenantUser>;
  readonly #roleTypeIdsOf: RoleTypesOfUser | undefined;

  /** @param roleTypeIdsOf default: the roles in `users` */
  constructor(tenantId: string, users: readonly DescribedUser[], roleTypeIdsOf?: RoleTypesOfUser) {
    this.#roleTypeIdsOf = roleTypeIdsOf;
    const entries = users.map((described): Entry => {
      const user = userOf(tenantId, described);
      return { user, passwordHash: sha256(described.password) };
    });
    this.#byName = new Map(entries.map(entry => [entry.user.userName.toLowerCase(), entry]));
    this.#byId = new Map(entries.map(({ user }) => [user.id, user]));
  }

  /** Returns a user by its id. */
  find(id: string): TenantUser | undefined {
    const user = this.#byId.get(id);
    return user && this.#present(user);
  }

  /** Returns the user with this name (ignoring case) and password; `undefined` if there is none. */
  signIn(userName: string, password: string): TenantUser | undefined {
    const entry = this.#byName.get(userName.trim().toLowerCase());
    const matches = timingSafeEqual(sha256(password), entry?.passwordHash ?? NOBODY);
    return matches && entry ? this.#present(entry.user) : undefined;
  }

  #present(user: TenantUser): TenantUser | undefined {
    if (!this.#roleTypeIdsOf) return user;
    const roleTypeIds = this.#roleTypeIdsOf(user.id);
    return roleTypeIds && { ...user, roleTypeIds };
  }
}

/** Returns a user as `users.json` describes it. */
export function userOf(tenantId: string, { userName, name, roles }: DescribedUser): TenantUser {
  const named = BUILT_IN_ROLES.filter(role => roles.includes(role.name)).map(role => role.roleTypeId);
  return {
    id: guidFrom(sha256(`${tenantId} ${userName.toLowerCase()}`).subarray(0, 16)),
    userName,
    name,
    roleTypeIds: [...new Set([MEMBER_ROLE_TYPE_ID, ...named])],
  };
}
