import { isSameClient } from '../../../credentials/records/sameId.ts';
import type { WorkspaceMemory } from '../../platform/workspaceMemory.ts';
import {
  decodePermission,
  type LaunchPermission,
  type Permission,
  type TerminalPermission,
} from './permission.ts';

const KEY = 'permissions';

/** Where version 0.1.0 kept permissions. They don't say what was started, so none of them counts. */
const OLD_KEY = 'debugConsents';

/** Names a client, in the way that permissions do. */
type Client = Pick<Permission, 'tenantId' | 'clientId'>;

/** Which launch configuration a permission is for. */
export type LaunchSubject = Client & Pick<LaunchPermission, 'folder' | 'configuration'>;

/** The permissions that the user has given in this workspace: at most one for each configuration and client. */
export class Permissions {
  readonly #memory: WorkspaceMemory;

  constructor(memory: WorkspaceMemory) {
    this.#memory = memory;
  }

  /** Returns all permissions, in the order in which they were given. Damaged entries don't count. */
  all(): readonly Permission[] {
    const found = this.#memory.get(KEY);
    return Array.isArray(found) ? found.flatMap(entry => decodePermission(entry) ?? []) : [];
  }

  /** Returns the permission to give a launch configuration the secret of a client. */
  forLaunch(subject: LaunchSubject): LaunchPermission | undefined {
    return this.all().find(
      (each): each is LaunchPermission => each.kind === 'launch' && isSameLaunch(each, subject),
    );
  }

  /** Returns the permission to open terminals with the secret of a client. */
  forTerminal(client: Client): TerminalPermission | undefined {
    return this.all().find(
      (each): each is TerminalPermission => each.kind === 'terminal' && isSameClient(each, client),
    );
  }

  /** Records a permission, in place of the one before for the same configuration and client. */
  async give(permission: Permission): Promise<void> {
    const others = this.all().filter(each => !isSameSubject(each, permission));
    await this.#write([...others, permission]);
  }

  /** Removes permissions: the user is asked again. */
  async revoke(permissions: readonly Permission[]): Promise<void> {
    const kept = this.all().filter(each => !permissions.some(revoked => isSameSubject(each, revoked)));
    await this.#write(kept);
  }

  async #write(permissions: readonly Permission[]): Promise<void> {
    await this.#memory.update(KEY, permissions);
    if (this.#memory.get(OLD_KEY) !== undefined) await this.#memory.update(OLD_KEY, undefined);
  }
}

const isSameLaunch = (one: LaunchSubject, other: LaunchSubject): boolean =>
  isSameClient(one, other) && one.folder === other.folder && one.configuration === other.configuration;

function isSameSubject(one: Permission, other: Permission): boolean {
  if (one.kind === 'launch') return other.kind === 'launch' && isSameLaunch(one, other);
  return other.kind === 'terminal' && isSameClient(one, other);
}
