import type { Connection } from '../../../credentials/connections/connection.ts';
import type { WorkspaceMemory } from '../../platform/workspaceMemory.ts';

const KEY = 'activeConnection';

/** The active connection of this workspace, since a project belongs to a tenant; all of them if none is chosen. */
export class ActiveConnection {
  readonly #memory: WorkspaceMemory;
  /** The new name of the chosen connection while it is being renamed. */
  #newName: string | undefined;

  constructor(memory: WorkspaceMemory) {
    this.#memory = memory;
  }

  /** Returns only the chosen connection, or all if none is chosen or it no longer exists. */
  among(connections: readonly Connection[]): readonly Connection[] {
    const names = [this.#memory.get(KEY), this.#newName];
    const chosen = connections.filter(({ name }) => names.includes(name));
    return chosen.length > 0 ? chosen : connections;
  }

  /** Chooses a connection by its name; `undefined` for all of them. */
  async choose(name: string | undefined): Promise<void> {
    await this.#memory.update(KEY, name);
  }

  /** Runs `save`, which renames a connection. The chosen connection stays chosen at every moment of it. */
  async rename(before: string, name: string, save: () => Promise<void>): Promise<void> {
    if (this.#memory.get(KEY) !== before) return save();
    this.#newName = name;
    try {
      await save();
      await this.choose(name);
    } finally {
      this.#newName = undefined;
    }
  }
}
