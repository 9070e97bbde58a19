import { isSameFile } from '../../../projectFiles/folderHolds.ts';
import { samePath } from '../../../projectFiles/formats/keyPathMap.ts';
import type { NotOurs } from '../../../projectFiles/notOurs.ts';
import type { GroupName } from '../../../projectFiles/shapes/fieldMapping.ts';
import type { WorkspaceMemory } from '../../platform/workspaceMemory.ts';

const KEY = 'notOurs';

/** A file, or a group of keys in it, that the user has marked as another service's. */
export interface Hidden {
  /** Absolute path. */
  readonly file: string;
  /** `undefined`: the whole file. */
  readonly group?: GroupName | undefined;
}

/** What the user has marked as not ours in this workspace. */
export class HiddenCredentials implements NotOurs {
  readonly #memory: WorkspaceMemory;

  constructor(memory: WorkspaceMemory) {
    this.#memory = memory;
  }

  /** Returns all marks, in the order in which they were made. */
  all(): readonly Hidden[] {
    const found = this.#memory.get(KEY);
    return Array.isArray(found) ? found.filter(isHidden) : [];
  }

  /** Marks a file or a group. */
  async hide(hidden: Hidden): Promise<void> {
    await this.#memory.update(KEY, [...this.all().filter(each => !isSame(each, hidden)), hidden]);
  }

  /** Takes marks back. */
  async show(shown: readonly Hidden[]): Promise<void> {
    const rest = this.all().filter(each => !shown.some(other => isSame(each, other)));
    await this.#memory.update(KEY, rest);
  }

  hasFile(file: string): boolean {
    return this.all().some(hidden => !hidden.group && isSameFile(hidden.file, file));
  }

  groupsOf(file: string): readonly GroupName[] {
    return this.all().flatMap(hidden =>
      hidden.group && isSameFile(hidden.file, file) ? [hidden.group] : [],
    );
  }
}

function isSame(one: Hidden, other: Hidden): boolean {
  if (!isSameFile(one.file, other.file)) return false;
  if (!one.group || !other.group) return one.group === other.group;
  return one.group.prefix === other.group.prefix && samePath(one.group.object, other.group.object);
}

/** The editor's state may be of another version. */
function isHidden(value: unknown): value is Hidden {
  const { file, group } = (value ?? {}) as Partial<Hidden>;
  if (typeof file !== 'string') return false;
  return group === undefined || (Array.isArray(group.object) && typeof group.prefix === 'string');
}
