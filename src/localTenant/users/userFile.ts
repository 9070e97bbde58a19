import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { BUILT_IN_ROLES } from '../../service/model/builtInRoles.ts';
import { LocalTenantError } from '../localTenantError.ts';

/** A user as `users.json` describes it. */
export interface DescribedUser {
  readonly userName: string;
  /** Shown in tokens and pages. */
  readonly name: string;
  /** As typed on the login page. In plain text, like the administrator's secret in the same folder. */
  readonly password: string;
  /** Names of built-in roles, without Tenant Member. */
  readonly roles: readonly string[];
}

/** Characters of passwords without similar ones, for typing from a screen. Four groups of four have 80 random bits. */
const PASSWORD_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789w';
const PASSWORD_CHARACTERS = 16;

/** The users of a new tenant. */
const FIRST_USERS: readonly Omit<DescribedUser, 'password'>[] = [
  {
    userName: 'administrator',
    name: 'Local Administrator',
    roles: ['Tenant Administrator', 'Tenant Member'],
  },
  { userName: 'member', name: 'Local Member', roles: ['Tenant Member'] },
];

const text = v.pipe(v.string(), v.trim(), v.nonEmpty());

const usersSchema = v.pipe(
  v.array(
    v.strictObject({
      userName: text,
      name: text,
      password: v.pipe(v.string(), v.nonEmpty()),
      roles: v.array(v.picklist(BUILT_IN_ROLES.map(role => role.name))),
    }),
  ),
  v.check(users => new Set(users.map(user => user.userName.toLowerCase())).size === users.length),
);

/**
 * Reads `users.json`, in which the owner of the tenant may add users and change passwords and roles. A missing file is made
 * (mode 0600) with an administrator and a member, and new passwords.
 *
 * @throws {LocalTenantError} `dataFolderUnusable` if the file can't be read or is invalid
 */
export function readUserFile(file: string, randomBytes: (size: number) => Buffer): readonly DescribedUser[] {
  try {
    if (!fs.lstatSync(file, { throwIfNoEntry: false })) writeFirstUsers(file, randomBytes);
    return v.parse(usersSchema, JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch (cause) {
    const where = cause instanceof v.ValiError ? v.getDotPath(cause.issues[0]) : undefined;
    const what = where ? `is not valid at ${where}` : 'is not a JSON array of users with different names';
    throw new LocalTenantError(
      'dataFolderUnusable',
      `${file} ${what}. Correct it, or delete it to get new users. Roles: ${BUILT_IN_ROLES.map(role => role.name).join(', ')}.`,
      { cause },
    );
  }
}

function writeFirstUsers(file: string, randomBytes: (size: number) => Buffer): void {
  const users = FIRST_USERS.map(user => ({ ...user, password: newPassword(randomBytes) }));
  const unfinished = path.join(path.dirname(file), `.${path.basename(file)}.new`);
  fs.writeFileSync(unfinished, `${JSON.stringify(users, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(unfinished, file);
}

function newPassword(randomBytes: (size: number) => Buffer): string {
  const characters = [...randomBytes(PASSWORD_CHARACTERS)].map(byte => PASSWORD_ALPHABET[byte % 32]);
  return characters.join('').replace(/(.{4})(?=.)/g, '$1-');
}
