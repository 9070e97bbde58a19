import type { Connection } from '../../../credentials/connections/connection.ts';
import type { WorkspaceMemory } from '../../platform/workspaceMemory.ts';

const KEY = 'activeConnection';

/** The active connection of this workspace, since a project belongs to a tenant; all of them if none is chosen. */
export class ActiveConnection {
  readonly #memory: WorkspaceMemory;

  constructor(memory: WorkspaceMemory) {
    this.#memory = memory;
  }

  /** Returns only the chosen connection, or all if none is chosen or it no longer exists. */
  among(connections: readonly Connection[]): readonly Connection[] {
    const chosen = connections.filter(({ name }) => name === this.#memory.get(KEY));
    return chosen.length > 0 ? chosen : connections;
  }

  /** Chooses a connection by its name; `undefined` for all of them. */
  async choose(name: string | undefined): Promise<void> {
    await this.#memory.update(KEY, name);
  }

  /** Updates the name after a rename. */
  async rename(before: string, name: string): Promise<void> {
    if (this.#memory.get(KEY) === before) await this.choose(name);
  }
}
